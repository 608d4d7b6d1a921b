"""What devices report is told once and stays in sight until it is mended; papers in doubt are settled by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.device_report import Device, DeviceReport, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.spool_port import PaperKind
from app.ui.device_panel.presenter import DevicePanelPresenter
from app.ui.device_panel.state import DevicePanelState
from tests.support.hand_lanes import HandLanes
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

READY = PrinterReport(status=PrinterStatus.READY)
PRINTING = PrinterReport(status=PrinterStatus.PRINTING)
NO_PAPER = PrinterReport(status=PrinterStatus.PAPER_OUT, fault=PrintFault.PAPER_OUT)
OPEN = PrinterReport(status=PrinterStatus.COVER_OPEN, fault=PrintFault.COVER_OPEN)


def camera(state: DeviceState) -> PortReport:
    return PortReport(device=Device.CAMERA, state=state)


class Panel:
    """A presenter over a real small shop."""

    def __init__(self, shop: SmallShop) -> None:
        self.shop = shop
        self.hand = HandLanes()
        self.shown: list[DevicePanelState] = []
        self.presenter = DevicePanelPresenter(self.shown.append)
        self.presenter.attach(shop.till, self.hand.lanes)

    def hears(self, *reports: DeviceReport) -> DevicePanelState:
        for report in reports:
            self.presenter.report(report)
        self.hand.settle()
        return self.presenter.state

    def opens(self) -> DevicePanelState:
        self.presenter.staffed(True)
        self.presenter.open()
        self.hand.settle()
        return self.presenter.state

    def in_doubt(self, sku: str) -> bytes:
        """A sale whose receipt was on its way when the power went."""
        done = sell(self.shop, sku)
        with self.shop.store.writing() as unit:
            unit.spool.take()
            unit.spool.give_up_sending()
        return done.sale_id

    def jobs(self) -> list[int]:
        """The copies that wait for the printer."""
        with self.shop.store.writing() as unit:
            return [job.copy for job in iter(unit.spool.take, None)]


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    with small_shop(tmp_path) as shop:
        made = Panel(shop)
        yield made
        made.hand.close()
        assert made.hand.faults == []


def test_a_fault_that_needs_a_hand_is_told_once(panel: Panel) -> None:
    assert panel.hears(NO_PAPER).notice == NO_PAPER
    panel.presenter.dismiss()
    assert panel.hears(PRINTING, NO_PAPER).notice is None
    assert panel.hears(OPEN).notice == OPEN


def test_a_mended_device_takes_its_notice_away_and_may_fail_again(panel: Panel) -> None:
    panel.hears(NO_PAPER)
    assert panel.hears(READY).notice is None
    assert panel.hears(NO_PAPER).notice == NO_PAPER


def test_one_device_s_recovery_leaves_the_notice_of_another(panel: Panel) -> None:
    lost = camera(DeviceState.LOST)
    assert panel.hears(lost, NO_PAPER, READY).reports == (READY, lost)
    assert panel.hears(lost).notice is None
    panel.presenter.dismiss()
    panel.hears(camera(DeviceState.READY), lost)
    assert panel.hears(READY).notice == lost


def test_what_mends_itself_is_seen_but_asks_for_nobody(panel: Panel) -> None:
    state = panel.hears(camera(DeviceState.FROZEN))
    assert (state.notice, state.reports) == (None, (camera(DeviceState.FROZEN),))


def test_a_try_to_print_does_not_look_like_a_printer_that_is_well(panel: Panel) -> None:
    assert panel.hears(NO_PAPER, PRINTING).reports == (NO_PAPER,)
    assert panel.hears(READY, PRINTING).reports == (PRINTING,)


def test_a_device_that_is_switched_off_is_no_longer_listed(panel: Panel) -> None:
    assert panel.hears(camera(DeviceState.READY), camera(DeviceState.STOPPED)).reports == ()


def test_while_the_panel_is_open_it_says_enough(panel: Panel) -> None:
    panel.opens()
    assert panel.hears(NO_PAPER).notice is None


def test_a_receipt_that_came_out_is_no_longer_in_doubt(panel: Panel) -> None:
    panel.in_doubt("KOP-001")
    (paper,) = panel.opens().papers
    panel.presenter.came_out(paper)
    panel.hand.settle()
    assert panel.presenter.state.papers == ()
    with panel.shop.store.writing() as unit:
        assert unit.spool.in_doubt() == 0
    assert panel.jobs() == []


def test_a_receipt_that_is_not_whole_is_printed_again_once_however_often_it_is_touched(panel: Panel) -> None:
    sale_id = panel.in_doubt("KOP-001")
    (paper,) = panel.opens().papers
    assert (paper.document_id, paper.kind) == (sale_id, PaperKind.RECEIPT)
    panel.presenter.print_again(paper)
    panel.presenter.print_again(paper)
    panel.hand.settle()
    assert panel.presenter.state.papers == ()
    assert panel.jobs() == [1]


def test_without_a_cashier_nobody_says_what_came_out(panel: Panel) -> None:
    panel.in_doubt("KOP-001")
    (paper,) = panel.opens().papers
    panel.presenter.staffed(False)
    panel.presenter.came_out(paper)
    panel.presenter.print_again(paper)
    panel.hand.settle()
    assert panel.presenter.state.papers == (paper,)
    assert panel.jobs() == []


def test_the_newest_papers_in_doubt_come_first_and_the_list_has_an_end(panel: Panel) -> None:
    sold = []
    for _ in range(6):
        panel.shop.clock.at += 60_000
        sold.append(panel.in_doubt("KOP-001"))
    papers = panel.opens().papers
    assert [paper.document_id for paper in papers] == sold[:1:-1]
