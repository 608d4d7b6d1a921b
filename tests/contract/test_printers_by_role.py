"""Several printers over real sockets: each prints its own kind of paper, and one that fails holds up no other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.devices.printer.tcp import TcpTransport
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.spool_port import PaperKind
from app.words.receipt import receipt_of
from app.words.sale_papers import more_papers
from app.words.translate import Language, Words
from tests.support.gift_shop import open_gift_shop
from tests.support.print_day import QUICK, PrintDay
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

WORDS = Words(Language.INDONESIAN)
KINDS = tuple(PaperKind)
APART = frozenset({PaperKind.VOUCHERS, PaperKind.KITCHEN})


@dataclass
class Counter:
    """A shop with a printer for each kind of paper."""

    shop: SmallShop
    printers: dict[PaperKind, PrinterEmulator]
    days: dict[PaperKind, PrintDay]

    def prints(self) -> None:
        """Whatever waits, at every printer."""
        for day in self.days.values():
            day.spooler.wake()
            day.settle()

    def papers(self, kind: PaperKind) -> list[str]:
        return [job.paper.text for job in self.printers[kind].jobs]

    def statuses(self) -> dict[PaperKind, PrinterStatus]:
        return {kind: day.statuses[-1] for kind, day in self.days.items()}


def way_to(printer: PrinterEmulator) -> TcpTransport:
    return TcpTransport(*printer.address, timeout=QUICK.step, job_timeout=QUICK.job)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    (tmp_path / "shop").mkdir()
    with small_shop(tmp_path / "shop") as plain:
        open_gift_shop(plain)
        till = replace(
            plain.till,
            write_receipt=lambda facts: receipt_of(WORDS, facts, vouchers_apart=True),
            write_more=lambda facts: more_papers(WORDS, facts, APART),
        )
        shop = replace(plain, till=till)
        printers = {kind: PrinterEmulator(dots=384) for kind in KINDS}
        for printer in printers.values():
            printer.start()
        days = {kind: PrintDay(shop, way_to(printers[kind]), tmp_path / "cache", (kind,)) for kind in KINDS}
        for day in days.values():
            day.spooler.start()
            day.settle()
        yield Counter(shop, printers, days)
        for kind in KINDS:
            days[kind].close()
            printers[kind].stop()


def test_each_printer_prints_its_own(counter: Counter) -> None:
    done = sell(counter.shop, "BIJ-001", member=None)
    counter.prints()
    (receipt,) = counter.papers(PaperKind.RECEIPT)
    (vouchers,) = counter.papers(PaperKind.VOUCHERS)
    (slip,) = counter.papers(PaperKind.KITCHEN)
    assert all(done.receipt_number in paper for paper in (receipt, vouchers, slip))
    assert ("Rp" in receipt, "Rp" in slip) == (True, False)
    assert vouchers.count("VOUCHER") == 2
    assert "2 voucher" in receipt or "2 vouchers" in receipt
    assert set(counter.statuses().values()) == {PrinterStatus.READY}


@pytest.mark.parametrize("broken", KINDS)
def test_one_that_is_off_holds_up_no_other_and_prints_later(counter: Counter, broken: PaperKind) -> None:
    counter.printers[broken].stop()
    sell(counter.shop, "BIJ-001", member=None)
    counter.prints()
    assert {kind: len(counter.papers(kind)) for kind in KINDS} == {
        kind: int(kind != broken) for kind in KINDS
    }
    assert counter.statuses() == {
        kind: PrinterStatus.OFF if kind is broken else PrinterStatus.READY for kind in KINDS
    }
    assert counter.days[broken].why is PrintFault.OFF
    counter.printers[broken].start()
    counter.days[broken].rest_is_over()
    assert [len(counter.papers(kind)) for kind in KINDS] == [1, 1, 1]
    assert set(counter.statuses().values()) == {PrinterStatus.READY}


@pytest.mark.parametrize("broken", KINDS)
def test_a_paper_that_broke_off_is_in_doubt_at_its_own_printer_alone(
    counter: Counter, broken: PaperKind
) -> None:
    counter.printers[broken].behave(Behaviour(hangs_up_after=150))
    done = sell(counter.shop, "BIJ-001", member=None)
    counter.prints()
    assert counter.statuses() == {
        kind: PrinterStatus.UNCONFIRMED if kind is broken else PrinterStatus.READY for kind in KINDS
    }
    papers = counter.shop.till.papers_in_doubt()
    assert [(paper.document_id, paper.kind) for paper in papers] == [(done.sale_id, broken)]
    counter.printers[broken].behave(GOOD)
    assert counter.shop.till.reprint(done.sale_id, broken)
    counter.prints()
    assert "SALINAN #1" in counter.papers(broken)[-1]
    assert set(counter.statuses().values()) == {PrinterStatus.READY}
    assert counter.shop.till.papers_in_doubt() == ()


def test_what_was_to_be_printed_by_a_printer_that_is_gone_comes_out_of_the_receipts_one(
    counter: Counter, tmp_path: Path
) -> None:
    counter.printers[PaperKind.KITCHEN].stop()
    sell(counter.shop, "KOP-001")
    receipts = way_to(counter.printers[PaperKind.RECEIPT])
    alone = PrintDay(counter.shop, receipts, tmp_path / "cache", KINDS)
    alone.spooler.start()
    alone.settle()
    assert len(counter.papers(PaperKind.RECEIPT)) == 2
    alone.close()
