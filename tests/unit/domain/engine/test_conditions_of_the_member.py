"""Conditions on who buys: both sides of every boundary, with distances. A guest is told that a member is needed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.basket import Entitlement, MemberSnapshot
from app.domain.programme.conditions import (
    AgeBand,
    AnniversaryWindow,
    BirthdayWindow,
    Condition,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    MembersOnly,
    NewMember,
    NthVisit,
    OnList,
)
from tests.support.loyalty import (
    MEMBER,
    TEA,
    a_member,
    at,
    basket,
    percent,
    quoted,
    rule,
    shop,
    taken,
    why_not,
)

TODAY = date(2026, 11, 22)
Why = tuple[str, int, tuple[str, ...]] | None


def why(
    condition: Condition, member: MemberSnapshot | None = MEMBER, opened: str = "2026-11-22 12:00"
) -> Why:
    """Why a rule with this condition does nothing; None: it works."""
    answer = quoted(shop(rule(percent("10"), condition)), basket(TEA), member, opened_at=at(opened))
    assert (why_not(answer) is None) == (taken(answer) != [])
    return why_not(answer)


@pytest.mark.parametrize(
    "condition",
    [
        MembersOnly(),
        HasTier(tiers=("basic",)),
        HasPlan(plans=("vip",)),
        InSegment(segments=("vegan",)),
        HasFlag(flags=("staff",)),
        OnList(lists=("early",)),
        AgeBand(),
        BirthdayWindow(before=180, after=180),
        AnniversaryWindow(before=180, after=180),
        NthVisit(number=1, every=True),
        FirstPurchase(),
        DaysSinceLastVisit(),
        NewMember(days=3_660),
    ],
)
def test_a_guest_is_told_that_a_member_is_needed(condition: Condition) -> None:
    assert why(condition, None) == ("needs-member", 0, ())


def test_a_member_is_enough_where_nothing_else_is_asked() -> None:
    assert why(MembersOnly()) is None


def test_the_tier_is_one_of_those_named() -> None:
    assert why(HasTier(tiers=("gold", "basic"))) is None
    assert why(HasTier(tiers=("gold", "silver"))) == ("wrong-tier", 0, ("gold", "silver"))


def plan(starts: int, ends: int, plan_id: str = "vip") -> MemberSnapshot:
    """A member whose plan runs from and to so many days from today."""
    entitlement = Entitlement(
        plan_id=plan_id, starts=TODAY + timedelta(days=starts), ends=TODAY + timedelta(days=ends)
    )
    return a_member(plans=(entitlement,))


def test_a_plan_counts_on_each_day_from_its_first_to_its_last() -> None:
    vip = HasPlan(plans=("vip",))
    missing = ("needs-plan", 0, ("vip",))
    assert why(vip, plan(0, 30)) is None
    assert why(vip, plan(-30, 0)) is None
    assert why(vip, plan(1, 30)) == missing
    assert why(vip, plan(-30, -1)) == missing
    assert why(vip, plan(0, 0, "club")) == missing
    assert why(vip) == missing


def test_segments_flags_and_lists_are_any_of_those_named() -> None:
    member = a_member(segments=("a", "b"), flags=("c", "d"), lists=("e", "f"))
    assert why(InSegment(segments=("x", "b")), member) is None
    assert why(InSegment(segments=("c", "e")), member) == ("wrong-segment", 0, ("c", "e"))
    assert why(HasFlag(flags=("x", "d")), member) is None
    assert why(HasFlag(flags=("a", "e")), member) == ("needs-flag", 0, ("a", "e"))
    assert why(OnList(lists=("x", "f")), member) is None
    assert why(OnList(lists=("a", "c")), member) == ("not-on-list", 0, ("a", "c"))


@pytest.mark.parametrize(("age", "fits"), [(17, False), (18, True), (25, True), (26, False), (None, False)])
def test_an_age_is_from_the_youngest_to_the_oldest_and_known(age: int | None, fits: bool) -> None:
    expected = None if fits else ("wrong-age", 0, ("18", "25"))
    assert why(AgeBand(youngest=18, oldest=25), a_member(age=age)) == expected


@pytest.mark.parametrize(
    ("days", "distance"),
    [(-8, 1), (-7, None), (0, None), (3, None), (4, 0), (-20, 13), (100, 0)],
)
def test_a_birthday_is_celebrated_from_days_before_to_days_after(days: int, distance: int | None) -> None:
    expected = None if distance is None else ("not-birthday", distance, ())
    assert why(BirthdayWindow(before=7, after=3), a_member(days_from_birthday=days)) == expected


def test_a_birthday_that_is_not_known_is_never_celebrated() -> None:
    assert why(BirthdayWindow(before=180, after=180, month=True)) == ("not-birthday", 0, ())


@pytest.mark.parametrize(
    ("days", "holds"),
    [(0, True), (21, True), (22, False), (-8, True), (-9, False)],
)
def test_a_birthday_month_is_its_whole_calendar_month(days: int, holds: bool) -> None:
    """Today is the 22nd: 21 days ago was the 1st, in 8 days comes the 30th."""
    found = why(BirthdayWindow(month=True), a_member(days_from_birthday=days))
    assert (found is None) == holds
    also_around = why(BirthdayWindow(before=9, after=22, month=True), a_member(days_from_birthday=days))
    assert also_around is None


@pytest.mark.parametrize(
    ("joined", "distance"),
    [
        (date(2025, 11, 22), None),
        (date(2020, 11, 20), None),
        (date(2020, 11, 19), 0),
        (date(2025, 11, 23), None),
        (date(2025, 11, 24), 1),
        (date(2026, 11, 22), 364),
    ],
)
def test_an_anniversary_is_whole_years_after_joining(joined: date, distance: int | None) -> None:
    expected = None if distance is None else ("not-anniversary", distance, ())
    assert why(AnniversaryWindow(before=1, after=2), a_member(joined_on=joined)) == expected


def test_an_anniversary_wants_a_day_of_joining() -> None:
    assert why(AnniversaryWindow(before=180, after=180)) == ("not-anniversary", 0, ())


def test_who_joined_on_a_leap_day_celebrates_on_the_28th_in_common_years() -> None:
    leap = a_member(joined_on=date(2024, 2, 29))
    assert why(AnniversaryWindow(), leap, "2026-02-28 12:00") is None
    assert why(AnniversaryWindow(), leap, "2026-03-01 12:00") is not None
    assert why(AnniversaryWindow(), leap, "2028-02-28 12:00") == ("not-anniversary", 1, ())
    assert why(AnniversaryWindow(), leap, "2028-02-29 12:00") is None


@pytest.mark.parametrize(("visits", "distance"), [(8, 1), (9, None), (10, 0), (0, 9), (19, 0)])
def test_the_nth_visit_counts_this_one(visits: int, distance: int | None) -> None:
    expected = None if distance is None else ("wrong-visit", distance, ("10",))
    assert why(NthVisit(number=10), a_member(visits=visits)) == expected


@pytest.mark.parametrize(("visits", "distance"), [(8, 1), (9, None), (10, 9), (19, None), (0, 9)])
def test_every_nth_visit_comes_again(visits: int, distance: int | None) -> None:
    expected = None if distance is None else ("wrong-visit", distance, ("10",))
    assert why(NthVisit(number=10, every=True), a_member(visits=visits)) == expected


def test_a_first_purchase_is_of_who_never_bought() -> None:
    assert why(FirstPurchase(), a_member(visits=0)) is None
    assert why(FirstPurchase(), a_member(visits=1)) == ("not-first-purchase", 0, ())


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (9, ("wrong-pause", 21, ("30",))),
        (29, ("wrong-pause", 1, ("30",))),
        (30, None),
        (60, None),
        (61, ("wrong-pause", 0, ("30", "60"))),
        (None, ("wrong-pause", 0, ("30",))),
    ],
)
def test_a_pause_is_at_least_and_at_most_so_many_days(ago: int | None, expected: Why) -> None:
    """Too soon is so many days away; too late is told by the longest; who never came has no pause."""
    last = None if ago is None else TODAY - timedelta(days=ago)
    pause = DaysSinceLastVisit(at_least=30, at_most=60)
    assert why(pause, a_member(last_visit_on=last)) == expected


def test_a_pause_without_a_longest_has_no_end() -> None:
    long_ago = a_member(last_visit_on=date(2001, 1, 1))
    assert why(DaysSinceLastVisit(at_least=30), long_ago) is None
    assert why(DaysSinceLastVisit(), a_member(last_visit_on=TODAY)) is None


@pytest.mark.parametrize(("ago", "holds"), [(0, True), (30, True), (31, False), (-1, True), (None, False)])
def test_a_member_is_new_until_days_after_joining(ago: int | None, holds: bool) -> None:
    joined = None if ago is None else TODAY - timedelta(days=ago)
    expected = None if holds else ("not-new", 0, ("30",))
    assert why(NewMember(days=30), a_member(joined_on=joined)) == expected


def test_today_is_the_day_on_which_the_basket_was_opened_where_the_store_is() -> None:
    joined = replace(MEMBER, joined_on=date(2026, 11, 22))
    assert why(NewMember(days=0), joined, "2026-11-22 23:59:59") is None
    assert why(NewMember(days=0), joined, "2026-11-23 00:00") == ("not-new", 0, ("0",))
