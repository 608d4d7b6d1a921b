"""Faults of a line display, on a pseudo-terminal."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.devices.display.line_display import DisplaySettings, LineDisplay
from app.devices.display.text import Shown
from app.emulators.line_display import LineDisplayEmulator
from app.services.device_state import DeviceState
from tests.support.ears import PATIENCE, Ears
from tests.support.fault_case import FaultCase, Told

_QUICK = DisplaySettings(write_wait=0.2, look_wait=0.05, first_wait=0.02, longest_wait=0.05)
_TOTAL = Shown(upper="Kopi Susu", upper_right="24.000", lower="TOTAL", lower_right="Rp24.000")
_TOTAL_LINES = ("Kopi Susu     24.000", "TOTAL       Rp24.000")


class DisplayBench:
    """An emulated display and a till that shows something on it."""

    def __init__(self, folder: Path) -> None:
        self.emulator = LineDisplayEmulator(folder / "display")
        self.ears = Ears()
        self.display = LineDisplay(lambda: str(self.emulator.link), self.ears.states.put, _QUICK)

    def shows(self) -> None:
        """The total, now or once it can."""
        self.display.show(_TOTAL)
        self.emulator.await_lines(*_TOTAL_LINES, PATIENCE)


@contextmanager
def _bench(folder: Path) -> Iterator[DisplayBench]:
    bench = DisplayBench(folder)
    try:
        yield bench
    finally:
        assert bench.display.stop(PATIENCE)
        bench.emulator.unplug()


def _absent(folder: Path) -> Told:
    with _bench(folder) as bench:
        bench.emulator.unplug()
        bench.display.show(_TOTAL)
        bench.display.start()
        bench.ears.await_state(DeviceState.ABSENT)
        bench.emulator.plug_in()
        bench.emulator.await_lines(*_TOTAL_LINES, PATIENCE)
        return DeviceState.ABSENT


def _busy(folder: Path) -> Told:
    with _bench(folder) as bench:
        other = os.open(bench.emulator.link, os.O_RDWR | os.O_NOCTTY)
        fcntl.flock(other, fcntl.LOCK_EX)
        bench.display.start()
        bench.ears.await_state(DeviceState.BUSY)
        os.close(other)
        bench.shows()
        return DeviceState.BUSY


def _back(folder: Path) -> Told:
    """What it showed is there again, without anybody asking."""
    with _bench(folder) as bench:
        bench.display.start()
        bench.shows()
        bench.emulator.unplug()
        bench.ears.await_state(DeviceState.LOST)
        bench.emulator.plug_in()
        bench.emulator.await_lines(*_TOTAL_LINES, PATIENCE)
        return DeviceState.LOST


def _stuck(folder: Path) -> Told:
    """Its line is held: the kernel's buffer fills up."""
    with _bench(folder) as bench:
        bench.display.start()
        bench.shows()
        bench.emulator.takes_nothing = True
        bench.emulator.wake()
        while bench.display.state is not DeviceState.FROZEN:
            bench.display.show(Shown(upper="MENUNGGU"))
        bench.emulator.takes_nothing = False
        bench.emulator.wake()
        bench.shows()
        return DeviceState.FROZEN


def _stuck_and_gone(folder: Path) -> Told:
    """It is pulled at the moment at which the till sees that it is stuck."""
    bench = DisplayBench(folder)

    def pull(state: DeviceState) -> None:
        if state is DeviceState.FROZEN:
            bench.emulator.unplug()
        bench.ears.states.put(state)

    bench.display = LineDisplay(lambda: str(bench.emulator.link), pull, _QUICK)
    bench.display.start()
    bench.shows()
    bench.emulator.takes_nothing = True
    bench.emulator.wake()
    while bench.display.state not in (DeviceState.FROZEN, DeviceState.ABSENT):
        bench.display.show(Shown(upper="MENUNGGU"))
    bench.ears.await_state(DeviceState.ABSENT)
    bench.emulator.takes_nothing = False
    bench.emulator.plug_in()
    bench.shows()
    assert bench.display.stop(PATIENCE)
    bench.emulator.unplug()
    return DeviceState.FROZEN


def _shown(shown: Shown, lines: tuple[str, str], folder: Path) -> Told:
    with _bench(folder) as bench:
        bench.display.start()
        bench.ears.await_state(DeviceState.READY)
        bench.display.show(shown)
        bench.emulator.await_lines(*lines, PATIENCE)
        assert bench.emulator.unknown == []
        return bench.display.state


def _flooded(folder: Path) -> Told:
    with _bench(folder) as bench:
        bench.display.start()
        bench.ears.await_state(DeviceState.READY)
        for number in range(10_000):
            bench.display.show(Shown(upper=str(number)))
        bench.shows()
        return bench.display.state


def display_cases() -> list[FaultCase]:
    found = "the newest text is shown by itself"
    long, curly = (
        Shown(upper="Roti Bakar Keju Spesial", upper_right="38.000"),
        Shown(upper="\x1b@é’\n字", lower="ok"),
    )
    plays: list[tuple[str, DeviceState, str, Callable[[Path], Told]]] = [
        ("absent", DeviceState.ABSENT, found, _absent),
        ("busy: another program has it", DeviceState.BUSY, found, _busy),
        ("gone and back again", DeviceState.LOST, found, _back),
        ("half-write: takes no more", DeviceState.FROZEN, found, _stuck),
        ("takes no more, then gone", DeviceState.FROZEN, found, _stuck_and_gone),
        (
            "text that is too long",
            DeviceState.READY,
            "cut",
            partial(_shown, long, ("Roti Bakar Ke 38.000", "")),
        ),
        (
            "garbage in a name",
            DeviceState.READY,
            "no command gets through",
            partial(_shown, curly, (" @e' ?", "ok")),
        ),
        ("flooded: 10,000 texts", DeviceState.READY, "the newest is shown", _flooded),
    ]
    return [
        FaultCase(device="Line display", fault=fault, told=told, then=then, play=play)
        for fault, told, then, play in plays
    ]
