"""The till's devices: made when the shop is open, on the network lane, and ended with the till.

What one of them says of itself goes to the screen; none of them may hold up the screen or a sale.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.entrypoints.inputs import Inputs
from app.entrypoints.printers import Printers
from app.entrypoints.scan_inbox import ScanInbox
from app.entrypoints.surroundings import Surroundings
from app.services.device_report import Device, PortReport
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.services.unit import TerminalStore
from app.ui.customer.presenter import CustomerTill
from app.ui.lanes import Lanes
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.devices.display.line_display import LineDisplay

_log = logging.getLogger("setia.terminal")


class Devices:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(self, around: Surroundings, store: TerminalStore, serve: Callable[[Scan], None]) -> None:
        """`serve` takes each scan, on the screen's thread."""
        self._around = around
        self._inbox = ScanInbox(serve, around.post, time.monotonic)
        self._printers = Printers(around, store)
        self.inputs = Inputs(around, self._inbox.put, serve, self._tells)
        self._display: LineDisplay | None = None

    def start(self, till: CustomerTill, lanes: Lanes) -> None:
        """Makes what the settings name. till, lanes: for what a display shows."""
        settings = self._around.options.settings
        self._printers.start()
        self.inputs.start(settings)
        if settings.line_display:
            self._around.network.submit(
                self._make_display, lambda display: self._display_made(display, till, lanes)
            )

    def stop(self) -> None:
        """Gives every device back."""
        for device in (self.inputs, self._display, self._printers):
            if device is not None:
                device.stop()

    def wake_printers(self) -> None:
        """Something may be waiting for paper."""
        self._printers.wake()

    def next_customer(self) -> None:
        """What lies over the till is put away."""
        self._printers.put_away()

    def _tells(self, device: Device) -> Callable[[DeviceState], None]:
        """What a device's thread calls with its state."""

        def tell(state: DeviceState) -> None:
            named = {"event": f"device.{state.value}", "device": device.value}
            _log.info("%s is %s", device.value, state.value, extra=named)
            self._around.post(lambda: self._around.shell.show_device(PortReport(device=device, state=state)))

        return tell

    def _make_display(self) -> "LineDisplay":
        """On the network lane: loads pyserial."""
        from app.devices.display.line_display import DisplaySettings, LineDisplay  # noqa: PLC0415
        from app.devices.printer.address import printer_address  # noqa: PLC0415

        address = printer_address(self._around.options.settings.line_display)
        if address is None:
            raise RuntimeError("the settings were not checked")
        path = address.name
        return LineDisplay(
            lambda: path, self._tells(Device.LINE_DISPLAY), DisplaySettings(baud=address.number)
        )

    def _display_made(self, display: "LineDisplay", till: CustomerTill, lanes: Lanes) -> None:
        from app.entrypoints.line_display import LineDisplaySide  # noqa: PLC0415 - not for the first paint

        self._display = display
        display.start()
        language = Language(self._around.options.settings.language)
        side = LineDisplaySide(Words(language), display)
        side.start(till, lanes, training=self._around.training)
        self._around.shell.watch(side.see)
