"""The till's printers: each with a spool of its own kinds of paper, one writer, and its own word in the strip."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.entrypoints.settings import Settings, printers_of
from app.services.device_report import Device, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.spool_port import PaperKind
from app.services.unit import TerminalStore
from app.ui.lanes import Lane

if TYPE_CHECKING:
    from app.devices.printer.transport import PrinterTransport
    from app.entrypoints.printing import Printing, Spooler
    from app.entrypoints.surroundings import Surroundings
    from app.entrypoints.virtual_printer import VirtualPrinter

_log = logging.getLogger("setia.printer")
_REST_MS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterPlan:
    """A printer that the settings name, and what it prints. address: as the setting says it.

    answers: it answers status requests. logo: above each of its papers; empty: none.
    """

    device: Device
    address: str
    columns: int
    answers: bool = True
    logo: str = ""
    kinds: tuple[PaperKind, ...]


_KINDS = {
    Device.PRINTER: PaperKind.RECEIPT,
    Device.VOUCHER_PRINTER: PaperKind.VOUCHERS,
    Device.KITCHEN_PRINTER: PaperKind.KITCHEN,
}


def plans_of(settings: Settings) -> tuple[PrinterPlan, ...]:
    """One for each printer; what has none of its own goes to the receipts' one. Two names of one printer are one."""
    named = printers_of(settings)
    plans: dict[str, PrinterPlan] = {}
    for device, kind in _KINDS.items():
        printer = named.get(device.value, named[Device.PRINTER.value])
        own = PrinterPlan(
            device=device,
            address=printer.address,
            columns=printer.columns,
            answers=printer.answers,
            logo=settings.logo if device is Device.PRINTER else "",
            kinds=(),
        )
        plan = plans.get(printer.address, own)
        plans[printer.address] = replace(plan, kinds=(*plan.kinds, kind))
    return tuple(plan for plan in plans.values() if plan.address != "none")


@dataclass(slots=True)
class _Writer:
    """A plan that is carried out. spooler None: it is being made, or can't be. is_over: no longer wanted."""

    lane: Lane
    spooler: "Spooler | None" = None
    has_failed: bool = False
    is_over: bool = False


