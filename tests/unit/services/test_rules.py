"""What a revision asks about a member: nothing unless a rule that runs asks it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.basket import Item, Line, QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import (
    AllOf,
    AnniversaryWindow,
    AnyOf,
    BirthdayWindow,
    Condition,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    MembersOnly,
    NewMember,
    NoneOf,
    NthVisit,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.promotions import Promotion
from app.services.rules import Asks, ReadyRevision, asks_of
from tests.support.shop import NOON, small_programme

PLAIN = small_programme()
TEN_OFF = PercentOff(percent=Decimal(10))
LINES = (Line(number=1, item=Item(sku="A", gtin="", name="A", category="A", price=10_000), quantity=1_000),)
BIRTHDAY = BirthdayWindow(before=3, after=3)


def when(*conditions: Condition, stopped: bool = False) -> Programme:
    rule = Promotion(id="rule", name="Rule", benefit=TEN_OFF, conditions=conditions, stopped=stopped)
    return replace(PLAIN, promotions=(*PLAIN.promotions, rule))


def test_a_plain_programme_asks_nothing() -> None:
    assert asks_of(PLAIN) == Asks()


@pytest.mark.parametrize(
    "conditions",
    [
        (BIRTHDAY,),
        (MembersOnly(), BIRTHDAY),
        (AnyOf(conditions=(MembersOnly(), AllOf(conditions=(BIRTHDAY,)))),),
        (NoneOf(conditions=(BIRTHDAY,)),),
    ],
)
def test_a_birthday_is_asked_for_however_deep_the_rule_hides_it(conditions: tuple[Condition, ...]) -> None:
    assert asks_of(when(*conditions)) == Asks(birthday=True)


def test_a_stopped_rule_asks_nothing() -> None:
    assert asks_of(when(BIRTHDAY, FirstPurchase(), stopped=True)) == Asks()


@pytest.mark.parametrize("condition", [NthVisit(number=3), FirstPurchase(), DaysSinceLastVisit(at_least=30)])
def test_visits_are_looked_up_for_rules_about_visits(condition: Condition) -> None:
    assert asks_of(when(condition)) == Asks(visits=True)


def test_what_every_till_knows_of_a_member_costs_nothing() -> None:
    window = DateWindow(starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    assert asks_of(when(window, NewMember(days=30), AnniversaryWindow(after=7))) == Asks()


def test_caps_of_a_day_ask_what_moved_today() -> None:
    for points in (
        replace(PLAIN.points, earn_per_day=100),
        replace(PLAIN.points, redeem_per_day=100),
    ):
        assert asks_of(replace(PLAIN, points=points)) == Asks(today=True)


def test_rewards_and_vouchers_ask_too() -> None:
    reward = Reward(id="reward", name="Reward", points=10, gives=TEN_OFF, conditions=(BIRTHDAY,))
    voucher = VoucherKind(id="voucher", name="Voucher", gives=TEN_OFF, conditions=(FirstPurchase(),))
    assert asks_of(replace(PLAIN, rewards=(reward,), vouchers=(voucher,))) == Asks(birthday=True, visits=True)


def test_the_newest_quote_is_not_worked_out_again_and_another_question_is() -> None:
    ready = ReadyRevision(prepare(PLAIN), asks_of(PLAIN))
    inputs = QuoteInputs(revision=1, opened_at=NOON, zone="Asia/Jakarta", lines=LINES)
    first = ready.quote(inputs)
    assert ready.quote(replace(inputs)) is first
    other = replace(inputs, tender=TenderKind.CASH, lines=(replace(LINES[0], quantity=2_000),))
    assert ready.quote(other) == quote(ready.prepared, other) != first
    assert ready.quote(inputs) == first
