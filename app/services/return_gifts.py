"""What a return does besides the sale's own points: wallet, stamps, gifts, vouchers, plans, limits.

What was given and is still there is revoked; what is gone is deducted from the refund.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import PaymentMethod
from app.domain.changes import NOBODY, Change, PlacesGiven, VoucherRevoked, VoucherUsed
from app.domain.granted_back import GiftsBack, GivenBy, gifts_back
from app.domain.granting import Occasion
from app.domain.holding import NO_MOVEMENT, Booking, Holding, Movement, booked, into_book, joined, moved
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, Account, Asset, Draw, granted_lot, stamps_book
from app.domain.limits import uses_freed
from app.domain.programme.document import Programme
from app.domain.quote import Grant, GrantKind
from app.domain.refunding import less
from app.domain.returns import ReturnQuote
from app.domain.revoking import deducted, revocation
from app.domain.taking_back import grace_of, restore
from app.protocol.facts import SaleCommitted
from app.services.gift_value_back import loads_back, put_back
from app.services.member_benefits import accounts_of
from app.services.plans_back import plans_back
from app.services.ports import Chance
from app.services.sale_gifts import issued, rule_used
from app.services.standing_referral import deducted_with
from app.services.unit import KnownVoucher, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """A return so far. own: what it does to points. document_id: its id. today: the store's business day.

    gave: the document that gave what was given for the sale: itself, or what moved it last. wallet_back: rupiah that
    earlier returns put back into the wallet.
    """

    sale: SaleCommitted
    programme: Programme
    returned: ReturnQuote
    document_id: bytes
    gave: bytes
    own: Movement
    wallet_back: int
    now: int
    today: date

    @property
    def member_id(self) -> bytes:
        """Whose sale it was; empty: a guest's."""
        member = self.sale.inputs.member
        return NOBODY if member is None else member.member_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenGifts:
    """bookings, changes: as of the return. deducted: rupiah that the refund is smaller by. stays: rupiah of the refund
    that go into the wallet and onto gift cards, where they can't pay a debt.
    """

    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
    deducted: int = 0
    stays: int = 0


def gifts_of_return(unit: Unit, chance: Chance | None, back: Returning) -> TakenGifts:
    """What else comes back. chance: for codes of vouchers that the kept lines give now; None: a preview needs none."""
    returned = back.returned
    taken = (
        _books(unit, back)
        if _moves_books(back)
        else GiftsBack(points=NO_MOVEMENT, cashback=NO_MOVEMENT, stamps=(), rest=returned.revoked)
    )
    vouchers, costs = _vouchers(unit, back, taken.rest)
    costs += deducted_with(unit, back.sale, returned.after)
    plans, unearned = plans_back(unit, back.sale, back.gave, returned, back.today)
    fresh = () if chance is None else _fresh_vouchers(chance, back, taken.rest)
    return replace(
        _paid_back(unit, back, taken, costs + unearned),
        changes=(*vouchers, *fresh, *plans, *_revived(unit, back), *_freed(back), *_places(back)),
    )


def _paid_back(unit: Unit, back: Returning, taken: GiftsBack, costs: int) -> TakenGifts:
    """All bookings. costs: rupiah of what can't be taken back; with what is gone of gift value it is deducted."""
    sale = unit.sales.by_id(back.sale.sale_id) or back.sale
    loads = loads_back(unit, sale, back.returned, back.now)
    deducted = payable_deduction(back.returned, back.programme, costs + loads.spent)
    money = dict(less(((part.method, part.amount) for part in back.returned.money), deducted))
    to_wallet, to_cards = money.get(PaymentMethod.CASHBACK, 0), money.get(PaymentMethod.GIFT_VALUE, 0)
    taken = _with_wallet(unit, back, taken, to_wallet)
    onto_cards = put_back(unit, sale, to_cards, back.document_id, back.now, loads.bookings)
    own = bookings_back(back.member_id, taken) if back.member_id else ()
    return TakenGifts(
        bookings=(*own, *loads.bookings, *onto_cards), deducted=deducted, stays=to_wallet + to_cards
    )


def payable_deduction(returned: ReturnQuote, programme: Programme, deducted: int) -> int:
    """Never more than the refund; where cash goes back, what is left of it can be paid in cash."""
    most = min(deducted, returned.refund)
    cash = any(part.method is PaymentMethod.CASH for part in returned.money)
    return most - most % programme.cash.step if cash else most


def _moves_books(back: Returning) -> bool:
    return bool(back.member_id and (back.returned.revoked or back.returned.stamps))


def _books(unit: Unit, back: Returning) -> GiftsBack:
    """Points, cashback and stamps: what was given goes first."""
    cards = (card.id for card in back.programme.stamp_cards)
    accounts = accounts_of(unit, back.member_id, cards, back.now)
    accounts = replace(accounts, points=moved(accounts.points, back.own))
    tier = back.sale.quote.tier
    return gifts_back(
        back.programme,
        back.returned.revoked,
        back.returned.stamps,
        accounts,
        GivenBy(document_id=back.gave, lapsed=_lapsed(unit, back)),
        Occasion(
            document_id=back.document_id,
            at=back.now,
            today=back.today,
            tier_id=None if tier is None else tier.tier_id,
        ),
    )


