"""The slow calculator's conditions: each says why it doesn't hold, or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.domain.basket import MemberSnapshot, PaymentMethod
from app.domain.programme import conditions as kinds
from app.domain.programme.conditions import Condition, Weekday
from app.domain.programme.lines import Lines
from app.domain.quote import RefusalReason
from tests.support.slow_lines import Nets, Sale, taken_by

Why = RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a condition looks at. nets: at the start of the phase. lines: those of the rule itself."""

    sale: Sale
    nets: Nets
    lines: Lines

    @property
    def member(self) -> MemberSnapshot:
        member = self.sale.inputs.member
        assert member is not None
        return member


def first_refusal(conditions: Iterable[Condition], sight: Sight) -> Why | None:
    """The refusal of the first that fails."""
    for condition in conditions:
        refused = refusal_of(condition, sight)
        if refused is not None:
            return refused
    return None


def refusal_of(condition: Condition, sight: Sight) -> Why | None:
    if type(condition) in ABOUT_MEMBERS:
        if sight.sale.inputs.member is None:
            return Why.NEEDS_MEMBER
        holds, otherwise = ABOUT_MEMBERS[type(condition)]
        return None if holds(condition, sight) else otherwise
    if type(condition) in PLAIN:
        holds, otherwise = PLAIN[type(condition)]
        return None if holds(condition, sight) else otherwise
    return NESTED[type(condition)](condition, sight)


def any_of(condition: kinds.AnyOf, sight: Sight) -> Why | None:
    refusals = [refusal_of(inner, sight) for inner in condition.conditions]
    return None if None in refusals else refusals[0]


def none_of(condition: kinds.NoneOf, sight: Sight) -> Why | None:
    refusals = [refusal_of(inner, sight) for inner in condition.conditions]
    return Why.RULED_OUT if None in refusals else None


def all_of(condition: kinds.AllOf, sight: Sight) -> Why | None:
    return first_refusal(condition.conditions, sight)


def date_window(condition: kinds.DateWindow, sight: Sight) -> Why | None:
    return out_of_window(sight.sale.today, condition.starts, condition.ends)


def out_of_window(today: date, starts: date | None, ends: date | None) -> Why | None:
    if starts is not None and today < starts:
        return Why.NOT_STARTED
    if ends is not None and today > ends:
        return Why.ENDED
    return None


def spends_enough(condition: kinds.MinimumSpend, sight: Sight) -> bool:
    rows = taken_by(condition.of or sight.lines, sight.sale.rows)
    return sum(sight.nets[row.number] for row in rows) >= condition.amount


def has_enough(condition: kinds.MinimumQuantity, sight: Sight) -> bool:
    rows = taken_by(condition.of or sight.lines, sight.sale.rows)
    return sum(row.line.quantity for row in rows if row.line.parent is None) >= condition.quantity


def in_week_time(condition: kinds.WeekTime, sight: Sight) -> bool:
    """A time over midnight is looked at twice: as begun today, and as begun yesterday."""
    days = list(Weekday)
    wanted = condition.weekdays or tuple(days)
    length = condition.ends - condition.starts
    if length <= 0:
        length += 24 * 60
    begun_today = sight.sale.minute - condition.starts
    today = days[sight.sale.today.weekday()]
    yesterday = days[(sight.sale.today - timedelta(days=1)).weekday()]
    return (today in wanted and 0 <= begun_today < length) or (
        yesterday in wanted and 0 <= begun_today + 24 * 60 < length
    )


def is_paid_with(condition: kinds.PaidWith, sight: Sight) -> bool:
    whole = sum(sight.nets.values()) if sight.sale.whole_paid is None else sight.sale.whole_paid
    carried = carried_by(condition.methods, sight.sale, whole)
    return whole > 0 and carried >= whole * Fraction(condition.share) / 100


def carried_by(methods: Iterable[PaymentMethod], sale: Sale, whole: int) -> int:
    """How much of a bill these methods carry: their split parts, and the last tender what those leave."""
    wanted = [method.value for method in methods]
    split = sale.inputs.split
    carried = sum(part.amount for part in split if part.method.value in wanted)
    if sale.inputs.tender is not None and sale.inputs.tender.value in wanted:
        carried += max(0, whole - sum(part.amount for part in split))
    return carried


def in_anniversary(condition: kinds.AnniversaryWindow, sight: Sight) -> bool:
    joined = sight.member.joined_on
    if joined is None:
        return False
    for year in range(joined.year + 1, min(sight.sale.today.year + 2, 10_000)):
        day = date(year, 2, 28) if (joined.month, joined.day) == (2, 29) and year % 4 else None
        if (joined.month, joined.day) == (2, 29) and year % 100 == 0 and year % 400:
            day = date(year, 2, 28)
        day = day or date(year, joined.month, joined.day)
        if -condition.before <= (sight.sale.today - day).days <= condition.after:
            return True
    return False


