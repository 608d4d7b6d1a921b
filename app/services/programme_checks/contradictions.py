"""Why a way can't be: conditions that contradict each other, by their subject."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.programme.conditions import (
    AgeBand,
    AnniversaryWindow,
    AtTerminal,
    BirthdayWindow,
    Condition,
    CouponCode,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    InStore,
    MembersOnly,
    MinimumQuantity,
    MinimumSpend,
    NewMember,
    NthVisit,
    OnList,
    PaidWith,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.services.programme_checks.ways import Way

_DAY = 1440
_WEEK = 7 * _DAY
_VISITS = range(1, 2001)


class Contradiction(StrEnum):
    """The subject on which conditions disagree."""

    DATES = "dates"
    TIMES = "times"
    PLACES = "places"
    GUESTS = "guests"
    TIERS = "tiers"
    BELONGING = "belonging"
    CODES = "codes"
    SPEND = "spend"
    QUANTITY = "quantity"
    AGE = "age"
    VISITS = "visits"
    PAUSE = "pause"
    JOINING = "joining"
    PAYMENT = "payment"
    SAME = "same"


_OF_A_MEMBER = (
    MembersOnly,
    HasTier,
    HasPlan,
    InSegment,
    HasFlag,
    OnList,
    AgeBand,
    BirthdayWindow,
    AnniversaryWindow,
    NthVisit,
    FirstPurchase,
    DaysSinceLastVisit,
    NewMember,
)


def contradictions(way: Way, tiers: frozenset[str], channels: frozenset[str]) -> Iterator[Contradiction]:
    """Each subject on which a way disagrees with itself. tiers, channels: all that there are."""
    checks = {
        Contradiction.DATES: _dates(way),
        Contradiction.TIMES: _times(way),
        Contradiction.PLACES: _places(way, channels),
        Contradiction.GUESTS: _guests(way),
        Contradiction.TIERS: _tiers(way, tiers),
        Contradiction.BELONGING: _belonging(way),
        Contradiction.CODES: _codes(way),
        Contradiction.SPEND: _spend(way),
        Contradiction.QUANTITY: _quantity(way),
        Contradiction.AGE: _age(way),
        Contradiction.VISITS: _visits(way),
        Contradiction.PAUSE: _pause(way),
        Contradiction.JOINING: _joining(way),
        Contradiction.PAYMENT: _payment(way),
        Contradiction.SAME: any(condition in way.fails for condition in way.holds),
    }
    yield from (subject for subject, wrong in checks.items() if wrong)


def window_of(way: Way) -> tuple[date, date] | None:
    """The days that every window of a way leaves; None: without a window. May end before it starts."""
    windows = [condition for condition in way.holds if isinstance(condition, DateWindow)]
    if not windows:
        return None
    return max(window.starts for window in windows), min(window.ends for window in windows)


def _dates(way: Way) -> bool:
    left = window_of(way)
    if left is None:
        return False
    return left[0] > left[1] or any(
        isinstance(ruled_out, DateWindow) and ruled_out.starts <= left[0] and left[1] <= ruled_out.ends
        for ruled_out in way.fails
    )


def _times(way: Way) -> bool:
    if not any(isinstance(condition, WeekTime) for condition in (*way.holds, *way.fails)):
        return False
    left = (1 << _WEEK) - 1
    for condition in way.holds:
        if isinstance(condition, WeekTime):
            left &= _minutes(condition)
    for condition in way.fails:
        if isinstance(condition, WeekTime):
            left &= ~_minutes(condition)
    return left == 0


def _minutes(times: WeekTime) -> int:
    """A bit for each minute of the week."""
    length = times.ends - times.starts
    length += 0 if length > 0 else _DAY
    run = (1 << length) - 1
    minutes = 0
    for number, weekday in enumerate(Weekday):
        if not times.weekdays or weekday in times.weekdays:
            minutes |= run << (number * _DAY + times.starts)
    return (minutes & ((1 << _WEEK) - 1)) | (minutes >> _WEEK)


def _places(way: Way, channels: frozenset[str]) -> bool:
    return (
        _nothing_left(way, InStore, "stores", None)
        or _nothing_left(way, AtTerminal, "terminals", None)
        or _nothing_left(way, ThroughChannel, "channels", channels or None)
    )


def _nothing_left(way: Way, kind: type[Condition], names: str, universe: frozenset[str] | None) -> bool:
    """For what is one of a kind at a time: a store, a tier. universe: all there are; None: not known.

    Through no channel at all is a way too: only what holds can use the universe up.
    """
    named = [frozenset(getattr(condition, names)) for condition in way.holds if isinstance(condition, kind)]
    if not named:
        return False
    left = frozenset.intersection(*named) & (universe if universe is not None else named[0])
    for condition in way.fails:
        if isinstance(condition, kind):
            left -= frozenset(getattr(condition, names))
    return not left


def _guests(way: Way) -> bool:
    for_members = any(isinstance(condition, _OF_A_MEMBER) for condition in way.holds)
    return for_members and any(isinstance(condition, MembersOnly) for condition in way.fails)


def _tiers(way: Way, tiers: frozenset[str]) -> bool:
    if _nothing_left(way, HasTier, "tiers", tiers):
        return True
    for_members = any(isinstance(condition, _OF_A_MEMBER) for condition in way.holds)
    ruled_out = frozenset(
        tier for condition in way.fails if isinstance(condition, HasTier) for tier in condition.tiers
    )
    return for_members and tiers <= ruled_out


def _belonging(way: Way) -> bool:
    """Plans, segments, flags, lists: a member can have several, so only what is ruled out by name is gone."""
    kinds: tuple[tuple[type[Condition], str], ...] = (
        (HasPlan, "plans"),
        (InSegment, "segments"),
        (HasFlag, "flags"),
        (OnList, "lists"),
    )
    return any(_all_ruled_out(way, kind, names) for kind, names in kinds)


def _all_ruled_out(way: Way, kind: type[Condition], names: str) -> bool:
    gone = {
        name.lower()
        for condition in way.fails
        if isinstance(condition, kind)
        for name in getattr(condition, names)
    }
    return any(
        {name.lower() for name in getattr(condition, names)} <= gone
        for condition in way.holds
        if isinstance(condition, kind)
    )


def _codes(way: Way) -> bool:
    return _all_ruled_out(way, CouponCode, "codes")


def _spend(way: Way) -> bool:
    ruled_out = [condition for condition in way.fails if isinstance(condition, MinimumSpend)]
    wanted = [condition for condition in way.holds if isinstance(condition, MinimumSpend)]
    return any(one.amount == 0 for one in ruled_out) or any(
        least.of == most.of and least.amount >= most.amount for least in wanted for most in ruled_out
    )


def _quantity(way: Way) -> bool:
    return any(
        least.of == most.of and least.quantity >= most.quantity
        for least in way.holds
        if isinstance(least, MinimumQuantity)
        for most in way.fails
        if isinstance(most, MinimumQuantity)
    )


def _age(way: Way) -> bool:
    bands = [condition for condition in way.holds if isinstance(condition, AgeBand)]
    if not bands:
        return False
    left = set(range(max(band.youngest for band in bands), min(band.oldest for band in bands) + 1))
    for condition in way.fails:
        if isinstance(condition, AgeBand):
            left -= set(range(condition.youngest, condition.oldest + 1))
    return not left


def _visits(way: Way) -> bool:
    kinds = (NthVisit, FirstPurchase, DaysSinceLastVisit)
    if not any(isinstance(condition, kinds) for condition in way.holds):
        return False
    exact = {
        condition.number for condition in way.holds if isinstance(condition, NthVisit) and not condition.every
    }
    candidates = exact or {
        *_VISITS,
        *(condition.number for condition in way.holds if isinstance(condition, NthVisit)),
    }
    return not any(
        all(_can_be_visit(condition, visit) for condition in way.holds)
        and not any(_is_visit(condition, visit) for condition in way.fails)
        for visit in candidates
    )


def _is_visit(condition: Condition, visit: int) -> bool:
    """Whether the number alone makes the condition hold."""
    return isinstance(condition, NthVisit | FirstPurchase) and _can_be_visit(condition, visit)


def _can_be_visit(condition: Condition, visit: int) -> bool:
    match condition:
        case NthVisit(number=number, every=every):
            return visit % number == 0 if every else visit == number
        case FirstPurchase():
            return visit == 1
        case DaysSinceLastVisit():
            return visit > 1
        case _:
            return True


def _pause(way: Way) -> bool:
    pauses = [condition for condition in way.holds if isinstance(condition, DaysSinceLastVisit)]
    longest = [pause.at_most for pause in pauses if pause.at_most is not None]
    return bool(longest) and max(pause.at_least for pause in pauses) > min(longest)


def _joining(way: Way) -> bool:
    """An anniversary is a year after joining, less the days before it."""
    new = [condition.days for condition in way.holds if isinstance(condition, NewMember)]
    before = [condition.before for condition in way.holds if isinstance(condition, AnniversaryWindow)]
    return bool(new and before) and min(new) < 365 - min(before)


def _payment(way: Way) -> bool:
    wanted = [condition for condition in way.holds if isinstance(condition, PaidWith)]
    return any(
        not set(one.methods) & set(other.methods) and one.share + other.share > Decimal(100)
        for place, one in enumerate(wanted)
        for other in wanted[place + 1 :]
    )
