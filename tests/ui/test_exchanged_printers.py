"""Other printers while the till runs: what is on its way ends where it is, and what waits comes out of the new one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.entrypoints.printers import Printers
from app.entrypoints.run_options import RunOptions
from app.entrypoints.settings import Settings
from app.entrypoints.shop_services import papers_apart
from app.entrypoints.surroundings import Surroundings
from app.services.device_report import Device
from app.services.front import PrinterStatus
from app.services.outcomes import SaleDone
from app.services.spool_port import PaperKind
from app.ui.lanes import Lane
from app.ui.theme.look import Look
from app.words.receipt import receipt_of
from app.words.sale_papers import more_papers
from app.words.translate import Language, Words
from tests.support.ears import PATIENCE
from tests.support.selling import sell
from tests.support.window import Window

WORDS = Words(Language.ENGLISH)


@dataclass
class Desk:
    """A till's printers and two that it may use. settings: in force."""

    window: Window
    printers: Printers
    old: PrinterEmulator
    new: PrinterEmulator
    settings: Settings = field(default_factory=Settings)

    def uses(self, settings: Settings) -> None:
        self.settings = settings
        self.printers.use(settings)

    def sells(self) -> str:
        """The receipt's number. On the lane that takes the jobs, too, as at a till."""
        apart = papers_apart(self.settings)
        till = replace(
            self.window.shop.till,
            write_receipt=lambda facts: receipt_of(WORDS, facts),
            write_more=lambda facts: more_papers(WORDS, facts, apart),
        )
        done: list[SaleDone] = []
        self.window.write.submit(lambda: sell(replace(self.window.shop, till=till), "KOP-001"), done.append)
        self.window.until(lambda: bool(done))
        self.printers.wake()
        return done[0].receipt_number

    def until_states(self, *states: str) -> None:
        """Of all jobs, the oldest first."""
        try:
            self.window.until(lambda: self.states() == list(states))
        except AssertionError:
            raise AssertionError(f"the jobs are {self.states()}, the printers {self.reported()}") from None

    def states(self) -> list[str]:
        with self.window.shop.store.reading() as unit:
            rows = unit.connection.exec_driver_sql("select state from print_jobs order by created_at, job_id")
            return [row[0] for row in rows]

    def reported(self) -> dict[Device, object]:
        reports = self.window.shell._devices.state.reports
        return {report.device: getattr(report, "status", None) for report in reports}


def address_of(printer: PrinterEmulator) -> str:
    return "tcp:{}:{}".format(*printer.address)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with (
        Window(tmp_path / "shop", Language.ENGLISH) as window,
        PrinterEmulator(dots=384) as old,
        PrinterEmulator(dots=576) as new,
    ):
        window.open()
        network = Lane("network", window.post, window.faults.append)
        around = Surroundings(
            application=qapp,
            shell=window.shell,
            look=Look(),
            words=WORDS,
            options=RunOptions(directory=tmp_path / "shop", settings=Settings(), demo=False),
            training=False,
            post=window.post,
            fault=window.faults.append,
            write=window.write,
            network=network,
        )
        printers = Printers(around, window.shop.store)
        yield Desk(window, printers, old, new)
        printers.stop()
        assert network.close()
        assert window.faults == []


def test_another_printer_and_another_width_hold_from_the_next_receipt_on(desk: Desk) -> None:
    desk.uses(Settings(printer=address_of(desk.old)))
    first = desk.sells()
    desk.until_states("confirmed")
    desk.uses(Settings(printer=address_of(desk.new), columns=48))
    second = desk.sells()
    desk.until_states("confirmed", "confirmed")
    (before,), (after,) = desk.old.wait_for_jobs(1, PATIENCE), desk.new.wait_for_jobs(1, PATIENCE)
    assert (first in before.paper.text, second in after.paper.text) == (True, True)
    assert ("-" * 48 in before.paper.text, "-" * 48 in after.paper.text) == (False, True)


def test_a_job_that_is_on_its_way_ends_where_it_is_and_is_in_no_doubt(desk: Desk) -> None:
    desk.old.behave(Behaviour(delay=0.3))
    desk.uses(Settings(printer=address_of(desk.old)))
    first = desk.sells()
    desk.until_states("sending")
    desk.uses(Settings(printer=address_of(desk.new)))
    second = desk.sells()
    desk.until_states("confirmed", "confirmed")
    assert [first in job.paper.text for job in desk.old.wait_for_jobs(1, PATIENCE)] == [True]
    assert [second in job.paper.text for job in desk.new.wait_for_jobs(1, PATIENCE)] == [True]


def test_what_waits_at_a_printer_that_is_off_comes_out_of_the_new_one(desk: Desk) -> None:
    off = address_of(desk.old)
    desk.old.stop()
    desk.uses(Settings(printer=off))
    number = desk.sells()
    desk.window.until(lambda: desk.reported()[Device.PRINTER] is PrinterStatus.OFF)
    desk.uses(Settings(printer=address_of(desk.new)))
    desk.until_states("confirmed")
    assert [number in job.paper.text for job in desk.new.wait_for_jobs(1, PATIENCE)] == [True]
    desk.window.until(lambda: desk.reported()[Device.PRINTER] is PrinterStatus.READY)


def test_a_kitchen_s_printer_comes_and_goes(desk: Desk) -> None:
    alone = Settings(printer=address_of(desk.old))
    desk.uses(alone)
    desk.sells()
    desk.until_states("confirmed")
    desk.uses(replace(alone, kitchen_printer=address_of(desk.new)))
    desk.window.until(lambda: desk.reported().get(Device.KITCHEN_PRINTER) is PrinterStatus.READY)
    number = desk.sells()
    desk.until_states("confirmed", "confirmed", "confirmed")
    (slip,) = desk.new.wait_for_jobs(1, PATIENCE)
    assert ("KITCHEN" in slip.paper.text, number in slip.paper.text) == (True, True)
    desk.uses(alone)
    desk.window.until(lambda: Device.KITCHEN_PRINTER not in desk.reported())
    desk.sells()
    desk.until_states(*["confirmed"] * 4)
    assert len(desk.new.jobs) == 1


def test_choosing_and_choosing_again_before_the_first_is_done_ends_with_the_last(desk: Desk) -> None:
    desk.old.behave(Behaviour(delay=0.3))
    one, other = Settings(printer=address_of(desk.old)), Settings(printer=address_of(desk.new))
    desk.uses(one)
    desk.sells()
    desk.until_states("sending")
    for settings in (other, one, Settings(printer="none"), other):
        desk.uses(settings)
    desk.old.behave(GOOD)
    number = desk.sells()
    desk.until_states("confirmed", "confirmed")
    assert [number in job.paper.text for job in desk.new.wait_for_jobs(1, PATIENCE)] == [True]


def test_papers_for_a_kitchen_without_a_printer_of_its_own_come_out_of_the_receipts_one(desk: Desk) -> None:
    kitchen = PaperKind.KITCHEN
    desk.new.stop()
    desk.uses(Settings(printer=address_of(desk.old), kitchen_printer="tcp:127.0.0.1:9"))
    assert kitchen in papers_apart(desk.settings)
    desk.sells()
    desk.window.until(lambda: sorted(desk.states()) == ["confirmed", "queued"])
    desk.uses(Settings(printer=address_of(desk.old)))
    desk.until_states("confirmed", "confirmed")
    assert ["KITCHEN" in job.paper.text for job in desk.old.wait_for_jobs(2, PATIENCE)] == [False, True]
