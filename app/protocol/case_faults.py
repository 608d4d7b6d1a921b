"""What can be wrong with a case that is well written: mostly, it names what isn't there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from itertools import chain, islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.calendar import parse_birthday
from app.domain.programme.document import Programme
from app.domain.programme.gifts import stock_of
from app.domain.programme.promotions import LimitKind
from app.protocol.quote_case import QuoteCase

MOST_FAULTS = 20
"""Nobody reads more, and looking for the nearest name takes its time."""
STOCK = "stock"
"""The limit of a reward that there are only so many of."""


class CaseFaultKind(StrEnum):
    """What can be wrong with a case that is well written."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    NO_SUCH_DAY = "no-such-day"
    NO_SUCH_ZONE = "no-such-zone"
    NO_SUCH_LINE = "no-such-line"
    BOTH_OR_NEITHER = "both-or-neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFault:
    """where: the place in the case: `basket[2].sku`. nearest: what was probably meant; empty: nothing is near."""

    kind: CaseFaultKind
    where: str
    found: str
    nearest: str = ""


def case_faults(case: QuoteCase) -> tuple[CaseFault, ...]:
    """What is wrong, first things first; the first `MOST_FAULTS` of it."""
    looks = (
        _of_the_moment,
        _of_the_items,
        _of_the_basket,
        _of_the_member,
        _of_the_instruments,
        _of_the_returns,
    )
    return tuple(islice(chain.from_iterable(look(case) for look in looks), MOST_FAULTS))


def limits_of(programme: Programme, *, guest: bool) -> dict[tuple[str, str], int]:
    """Every limit of the programme by rule and kind. guest: nobody whose own use could be counted."""
    limits: dict[tuple[str, str], int | None] = {}
    for promotion in programme.promotions:
        limited = promotion.limits
        if not guest:
            limits[promotion.id, LimitKind.PER_MEMBER.value] = limited.per_member
            limits[promotion.id, LimitKind.PER_MEMBER_PER_DAY.value] = limited.per_member_per_day
            limits[promotion.id, LimitKind.PER_MEMBER_PER_MONTH.value] = limited.per_member_per_month
        limits[promotion.id, LimitKind.PER_DAY.value] = limited.per_day
        limits[promotion.id, LimitKind.IN_TOTAL.value] = limited.in_total
        limits[promotion.id, LimitKind.BUDGET.value] = limited.budget
    for reward in programme.rewards:
        limits[reward.id, STOCK] = stock_of(reward)
        limits[reward.id, LimitKind.PER_MEMBER.value] = reward.per_member
    return {right: left for right, left in limits.items() if left is not None}


def _of_the_moment(case: QuoteCase) -> Iterator[CaseFault]:
    yield from _no_day("at", case.at)
    zone = case.zone or case.programme.zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        where = "zone" if case.zone else "programme.zone"
        yield CaseFault(kind=CaseFaultKind.NO_SUCH_ZONE, where=where, found=zone)


def _no_day(where: str, local: str) -> Iterator[CaseFault]:
    try:
        datetime.fromisoformat(local)
    except ValueError:
        yield CaseFault(kind=CaseFaultKind.NO_SUCH_DAY, where=where, found=local)


def _of_the_items(case: QuoteCase) -> Iterator[CaseFault]:
    taxes = {tax.id for tax in case.programme.taxes}
    seen: set[str] = set()
    for place, item in enumerate(case.items):
        where = f"items[{place}]"
        if item.sku in seen:
            yield CaseFault(kind=CaseFaultKind.TWICE, where=f"{where}.sku", found=item.sku)
        seen.add(item.sku)
        if item.tax is not None:
            yield from _unknown(f"{where}.tax", item.tax, taxes)


def _of_the_basket(case: QuoteCase) -> Iterator[CaseFault]:
    skus = {item.sku for item in case.items}
    for place, line in enumerate(case.basket):
        yield from _unknown(f"basket[{place}].sku", line.sku, skus)
    if case.programme.channels and case.channel:
        yield from _unknown("channel", case.channel, set(case.programme.channels))


def _of_the_member(case: QuoteCase) -> Iterator[CaseFault]:
    member, programme = case.member, case.programme
    if member is None:
        return
    if member.tier is not None:
        yield from _unknown("member.tier", member.tier, {tier.id for tier in programme.tiers})
    if member.birthday is not None:
        try:
            parse_birthday(member.birthday)
        except ValueError:
            yield CaseFault(kind=CaseFaultKind.NO_SUCH_DAY, where="member.birthday", found=member.birthday)
    known = {
        "segments": (member.segments, programme.segments),
        "flags": (member.flags, programme.flags),
        "lists": (member.lists, programme.lists),
    }
    for key, (named, there) in known.items():
        for place, name in enumerate(named):
            yield from _unknown(f"member.{key}[{place}]", name, set(there))
    for place, plan in enumerate(member.plans):
        yield from _unknown(f"member.plans[{place}].plan", plan.plan, {plan.id for plan in programme.plans})
    cards = {card.id for card in programme.stamp_cards}
    for place, count in enumerate(member.stamps):
        yield from _unknown(f"member.stamps[{place}].card", count.card, cards)


def _of_the_instruments(case: QuoteCase) -> Iterator[CaseFault]:
    rewards = {reward.id for reward in case.programme.rewards}
    kinds = {kind.id for kind in case.programme.vouchers}
    rules = rewards | {promotion.id for promotion in case.programme.promotions}
    for place, reward in enumerate(case.rewards):
        yield from _unknown(f"rewards[{place}]", reward, rewards)
    for place, voucher in enumerate(case.vouchers):
        yield from _unknown(f"vouchers[{place}].voucher", voucher.voucher, kinds)
        if voucher.expires_at is not None:
            yield from _no_day(f"vouchers[{place}].expires_at", voucher.expires_at)
    limits = limits_of(case.programme, guest=False)
    for place, right in enumerate(case.rights):
        yield from _unknown(f"rights[{place}].rule", right.rule, rules)
        if right.rule in rules:
            own = {limit for rule, limit in limits if rule == right.rule}
            yield from _unknown(f"rights[{place}].limit", right.limit, own)
    if case.manual is not None and (case.manual.percent is None) == (case.manual.amount is None):
        yield CaseFault(kind=CaseFaultKind.BOTH_OR_NEITHER, where="manual", found="percent, amount")


def _of_the_returns(case: QuoteCase) -> Iterator[CaseFault]:
    for place, step in enumerate(case.returns):
        if step.at is not None:
            yield from _no_day(f"returns[{place}].at", step.at)
        for at, returned in enumerate(step.lines):
            if returned.line > len(case.basket):
                yield CaseFault(
                    kind=CaseFaultKind.NO_SUCH_LINE,
                    where=f"returns[{place}].lines[{at}].line",
                    found=str(returned.line),
                )


def _unknown(where: str, found: str, there: Collection[str]) -> Iterator[CaseFault]:
    if found not in there:
        near = get_close_matches(found, sorted(there), n=1, cutoff=0.5)
        yield CaseFault(kind=CaseFaultKind.UNKNOWN, where=where, found=found, nearest=near[0] if near else "")
