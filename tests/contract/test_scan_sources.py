"""A scanner on a real pseudo-terminal: what the emulated scanner says, the terminal hears."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.scanner import ScannerEmulator
from app.services.device_state import DeviceState
from app.services.scans import Scan, ScanSource, Symbology
from tests.support.ears import PATIENCE, Ears
from tests.support.strict_logs import ExpectLog


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[ScannerEmulator]:
    scanner = ScannerEmulator(tmp_path / "scanner")
    yield scanner
    scanner.close()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def listen(emulator: ScannerEmulator, ears: Ears) -> Iterator[Callable[[], SerialScanner]]:
    started: list[SerialScanner] = []

    def listen() -> SerialScanner:
        settings = SerialSettings(first_wait=0.02, longest_wait=0.05)
        scanner = SerialScanner(lambda: emulator.path, ears.scans.put, ears.states.put, settings)
        scanner.start()
        started.append(scanner)
        return scanner

    yield listen
    assert all(scanner.stop() for scanner in started)


def test_a_scanned_code_arrives_with_its_symbology(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    listen()
    ears.await_state(DeviceState.READY)
    emulator.send("5901234123457", aim="]E0")
    scan = ears.scans.get(timeout=PATIENCE)
    assert (scan.text, scan.symbology, scan.source) == ("5901234123457", Symbology.EAN_13, ScanSource.SERIAL)


def test_fragments_thirty_milliseconds_apart_are_one_code(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    listen()
    ears.await_state(DeviceState.READY)
    emulator.send("SETIA:M/0123456789", aim="]Q1", fragments=[1, 5, 7])
    assert ears.hear() == "SETIA:M/0123456789"
    assert ears.scans.empty()


def test_a_scanner_without_a_suffix_is_heard_after_a_silence(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    listen()
    ears.await_state(DeviceState.READY)
    emulator.send("MEMBER-1", terminator=b"")
    assert ears.hear() == "MEMBER-1"


def test_garbage_is_counted_and_the_next_code_is_heard(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    scanner = listen()
    ears.await_state(DeviceState.READY)
    emulator.send_bytes(b"\xff\xfe\x80\r")
    emulator.send("AFTER")
    assert ears.hear() == "AFTER"
    assert scanner.discarded.garbled == 1


def test_an_unplugged_scanner_is_reported_and_heard_again_when_it_is_back(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    listen()
    ears.await_state(DeviceState.READY)
    emulator.send_bytes(b"HALF")
    emulator.hang_up()
    ears.await_state(DeviceState.LOST)
    ears.await_state(DeviceState.ABSENT)
    emulator.plug_in()
    ears.await_state(DeviceState.READY)
    while not ears.scans.empty():
        ears.scans.get()
    emulator.send("BACK")
    assert ears.hear() == "BACK"


def test_one_port_has_one_listener_and_the_next_takes_over(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    first = listen()
    ears.await_state(DeviceState.READY)
    listen()
    ears.await_state(DeviceState.BUSY)
    assert first.stop()
    ears.await_state(DeviceState.READY)


def test_a_faulty_callback_is_logged_and_does_not_end_the_scans(
    emulator: ScannerEmulator, ears: Ears, expected_log: ExpectLog
) -> None:
    expected_log("serial scanner: a fault")

    def on_scan(scan: Scan) -> None:
        if scan.text == "FAULT":
            raise ValueError(scan.text)
        ears.scans.put(scan)

    settings = SerialSettings(first_wait=0.01, longest_wait=0.01)
    scanner = SerialScanner(lambda: emulator.path, on_scan, ears.states.put, settings)
    scanner.start()
    ears.await_state(DeviceState.READY)
    emulator.send("FAULT")
    emulator.send("NEXT")
    while ears.scans.empty():
        emulator.send("NEXT")
        threading.Event().wait(0.02)
    assert ears.hear() == "NEXT"
    assert scanner.stop()


def test_starting_and_stopping_leaves_no_thread_and_no_open_port(
    emulator: ScannerEmulator, ears: Ears, listen: Callable[[], SerialScanner]
) -> None:
    open_files = len(list(Path("/proc/self/fd").iterdir()))
    threads = threading.active_count()
    scanner = listen()
    for _ in range(5):
        ears.await_state(DeviceState.READY)
        assert scanner.stop()
        assert scanner.state is DeviceState.STOPPED
        scanner.start()
    assert scanner.stop()
    assert threading.active_count() == threads
    assert len(list(Path("/proc/self/fd").iterdir())) == open_files
