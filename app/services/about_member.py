"""All that a till knows of one member, for whoever stands in front of him."""

from dataclasses import dataclass

from app.domain.basket import Entitlement, StampCount
from app.domain.calendar import business_day, days_from_birthday
from app.domain.holding import usable_of
from app.domain.ledger import (
    CASHBACK_BOOK,
    POINTS_BOOK,
    Lot,
    is_held,
    is_lapsed,
    spending_order,
    stamps_book,
    usable,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward
from app.services.member_benefits import plans_of
from app.services.member_view import MemberView
from app.services.members_port import KnownCard
from app.services.people_port import KnownMark
from app.services.profile import ANSWERS, BIRTH_YEAR, PIN_HASH
from app.services.sums import sums_of
from app.services.unit import KnownVoucher, Unit

_NEWEST_SALES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleBrief:
    """A sale of this till. at: instant. total: rupiah, in whatever ways they were paid. earned: points."""

    sale_id: bytes
    receipt_number: str
    at: int
    total: int
    earned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutMember:
    """One member at an instant. lots: points that are left, in the order in which they are spent, also pending ones.

    pending: points that show but can't be spent yet. elsewhere: points that other tills may spend. The two and
    `member.usable` and `member.debt` explain the balance. birthday: MM-DD; empty: unknown. from_birthday: days since
    the nearest one, below zero before it. wallet: rupiah of cashback that can be used here. next_reward: the cheapest
    one that costs more points than are usable. sales: the newest of this till, the newest first. cards: blocked, too.
    has_pin: whether he may spend by a PIN of his own. birth_year: None: unknown. answers: to the programme's questions,
    by their ids. marks: segments, flags and lists.
    """

    member: MemberView
    programme: Programme
    at: int
    lots: tuple[Lot, ...]
    pending: int
    elsewhere: int
    birthday: str
    from_birthday: int | None
    wallet: int
    next_reward: Reward | None
    vouchers: tuple[KnownVoucher, ...]
    plans: tuple[Entitlement, ...]
    stamps: tuple[StampCount, ...]
    cards: tuple[KnownCard, ...]
    sales: tuple[SaleBrief, ...]
    has_pin: bool = False
    birth_year: int | None = None
    answers: tuple[tuple[str, str], ...] = ()
    marks: tuple[KnownMark, ...] = ()


def about_member(unit: Unit, member_id: bytes, now: int) -> AboutMember | None:
    """What is known here; None: nobody has that id. Reads only."""
    member = unit.members.view(member_id, now)
    if member is None:
        return None
    programme = unit.catalogue.programme()
    whole = unit.members.all_lots(member.member_id, POINTS_BOOK)
    pending = tuple(lot for lot in whole if is_held(lot, now) and not is_lapsed(lot, now))
    live = spending_order(whole, now)
    here = usable(unit.members.holding(member.member_id, now).lots, now)
    birthday = unit.members.birthday(member.member_id)
    profile = unit.people.profile(member.member_id)
    details = {} if profile is None else profile.details
    return AboutMember(
        member=member,
        programme=programme,
        at=now,
        lots=(*live, *pending),
        pending=sum(lot.remaining for lot in pending),
        elsewhere=max(0, sum(lot.remaining for lot in live) - here),
        birthday=birthday,
        from_birthday=_from_birthday(unit, birthday, now),
        wallet=usable_of(unit.members.holding(member.member_id, now, CASHBACK_BOOK), now),
        next_reward=_next_reward(programme, member),
        vouchers=_vouchers(unit, member.member_id, now),
        plans=_plans(unit, member.member_id, now),
        stamps=_stamps(unit, programme, member.member_id, now),
        cards=unit.members.cards_of(member.member_id),
        sales=_sales(unit, member.member_id),
        has_pin=bool(details.get(PIN_HASH)),
        birth_year=details.get(BIRTH_YEAR),
        marks=unit.people.marks(member.member_id),
        answers=tuple(details.get(ANSWERS, {}).items()),
    )


def can_be_referred(about: AboutMember) -> bool:
    """Whether it makes sense to ask who sent the member; the answer may still be refused (`note_referral`)."""
    return about.programme.referral is not None and not about.sales


def holder_of(unit: Unit, code: str, now: int) -> MemberView | None:
    """Whose a card is, blocked or not; None: nobody's."""
    holder = unit.members.by_card(code)
    return None if holder is None else unit.members.view(holder.member_id, now)


def _from_birthday(unit: Unit, birthday: str, now: int) -> int | None:
    store = unit.identity().store
    try:
        return days_from_birthday(birthday, business_day(now, store.zone, store.cut_over_hour))
    except ValueError:
        return None


def _next_reward(programme: Programme, member: MemberView) -> Reward | None:
    """Of those that are for his tier; whether it is given just now, a basket's price says."""
    dearer = (
        reward
        for reward in programme.rewards
        if reward.points > member.usable and (not reward.tiers or member.tier_id in reward.tiers)
    )
    return min(dearer, key=lambda reward: reward.points, default=None)


def _vouchers(unit: Unit, member_id: bytes, now: int) -> tuple[KnownVoucher, ...]:
    """Those that may still be used, at this till or another."""
    known = unit.benefits.vouchers_of(member_id)
    return tuple(
        one
        for one in known
        if not one.revoked and one.uses_left > 0 and (one.expires_at is None or one.expires_at >= now)
    )


def _plans(unit: Unit, member_id: bytes, now: int) -> tuple[Entitlement, ...]:
    store = unit.identity().store
    today = business_day(now, store.zone, store.cut_over_hour)
    return tuple(plan for plan in plans_of(unit, member_id) if plan.ends >= today)


def _stamps(unit: Unit, programme: Programme, member_id: bytes, now: int) -> tuple[StampCount, ...]:
    return tuple(
        StampCount(
            card_id=card.id,
            stamps=usable_of(unit.members.holding(member_id, now, stamps_book(card.id)), now),
        )
        for card in programme.stamp_cards
    )


def _sales(unit: Unit, member_id: bytes) -> tuple[SaleBrief, ...]:
    newest = reversed(unit.sales.ids_of(member_id)[-_NEWEST_SALES:])
    return tuple(
        SaleBrief(
            sale_id=sale.sale_id,
            receipt_number=sale.receipt_number,
            at=sale.committed_at,
            total=sums_of(sale.quote).settled,
            earned=sale.quote.earning.points,
        )
        for sale_id in newest
        if (sale := unit.sales.by_id(sale_id)) is not None
    )
