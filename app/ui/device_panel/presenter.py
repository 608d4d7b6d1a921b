"""The device panel's behaviour: it hears what devices report, tells a new fault once, and settles papers in doubt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.device_report import Device, DeviceReport, is_well, needs_hand, reported
from app.services.spool_port import PaperInDoubt, PaperKind
from app.ui.device_panel.state import DevicePanelState
from app.ui.lanes import Lanes

Show = Callable[[DevicePanelState], None]


class DevicePanelTill(Protocol):
    """What the panel asks of the till."""

    def papers_in_doubt(self) -> tuple[PaperInDoubt, ...]: ...
    def came_out(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> None: ...
    def reprint(self, sale_id: bytes | None, kind: PaperKind = PaperKind.RECEIPT) -> bool: ...


class DevicePanelPresenter:
    """Lives on the screen's thread. Works without a till as well: devices may report before the store is open."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._till: DevicePanelTill | None = None
        self._lanes: Lanes | None = None
        self._told: dict[Device, DeviceReport] = {}
        self._settling: set[PaperInDoubt] = set()
        self.state = DevicePanelState()

    def attach(self, till: DevicePanelTill, lanes: Lanes) -> None:
        """The store is open."""
        self._till, self._lanes = till, lanes

    def report(self, report: DeviceReport) -> None:
        """A device says how it is. A fault that needs a hand is told once, until the device was well again."""
        reports = reported(self.state.reports, report)
        now = next((each for each in reports if each.device is report.device), None)
        notice = self.state.notice
        if now is None or is_well(now):
            self._told.pop(report.device, None)
            if notice is not None and notice.device is report.device:
                notice = None
        elif needs_hand(now) and self._told.get(now.device) != now:
            self._told[now.device] = now
            notice = None if self.state.open else now
        self._put(replace(self.state, reports=reports, notice=notice))
        self._look()

    def staffed(self, cashier: bool) -> None:
        """Whether somebody is logged in."""
        self._put(replace(self.state, cashier=cashier))

    def open(self) -> None:
        """A touch on the strip, or the key."""
        self._put(replace(self.state, open=True, notice=None))
        self._look()

    def close(self) -> None:
        """Back to the page."""
        self._put(replace(self.state, open=False))

    def dismiss(self) -> None:
        """The notice was read."""
        self._put(replace(self.state, notice=None))

    def came_out(self, paper: PaperInDoubt) -> None:
        """The cashier holds it, whole."""
        self._settle(paper, lambda till: till.came_out(paper.document_id, paper.kind))

    def print_again(self, paper: PaperInDoubt) -> None:
        """It is not whole, or not there: a copy that says so."""
        self._settle(paper, lambda till: till.reprint(paper.document_id, paper.kind))

    def _settle(self, paper: PaperInDoubt, how: Callable[[DevicePanelTill], object]) -> None:
        """It leaves the list at once, so that no second touch prints it twice."""
        till, lanes = self._till, self._lanes
        if till is None or lanes is None or not self.state.cashier or paper in self._settling:
            return
        self._settling.add(paper)
        self._found(self.state.papers)
        lanes.write.submit(lambda: how(till), lambda _: self._settled(paper), lambda _: self._settled(paper))

    def _settled(self, paper: PaperInDoubt) -> None:
        self._settling.discard(paper)
        self._look()

    def _look(self) -> None:
        """The papers in doubt, while somebody looks at the panel."""
        if self._till is not None and self._lanes is not None and self.state.open:
            self._lanes.read.submit(self._till.papers_in_doubt, self._found, self._failed)

    def _found(self, papers: tuple[PaperInDoubt, ...]) -> None:
        left = tuple(paper for paper in papers if paper not in self._settling)
        self._put(replace(self.state, papers=left))

    def _failed(self, _fault: Exception) -> None:
        """The lane has logged it; the next look asks again."""

    def _put(self, state: DevicePanelState) -> None:
        if state != self.state:
            self.state = state
            self._show(state)
