"""A day at the till with everything plugged in and a fault every few minutes: each paper is printed once, or visibly
unconfirmed.

Time is compressed: a step is three minutes, and what a till would wait for has happened. The short form is an hour.
"""

import re
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.devices.printer.profile import NARROW
from app.devices.printer.render import render
from app.emulators.printer_mechanism import GOOD
from app.services.front import PrinterStatus
from app.services.receipt import Receipt
from app.services.spool_port import PaperKind
from app.storage.terminal.tables import print_jobs
from app.words.receipt import receipt_of
from app.words.sale_papers import more_papers
from app.words.translate import Language, Words
from tests.support.ears import PATIENCE
from tests.support.faulty_inputs import FaultyCamera, FaultyDisplay, FaultyScanner
from tests.support.faulty_printers import FaultyPrinter, NetworkPrinter, PortPrinter
from tests.support.gift_shop import open_gift_shop
from tests.support.print_day import PrintDay
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop
from tests.support.strict_logs import ExpectLog

STEP_MS = 180_000
STEPS_AN_HOUR = 20
SEED = 20261129
WORDS = Words(Language.INDONESIAN)
APART = frozenset({PaperKind.VOUCHERS, PaperKind.KITCHEN})
BEANS = "BIJ-001"
"""A sale of it gives vouchers."""

Sold = dict[bytes, tuple[str, str]]
"""Each sale's receipt number, and what was sold."""


