"""The till's devices: made when the shop is open, on the network lane, and ended with the till.

What one of them says of itself goes to the screen; none of them may hold up the screen or a sale.
"""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.entrypoints.inputs import Inputs
from app.entrypoints.printers import Printers
from app.entrypoints.scan_inbox import ScanInbox
from app.entrypoints.settings import Settings
from app.entrypoints.surroundings import Surroundings
from app.services.device_report import Device, PortReport
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.services.unit import TerminalStore
from app.ui.customer.presenter import CustomerTill
from app.ui.lanes import Lanes
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.devices.camera.camera import Camera
    from app.devices.display.line_display import LineDisplay
    from app.devices.display.text import Shown
    from app.devices.scanner.serial_scanner import SerialScanner

_log = logging.getLogger("setia.terminal")


class Devices:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(self, around: Surroundings, store: TerminalStore, serve: Callable[[Scan], None]) -> None:
        """`serve` takes each scan, on the screen's thread."""
        self._around = around
        self._settings = around.options.settings
        self._inbox = ScanInbox(serve, around.post, time.monotonic)
        self._printers = Printers(around, store)
        self.inputs = Inputs(around, self._inbox.put, serve, self._tells)
        self._lines = _Lines()
        self._follow: Callable[[], None] | None = None

    def start(self, till: CustomerTill, lanes: Lanes) -> None:
        """Makes what the settings name. till, lanes: for what a display shows."""
        self._follow = partial(self._follow_checkout, till, lanes)
        self._printers.use(self._settings)
        self.inputs.start(self._settings)
        self._open_display()

    def stop(self) -> None:
        """Gives every device back."""
        for device in self.release():
            device.stop()
        self._printers.stop()

    def release(self) -> "tuple[SerialScanner | Camera | LineDisplay, ...]":
        """Hands what is open, but the printers, over to whoever closes it."""
        display, self._lines.display = self._lines.display, None
        return self.inputs.release() if display is None else (*self.inputs.release(), display)

    def resume(self, settings: Settings) -> None:
        """Opens what the settings name, after `release`."""
        self._settings = settings
        self.inputs.resume(settings)
        self._open_display()

    def use_printers(self, settings: Settings) -> None:
        """What the settings name prints from now on."""
        self._printers.use(settings)

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

    def _open_display(self) -> None:
        if self._settings.line_display:
            if self._follow is not None:
                self._follow()
                self._follow = None
            self._around.network.submit(self._make_display, self._lines.open)

    def _follow_checkout(self, till: CustomerTill, lanes: Lanes) -> None:
        """With the first display; most tills have none."""
        from app.entrypoints.line_display import LineDisplaySide  # noqa: PLC0415 - not for the first paint

        side = LineDisplaySide(Words(Language(self._settings.language)), self._lines)
        side.start(till, lanes, training=self._around.training)
        self._around.shell.watch(side.see)

    def _make_display(self) -> "LineDisplay":
        """On the network lane."""
        return line_display_of(self._settings.line_display, self._tells(Device.LINE_DISPLAY))


def line_display_of(setting: str, on_state: Callable[[DeviceState], None]) -> "LineDisplay":
    """The display that a setting names, not yet opened. Loads pyserial: not on the screen's thread."""
    from app.devices.display.line_display import DisplaySettings, LineDisplay  # noqa: PLC0415
    from app.devices.printer.address import printer_address  # noqa: PLC0415

    address = printer_address(setting)
    if address is None:
        raise RuntimeError("the settings were not checked")
    path = address.name
    return LineDisplay(lambda: path, on_state, DisplaySettings(baud=address.number))


class _Lines:
    """What the customer reads, on whichever line display is there. Lives on the screen's thread."""

    def __init__(self) -> None:
        self.display: LineDisplay | None = None
        self._newest: Shown | None = None

    def show(self, shown: "Shown") -> None:
        """Now, and on a display that comes later."""
        self._newest = shown
        if self.display is not None:
            self.display.show(shown)

    def open(self, display: "LineDisplay") -> None:
        """From now on this one."""
        self.display = display
        if self._newest is not None:
            display.show(self._newest)
        display.start()
