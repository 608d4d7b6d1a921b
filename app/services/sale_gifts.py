"""What a sale moves besides its own points: cashback, stamps, gifts, vouchers, plans, and what limits lose."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import PaymentMethod
from app.domain.changes import NOBODY, Change, PlacesGiven, PlanOpened, RuleUsed, VoucherIssued, VoucherUsed
from app.domain.codes import voucher_code
from app.domain.expiring import voucher_expiry
from app.domain.granting import Accounts, Granted, Occasion, granted
from app.domain.holding import NO_MOVEMENT, Booking, Movement, SpendRefused, booked, moved, spend, spending
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, Asset, stamps_book
from app.domain.limits import Use, uses_of
from app.domain.programme.document import Programme
from app.domain.quote import Grant, GrantKind, Quote
from app.domain.used_codes import used_codes
from app.services.member_benefits import accounts_of
from app.services.outcomes import QuotedBasket
from app.services.ports import Chance
from app.services.unit import KnownVoucher, Unit

_CODE_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Gifts:
    """bookings: in the member's books; changes: of vouchers, plans and limits."""

    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """The sale so far. own: what its own points do. today: the store's business day."""

    quoted: QuotedBasket
    own: Movement
    now: int
    today: date


def gifts_of_sale(unit: Unit, chance: Chance, sold: Sold) -> Gifts | None:
    """None: the wallet no longer holds what it is to pay, or this till may no longer spend it."""
    quoted = sold.quoted
    changes: tuple[Change, ...] = (
        *_used_vouchers(unit, quoted),
        *_used_limits(unit, sold),
        *_places(quoted),
    )
    wallet = _from_wallet(quoted.quote)
    if not quoted.quote.grants and not quoted.quote.stamps and not wallet:
        return Gifts(changes=changes)
    accounts = _accounts(unit, sold)
    paid = spend(accounts.cashback, wallet, sold.now)
    if isinstance(paid, SpendRefused):
        return None
    spent = spending(Asset.CASHBACK, paid)
    after = replace(accounts, cashback=moved(accounts.cashback, spent))
    given = granted(quoted.programme, quoted.quote.grants, quoted.quote.stamps, after, occasion_of(sold))
    member_id = _member_id(quoted)
    return Gifts(
        bookings=bookings_of(member_id, given, spent) if member_id else (),
        changes=(*changes, *changes_of(chance, quoted.programme, member_id, given, sold.now)),
    )


def _from_wallet(quote: Quote) -> int:
    """Rupiah of the bill that cashback carries."""
    return sum(part.amount for part in quote.carried if part.method is PaymentMethod.CASHBACK)


def _accounts(unit: Unit, sold: Sold) -> Accounts:
    """What the member has right after the sale's own points; a guest has nothing."""
    member_id = _member_id(sold.quoted)
    if not member_id:
        return Accounts()
    cards = (card.id for card in sold.quoted.programme.stamp_cards)
    accounts = accounts_of(unit, member_id, cards, sold.now)
    return replace(accounts, points=moved(accounts.points, sold.own))


def occasion_of(sold: Sold) -> Occasion:
    """The sale, as what gives."""
    tier = sold.quoted.quote.tier
    return Occasion(
        document_id=sold.quoted.basket.sale_id,
        at=sold.now,
        today=sold.today,
        tier_id=None if tier is None else tier.tier_id,
    )


def bookings_of(member_id: bytes, given: Granted, spent: Movement = NO_MOVEMENT) -> tuple[Booking, ...]:
    """What was granted, by book. spent: what leaves the wallet before anything comes in."""
    return (
        *booked(member_id, POINTS_BOOK, given.points),
        *booked(member_id, CASHBACK_BOOK, spent, given.cashback),
        *(
            booking
            for card in given.stamps
            for booking in booked(member_id, stamps_book(card.card_id), card.movement)
        ),
    )


def changes_of(
    chance: Chance, programme: Programme, member_id: bytes, given: Granted, at: int
) -> tuple[Change, ...]:
    """Vouchers that were granted, with codes of their own, and plans that open. A guest's vouchers are the bearer's."""
    plans = (
        PlanOpened(
            member_id=member_id,
            ordinal=ordinal,
            plan_id=plan.entitlement.plan_id,
            starts=plan.entitlement.starts.isoformat(),
            ends=plan.entitlement.ends.isoformat(),
        )
        for ordinal, plan in enumerate(given.plans)
    )
    return (
        *issued(chance, programme, member_id, given.vouchers, at),
        *(plans if member_id else ()),
    )


def issued(
    chance: Chance, programme: Programme, member_id: bytes, grants: Iterable[Grant], at: int
) -> tuple[VoucherIssued, ...]:
    """New vouchers for grants; a kind that the programme doesn't have gives none."""
    kinds = {kind.id: kind for kind in programme.vouchers}
    return tuple(
        VoucherIssued(
            member_id=member_id,
            code=voucher_code(chance.random_bytes(_CODE_BYTES)),
            kind_id=grant.what,
            expires_at=voucher_expiry(kinds[grant.what].valid_days, at, programme.zone),
            uses=kinds[grant.what].uses,
        )
        for grant in grants
        if grant.what in kinds
        for _ in range(grant.amount)
    )


def _used_vouchers(unit: Unit, quoted: QuotedBasket) -> Iterator[VoucherIssued | VoucherUsed]:
    """Uses of vouchers. A preprinted one that nobody showed before comes into the books with its first."""
    if not quoted.inputs.vouchers:
        return
    prepared = unit.catalogue.rules(quoted.programme.revision).prepared
    used = used_codes(prepared, quoted.inputs, quoted.quote)
    for one in used:
        voucher = unit.benefits.voucher(one.code)
        if voucher is None:
            continue
        if voucher.unissued:
            yield _preprinted(voucher)
        yield VoucherUsed(member_id=voucher.member_id, code=voucher.code, uses=1, amount=one.amount)


def _preprinted(voucher: KnownVoucher) -> VoucherIssued:
    return VoucherIssued(
        member_id=voucher.member_id,
        code=voucher.code,
        kind_id=voucher.kind_id,
        expires_at=voucher.expires_at,
        uses=voucher.uses_left,
        batch_id=voucher.document_id,
    )


def _used_limits(unit: Unit, sold: Sold) -> tuple[RuleUsed, ...]:
    quoted = sold.quoted
    if not quoted.inputs.rights:
        return ()
    prepared = unit.catalogue.rules(quoted.programme.revision).prepared
    return tuple(rule_used(use) for use in uses_of(prepared, quoted.inputs, quoted.quote, sold.today))


def _places(quoted: QuotedBasket) -> Iterator[PlacesGiven]:
    """Places at events, by the reward that gives them."""
    given: Counter[str] = Counter()
    for grant in quoted.quote.grants:
        if grant.kind is GrantKind.EVENT_PLACE:
            given[grant.rule_id] += grant.amount
    sale_id = quoted.basket.sale_id
    for reward_id, places in given.items():
        yield PlacesGiven(member_id=_member_id(quoted), reward_id=reward_id, sale_id=sale_id, places=places)


def rule_used(use: Use) -> RuleUsed:
    """A use of a rule's limits, as a document keeps it."""
    return RuleUsed(
        member_id=use.member_id or NOBODY,
        rule_id=use.rule_id,
        business_day=use.day.isoformat(),
        times=use.times,
        amount=use.amount,
    )


def _member_id(quoted: QuotedBasket) -> bytes:
    member = quoted.basket.member
    return NOBODY if member is None else member.member_id
