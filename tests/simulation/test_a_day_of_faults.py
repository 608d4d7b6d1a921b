"""A day at the till with a fault every few minutes: each receipt is printed once, or visibly unconfirmed.

Time is compressed: a step is three minutes, and what a till would wait for has happened. The short form is an hour.
"""

import tempfile
import threading
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.devices.display.line_display import DisplaySettings, LineDisplay
from app.devices.display.text import Shown
from app.devices.printer.profile import NARROW
from app.devices.printer.render import render
from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.line_display import LineDisplayEmulator
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.emulators.scanner import ScannerEmulator
from app.services.front import PrinterStatus
from app.services.receipt import Receipt
from app.storage.terminal.tables import print_jobs
from tests.support.ears import PATIENCE, Ears
from tests.support.print_day import PrintDay
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop
from tests.support.strict_logs import ExpectLog

STEP_MS = 180_000
STEPS_AN_HOUR = 20
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
SCANNER = SerialSettings(first_wait=0.01, longest_wait=0.02)
DISPLAY = DisplaySettings(write_wait=0.2, look_wait=0.02, first_wait=0.01, longest_wait=0.02)


class Devices:
    """A till's scanner and display, emulated, that are unplugged now and then."""

    def __init__(self, folder: Path) -> None:
        self.scanner_there = ScannerEmulator(folder / "scanner")
        self.display_there = LineDisplayEmulator(folder / "display")
        self.ears, self.states = Ears(), Ears()
        self.scanner = SerialScanner(
            lambda: self.scanner_there.path, self.ears.scans.put, self.ears.states.put, SCANNER
        )
        self.display = LineDisplay(lambda: str(self.display_there.link), self.states.states.put, DISPLAY)
        self.scanner.start()
        self.display.start()

    def play(self, random: Random, number: int) -> None:
        """Sometimes a plug is pulled; then both go on."""
        if random.random() < 0.3:
            self.scanner_there.send_bytes(random.randbytes(30))
            self.scanner_there.hang_up()
            self.scanner_there.plug_in()
        if random.random() < 0.3:
            self.display_there.unplug()
            self.display_there.plug_in()
        self.display.show(Shown(upper=f"Struk {number}", lower="TOTAL"))
        self.display_there.await_lines(f"Struk {number}", "TOTAL", PATIENCE)

    def close(self) -> None:
        assert self.scanner.stop()
        assert self.display.stop()
        self.scanner_there.close()
        self.display_there.unplug()


def spoil(printer: PrinterEmulator, random: Random) -> bool:
    """A fault, or the end of one; whether the printer is off now."""
    if random.random() < 0.1:
        printer.stop()
        return True
    printer.behave(random.choice(BEHAVIOURS) if random.random() < 0.6 else GOOD)
    return False


def open_files() -> Counter[str]:
    """What this process holds open, without the numbers of sockets and pipes."""
    found: Counter[str] = Counter()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found[str(entry.readlink()).split(":")[0]] += 1
        except OSError:  # the listing's own
            continue
    return found


def jobs_of(shop: SmallShop) -> list[tuple[bytes, int, str]]:
    """Document, copy and state of each job."""
    with shop.store.writing() as unit:
        rows = unit.connection.execute(
            select(print_jobs.c.document_id, print_jobs.c.copy, print_jobs.c.state)
        )
        return [(row[0], row[1], row[2]) for row in rows]


def run_day(
    shop: SmallShop, printer: PrinterEmulator, day: PrintDay, folder: Path, steps: int
) -> dict[bytes, str]:
    """Sells, spoils and mends; each sale's receipt number."""
    random, devices, numbers = Random(20261129), Devices(folder), dict[bytes, str]()
    day.spooler.start()
    day.settle()
    for number in range(steps):
        shop.clock.at += STEP_MS
        done = sell(shop, random.choice(("KOP-001", "ROT-001", "KUE-001")))
        numbers[done.sale_id] = done.receipt_number
        is_off = spoil(printer, random)
        devices.play(random, number)
        if number % 97 == 11:
            day.restart()
        day.spooler.wake()
        day.settle()
        if is_off:
            printer.start()
        day.rest_is_over()
    devices.close()
    return numbers


def originals(printer: PrinterEmulator, number: str) -> int:
    """How often a receipt began to come out and does not say that it is a copy."""
    papers = [job.paper.text for job in printer.jobs]
    return sum(number in text and "SALINAN" not in text for text in papers)


@pytest.mark.slow
def test_every_receipt_is_printed_once_or_visibly_unconfirmed_and_nothing_leaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long_form: bool, expected_log: ExpectLog
) -> None:
    expected_log("print jobs were interrupted")
    render(
        Receipt("1", (), opens_drawer=False), NARROW, tmp_path / "cache"
    )  # the library's one folder at its import
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (tmp_path / "shop").mkdir()
    with small_shop(tmp_path / "shop") as shop, PrinterEmulator(dots=384) as printer:
        threads, files = threading.active_count(), open_files()
        day = PrintDay(shop, printer, tmp_path / "cache")
        numbers = run_day(shop, printer, day, tmp_path, (24 if long_form else 1) * STEPS_AN_HOUR)
        printer.behave(GOOD)
        for _ in range(len(numbers)):
            day.rest_is_over()
        in_doubt = check_receipts(shop, printer, numbers)
        assert day.statuses[-1] is (PrinterStatus.UNCONFIRMED if in_doubt else PrinterStatus.READY)
        assert (day.why is not None) is bool(in_doubt)
        for sale_id in in_doubt:  # what the cashier does about it
            assert shop.till.reprint(sale_id)
            day.spooler.wake()
            day.settle()
        assert (day.statuses[-1], day.why) == (PrinterStatus.READY, None)
        assert all(originals(printer, number) <= 1 for number in numbers.values())
        day.close()
        assert (threading.active_count(), list(temporary.iterdir())) == (threads, [])
        assert open_files() - files == Counter()


def check_receipts(shop: SmallShop, printer: PrinterEmulator, numbers: dict[bytes, str]) -> list[bytes]:
    """Against the paper itself; gives the sales whose receipt is in doubt."""
    jobs = jobs_of(shop)
    assert sorted(document for document, _, _ in jobs) == sorted(numbers)
    assert {state for _, _, state in jobs} <= {"confirmed", "unconfirmed"}
    for document, _, state in jobs:
        count = originals(printer, numbers[document])
        assert count == 1 if state == "confirmed" else count <= 1
    in_doubt = [document for document, _, state in jobs if state == "unconfirmed"]
    assert 0 < len(in_doubt) < len(jobs)
    return in_doubt
