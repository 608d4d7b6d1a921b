"""A member's books over sales and returns: what the engine says goes into the ledger, posting by posting."""

from collections import Counter
from dataclasses import dataclass, field, replace

from app.domain.basket import MemberSnapshot, PaymentMethod, QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared
from app.domain.holding import Holding, Movement, SpendRefused, credit, moved, spend, spending, usable_of
from app.domain.ledger import DEBT_LOT, Account, Asset, Draw, Lot, into_member, new_lot
from app.domain.quote import GrantKind, Quote
from app.domain.returns import NOTHING_YET, LineBack, Returned, ReturnQuote, return_of
from app.domain.taking_back import Grace, claw_back, take_back
from tests.support.worked_example import NOON

DAY = 86_400_000


@dataclass
class AssetBooks:
    """One asset of the member: its lots, and everything that was posted."""

    holding: Holding
    accounts: Counter[Account] = field(default_factory=Counter)
    posted: int = 0
    movements: list[Movement] = field(default_factory=list)

    def post(self, movement: Movement) -> None:
        for posting in movement.postings:
            assert posting.amount > 0
            self.accounts[posting.source] -= posting.amount
            self.accounts[posting.target] += posting.amount
        self.posted += sum(into_member(posting) for posting in movement.postings)
        self.holding = moved(self.holding, movement)
        self.movements.append(movement)

    def lots(self) -> dict[bytes, int]:
        """What each lot holds, and the debt."""
        held = {lot.lot_id: lot.remaining for lot in self.holding.lots if lot.remaining}
        return held | ({DEBT_LOT: -self.holding.debt} if self.holding.debt else {})


@dataclass
class Sold:
    """A sale, what came back of it so far, and which lots it moved. own: those that it earned."""

    inputs: QuoteInputs
    quote: Quote
    returned: Returned = NOTHING_YET
    own: dict[Asset, list[bytes]] = field(default_factory=dict)
    drawn: dict[Asset, tuple[Draw, ...]] = field(default_factory=dict)
    restored: Counter[Asset] = field(default_factory=Counter)
    returns: list[ReturnQuote] = field(default_factory=list)


@dataclass
class History:
    """The books of one member under one programme."""

    prepared: Prepared
    points: AssetBooks = field(default_factory=lambda: AssetBooks(Holding(asset=Asset.POINTS)))
    wallet: AssetBooks = field(default_factory=lambda: AssetBooks(Holding(asset=Asset.CASHBACK)))
    metric: int = 0
    names: int = 0

    def of(self, asset: Asset) -> AssetBooks:
        return self.points if asset is Asset.POINTS else self.wallet

    def name(self) -> bytes:
        self.names += 1
        return self.names.to_bytes(2, "big")

    def give(self, asset: Asset, amount: int) -> bytes:
        """A new lot."""
        lot: Lot = new_lot(self.prepared.programme, asset, self.name(), amount, NOON)
        account = self.of(asset)
        account.post(credit(account.holding, lot))
        return lot.lot_id

    def use_up(self, amount: int) -> None:
        """Spends points elsewhere, as far as there are any."""
        holding = self.points.holding
        draws = spend(holding, min(amount, usable_of(holding, NOON)), NOON)
        if draws and not isinstance(draws, SpendRefused):
            self.points.post(spending(Asset.POINTS, draws))

    def sell(self, inputs: QuoteInputs) -> Sold:
        """Quotes with what the books hold, and posts what the quote says."""
        inputs = self.seen(inputs)
        sold = Sold(inputs=inputs, quote=quote(self.prepared, inputs))
        if inputs.member is None:
            return sold
        redemption = sold.quote.redemption
        self.spend(sold, Asset.POINTS, redemption.points + redemption.reward_points)
        self.spend(sold, Asset.CASHBACK, by_wallet(sold.quote))
        self.earn(sold, Asset.POINTS, sold.quote.earning.points)
        self.earn(sold, Asset.CASHBACK, granted(sold.quote))
        self.metric += 0 if sold.quote.tier is None else sold.quote.tier.counted
        return sold

    def seen(self, inputs: QuoteInputs) -> QuoteInputs:
        """The basket with the member as the books know him, paid for in some way."""
        tender = inputs.tender or TenderKind.CASH
        member = inputs.member
        if member is None:
            return replace(inputs, tender=tender)
        return replace(inputs, tender=tender, member=self.snapshot(member))

    def snapshot(self, member: MemberSnapshot) -> MemberSnapshot:
        return replace(
            member,
            balance=self.points.holding.balance,
            usable=usable_of(self.points.holding, NOON),
            wallet=usable_of(self.wallet.holding, NOON),
            tier_metric=max(0, self.metric),
        )

    def spend(self, sold: Sold, asset: Asset, amount: int) -> None:
        if amount:
            account = self.of(asset)
            draws = spend(account.holding, amount, NOON)
            assert not isinstance(draws, SpendRefused), "the quote spent what isn't there"
            account.post(spending(asset, draws))
            sold.drawn[asset] = draws

    def earn(self, sold: Sold, asset: Asset, amount: int) -> None:
        if amount:
            sold.own.setdefault(asset, []).append(self.give(asset, amount))

    def bring_back(self, sold: Sold, wanted: list[LineBack]) -> ReturnQuote:
        """A return of some lines, posted."""
        back = return_of(self.prepared, sold.inputs, sold.quote, sold.returned, wanted)
        assert isinstance(back, ReturnQuote), back
        sold.returned = back.after
        sold.returns.append(back)
        if sold.inputs.member is not None:
            self.undo(sold, Asset.POINTS, back.clawback, back.points_back)
            self.undo(sold, Asset.CASHBACK, cashback_revoked(back), into_wallet(back))
            self.metric -= back.metric
        return back

    def undo(self, sold: Sold, asset: Asset, clawback: int, back: int) -> None:
        """Claws back what the kept lines don't earn (or gives what they earn more), and restores what was spent."""
        account = self.of(asset)
        self.earn(sold, asset, max(0, -clawback))
        own = sold.own.get(asset, [])
        left = max(0, clawback)
        for lot_id in reversed(own[1:]):
            lot = account.holding.lot(lot_id)
            share = min(left, 0 if lot is None else lot.remaining)
            left -= share
            if share:
                account.post(claw_back(account.holding, share, lot_id, NOON).movement)
        taken = take_back(
            account.holding,
            clawback=left,
            own_lot=own[0] if own else None,
            drawn=sold.drawn.get(asset, ()),
            before=sold.restored[asset],
            back=back,
            at=NOON,
            grace=Grace(lot_id=self.name(), expires_at=NOON + 7 * DAY),
        )
        account.post(taken.movement)
        sold.restored[asset] += back


def by_wallet(quoted: Quote) -> int:
    return sum(part.amount for part in quoted.carried if part.method is PaymentMethod.CASHBACK)


def granted(quoted: Quote) -> int:
    return sum(grant.amount for grant in quoted.grants if grant.kind is GrantKind.CASHBACK)


def cashback_revoked(back: ReturnQuote) -> int:
    return sum(grant.amount for grant in back.revoked if grant.kind is GrantKind.CASHBACK)


def into_wallet(back: ReturnQuote) -> int:
    return sum(part.amount for part in back.money if part.method is PaymentMethod.CASHBACK)


def paid_in_money(quoted: Quote) -> int:
    """Rupiah that the customer paid in any way but points and vouchers."""
    return quoted.payable + sum(part.amount for part in quoted.carried if part.method is not None)