def _lapsed(unit: Unit, back: Returning) -> dict[bytes, int]:
    """What lapsed of the lots that the sale's rules gave."""
    assets = {GrantKind.POINTS: Asset.POINTS, GrantKind.CASHBACK: Asset.CASHBACK}
    lots = {
        granted_lot(back.gave, grant.rule_id, assets[grant.kind])
        for grant in back.returned.revoked
        if grant.kind in assets
    }
    return {lot_id: unit.members.lapsed(back.member_id, lot_id) for lot_id in lots}


def _with_wallet(unit: Unit, back: Returning, taken: GiftsBack, amount: int) -> GiftsBack:
    """Then what the wallet paid with comes back. amount: rupiah, less what is deducted of them."""
    if not back.member_id or amount <= 0:
        return taken
    wallet = moved(unit.members.holding(back.member_id, back.now, CASHBACK_BOOK), taken.cashback)
    return replace(taken, cashback=joined(taken.cashback, _to_wallet(back, wallet, amount)))


def _to_wallet(back: Returning, wallet: Holding, amount: int) -> Movement:
    drawn = tuple(
        Draw(lot_id=posting.lot_id, amount=posting.amount)
        for posting in into_book(back.sale.bookings, CASHBACK_BOOK)
        if posting.target is Account.REDEMPTION
    )
    grace = grace_of(back.programme, granted_lot(back.document_id, ":grace", Asset.CASHBACK), back.now)
    return restore(wallet, drawn, back.wallet_back, amount, back.now, grace)


def bookings_back(member_id: bytes, taken: GiftsBack) -> tuple[Booking, ...]:
    """What is taken back, by book."""
    return (
        *booked(member_id, POINTS_BOOK, taken.points),
        *booked(member_id, CASHBACK_BOOK, taken.cashback),
        *(
            booking
            for card in taken.stamps
            for booking in booked(member_id, stamps_book(card.card_id), card.movement)
        ),
    )


def _vouchers(unit: Unit, back: Returning, rest: Iterable[Grant]) -> tuple[tuple[VoucherRevoked, ...], int]:
    """Vouchers that count no more, those never used first; and what the used ones of them took off."""
    revoked: list[VoucherRevoked] = []
    costs = 0
    uses = {kind.id: kind.uses for kind in back.programme.vouchers}
    for kind_id, count in _fewer(rest).items():
        if count <= 0:
            continue
        there = [
            voucher
            for voucher in unit.benefits.given_for(back.sale.sale_id)
            if voucher.kind_id == kind_id and not voucher.revoked
        ]
        there.sort(key=lambda voucher: (voucher.used_amount, voucher.code))
        fresh = [voucher for voucher in there if voucher.uses_left == uses.get(kind_id, 1)]
        used = [voucher for voucher in there if voucher not in fresh]
        split = revocation(count, len(fresh))
        costs += deducted(split.spent, [voucher.used_amount for voucher in used], back.returned.refund)
        revoked += [_revoke(voucher) for voucher in (*fresh[: split.revoke], *used[: split.spent])]
    return tuple(revoked), costs


def _fewer(rest: Iterable[Grant]) -> dict[str, int]:
    """How many vouchers of each kind are given no more, by all rules together (below zero: more are)."""
    fewer: Counter[str] = Counter()
    for grant in rest:
        if grant.kind is GrantKind.VOUCHER:
            fewer[grant.what] += grant.amount
    return fewer


def _revoke(voucher: KnownVoucher) -> VoucherRevoked:
    return VoucherRevoked(member_id=voucher.member_id, code=voucher.code)


def _fresh_vouchers(chance: Chance, back: Returning, rest: Iterable[Grant]) -> tuple[Change, ...]:
    """What the kept lines give, and the whole basket didn't."""
    more = [
        Grant(rule_id=kind_id, kind=GrantKind.VOUCHER, what=kind_id, amount=-count)
        for kind_id, count in _fewer(rest).items()
        if count < 0
    ]
    return issued(chance, back.programme, back.member_id, more, back.now)


def _revived(unit: Unit, back: Returning) -> Iterator[VoucherUsed]:
    """Codes that live again: everything that they took off is back. Whoever the sale is now, it was paid with them."""
    sold = unit.sales.by_id(back.sale.sale_id) or back.sale
    for change in sold.changes:
        if isinstance(change, VoucherUsed) and change.code in back.returned.vouchers:
            yield replace(change, uses=-change.uses, amount=-change.amount)


def _places(back: Returning) -> Iterator[PlacesGiven]:
    """Places at events that the sale gives no more."""
    for grant in back.returned.revoked:
        if grant.kind is GrantKind.EVENT_PLACE and grant.amount:
            yield PlacesGiven(
                member_id=back.member_id,
                reward_id=grant.rule_id,
                sale_id=back.sale.sale_id,
                places=-grant.amount,
            )


def _freed(back: Returning) -> Iterator[Change]:
    if not back.sale.inputs.rights:
        return
    member_id, day = back.member_id or None, date.fromisoformat(back.sale.business_day)
    for use in uses_freed(back.programme, back.returned.freed, member_id, day):
        yield rule_used(use)