class Printers:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(self, around: "Surroundings", store: TerminalStore) -> None:
        self._around = around
        self._store = store
        self._writers: dict[PrinterPlan, _Writer] = {}
        self._leaving = 0
        self._wanted: tuple[PrinterPlan, ...] = ()
        self._virtual: VirtualPrinter | None = None

    def use(self, settings: Settings) -> None:
        """What the settings name prints from now on. A job that is on its way elsewhere ends first; what waits goes to
        the new printer. One that stays as it is notices nothing.
        """
        self._wanted = plans_of(settings)
        for plan in set(self._writers) - set(self._wanted):
            self._take_leave(plan, self._writers.pop(plan))
        self._make_missing()

    def stop(self) -> None:
        """What is on its way goes on for some seconds; what it leaves is in doubt at the next start."""
        if self._virtual is not None:
            self._virtual.stop()
        for writer in self._writers.values():
            writer.lane.close()

    def wake(self) -> None:
        """There may be a job."""
        for writer in self._writers.values():
            if writer.spooler is not None:
                writer.spooler.wake()

    def put_away(self) -> None:
        """The virtual printer's paper must not lie on the till."""
        if self._virtual is not None:
            self._virtual.put_away()

    def _make_missing(self) -> None:
        """Not while another one still has a job, which would pass for one that a crash interrupted."""
        if self._leaving:
            return
        for plan in self._wanted:
            if plan not in self._writers:
                if plan.address == "virtual" and self._virtual is None:
                    self._virtual = self._make_virtual()
                writer = _Writer(Lane(plan.device.value, self._around.post, self._around.fault))
                self._writers[plan] = writer
                self._around.network.submit(
                    partial(self._make_spooler, plan, writer.lane),
                    partial(self._made, plan, writer),
                    partial(self._not_made, plan, writer),
                )

    def _take_leave(self, plan: PrinterPlan, writer: _Writer) -> None:
        self._leaving += 1
        writer.is_over = True
        if writer.spooler is not None:
            writer.spooler.stop(partial(self._has_left, plan, writer))
        elif writer.has_failed:
            self._has_left(plan, writer)

    def _has_left(self, plan: PrinterPlan, writer: _Writer) -> None:
        """Its lane may still look at the printer: it is waited for elsewhere."""
        off = PortReport(device=plan.device, state=DeviceState.STOPPED)
        self._around.shell.show_device(off)

        def end() -> None:
            writer.lane.close()
            if plan.address == "virtual" and self._virtual is not None:
                self._virtual.stop()

        self._around.network.submit(end, self._left)

    def _left(self, _: None) -> None:
        self._leaving -= 1
        self._make_missing()

    def _make_virtual(self) -> "VirtualPrinter":
        from app.entrypoints.virtual_printer import VirtualPrinter  # noqa: PLC0415 - not for the first paint
        from app.ui.paper.view import PaperWindow  # noqa: PLC0415 - as above

        around = self._around
        window = PaperWindow(around.look, around.words)
        around.shell.spoken.connect(window.speak)
        return VirtualPrinter(
            around.application, around.shell, window, around.post, around.network, around.words
        )

    def _make_spooler(self, plan: PrinterPlan, lane: Lane) -> "Spooler":
        """On the network lane."""
        from app.entrypoints.printing import Spooler  # noqa: PLC0415 - not for the first paint

        return Spooler(
            store=self._store,
            write=self._around.write,
            printer=lane,
            printing=self._make_printing(plan),
            on_status=self._tells(plan.device),
            later=lambda wake: QTimer.singleShot(_REST_MS, wake),
            kinds=plan.kinds,
        )

    def _make_printing(self, plan: PrinterPlan) -> "Printing":
        """On the network lane."""
        from app.entrypoints.printing import PROFILES, Printing  # noqa: PLC0415 - not for the first paint

        around = self._around
        return Printing(
            transport=self._way_to(plan),
            profile=PROFILES[plan.columns],
            words=around.words,
            cache=around.options.directory / "printer-cache",
            logo=Path(plan.logo) if plan.logo else None,
            training=around.training,
            seen=self._virtual.sent if plan.address == "virtual" and self._virtual is not None else None,
        )

    def _way_to(self, plan: PrinterPlan) -> "PrinterTransport":
        """On the network lane: the way to the printer, or to the virtual one."""
        from app.devices.printer.address import PrinterAddress, printer_address  # noqa: PLC0415
        from app.devices.printer.ways import transport_of  # noqa: PLC0415
        from app.entrypoints.printing import PROFILES  # noqa: PLC0415

        address = printer_address(plan.address)
        if plan.address == "virtual" and self._virtual is not None:
            host, port = self._virtual.start(PROFILES[plan.columns].dots)
            address = PrinterAddress(kind="tcp", name=host, number=port)
        way = None if address is None else transport_of(address, answers=plan.answers)
        if way is None:
            raise RuntimeError(f"there is no way to a printer {plan.address!r}")
        return way

    def _tells(self, device: Device) -> Callable[[PrinterStatus, PrintFault | None], None]:
        def tell(status: PrinterStatus, fault: PrintFault | None) -> None:
            named = {"event": f"printer.{status.value}", "device": device.value, "fault": fault}
            _log.info("%s is %s", device.value, status.value, extra=named)
            self._around.shell.show_device(PrinterReport(device=device, status=status, fault=fault))

        return tell

    def _made(self, plan: PrinterPlan, writer: _Writer, spooler: "Spooler") -> None:
        if writer.is_over:
            self._has_left(plan, writer)
            return
        writer.spooler = spooler
        spooler.start()

    def _not_made(self, plan: PrinterPlan, writer: _Writer, _fault: Exception) -> None:
        writer.has_failed = True
        if writer.is_over:
            self._has_left(plan, writer)
