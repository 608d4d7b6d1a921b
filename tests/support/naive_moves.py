"""Sales of the naive model that get a member afterwards: claimed by a guest, or moved from the wrong member."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.basket import MemberSnapshot, Proof, StampCount
from tests.support.naive_days import day_of, since_birthday, trading_day
from tests.support.naive_gifts import Occasion, taken_back
from tests.support.naive_limits import BY_MEMBER, uses_of
from tests.support.naive_returns import counted_of
from tests.support.naive_shop import NaiveMember, NaiveSale, NaiveShop, new_lot, tier_named
from tests.support.naive_vouchers import of_kinds
from tests.support.slow_returns import slow_return

_NOTHING: dict[str, Any] = {"grants": [], "stamps": {}, "credited": 0}


@dataclass(frozen=True)
class MoveNames:
    """What the till called the document, the lot of points, and the vouchers that it gave."""

    document_id: bytes
    lot_id: bytes | None
    vouchers: list[tuple[str, str]]


def claimable(shop: NaiveShop, sale: NaiveSale, at: int) -> bool:
    """Whether a guest's sale can be claimed now: once, in its days, while something is kept."""
    days = (trading_day(at) - sale.day).days
    most = shop.programmes[sale.inputs.revision].claims.days
    return sale.member_id is None and not sale.claimed and 0 <= days <= most and not sale.all_back


def movable(shop: NaiveShop, sale: NaiveSale, member: NaiveMember, at: int) -> bool:
    """Whether a sale can be moved: nothing of the wrong member's paid for it, and nothing that it gave is used."""
    if sale.member_id in (None, member.member_id) or sale.all_back or trading_day(at) < sale.day:
        return False
    spent = sale.drawn or sale.drawn_cashback or sale.used
    vouchers = [one for one in shop.vouchers.codes.values() if one.sale_id == sale.sale_id]
    used = any(one.left < one.uses and not one.revoked for one in vouchers)
    before = slow_return(shop.programmes[sale.inputs.revision], sale.inputs, {}, sale.priced)
    plans = any(kind == "plan-months" for _, kind, *_ in before["grants"])
    return not (spent or used or plans)


def moved(shop: NaiveShop, sale: NaiveSale, member: NaiveMember, at: int, names: MoveNames) -> int:
    """Gives a sale to a member, and takes it from who had it. How many points he gets."""
    programme = shop.programmes[sale.inputs.revision]
    before = slow_return(programme, sale.inputs, sale.came, sale.priced)
    shop.limits.add(uses_of(programme, sale.inputs, sale.came, sale.priced), sale.member_id, sale.day, -1)
    snapshot, ids = _snapshot(shop, sale, member), shop.ids_of(member.member_id)
    own = [right for right in shop.limits.left(programme, ids, sale.day) if right.limit in BY_MEMBER]
    gave = before
    if sale.member_id is not None:
        _lose(shop, sale, before, at, names.document_id)
        gave = _NOTHING
    others = [right for right in sale.inputs.rights if right.limit not in BY_MEMBER]
    sale.claimed = sale.member_id is None
    sale.priced = sale.priced or sale.inputs
    sale.inputs = replace(sale.inputs, member=snapshot, rights=(*others, *own))
    sale.member_id, sale.gave = member.member_id, names.document_id
    _win(shop, sale, gave, at, names)
    shop.records += 1
    return sale.earned


def _snapshot(shop: NaiveShop, sale: NaiveSale, member: NaiveMember) -> MemberSnapshot:
    """The member as he is now. Nothing is spent, so his word is enough."""
    visits = shop.sold_to(member.member_id)
    cards = shop.programmes[sale.inputs.revision].stamp_cards
    return MemberSnapshot(
        member_id=member.member_id,
        tier_id=member.tier,
        tier_metric=0,
        balance=member.books.balance,
        usable=0,
        proof=Proof.TOLD,
        joined_on=day_of(member.joined_at),
        days_from_birthday=since_birthday(member.birthday, day_of(sale.inputs.opened_at)),
        visits=len(visits),
        last_visit_on=max((day_of(visit.at) for visit in visits), default=None),
        earned_today=sum(other.earned for other in shop.on_day(member.member_id, sale.day)),
        plans=tuple(plan.entitlement for plan in member.plans),
        stamps=tuple(
            StampCount(card_id=card.id, stamps=max(0, member.card(card.id).balance)) for card in cards
        ),
    )


def _lose(shop: NaiveShop, sale: NaiveSale, gave: Mapping[str, Any], at: int, document_id: bytes) -> None:
    """All that the kept lines had given the wrong member."""
    assert sale.member_id is not None
    programme, wrong = shop.programmes[sale.inputs.revision], shop.members[sale.member_id]
    wrong.books.claw_back(sale.earned, sale.lot_id, at)
    taken_back(wrong, sale, dict(gave), _NOTHING, Occasion(programme, document_id, "", at))
    for voucher in shop.vouchers.codes.values():
        voucher.revoked |= voucher.sale_id == sale.sale_id
    wrong.counted.append((sale.day, -sale.counted))


def _win(shop: NaiveShop, sale: NaiveSale, gave: Mapping[str, Any], at: int, names: MoveNames) -> None:
    """What the kept lines give the right one, less what the guest has already."""
    assert sale.member_id is not None
    programme, member = shop.programmes[sale.inputs.revision], shop.members[sale.member_id]
    gives = slow_return(programme, sale.inputs, sale.came, sale.priced)
    tier = tier_named(programme, member.tier).id
    sale.earned, sale.lot_id = gives["credited"], names.lot_id
    assert (names.lot_id is not None) == (sale.earned > 0)
    if names.lot_id is not None:
        member.books.put(new_lot(programme, tier, names.lot_id, sale.earned, at))
    taken_back(member, sale, dict(gave), gives, Occasion(programme, names.document_id, tier, at))
    more: Counter[str] = of_kinds(gives["grants"])
    more.subtract(of_kinds(gave["grants"]))
    shop.vouchers.give(programme, more, member.member_id, sale.sale_id, at, names.vouchers)
    shop.limits.add(uses_of(programme, sale.inputs, sale.came, sale.priced), member.member_id, sale.day)
    sale.counted = counted_of(programme, sale, sale.came, sale.earned)
    member.counted.append((sale.day, sale.counted))
    _lift(shop, member, at)


def _lift(shop: NaiveShop, member: NaiveMember, at: int) -> None:
    """The tier that he reaches is his from now on."""
    reached = [tier for tier in shop.newest.tiers if max(0, shop.metric(member, at)) >= tier.threshold]
    present = tier_named(shop.newest, member.tier)
    best = max([present, *reached], key=lambda each: each.threshold).id
    if best != member.tier:
        member.tier, member.since = best, trading_day(at)
