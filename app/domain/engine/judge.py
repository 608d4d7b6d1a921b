"""Conditions as judges: made once for a revision, asked for each quote."""

from collections.abc import Callable
from datetime import date, timedelta

from app.domain.basket import MemberSnapshot
from app.domain.calendar import days_from_anniversary
from app.domain.engine.choosers import Chooser, Choosers
from app.domain.engine.scene import Scene
from app.domain.engine.view import View
from app.domain.programme.conditions import (
    AgeBand,
    AllOf,
    AnniversaryWindow,
    AnyOf,
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
    NoneOf,
    NthVisit,
    OnList,
    PaidWith,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.domain.quote import RefusalReason

Refused = tuple[RefusalReason, int, tuple[str, ...]]
"""Why not, how far away, and what would do."""

Judge = Callable[[View, Chooser], Refused | None]
"""Looks at the phase's start for a rule with these lines; None: the condition holds."""

NEEDS_MEMBER: Refused = (RefusalReason.NEEDS_MEMBER, 0, ())
_WEEKDAYS = tuple(Weekday)


def judge_of_all(conditions: tuple[Condition, ...], choosers: Choosers) -> Judge:
    """The first condition that fails decides."""
    judges = tuple(judge_of(condition, choosers) for condition in conditions)
    if len(judges) == 1:
        return judges[0]

    def judge(view: View, own: Chooser) -> Refused | None:
        for one in judges:
            refused = one(view, own)
            if refused is not None:
                return refused
        return None

    return judge


def judge_of(condition: Condition, choosers: Choosers) -> Judge:
    """A condition made ready."""
    match condition:
        case AllOf(conditions=conditions):
            return judge_of_all(conditions, choosers)
        case AnyOf(conditions=conditions):
            return _any_of(tuple(judge_of(one, choosers) for one in conditions))
        case NoneOf(conditions=conditions):
            return _none_of(tuple(judge_of(one, choosers) for one in conditions))
        case MinimumSpend() | MinimumQuantity():
            return _minimum(condition, choosers)
        case DateWindow() | WeekTime():
            return _time(condition)
        case InStore() | AtTerminal() | ThroughChannel() | PaidWith() | CouponCode():
            return _place(condition)
        case _:
            return _member(condition)


def _any_of(judges: tuple[Judge, ...]) -> Judge:
    def judge(view: View, own: Chooser) -> Refused | None:
        first: Refused | None = None
        for one in judges:
            refused = one(view, own)
            if refused is None:
                return None
            first = first or refused
        return first

    return judge


def _none_of(judges: tuple[Judge, ...]) -> Judge:
    def judge(view: View, own: Chooser) -> Refused | None:
        if any(one(view, own) is None for one in judges):
            return RefusalReason.RULED_OUT, 0, ()
        return None

    return judge


def _minimum(condition: MinimumSpend | MinimumQuantity, choosers: Choosers) -> Judge:
    of = None if condition.of is None else choosers.of(condition.of)
    if isinstance(condition, MinimumSpend):
        amount = condition.amount

        def spend(view: View, own: Chooser) -> Refused | None:
            missing = amount - view.net(of or own)
            return (RefusalReason.BELOW_MINIMUM, missing, ()) if missing > 0 else None

        return spend
    wanted = condition.quantity

    def quantity(view: View, own: Chooser) -> Refused | None:
        missing = wanted - view.scene.quantity(view.scene.places(of or own))
        return (RefusalReason.TOO_FEW_UNITS, missing, ()) if missing > 0 else None

    return quantity


def _time(condition: DateWindow | WeekTime) -> Judge:
    if isinstance(condition, DateWindow):
        starts, ends = condition.starts, condition.ends

        def window(view: View, _: Chooser) -> Refused | None:
            return outside(view.scene.today, starts, ends)

        return window
    days = condition.weekdays or _WEEKDAYS
    numbers = frozenset(_WEEKDAYS.index(day) for day in days)
    first, last = condition.starts, condition.ends
    told = (_clock(first), _clock(last), *(day.value for day in condition.weekdays))

    def week_time(view: View, _: Chooser) -> Refused | None:
        scene = view.scene
        today, yesterday = scene.weekday in numbers, (scene.weekday - 1) % 7 in numbers
        if first < last:
            holds = today and first <= scene.minute < last
        else:
            holds = (today and scene.minute >= first) or (yesterday and scene.minute < last)
        return None if holds else (RefusalReason.WRONG_TIME, 0, told)

    return week_time


def outside(today: date, starts: date | None, ends: date | None) -> Refused | None:
    """Why a day is not from `starts` to `ends`; None on either side: open."""
    if starts is not None and today < starts:
        return RefusalReason.NOT_STARTED, (starts - today).days, (starts.isoformat(),)
    if ends is not None and today > ends:
        return RefusalReason.ENDED, 0, (ends.isoformat(),)
    return None


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _place(condition: InStore | AtTerminal | ThroughChannel | PaidWith | CouponCode) -> Judge:
    match condition:
        case InStore(stores=wanted):
            return _one_of(wanted, lambda scene: scene.inputs.store, RefusalReason.WRONG_STORE)
        case AtTerminal(terminals=wanted):
            return _one_of(wanted, lambda scene: scene.inputs.terminal, RefusalReason.WRONG_TERMINAL)
        case ThroughChannel(channels=wanted):
            return _one_of(wanted, lambda scene: scene.inputs.channel, RefusalReason.WRONG_CHANNEL)
        case PaidWith():
            return _paid_with(condition)
        case CouponCode(codes=codes):
            folded = frozenset(code.casefold() for code in codes)

            def coupon(view: View, _: Chooser) -> Refused | None:
                entered = (code.casefold() for code in view.scene.inputs.coupons)
                return None if any(code in folded for code in entered) else (RefusalReason.NEEDS_CODE, 0, ())

            return coupon


def _one_of(wanted: tuple[str, ...], found: Callable[[Scene], str], reason: RefusalReason) -> Judge:
    refused = (reason, 0, wanted)

    def judge(view: View, _: Chooser) -> Refused | None:
        return None if found(view.scene) in wanted else refused

    return judge


def _paid_with(condition: PaidWith) -> Judge:
    methods = frozenset(condition.methods)
    share, hundred = condition.share.as_integer_ratio()
    hundred *= 100
    refused = (RefusalReason.WRONG_TENDER, 0, tuple(method.value for method in condition.methods))

    def judge(view: View, _: Chooser) -> Refused | None:
        holds = view.whole > 0 and view.carried_by(methods) * hundred >= share * view.whole
        return None if holds else refused

    return judge


def _member(condition: Condition) -> Judge:
    """What looks at the member alone, and fails for a guest."""
    about = _about_member(condition)

    def judge(view: View, _: Chooser) -> Refused | None:
        member = view.scene.member
        return NEEDS_MEMBER if member is None else about(member, view.scene.today)

    return judge


AboutMember = Callable[[MemberSnapshot, date], Refused | None]


def _about_member(condition: Condition) -> AboutMember:
    match condition:
        case MembersOnly():
            return lambda _member, _today: None
        case HasTier(tiers=wanted):
            return _any_in(wanted, lambda member, _: (member.tier_id,), RefusalReason.WRONG_TIER)
        case HasPlan(plans=wanted):
            return _any_in(wanted, plans_in_force, RefusalReason.NEEDS_PLAN)
        case InSegment(segments=wanted):
            return _any_in(wanted, lambda member, _: member.segments, RefusalReason.WRONG_SEGMENT)
        case HasFlag(flags=wanted):
            return _any_in(wanted, lambda member, _: member.flags, RefusalReason.NEEDS_FLAG)
        case OnList(lists=wanted):
            return _any_in(wanted, lambda member, _: member.lists, RefusalReason.NOT_ON_LIST)
        case AgeBand() | BirthdayWindow() | AnniversaryWindow():
            return _about_dates(condition)
        case NthVisit() | FirstPurchase() | DaysSinceLastVisit() | NewMember():
            return _about_visits(condition)
        case _:
            raise TypeError(f"no judge for {condition!r}")


def plans_in_force(member: MemberSnapshot, today: date) -> tuple[str, ...]:
    """Ids of plans that the member has paid for today."""
    return tuple(plan.plan_id for plan in member.plans if plan.starts <= today <= plan.ends)


def _any_in(
    wanted: tuple[str, ...], found: Callable[[MemberSnapshot, date], tuple[str, ...]], reason: RefusalReason
) -> AboutMember:
    refused = (reason, 0, wanted)
    return lambda member, today: None if any(one in wanted for one in found(member, today)) else refused


def _about_dates(condition: AgeBand | BirthdayWindow | AnniversaryWindow) -> AboutMember:
    match condition:
        case AgeBand(youngest=youngest, oldest=oldest):
            wrong = (RefusalReason.WRONG_AGE, 0, (str(youngest), str(oldest)))
            return lambda member, _: (
                None if member.age is not None and youngest <= member.age <= oldest else wrong
            )
        case BirthdayWindow():
            return _birthday(condition)
        case AnniversaryWindow(before=before, after=after):
            return lambda member, today: _around(
                None if member.joined_on is None else days_from_anniversary(member.joined_on, today),
                before,
                after,
                RefusalReason.NOT_ANNIVERSARY,
            )


def _birthday(condition: BirthdayWindow) -> AboutMember:
    def judge(member: MemberSnapshot, today: date) -> Refused | None:
        days = member.days_from_birthday
        if condition.month and days is not None and (today - timedelta(days=days)).month == today.month:
            return None
        return _around(days, condition.before, condition.after, RefusalReason.NOT_BIRTHDAY)

    return judge


def _around(days: int | None, before: int, after: int, reason: RefusalReason) -> Refused | None:
    """Whether a day's distance is in a window around it."""
    if days is None:
        return reason, 0, ()
    if -before <= days <= after:
        return None
    return reason, max(0, -before - days), ()


def _about_visits(
    condition: NthVisit | FirstPurchase | DaysSinceLastVisit | NewMember,
) -> AboutMember:
    match condition:
        case NthVisit(number=number, every=every):
            return lambda member, _: _nth(member.visits + 1, number, every=every)
        case FirstPurchase():
            return lambda member, _: (RefusalReason.NOT_FIRST_PURCHASE, 0, ()) if member.visits else None
        case DaysSinceLastVisit(at_least=at_least, at_most=at_most):
            return lambda member, today: _pause(member.last_visit_on, today, at_least, at_most)
        case NewMember(days=days):

            def new(member: MemberSnapshot, today: date) -> Refused | None:
                joined = member.joined_on
                fits = joined is not None and (today - joined).days <= days
                return None if fits else (RefusalReason.NOT_NEW, 0, (str(days),))

            return new


def _pause(last: date | None, today: date, at_least: int, at_most: int | None) -> Refused | None:
    """What would do is the shortest pause, and the longest when it is that which was exceeded."""
    if last is None:
        return RefusalReason.WRONG_PAUSE, 0, (str(at_least),)
    days = (today - last).days
    if days < at_least:
        return RefusalReason.WRONG_PAUSE, at_least - days, (str(at_least),)
    if at_most is not None and days > at_most:
        return RefusalReason.WRONG_PAUSE, 0, (str(at_least), str(at_most))
    return None


def _nth(visit: int, number: int, *, every: bool) -> Refused | None:
    missing = -visit % number if every else number - visit
    return None if missing == 0 else (RefusalReason.WRONG_VISIT, max(0, missing), (str(number),))
