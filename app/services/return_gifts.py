"""What a return does besides the sale's own points: wallet, stamps, gifts, vouchers, plans, limits.

What was given and is still there is revoked; what is gone is deducted from the refund.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import PaymentMethod
from app.domain.changes import NOBODY, Change, PlacesGiven, PlanEnded, VoucherRevoked, VoucherUsed
from app.domain.granted_back import GiftsBack, GivenBy, gifts_back
from app.domain.granting import Occasion
from app.domain.holding import NO_MOVEMENT, Booking, Holding, Movement, booked, into_book, joined, moved
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, Account, Asset, Draw, granted_lot, stamps_book
from app.domain.limits import uses_freed
from app.domain.plan_returns import shortened
from app.domain.programme.document import Programme
from app.domain.quote import Grant, GrantKind
from app.domain.refunding import less
from app.domain.returns import ReturnQuote
from app.domain.revoking import deducted, revocation
from app.domain.taking_back import grace_of, restore
from app.protocol.facts import SaleCommitted
from app.services.gift_value_back import loads_back, put_back
from app.services.member_benefits import accounts_of
from app.services.ports import Chance
from app.services.sale_gifts import issued, rule_used
from app.services.unit import KnownVoucher, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """A return so far. own: what it does to points. document_id: its id. today: the store's business day.

    wallet_back: rupiah that earlier returns put back into the wallet.
    """

    sale: SaleCommitted
    programme: Programme
    returned: ReturnQuote
    document_id: bytes
    own: Movement
    wallet_back: int
    now: int
    today: date

    @property
    def member_id(self) -> bytes:
        """Whose sale it was; empty: a guest's."""
        member = self.sale.inputs.member
        return NOBODY if member is None else member.member_id

    @property
    def to_wallet(self) -> int:
        """Rupiah that go back into the wallet."""
        money = self.returned.money
        return sum(part.amount for part in money if part.method is PaymentMethod.CASHBACK)


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
    plans, unearned = _plans(unit, back, taken.rest)
    fresh = () if chance is None else _fresh_vouchers(chance, back, taken.rest)
    sale = unit.sales.by_id(back.sale.sale_id) or back.sale
    loads = loads_back(unit, sale, returned, back.now)
    deducted = payable_deduction(returned, back.programme, costs + unearned + loads.spent)
    money = dict(less(((part.method, part.amount) for part in returned.money), deducted))
    to_cards = money.get(PaymentMethod.GIFT_VALUE, 0)
    onto_cards = put_back(unit, sale, to_cards, back.document_id, back.now, loads.bookings)
    return TakenGifts(
        bookings=(
            *(bookings_back(back.member_id, taken) if back.member_id else ()),
            *loads.bookings,
            *onto_cards,
        ),
        changes=(*vouchers, *fresh, *plans, *_revived(back), *_freed(back), *_places(back)),
        deducted=deducted,
        stays=to_cards + money.get(PaymentMethod.CASHBACK, 0),
    )


def payable_deduction(returned: ReturnQuote, programme: Programme, deducted: int) -> int:
    """Never more than the refund; where cash goes back, what is left of it can be paid in cash."""
    most = min(deducted, returned.refund)
    cash = any(part.method is PaymentMethod.CASH for part in returned.money)
    return most - most % programme.cash.step if cash else most


def _moves_books(back: Returning) -> bool:
    returned = back.returned
    return bool(back.member_id and (returned.revoked or returned.stamps or back.to_wallet))


def _books(unit: Unit, back: Returning) -> GiftsBack:
    """Points, cashback and stamps: what was given goes first, then what was paid with comes back."""
    cards = (card.id for card in back.programme.stamp_cards)
    accounts = accounts_of(unit, back.member_id, cards, back.now)
    accounts = replace(accounts, points=moved(accounts.points, back.own))
    tier = back.sale.quote.tier
    taken = gifts_back(
        back.programme,
        back.returned.revoked,
        back.returned.stamps,
        accounts,
        GivenBy(document_id=back.sale.sale_id, lapsed=_lapsed(unit, back)),
        Occasion(
            document_id=back.document_id,
            at=back.now,
            today=back.today,
            tier_id=None if tier is None else tier.tier_id,
        ),
    )
    if not back.to_wallet:
        return taken
    wallet = _to_wallet(back, moved(accounts.cashback, taken.cashback))
    return replace(taken, cashback=joined(taken.cashback, wallet))


