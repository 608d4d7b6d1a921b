"""An open shift as a cashier sees it and moves its cash; only the screen is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.changes import DrawerKind
from app.domain.shift_report import Drawer as Cash
from app.domain.shift_report import Sum
from app.domain.shift_rules import MoveRefusal
from app.services.approval import ApprovalFault, NotApproved
from app.services.drawer_outcomes import (
    CashIsMoved,
    DrawerReason,
    MoveRefused,
)
from app.services.front import WrongPin
from app.services.print_report_again import ReportKind
from app.ui.shift.state import (
    ExpectedSheet,
    MoveSheet,
    Stage,
    Trouble,
)
from tests.support.at_the_drawer import Cashier
from tests.support.drawers import FLOAT, begin, close, drawer_of
from tests.support.shop import MANAGER_PIN, small_shop

COFFEE = 24_000


@pytest.fixture
def cashier(tmp_path: Path) -> Iterator[Cashier]:
    with small_shop(tmp_path) as shop:
        made = Cashier(shop)
        yield made
        made.hand.close()


def test_the_open_shift_shows_what_its_report_says(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.sells()
    cashier.comes()
    paper = cashier.state.paper
    assert paper is not None
    assert paper.report == drawer_of(cashier.shop).report()
    assert (paper.cashier_name, paper.report.sales) == ("Ayu", Sum(count=1, amount=COFFEE))


def test_cash_goes_in_and_out_with_a_reason_and_the_report_says_so(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.moves(DrawerKind.PAY_IN, "50000", DrawerReason.CHANGE)
    cashier.moves(DrawerKind.PAY_OUT, "20000", DrawerReason.SUPPLIES)
    cashier.moves(DrawerKind.NO_SALE, "9", DrawerReason.OTHER)
    paper = cashier.state.paper
    assert paper is not None
    assert (paper.report.pay_ins, paper.report.pay_outs, paper.report.no_sales) == (
        Sum(count=1, amount=50_000),
        Sum(count=1, amount=20_000),
        1,
    )
    assert isinstance(cashier.state.notice, CashIsMoved)
    assert cashier.state.sheet is None


def test_a_move_says_what_is_missing_and_moves_nothing(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.presenter.moves.open(DrawerKind.PAY_OUT)
    cashier.enters()
    assert cashier.said() is Trouble.NO_AMOUNT
    cashier.types("5000")
    cashier.enters()
    assert cashier.said() is Trouble.NO_REASON
    cashier.presenter.step(1)
    cashier.enters()
    paper = cashier.state.paper
    assert paper is not None
    assert paper.report.pay_outs == Sum(count=1, amount=5_000)


def test_more_than_the_drawer_holds_is_not_paid_out_and_the_sheet_stays(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.moves(DrawerKind.PAY_OUT, str(FLOAT + 1), DrawerReason.TO_BANK)
    assert cashier.state.notice == MoveRefused(reason=MoveRefusal.MORE_THAN_EXPECTED)
    assert isinstance(cashier.sheet(), MoveSheet)
    cashier.presenter.leave()
    assert (cashier.sheet(), cashier.led) == (None, [])


def test_a_double_touch_moves_once(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.presenter.moves.open(DrawerKind.PAY_IN)
    cashier.types("1000")
    cashier.presenter.step(1)
    cashier.presenter.confirm()
    cashier.presenter.confirm()
    cashier.presenter.leave()
    cashier.hand.settle()
    paper = cashier.state.paper
    assert paper is not None
    assert paper.report.pay_ins == Sum(count=1, amount=1_000)


def test_a_manager_sees_what_should_be_there_and_the_next_move_hides_it(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.sells()
    cashier.comes()
    cashier.presenter.cash.open()
    cashier.hand.settle()
    cashier.types("000000")
    cashier.hand.settle()
    assert isinstance(cashier.state.sheet, ExpectedSheet)
    assert cashier.state.sheet.entry.trouble == NotApproved(
        fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4)
    )
    cashier.types(MANAGER_PIN)
    cashier.hand.settle()
    assert cashier.state.expected == Cash(opening=FLOAT, sales=COFFEE, refunds=0, pay_ins=0, pay_outs=0)
    cashier.moves(DrawerKind.PAY_IN, "1000", DrawerReason.CHANGE)
    assert cashier.state.expected is None


def test_the_x_report_is_printed_once_a_touch_and_shown_anew(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.sells()
    before = cashier.shop.told.times
    cashier.presenter.print_report()
    cashier.presenter.print_report()
    cashier.hand.settle()
    paper = cashier.state.paper
    assert paper is not None
    assert (paper.report.sales.count, cashier.state.notice) == (1, Trouble.PRINTING)
    assert cashier.shop.told.times == before + 1


def test_a_report_is_printed_again_and_what_was_never_printed_is_said(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    for kind, none in ((ReportKind.X, Trouble.NO_X_REPORT), (ReportKind.Z, Trouble.NO_Z_REPORT)):
        cashier.presenter.print_again(kind)
        cashier.hand.settle()
        assert cashier.said() is none
    cashier.presenter.print_report()
    cashier.hand.settle()
    cashier.presenter.print_again(ReportKind.X)
    cashier.hand.settle()
    assert (cashier.said(), cashier.state.saving) == (Trouble.COPYING, False)


def test_a_scan_changes_nothing_and_says_where_it_is_understood(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    cashier.begins_to_count()
    cashier.types("2")
    cashier.presenter.scanned()
    assert (cashier.state.notice, cashier.state.count.total) == (Trouble.SCANNED, 200_000)


def test_a_shift_that_somebody_else_closed_asks_for_the_next_float(cashier: Cashier) -> None:
    begin(cashier.shop)
    cashier.comes()
    close(cashier.shop, FLOAT)
    cashier.presenter.print_report()
    cashier.hand.settle()
    assert cashier.state.stage is Stage.OPENING