def is_nth_visit(condition: kinds.NthVisit, sight: Sight) -> bool:
    visit = sight.member.visits + 1
    return visit == condition.number or (condition.every and visit % condition.number == 0)


def is_away_long(condition: kinds.DaysSinceLastVisit, sight: Sight) -> bool:
    last = sight.member.last_visit_on
    if last is None:
        return False
    days = (sight.sale.today - last).days
    return condition.at_least <= days and (condition.at_most is None or days <= condition.at_most)


def is_new(condition: kinds.NewMember, sight: Sight) -> bool:
    joined = sight.member.joined_on
    return joined is not None and (sight.sale.today - joined).days <= condition.days


def in_birthday(condition: kinds.BirthdayWindow, sight: Sight) -> bool:
    days = sight.member.days_from_birthday
    if days is None:
        return False
    birthday = sight.sale.today - timedelta(days=days)
    if condition.month and birthday.month == sight.sale.today.month:
        return True
    return -condition.before <= days <= condition.after


def in_age(condition: kinds.AgeBand, sight: Sight) -> bool:
    age = sight.member.age
    return age is not None and condition.youngest <= age <= condition.oldest


def has_code(condition: kinds.CouponCode, sight: Sight) -> bool:
    entered = {code.lower() for code in sight.sale.inputs.coupons}
    return any(code.lower() in entered for code in condition.codes)


def shares(one: Iterable[str], other: Iterable[str]) -> bool:
    return bool(set(one) & set(other))


NESTED: dict[type, Callable[[Any, Sight], Why | None]] = {
    kinds.AllOf: all_of,
    kinds.AnyOf: any_of,
    kinds.NoneOf: none_of,
    kinds.DateWindow: date_window,
}

PLAIN: dict[type, tuple[Callable[[Any, Sight], bool], Why]] = {
    kinds.MinimumSpend: (spends_enough, Why.BELOW_MINIMUM),
    kinds.MinimumQuantity: (has_enough, Why.TOO_FEW_UNITS),
    kinds.WeekTime: (in_week_time, Why.WRONG_TIME),
    kinds.InStore: (lambda asked, sight: sight.sale.inputs.store in asked.stores, Why.WRONG_STORE),
    kinds.AtTerminal: (
        lambda asked, sight: sight.sale.inputs.terminal in asked.terminals,
        Why.WRONG_TERMINAL,
    ),
    kinds.ThroughChannel: (
        lambda asked, sight: sight.sale.inputs.channel in asked.channels,
        Why.WRONG_CHANNEL,
    ),
    kinds.PaidWith: (is_paid_with, Why.WRONG_TENDER),
    kinds.CouponCode: (has_code, Why.NEEDS_CODE),
}

ABOUT_MEMBERS: dict[type, tuple[Callable[[Any, Sight], bool], Why]] = {
    kinds.MembersOnly: (lambda _, sight: sight.sale.inputs.member is not None, Why.NEEDS_MEMBER),
    kinds.HasTier: (lambda asked, sight: sight.sale.tier_id in asked.tiers, Why.WRONG_TIER),
    kinds.HasPlan: (lambda asked, sight: shares(asked.plans, sight.sale.plans_in_force), Why.NEEDS_PLAN),
    kinds.InSegment: (
        lambda asked, sight: shares(asked.segments, sight.member.segments),
        Why.WRONG_SEGMENT,
    ),
    kinds.HasFlag: (lambda asked, sight: shares(asked.flags, sight.member.flags), Why.NEEDS_FLAG),
    kinds.OnList: (lambda asked, sight: shares(asked.lists, sight.member.lists), Why.NOT_ON_LIST),
    kinds.AgeBand: (in_age, Why.WRONG_AGE),
    kinds.BirthdayWindow: (in_birthday, Why.NOT_BIRTHDAY),
    kinds.AnniversaryWindow: (in_anniversary, Why.NOT_ANNIVERSARY),
    kinds.NthVisit: (is_nth_visit, Why.WRONG_VISIT),
    kinds.FirstPurchase: (lambda _, sight: sight.member.visits == 0, Why.NOT_FIRST_PURCHASE),
    kinds.DaysSinceLastVisit: (is_away_long, Why.WRONG_PAUSE),
    kinds.NewMember: (is_new, Why.NOT_NEW),
}