def _lapsed(unit: Unit, back: Returning) -> dict[bytes, int]:
    """What lapsed of the lots that the sale's rules gave."""
    assets = {GrantKind.POINTS: Asset.POINTS, GrantKind.CASHBACK: Asset.CASHBACK}
    lots = {
        granted_lot(back.sale.sale_id, grant.rule_id, assets[grant.kind])
        for grant in back.returned.revoked
        if grant.kind in assets
    }
    return {lot_id: unit.members.lapsed(back.member_id, lot_id) for lot_id in lots}


def _to_wallet(back: Returning, wallet: Holding) -> Movement:
    drawn = tuple(
        Draw(lot_id=posting.lot_id, amount=posting.amount)
        for posting in into_book(back.sale.bookings, CASHBACK_BOOK)
        if posting.target is Account.REDEMPTION
    )
    grace = grace_of(back.programme, granted_lot(back.document_id, ":grace", Asset.CASHBACK), back.now)
    return restore(wallet, drawn, back.wallet_back, back.to_wallet, back.now, grace)


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
    for grant in rest:
        if grant.kind is not GrantKind.VOUCHER or grant.amount <= 0:
            continue
        there = [
            voucher
            for voucher in unit.benefits.issued_by(back.sale.sale_id)
            if voucher.kind_id == grant.what and not voucher.revoked
        ]
        there.sort(key=lambda voucher: (voucher.used_amount, voucher.code))
        fresh = [voucher for voucher in there if voucher.uses_left == uses.get(grant.what, 1)]
        used = [voucher for voucher in there if voucher not in fresh]
        split = revocation(grant, len(fresh))
        costs += deducted(split.spent, [voucher.used_amount for voucher in used], back.returned.refund)
        revoked += [_revoke(voucher) for voucher in (*fresh[: split.revoke], *used[: split.spent])]
    return tuple(revoked), costs


def _revoke(voucher: KnownVoucher) -> VoucherRevoked:
    return VoucherRevoked(member_id=voucher.member_id, code=voucher.code)


def _fresh_vouchers(chance: Chance, back: Returning, rest: Iterable[Grant]) -> tuple[Change, ...]:
    """What the kept lines give, and the whole basket didn't."""
    more = [
        replace(grant, amount=-grant.amount)
        for grant in rest
        if grant.kind is GrantKind.VOUCHER and grant.amount < 0
    ]
    return issued(chance, back.programme, back.member_id, more, back.now)


def _plans(unit: Unit, back: Returning, rest: Iterable[Grant]) -> tuple[tuple[PlanEnded, ...], int]:
    """Plans that end earlier; and what of their price was used up."""
    ended: list[PlanEnded] = []
    unearned = 0
    for grant in rest:
        if grant.kind is not GrantKind.PLAN_MONTHS or grant.amount <= 0 or not back.member_id:
            continue
        for plan in reversed(unit.benefits.plans_of(back.member_id)):
            days = plan.entitlement
            if plan.document_id != back.sale.sale_id or days.plan_id != grant.what or days.ends < days.starts:
                continue
            cut = shortened(days, grant.amount, _paid_for(back, grant.what), back.today)
            ended.append(
                PlanEnded(
                    member_id=plan.member_id,
                    document_id=plan.document_id,
                    ordinal=plan.ordinal,
                    ends=cut.ends.isoformat(),
                )
            )
            unearned += cut.used_up
            break
    return tuple(ended), unearned


def _paid_for(back: Returning, plan_id: str) -> int:
    """What comes back for the plan's own item, in rupiah; 0: it was a gift."""
    skus = {plan.sku for plan in back.programme.plans if plan.id == plan_id}
    sold = {line.number: line.item.sku for line in back.sale.inputs.lines}
    return sum(line.net + line.tax_on_top for line in back.returned.lines if sold[line.number] in skus)


def _revived(back: Returning) -> Iterator[VoucherUsed]:
    """Codes that live again: everything that they took off is back."""
    for change in back.sale.changes:
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
