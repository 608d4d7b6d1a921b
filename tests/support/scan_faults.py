"""Faults of a serial scanner, on a pseudo-terminal, and of a scanner that poses as a keyboard."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.scanner import ScannerEmulator
from app.services.device_state import DeviceState
from app.ui.wedge import Fate, Wedge, WedgeSettings
from tests.support.ears import Ears
from tests.support.fault_case import FaultCase, Told

_SCANNER, _KEYBOARD = "Serial scanner", "Keyboard scanner"
_NOISE = b"\xff\xfe\x80" * 20_000
_FLOOD = 300


class ScannerBench:
    """An emulated scanner and a till that listens."""

    def __init__(self, emulator: ScannerEmulator) -> None:
        self.emulator = emulator
        self.ears = Ears()
        self.scanner = SerialScanner(
            lambda: emulator.path,
            self.ears.scans.put,
            self.ears.states.put,
            SerialSettings(first_wait=0.02, longest_wait=0.05),
        )

    def hears(self, code: str) -> None:
        """The code, the whole code, and nothing but the code."""
        self.emulator.send(code)
        assert self.ears.hear() == code
        assert self.ears.scans.empty()


@contextmanager
def _bench(folder: Path, *, ready: bool = True) -> Iterator[ScannerBench]:
    emulator = ScannerEmulator(folder / "scanner")
    bench = ScannerBench(emulator)
    try:
        if ready:
            bench.scanner.start()
            bench.ears.await_state(DeviceState.READY)
        yield bench
    finally:
        assert bench.scanner.stop()
        emulator.close()


def _absent(folder: Path) -> Told:
    with _bench(folder, ready=False) as bench:
        bench.emulator.hang_up()
        bench.scanner.start()
        bench.ears.await_state(DeviceState.ABSENT)
        told = bench.scanner.state
        bench.emulator.plug_in()
        bench.ears.await_state(DeviceState.READY)
        bench.hears("AFTER-1")
        return told


def _busy(folder: Path) -> Told:
    with _bench(folder, ready=False) as bench:
        other = os.open(bench.emulator.path, os.O_RDWR | os.O_NOCTTY)
        fcntl.flock(other, fcntl.LOCK_EX)
        bench.scanner.start()
        bench.ears.await_state(DeviceState.BUSY)
        told = bench.scanner.state
        os.close(other)
        bench.ears.await_state(DeviceState.READY)
        bench.hears("AFTER-1")
        return told


def _while_ready(trouble: Callable[[ScannerBench], None], folder: Path) -> Told:
    with _bench(folder) as bench:
        trouble(bench)
        bench.hears("AFTER-1")
        return bench.scanner.state


def _slow(bench: ScannerBench) -> None:
    bench.emulator.send("MEMBER-0001", fragments=[1] * 10, gap_seconds=0.03)
    assert bench.ears.hear() == "MEMBER-0001"


def _garbage(bench: ScannerBench) -> None:
    bench.emulator.send_bytes(b"\xff\x00\x80MEMBER\xfe\r")


def _noise(bench: ScannerBench) -> None:
    for start in range(0, len(_NOISE), 2000):
        bench.emulator.send_bytes(_NOISE[start : start + 2000])
        _let_it_read(bench)
    bench.emulator.send_bytes(b"\r")


def _let_it_read(bench: ScannerBench) -> None:
    """A terminal's buffer holds 4 KB; what does not fit is lost, as on a real line."""
    bench.emulator.send_bytes(b"\rSYNC\r")
    assert bench.ears.hear() == "SYNC"


def _flooded(bench: ScannerBench) -> None:
    sent = [f"CODE-{number:04}" for number in range(_FLOOD)]
    for code in sent:
        bench.emulator.send(code)
        assert bench.ears.hear() == code


def _unplugged(half: bytes, folder: Path) -> Told:
    with _bench(folder) as bench:
        bench.emulator.send_bytes(half)
        bench.emulator.hang_up()
        bench.ears.await_state(DeviceState.LOST)
        told = DeviceState.LOST
        bench.emulator.plug_in()
        bench.ears.await_state(DeviceState.READY)
        while not bench.ears.scans.empty():  # half a code that silence ended before the plug was pulled
            assert not bench.ears.scans.get().text.startswith("MEMBER-0001")
        bench.hears("AFTER-1")
        return told


def _type(wedge: Wedge, text: str, gap_ms: int, start_ms: int = 1000) -> int:
    for place, character in enumerate(text):
        wedge.character(character, start_ms + place * gap_ms)
    return start_ms + len(text) * gap_ms


def _keys(text: str, gap_ms: int, ended: bool, _: Path) -> Told:
    """What becomes of the keys, after which a good scan is read."""
    wedge = Wedge(WedgeSettings())
    at_ms = _type(wedge, text, gap_ms)
    step = wedge.end(at_ms) if ended else wedge.other()
    told = "scan again" if step.broken else "scanned" if step.scan else "typed"
    assert step.broken or step.scan is not None or step.key is Fate.TYPED
    assert wedge.end(_type(wedge, "MEMBER-0001", 8, at_ms + 2000)).scan == "MEMBER-0001"
    return told


def scan_cases() -> list[FaultCase]:
    read, found = "the next code is read", "found again within seconds; the next code is read"
    serial: list[tuple[str, DeviceState, str, Callable[[Path], Told]]] = [
        ("absent", DeviceState.ABSENT, found, _absent),
        ("busy: another program has it", DeviceState.BUSY, found, _busy),
        ("slow: a byte each 30 ms", DeviceState.READY, "one code", partial(_while_ready, _slow)),
        ("garbage", DeviceState.READY, f"refused and counted; {read}", partial(_while_ready, _garbage)),
        ("noise without end", DeviceState.READY, f"refused; {read}", partial(_while_ready, _noise)),
        ("flooded", DeviceState.READY, "each code is read once", partial(_while_ready, _flooded)),
        ("half-write, then gone", DeviceState.LOST, found, partial(_unplugged, b"MEMBER-00")),
        ("gone and back again", DeviceState.LOST, found, partial(_unplugged, b"")),
    ]
    again = "refused, no key of it reaches a field; the next scan is read"
    keys: list[tuple[str, str, str, Callable[[Path], Told]]] = [
        ("half-write: no end", "scan again", again, partial(_keys, "MEMBER-00", 8, False)),
        (
            "slow as a person",
            "typed",
            "typed; the next scan is read",
            partial(_keys, "MEMBER-00", 120, True),
        ),
        ("uneven: a busy line", "scanned", "read", partial(_keys, "MEMBER-00", 34, True)),
        ("flooded: 2000 keys", "scan again", again, partial(_keys, "9" * 2000, 2, True)),
    ]
    return [
        *(
            FaultCase(device=_SCANNER, fault=f, told=told, then=then, play=play)
            for f, told, then, play in serial
        ),
        *(
            FaultCase(device=_KEYBOARD, fault=f, told=told, then=then, play=play)
            for f, told, then, play in keys
        ),
    ]
