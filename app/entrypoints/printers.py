"""The till's printers: each with a spool of its own kinds of paper, one writer, and its own word in the strip."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.services.device_report import Device, PrinterReport
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.spool_port import PaperKind
from app.services.unit import TerminalStore
from app.ui.lanes import Lane

if TYPE_CHECKING:
    from app.entrypoints.devices import Surroundings
    from app.entrypoints.printing import Spooler
    from app.entrypoints.virtual_printer import VirtualPrinter

_log = logging.getLogger("setia.printer")
_REST_MS = 5_000


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
        printer = self._around.options.settings.printer
        if printer == "virtual":
            self._virtual = self._make_virtual()
        if printer != "none":
            lane = Lane("printer", self._around.post, self._around.fault)
            self._lanes.append(lane)
            self._around.network.submit(partial(self._make_spooler, lane), self._made)

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
        return VirtualPrinter(around.application, around.shell, window, around.post)

    def _make_spooler(self, lane: Lane) -> "Spooler":
        """On the network lane: the way to the printer, and the virtual one when there is no other."""
        from app.devices.printer.address import PrinterAddress, printer_address  # noqa: PLC0415
        from app.devices.printer.ways import transport_of  # noqa: PLC0415
        from app.entrypoints.printing import PROFILES, Printing, Spooler  # noqa: PLC0415

        around, settings = self._around, self._around.options.settings
        profile = PROFILES[settings.columns]
        address = printer_address(settings.printer)
        if self._virtual is not None:
            host, port = self._virtual.start(profile.dots)
            address = PrinterAddress(kind="tcp", name=host, number=port)
        answers = settings.printer_status == "ask"
        transport = None if address is None else transport_of(address, answers=answers)
        if transport is None:
            raise RuntimeError(f"there is no way to a printer {settings.printer!r}")
        return Spooler(
            store=self._store,
            write=around.write,
            printer=lane,
            printing=Printing(
                transport=transport,
                profile=profile,
                words=around.words,
                cache=around.options.directory / "printer-cache",
                logo=Path(settings.logo) if settings.logo else None,
                training=around.training,
            ),
            on_status=self._tells(Device.PRINTER),
            later=lambda wake: QTimer.singleShot(_REST_MS, wake),
            kinds=tuple(PaperKind),
        )

    def _tells(self, device: Device) -> Callable[[PrinterStatus, PrintFault | None], None]:
        def tell(status: PrinterStatus, fault: PrintFault | None) -> None:
            named = {"event": f"printer.{status.value}", "device": device.value, "fault": fault}
            _log.info("%s is %s", device.value, status.value, extra=named)
            self._around.shell.show_device(PrinterReport(device=device, status=status, fault=fault))

        return tell

    def _made(self, spooler: "Spooler") -> None:
        self._spoolers.append(spooler)
        spooler.start()
