"""Prices an open basket at the revision that it keeps."""

from dataclasses import replace

from app.domain.basket import MemberSnapshot, TenderKind
from app.domain.calendar import business_day, days_from_birthday, local_time
from app.services.gift_cards import gift_parts
from app.services.member_benefits import held_vouchers, rights_of, with_benefits
from app.services.member_facts import with_facts
from app.services.member_view import NO_HISTORY, MemberView
from app.services.open_basket import OpenBasket, inputs_of, snapshot_of
from app.services.outcomes import QuotedBasket
from app.services.rules import Asks
from app.services.unit import Unit


def quote_basket(unit: Unit, basket: OpenBasket, tender: TenderKind | None, at: int) -> QuotedBasket:
    """The quote, with the member as the store knows him now. Reads only. Raises InvalidBasket."""
    fresh = refreshed(unit, basket, at)
    rules, identity = unit.catalogue.rules(fresh.revision), unit.identity()
    member = None if fresh.member is None else _snapshot(unit, fresh, fresh.member, rules.asks, at)
    member_id = None if member is None else member.member_id
    store = identity.store
    today = business_day(at, store.zone, store.cut_over_hour)
    inputs = inputs_of(
        fresh,
        store,
        identity.terminal_name,
        member,
        tender,
        gift_parts=gift_parts(unit, fresh, at),
        rights=rights_of(unit, rules.programme, rules.asks, member_id, today),
        vouchers=held_vouchers(unit, fresh.voucher_codes, member_id),
    )
    return QuotedBasket(basket=fresh, inputs=inputs, quote=rules.quote(inputs), programme=rules.programme)


def refreshed(unit: Unit, basket: OpenBasket, at: int) -> OpenBasket:
    """The basket with its member read again: points may have moved since the card was scanned.

    Whoever was merged away meanwhile is the one who was kept, and asks for what he asked for.
    """
    if basket.member is None:
        return basket
    view = unit.members.view(basket.member.member_id, at)
    return basket if view is None else replace(basket, member=view)


def _snapshot(unit: Unit, basket: OpenBasket, member: MemberView, asks: Asks, at: int) -> MemberSnapshot:
    """Looks up what the revision's rules ask, and nothing else: a statement costs, and a birthday is private."""
    history = unit.members.history(member.member_id, at) if asks.visits or asks.today else NO_HISTORY
    days = _from_birthday(unit, basket, member) if asks.birthday else None
    snapshot = snapshot_of(member, basket.proof, history, days)
    today = local_time(basket.opened_at, unit.identity().store.zone).date()
    return with_benefits(unit, with_facts(unit, snapshot, asks, today), asks, at)


def _from_birthday(unit: Unit, basket: OpenBasket, member: MemberView) -> int | None:
    """Days since the nearest birthday when the basket was opened; None: nobody knows the birthday."""
    today = local_time(basket.opened_at, unit.identity().store.zone).date()
    try:
        return days_from_birthday(unit.members.birthday(member.member_id), today)
    except ValueError:
        return None