@dataclass(frozen=True, slots=True)
class Job:
    """A row of the spool."""

    document_id: bytes
    kind: PaperKind
    state: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A printer of its own for each kind of paper, and the writer of each."""

    shop: SmallShop
    printers: dict[PaperKind, FaultyPrinter]
    days: dict[PaperKind, PrintDay]

    def opens(self) -> None:
        for day in self.days.values():
            day.spooler.start()
            day.settle()

    def prints_among_faults(self, number: int) -> None:
        """In each step another fault at each printer; now and then the program ends in the middle of a job."""
        for printer in self.printers.values():
            printer.spoil()
        for place, day in enumerate(self.days.values()):
            if number % 97 == 11 + place:
                day.restart()
        self.prints()
        for printer in self.printers.values():
            printer.switch_on()
        for day in self.days.values():
            day.rest_is_over()

    def prints(self) -> None:
        """Whatever waits."""
        for day in self.days.values():
            day.spooler.wake()
            day.settle()

    def prints_at_last(self, rounds: int) -> None:
        """Every printer is good, and has been tried again as often as anything can wait."""
        for kind, printer in self.printers.items():
            printer.behave(GOOD)
            for _ in range(rounds):
                self.days[kind].rest_is_over()

    def settles_doubts(self, rounds: int) -> None:
        """What the cashier does about the papers that the device panel lists."""
        for _ in range(rounds):
            for paper in self.shop.till.papers_in_doubt():
                assert self.shop.till.reprint(paper.document_id, paper.kind)
            self.prints()

    def jobs(self) -> list[Job]:
        with self.shop.store.writing() as unit:
            rows = unit.connection.execute(
                select(print_jobs.c.document_id, print_jobs.c.kind, print_jobs.c.state)
            )
            return [Job(row[0], PaperKind(row[1]), row[2]) for row in rows]

    def originals(self, kind: PaperKind, number: str) -> int:
        """How often a paper began to come out and does not say that it is a copy."""
        count, is_copy = 0, False
        for line in self.printers[kind].lines:
            is_copy = is_copy or line.startswith("SALINAN")
            if line.startswith(number):
                count, is_copy = count + (not is_copy), False
        return count


def open_files() -> Counter[str]:
    """What this process holds open, without the numbers of sockets, pipes and pseudo-terminals."""
    found: Counter[str] = Counter()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found[re.sub(r"(:|/pts/).*", "", str(entry.readlink()))] += 1
        except OSError:  # the listing's own
            continue
    return found


@contextmanager
def busy_shop(folder: Path) -> Iterator[SmallShop]:
    """It prints vouchers and kitchen slips apart."""
    (folder / "shop").mkdir()
    with small_shop(folder / "shop") as plain:
        open_gift_shop(plain)
        till = replace(
            plain.till,
            write_receipt=lambda facts: receipt_of(WORDS, facts, vouchers_apart=True),
            write_more=lambda facts: more_papers(WORDS, facts, APART),
        )
        yield replace(plain, till=till)


@contextmanager
def desk_of(shop: SmallShop, folder: Path) -> Iterator[Desk]:
    """Each printer is on another line and has faults of its own."""
    printers: dict[PaperKind, FaultyPrinter] = {
        PaperKind.RECEIPT: NetworkPrinter(Random(SEED + 4)),
        PaperKind.VOUCHERS: PortPrinter(Random(SEED + 5), folder / "serial", baud=115_200),
        PaperKind.KITCHEN: PortPrinter(Random(SEED + 6), folder / "usb", baud=0),
    }
    days = {
        kind: PrintDay(shop, printer.transport, folder / "cache", (kind,))
        for kind, printer in printers.items()
    }
    try:
        yield Desk(shop, printers, days)
    finally:
        for kind, printer in printers.items():
            days[kind].close()
            printer.switch_off()


def run_day(desk: Desk, folder: Path, steps: int) -> Sold:
    """Sells, spoils and mends."""
    sold = Sold()
    with (
        closing(FaultyCamera(Random(SEED + 1))) as camera,
        closing(FaultyScanner(Random(SEED + 2), folder / "scanner")) as scanner,
        closing(FaultyDisplay(Random(SEED + 3), folder / "display")) as display,
    ):
        random = Random(SEED)
        desk.opens()
        for number in range(steps):
            desk.shop.clock.at += STEP_MS
            camera.spoil()
            sku = random.choice(("KOP-001", "ROT-001", "KUE-001", BEANS))
            done = sell(desk.shop, sku)
            sold[done.sale_id] = (done.receipt_number, sku)
            scanner.spoil(f"SETIA:M/SERIAL{number}")
            display.spoil(f"Struk {number}")
            desk.prints_among_faults(number)
            camera.mend(f"SETIA:M/CAMERA{number}")
    return sold


@pytest.mark.slow
def test_every_paper_is_printed_once_or_visibly_unconfirmed_and_nothing_leaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long_form: bool, expected_log: ExpectLog
) -> None:
    expected_log("print jobs were interrupted")
    render(
        Receipt("1", (), opens_drawer=False), NARROW, tmp_path / "cache"
    )  # the library's one folder at its import
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with busy_shop(tmp_path) as shop:
        threads, files = threading.active_count(), open_files()
        with desk_of(shop, tmp_path) as desk:
            sold = run_day(desk, tmp_path, (24 if long_form else 1) * STEPS_AN_HOUR)
            desk.prints_at_last(len(sold))
            in_doubt = check_papers(desk, sold)
            check_doubt_is_seen(desk, in_doubt)
            desk.settles_doubts(len(in_doubt))
            check_doubt_is_seen(desk, [])
            for kind in PaperKind:
                assert all(desk.originals(kind, number) <= 1 for number, _ in sold.values())
        await_end_of_threads(threads)
        assert list(temporary.iterdir()) == []
        assert open_files() - files == Counter()


def check_papers(desk: Desk, sold: Sold) -> list[Job]:
    """Against the paper itself; gives the jobs that are in doubt."""
    jobs = desk.jobs()
    beans = [sale_id for sale_id, (_, sku) in sold.items() if sku == BEANS]
    wanted = {
        PaperKind.RECEIPT: sorted(sold),
        PaperKind.KITCHEN: sorted(sold),
        PaperKind.VOUCHERS: sorted(beans),
    }
    for kind in PaperKind:
        assert sorted(job.document_id for job in jobs if job.kind is kind) == wanted[kind]
    assert {job.state for job in jobs} <= {"confirmed", "unconfirmed"}
    for job in jobs:
        count = desk.originals(job.kind, sold[job.document_id][0])
        assert count == 1 if job.state == "confirmed" else count <= 1, job
    in_doubt = [job for job in jobs if job.state == "unconfirmed"]
    assert 0 < len(in_doubt) < len(jobs)
    print(*sorted(Counter(f"{job.kind.value} {job.state}" for job in jobs).items()))
    return in_doubt


def check_doubt_is_seen(desk: Desk, in_doubt: list[Job]) -> None:
    """In the status line, at the printer that left it."""
    for kind, day in desk.days.items():
        is_in_doubt = any(job.kind is kind for job in in_doubt)
        wanted = PrinterStatus.UNCONFIRMED if is_in_doubt else PrinterStatus.READY
        assert (day.statuses[-1], day.why is not None) == (wanted, is_in_doubt), kind


def await_end_of_threads(count: int) -> None:
    """A capture that hung is left behind, and ends when its camera does."""
    for _ in range(round(PATIENCE / 0.05)):
        if threading.active_count() <= count:
            return
        threading.Event().wait(0.05)
    raise AssertionError(threading.enumerate())
