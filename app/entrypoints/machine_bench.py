"""Trying devices, the part that blocks: looks, prints, plays, asks, writes. For the bench's own lane."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.entrypoints.settings_file import Value, remember_all
from app.services.device_setup import LineStanding, LineTried, PrintTried
from app.services.found_devices import Found, FoundDevice
from app.services.print_fault import PrintFault
from app.ui.device_setup.state import Step
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """How devices are found; each may take a second."""

    printers: Callable[[], list[FoundDevice]]
    scanners: Callable[[], list[FoundDevice]]
    cameras: Callable[[], list[FoundDevice]]
    displays: Callable[[], list[FoundDevice]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineBench:
    """words: of the test paper. cache: the printer library's own folder. settings: the user's file.

    virtual: starts the virtual printer for a paper of so many dots; host and port. server: where the till is enrolled,
    None: nowhere.
    """

    detection: Detection
    words: Words
    cache: Path
    settings: Path
    virtual: Callable[[int], tuple[str, int]]
    server: Callable[[], str | None]

    def find(self, step: Step) -> tuple[FoundDevice, ...]:
        """What a step can choose from."""
        nothing = FoundDevice(setting="", kind=Found.NONE)
        match step:
            case Step.PRINTER:
                none = FoundDevice(setting="none", kind=Found.NONE)
                virtual = FoundDevice(setting="virtual", kind=Found.VIRTUAL)
                return (*self.detection.printers(), virtual, none)
            case Step.VOUCHER_PRINTER | Step.KITCHEN_PRINTER:
                return (nothing, *self.detection.printers())
            case Step.LINE_DISPLAY:
                ports = (found for found in self.detection.printers() if found.kind is Found.SERIAL)
                return (nothing, *ports)
            case Step.SCANNER:
                keyboard = FoundDevice(setting="", kind=Found.KEYBOARD)
                auto = FoundDevice(setting="auto", kind=Found.AUTO)
                return (keyboard, auto, *self.detection.scanners())
            case Step.CAMERA:
                return (*self.detection.cameras(), nothing)
            case Step.DISPLAY:
                return tuple(self.detection.displays())
            case Step.SOUND:
                return tuple(FoundDevice(setting=kind.value, kind=kind) for kind in (Found.ON, Found.OFF))
            case _:
                return ()

    def is_printer(self, address: str) -> bool:
        """Whether a text names a printer."""
        from app.devices.printer.address import printer_address  # noqa: PLC0415 - with the first look

        return printer_address(address) is not None

    def print_test(self, printer: str, columns: int) -> PrintTried:
        """Rulers, a QR code, a cut."""
        from app.devices.printer.trial import dots_of, test_job  # noqa: PLC0415 - with the first test

        return self._send(printer, test_job(self.words, columns, self.cache), dots_of(columns))

    def open_drawer(self, printer: str) -> PrintTried:
        """A pulse and nothing else."""
        from app.devices.printer.trial import PULSE, dots_of  # noqa: PLC0415 - with the first test

        return self._send(printer, PULSE, dots_of(32))

    def play(self) -> bool:
        """Each sound once."""
        from app.devices.sound.programs import player_here  # noqa: PLC0415 - most never try
        from app.devices.sound.speaker import play_all  # noqa: PLC0415 - as above

        play = player_here(os.environ.get("PATH", ""))
        if play is None:
            return False
        play_all(play)
        return True

    def ping(self) -> LineTried:
        """Asks the server whether it is ready."""
        from app.transport.reach import Reached, reach  # noqa: PLC0415 - it loads the HTTP client

        server = self.server()
        if server is None:
            return LineTried(standing=LineStanding.ALONE)
        answer = reach(server)
        if isinstance(answer, Reached):
            return LineTried(standing=LineStanding.REACHED, server=server, milliseconds=answer.milliseconds)
        return LineTried(standing=LineStanding.FAILED, server=server, code=answer.value)

    def save(self, changes: Mapping[str, Value]) -> str:
        """Writes the user's file whole; empty: done, else why not."""
        try:
            remember_all(self.settings, changes)
        except (OSError, ValueError) as fault:
            return str(fault)
        return ""

    def _send(self, printer: str, data: bytes, dots: int) -> PrintTried:
        tried = self._sent(printer, data, dots, answers=True)
        if tried.fault is not PrintFault.SILENT:
            return tried
        second = self._sent(printer, data, dots, answers=False)  # many cheap printers never answer, and print
        return tried if second.fault is not None else PrintTried(silent=True)

    def _sent(self, printer: str, data: bytes, dots: int, *, answers: bool) -> PrintTried:
        from app.devices.printer.address import PrinterAddress, printer_address  # noqa: PLC0415 - loads pyserial
        from app.devices.printer.transport import Confirmed, Sent  # noqa: PLC0415 - as above
        from app.devices.printer.trial import try_sending  # noqa: PLC0415 - as above

        address = printer_address(printer)
        if printer == "virtual":
            host, port = self.virtual(dots)
            address = PrinterAddress(kind="tcp", name=host, number=port)
        result = try_sending(address, data, answers=answers)
        if isinstance(result, Confirmed | Sent):
            return PrintTried(confirmed=isinstance(result, Confirmed))
        return PrintTried(fault=result.fault)
