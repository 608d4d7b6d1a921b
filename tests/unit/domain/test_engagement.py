"""What is earned outside a sale, or why it isn't."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.engagement import (
    Awarded,
    Done,
    FirstSale,
    NotAwarded,
    NotAwardedReason,
    Person,
    action_outcome,
    anniversary_outcome,
    birthday_outcome,
    enrolment_outcome,
    referral_outcome,
)
from app.domain.programme.benefits import GivePoints
from app.domain.programme.people import Action, ActionKind, Referral

FIFTY = (GivePoints(points=50),)
SURVEY = Action(id="survey", name="Survey", kind=ActionKind.SURVEY, gives=FIFTY, per_day=2, per_member=5)
NEVER = Done()


def refused(reason: NotAwardedReason, distance: int = 0) -> NotAwarded:
    return NotAwarded(reason=reason, distance=distance)


def action(kind: ActionKind) -> Action:
    return Action(id=kind.value, name=kind.value, kind=kind, gives=FIFTY)


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        (NEVER, Awarded(awards=FIFTY)),
        (Done(today=1, ever=4), Awarded(awards=FIFTY)),
        (Done(today=2, ever=2), refused(NotAwardedReason.DAILY_CAP)),
        (Done(today=0, ever=5), refused(NotAwardedReason.MEMBER_CAP)),
    ],
)
def test_engagement_has_a_daily_cap_and_one_for_each_member(
    done: Done, outcome: Awarded | NotAwarded
) -> None:
    assert action_outcome(SURVEY, done) == outcome


def test_an_action_without_caps_counts_every_time() -> None:
    visit = action(ActionKind.VISIT)
    assert action_outcome(visit, Done(today=100, ever=10_000)) == Awarded(awards=FIFTY)


@pytest.mark.parametrize("kind", [ActionKind.ENROLMENT, ActionKind.PROFILE_COMPLETED])
def test_enrolment_and_a_completed_profile_count_once(kind: ActionKind) -> None:
    assert action_outcome(action(kind), NEVER) == Awarded(awards=FIFTY)
    assert action_outcome(action(kind), Done(ever=1)) == refused(NotAwardedReason.ONLY_ONCE)


def test_two_enrolments_of_one_phone_give_one_welcome_bonus() -> None:
    welcome = action(ActionKind.ENROLMENT)
    assert enrolment_outcome(welcome, NEVER, same_person_enrolled=False) == Awarded(awards=FIFTY)
    twice = enrolment_outcome(welcome, NEVER, same_person_enrolled=True)
    assert twice == refused(NotAwardedReason.SAME_PERSON)


BIRTHDAY = action(ActionKind.BIRTHDAY)
NOT_DUE = refused(NotAwardedReason.NOT_DUE)


@pytest.mark.parametrize(
    ("birthday", "last", "today", "due"),
    [
        ("11-22", date(2026, 11, 21), date(2026, 11, 22), True),
        ("11-22", date(2026, 11, 22), date(2026, 11, 22), False),
        ("11-22", date(2026, 11, 22), date(2026, 11, 23), False),
        ("11-23", date(2026, 11, 21), date(2026, 11, 22), False),
        ("11-22", date(2026, 11, 10), date(2026, 11, 30), True),
        ("12-31", date(2026, 12, 30), date(2027, 1, 2), True),
        ("02-29", date(2026, 2, 27), date(2026, 2, 28), True),
        ("02-29", date(2028, 2, 27), date(2028, 2, 28), False),
        ("02-29", date(2028, 2, 28), date(2028, 2, 29), True),
    ],
)
def test_a_birthday_is_given_once_a_year_and_not_missed(
    birthday: str, last: date, today: date, due: bool
) -> None:
    outcome = birthday_outcome(BIRTHDAY, birthday, last, today, NEVER)
    assert outcome == (Awarded(awards=FIFTY) if due else NOT_DUE)


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        (date(2024, 2, 29), date(2024, 3, 1), False),
        (date(2024, 2, 1), date(2024, 2, 29), False),
        (date(2025, 2, 27), date(2025, 2, 28), True),
        (date(2025, 2, 28), date(2026, 2, 27), False),
        (date(2026, 2, 1), date(2026, 3, 1), True),
        (date(2027, 12, 1), date(2028, 2, 29), True),
        (date(2027, 12, 1), date(2028, 2, 28), False),
        (date(2020, 1, 1), date(2023, 1, 1), False),
    ],
)
def test_an_anniversary_is_given_for_whole_years_after_joining(last: date, today: date, due: bool) -> None:
    joined = date(2024, 2, 29)
    outcome = anniversary_outcome(action(ActionKind.ANNIVERSARY), joined, last, today, NEVER)
    assert outcome == (Awarded(awards=FIFTY) if due else NOT_DUE)


def test_birthdays_keep_the_caps_and_are_not_earned_by_doing_something() -> None:
    once = replace(BIRTHDAY, per_member=1)
    outcome = birthday_outcome(once, "11-22", date(2026, 11, 21), date(2026, 11, 22), Done(ever=1))
    assert outcome == refused(NotAwardedReason.MEMBER_CAP)
    assert action_outcome(BIRTHDAY, NEVER) == NOT_DUE


REFERRAL = Referral(referrer=(GivePoints(points=100),), referred=FIFTY, minimum_spend=50_000, per_referrer=3)
ANI = Person(member_id=b"ani", phones=frozenset({"+628111"}), cards=frozenset({"A"}))
BUDI = Person(member_id=b"budi", phones=frozenset({"+628222"}), cards=frozenset({"B"}))
SALE = FirstSale(at=1, kept=60_000)
BOTH = Awarded(awards=FIFTY, referrer=(GivePoints(points=100),))


def referred(
    *sales: FirstSale, by: Person = ANI, awarded: int = 0, already: bool = False
) -> Awarded | NotAwarded:
    return referral_outcome(REFERRAL, by, BUDI, sales, referrals_awarded=awarded, already=already)


def test_a_referral_gives_both_sides_after_the_first_sale_that_was_not_returned() -> None:
    assert referred() == refused(NotAwardedReason.NO_SALE_YET)
    assert referred(SALE) == BOTH
    returned = replace(SALE, kept=0, returned=True)
    assert referred(returned) == refused(NotAwardedReason.NO_SALE_YET)
    assert referred(returned, FirstSale(at=2, kept=50_000)) == BOTH


def test_a_referral_looks_at_the_first_sale_only_and_its_minimum() -> None:
    small = FirstSale(at=0, kept=20_000)
    assert referred(SALE, small) == refused(NotAwardedReason.BELOW_MINIMUM, 30_000)
    assert referred(FirstSale(at=1, kept=50_000)) == BOTH


def test_nobody_refers_himself_nor_his_own_phone_or_card() -> None:
    assert referred(SALE, by=replace(ANI, member_id=b"budi")) == refused(NotAwardedReason.ONESELF)
    same_phone = replace(ANI, phones=frozenset({"+628111", "+628222"}))
    assert referred(SALE, by=same_phone) == refused(NotAwardedReason.SAME_PHONE)
    assert referred(SALE, by=replace(ANI, cards=frozenset({"B"}))) == refused(NotAwardedReason.SAME_CARD)


def test_a_referrer_has_a_cap_and_a_member_is_referred_once() -> None:
    assert referred(SALE, awarded=2) == BOTH
    assert referred(SALE, awarded=3) == refused(NotAwardedReason.REFERRER_CAP)
    assert referred(SALE, already=True) == refused(NotAwardedReason.ALREADY_REFERRED)


def test_a_programme_without_referrals_gives_none() -> None:
    outcome = referral_outcome(None, ANI, BUDI, (SALE,), referrals_awarded=0)
    assert outcome == refused(NotAwardedReason.NO_REFERRALS)
