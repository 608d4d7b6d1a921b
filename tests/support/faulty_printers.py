"""Printers of a shop that misbehave on their own schedule: on the network, on a serial line, on USB."""

from abc import ABC, abstractmethod
from pathlib import Path
from random import Random

from app.devices.printer.port import PortTransport
from app.devices.printer.tcp import TcpTransport
from app.devices.printer.transport import PrinterTransport
from app.emulators.port_printer import PortPrinterEmulator
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from tests.support.print_day import QUICK

BEHAVIOURS = (
    Behaviour(silent=True),
    Behaviour(garbled=True),
    Behaviour(paper_lasts=0),
    Behaviour(cover_open=True),
    Behaviour(jammed=True),
    Behaviour(delay=0.01),
    *(Behaviour(paper_lasts=count) for count in (50, 300, 600)),
    *(Behaviour(hangs_up_after=count) for count in (3, 6, 7, 300, 900)),
    *(Behaviour(reads_only=count) for count in (0, 100, 500)),
)


class FaultyPrinter(ABC):
    """Switched on from the start. transport: the till's way to it, of little patience."""

    transport: PrinterTransport

    def __init__(self, random: Random) -> None:
        self._random = random

    def spoil(self) -> None:
        """A fault, or the end of one."""
        if self._random.random() < 0.1:
            self.switch_off()
        else:
            self.behave(self._random.choice(BEHAVIOURS) if self._random.random() < 0.6 else GOOD)

    @property
    @abstractmethod
    def lines(self) -> list[str]:
        """All text on its paper."""

    @abstractmethod
    def behave(self, behaviour: Behaviour) -> None:
        """Its ways from now on."""

    @abstractmethod
    def switch_on(self) -> None:
        """Harmless when it is."""

    @abstractmethod
    def switch_off(self) -> None:
        """Harmless when it is."""


class NetworkPrinter(FaultyPrinter):
    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self._emulator = PrinterEmulator(dots=384)
        self._emulator.start()
        self._is_on = True
        self.transport = TcpTransport(*self._emulator.address, timeout=QUICK.step, job_timeout=QUICK.job)

    @property
    def lines(self) -> list[str]:
        return [line.text for job in self._emulator.jobs for line in job.paper.lines]

    def behave(self, behaviour: Behaviour) -> None:
        self._emulator.behave(behaviour)

    def switch_on(self) -> None:
        if not self._is_on:
            self._emulator.start()
            self._is_on = True

    def switch_off(self) -> None:
        self._emulator.stop()
        self._is_on = False


class PortPrinter(FaultyPrinter):
    """baud 0: USB's own device. Whatever it is to do next, it is switched off and on first: its buffer is empty."""

    def __init__(self, random: Random, link: Path, baud: int) -> None:
        super().__init__(random)
        self._emulator = PortPrinterEmulator(link, dots=384)
        self.transport = PortTransport(str(link), baud=baud, patience=QUICK)

    @property
    def lines(self) -> list[str]:
        return self._emulator.lines

    def behave(self, behaviour: Behaviour) -> None:
        self.switch_off()
        self._emulator.behave(behaviour)
        self._emulator.plug_in()

    def switch_on(self) -> None:
        """It may have gone by itself."""
        if not self._emulator.link.is_symlink():
            self._emulator.plug_in()

    def switch_off(self) -> None:
        self._emulator.unplug()
