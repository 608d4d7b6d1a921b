"""Counting a drawer: the float that opens a shift, and the blind count that closes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.shift import CashCount, Notes
from app.domain.shift_rules import CloseRefusal
from app.services.drawer_outcomes import (
    CloseRefused,
    ShiftProblem,
    ShiftRefused,
)
from app.ui.shift.count import LAST, CountWay
from app.ui.shift.state import (
    CloseSheet,
    Stage,
    Trouble,
)
from tests.support.at_the_drawer import Cashier
from tests.support.drawers import begin, close, drawer_of
from tests.support.failing_disk import read_only
from tests.support.selling import basket_of
from tests.support.shop import small_shop
from tests.support.strict_logs import ExpectLog

HUNDRED, FIFTY, HUNDRED_COIN = 0, 1, 9


@pytest.fixture
def cashier(tmp_path: Path) -> Iterator[Cashier]:
    with small_shop(tmp_path) as shop:
        made = Cashier(shop)
        yield made
        made.hand.close()


def test_without_a_shift_the_screen_asks_for_the_float_and_enter_opens_with_none(cashier: Cashier) -> None:
    cashier.comes()
    assert cashier.state.stage is Stage.OPENING
    cashier.enters()
    shift = drawer_of(cashier.shop).current()
    assert shift is not None
    assert (shift.cashier_id, shift.opening.total) == (cashier.shop.cashier_id, 0)
    assert cashier.led == ["changed", "checkout"]


def test_enter_goes_from_note_to_note_and_opens_at_the_end(cashier: Cashier) -> None:
    cashier.comes()
    cashier.types("2")
    cashier.enters()
    assert (cashier.state.count.place, cashier.state.count.total) == (FIFTY, 200_000)
    cashier.types("3")
    for _ in range(LAST - FIFTY):
        cashier.enters()
    assert cashier.state.count.place == LAST
    cashier.types("250")
    assert cashier.led == []
    cashier.enters()
    paper = drawer_of(cashier.shop).look()
    assert paper is not None
    assert paper.report.drawer.opening == 2 * 100_000 + 3 * 50_000 + 250


def test_the_float_is_kept_by_its_notes(cashier: Cashier) -> None:
    cashier.comes()
    cashier.presenter.count.add(HUNDRED, 1)
    cashier.presenter.count.add(HUNDRED, 1)
    cashier.presenter.count.add(HUNDRED_COIN, 1)
    cashier.presenter.count.add(FIFTY, -1)
    assert cashier.state.count.cash == CashCount(
        notes=(Notes(value=100_000, count=2), Notes(value=50_000, count=0), Notes(value=100, count=1))
    )
    cashier.presenter.count.finish()
    cashier.hand.settle()
    assert drawer_of(cashier.shop).standing().since is not None


def test_a_sum_can_be_keyed_straight_in_and_the_notes_stay_for_whoever_goes_back(cashier: Cashier) -> None:
    cashier.comes()
    cashier.types("7")
    cashier.presenter.count.way(CountWay.SUM)
    cashier.types("150000")
    cashier.presenter.erase()
    assert cashier.state.count.cash == CashCount(other=15_000)
    cashier.presenter.count.way(CountWay.NOTES)
    assert cashier.state.count.total == 700_000
    cashier.presenter.count.way(CountWay.SUM)
    cashier.enters()
    assert close(cashier.shop, 0).expected == 15_000


def test_a_number_that_would_be_too_long_is_not_cut_into_another(cashier: Cashier) -> None:
    cashier.comes()
    cashier.types("99995")
    assert cashier.state.count.keyed[HUNDRED] == "9999"
    cashier.presenter.clear()
    cashier.types("007")
    assert cashier.state.count.keyed[HUNDRED] == "7"


def test_a_double_touch_opens_one_shift(cashier: Cashier) -> None:
    cashier.comes()
    cashier.presenter.count.finish()
    cashier.presenter.count.finish()
    cashier.hand.settle()
    assert cashier.led == ["changed", "checkout"]


def test_whoever_comes_late_sees_the_shift_that_another_opened(cashier: Cashier) -> None:
    cashier.comes()
    begin(cashier.shop)
    cashier.enters()
    assert cashier.state.stage is Stage.OPEN
    assert isinstance(cashier.state.notice, ShiftRefused)
    assert cashier.state.notice.problem is ShiftProblem.ALREADY_OPEN


def test_whoever_counts_is_not_told_what_should_be_there_until_the_shift_is_closed(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.sells()
    cashier.comes()
    cashier.begins_to_count()
    assert cashier.state.stage is Stage.COUNTING
    cashier.presenter.count.way(CountWay.SUM)
    cashier.types("220000")
    assert [state.expected for state in cashier.shown] == [None] * len(cashier.shown)
    cashier.enters()
    assert cashier.state.sheet == CloseSheet()
    cashier.enters()
    closed = cashier.state.closed
    assert closed is not None
    assert (cashier.state.stage, closed.number) == (Stage.CLOSED, "BDG1-Z0001")
    assert (closed.counted, closed.expected, closed.difference) == (220_000, 224_000, -4_000)
    assert drawer_of(cashier.shop).current() is None
    cashier.enters()
    assert cashier.led == ["changed", "login"]


def test_the_question_before_a_close_can_be_left_and_the_count_goes_on(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.begins_to_count()
    cashier.types("2")
    cashier.presenter.count.finish()
    cashier.presenter.leave()
    assert (cashier.state.stage, cashier.state.sheet) == (Stage.COUNTING, None)
    cashier.presenter.leave()
    assert cashier.state.stage is Stage.OPEN
    cashier.comes()
    cashier.begins_to_count()
    assert cashier.state.count.total == 200_000


def test_a_double_touch_closes_once_and_the_next_shift_begins_with_nothing_counted(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.begins_to_count()
    cashier.types("2")
    cashier.presenter.count.finish()
    cashier.presenter.confirm()
    cashier.presenter.confirm()
    cashier.hand.settle()
    assert cashier.led == ["changed"]
    cashier.presenter.begin_another()
    cashier.hand.settle()
    assert (cashier.state.stage, cashier.state.count.total) == (Stage.OPENING, 0)


def test_nobody_counts_while_something_is_unsold_and_the_notice_leads_there(cashier: Cashier) -> None:
    begin(cashier.shop)
    basket = basket_of(cashier.shop, "KOP-001", member=None)
    cashier.shop.till.hold(basket, "table 4", cashier.shop.cashier_id)
    cashier.comes()
    cashier.begins_to_count()
    assert cashier.state.stage is Stage.OPEN
    assert cashier.state.notice == CloseRefused(reason=CloseRefusal.HELD_BASKETS)
    cashier.presenter.go_on()
    cashier.shop.till.recall(basket.sale_id)
    cashier.begins_to_count()
    assert cashier.state.notice == CloseRefused(reason=CloseRefusal.OPEN_BASKET)
    cashier.presenter.go_on()
    assert cashier.led == ["held", "checkout"]


def test_what_is_put_aside_while_somebody_counts_keeps_the_shift_open(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.begins_to_count()
    cashier.types("2")
    cashier.shop.till.hold(basket_of(cashier.shop, "KOP-001", member=None), "", cashier.shop.cashier_id)
    cashier.presenter.count.finish()
    cashier.enters()
    assert cashier.state.stage is Stage.OPEN
    assert cashier.state.notice == CloseRefused(reason=CloseRefusal.HELD_BASKETS)
    assert cashier.state.count.total == 200_000


def test_a_store_that_fails_keeps_the_count_and_the_same_close_is_asked_again(
    cashier: Cashier, expected_log: ExpectLog
) -> None:
    expected_log("ERROR app.ui.lanes: lane write: ")
    begin(cashier.shop)
    cashier.comes()
    cashier.begins_to_count()
    cashier.types("2")
    cashier.presenter.count.finish()
    with read_only(cashier.shop):
        cashier.enters()
    assert (cashier.state.stage, cashier.state.notice) == (Stage.COUNTING, Trouble.NOT_SAVED)
    assert (cashier.state.sheet, cashier.state.count.total) == (CloseSheet(), 200_000)
    cashier.enters()
    assert cashier.state.closed is not None
    assert cashier.state.closed.difference == 0
