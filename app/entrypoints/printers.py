"""The till's printers: each with a spool of its own kinds of paper, one writer, and its own word in the strip."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.entrypoints.settings import Settings
from app.services.device_report import Device, PrinterReport
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
    """A printer that the settings name, and what it prints. address: as the setting says it."""

    device: Device
    address: str
    columns: int
    kinds: tuple[PaperKind, ...]


def plans_of(settings: Settings) -> tuple[PrinterPlan, ...]:
    """One for each printer; what has none of its own goes to the receipts' one. Two names of one printer are one."""
    receipts = PrinterPlan(
        device=Device.PRINTER,
        address=settings.printer,
        columns=settings.columns,
        kinds=(PaperKind.RECEIPT,),
    )
    others = (
        (Device.VOUCHER_PRINTER, settings.voucher_printer, settings.voucher_columns, PaperKind.VOUCHERS),
        (Device.KITCHEN_PRINTER, settings.kitchen_printer, settings.kitchen_columns, PaperKind.KITCHEN),
    )
    plans = {receipts.address: receipts}
    for device, address, columns, kind in others:
        named = address or settings.printer
        own = PrinterPlan(device=device, address=named, columns=columns, kinds=())
        plan = plans.get(named, own)
        plans[named] = replace(plan, kinds=(*plan.kinds, kind))
    return tuple(plan for plan in plans.values() if plan.address != "none")


class Printers:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(self, around: "Surroundings", store: TerminalStore) -> None:
        self._around = around
        self._store = store
        self._spoolers: list[Spooler] = []
        self._lanes: list[Lane] = []
        self._virtual: VirtualPrinter | None = None

    def start(self) -> None:
        """Makes what the settings name, on the network lane."""
        for plan in plans_of(self._around.options.settings):
            if plan.address == "virtual":
                self._virtual = self._make_virtual()
            lane = Lane(plan.device.value, self._around.post, self._around.fault)
            self._lanes.append(lane)
            self._around.network.submit(partial(self._make_spooler, plan, lane), self._made)

    def stop(self) -> None:
        """What is on its way goes on for some seconds; what it leaves is in doubt at the next start."""
        if self._virtual is not None:
            self._virtual.stop()
        for lane in self._lanes:
            lane.close()

    def wake(self) -> None:
        """There may be a job."""
        for spooler in self._spoolers:
            spooler.wake()

    def put_away(self) -> None:
        """The virtual printer's paper must not lie on the till."""
        if self._virtual is not None:
            self._virtual.put_away()

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
        logo = around.options.settings.logo if plan.device is Device.PRINTER else ""
        return Printing(
            transport=self._way_to(plan),
            profile=PROFILES[plan.columns],
            words=around.words,
            cache=around.options.directory / "printer-cache",
            logo=Path(logo) if logo else None,
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
        answers = self._around.options.settings.printer_status == "ask"
        way = None if address is None else transport_of(address, answers=answers)
        if way is None:
            raise RuntimeError(f"there is no way to a printer {plan.address!r}")
        return way

    def _tells(self, device: Device) -> Callable[[PrinterStatus, PrintFault | None], None]:
        def tell(status: PrinterStatus, fault: PrintFault | None) -> None:
            named = {"event": f"printer.{status.value}", "device": device.value, "fault": fault}
            _log.info("%s is %s", device.value, status.value, extra=named)
            self._around.shell.show_device(PrinterReport(device=device, status=status, fault=fault))

        return tell

    def _made(self, spooler: "Spooler") -> None:
        self._spoolers.append(spooler)
        spooler.start()
