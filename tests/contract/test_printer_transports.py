"""What every way to a printer promises, and what each fault of a network printer becomes.

The printer is an emulator behind a real socket, the file a real file; time-outs are short, nothing is slept.
"""

import resource
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from app.devices.printer.cups import CupsTransport
from app.devices.printer.file import FileTransport
from app.devices.printer.port import PortTransport
from app.devices.printer.tcp import TcpTransport
from app.devices.printer.transport import (
    Confirmed,
    NotSent,
    PrinterTransport,
    SendResult,
    Sent,
    Unconfirmed,
)
from app.devices.printer.windows import WindowsTransport, win32print
from app.devices.printer.wire import Patience
from app.emulators.escpos_paper import PaperParser
from app.emulators.port_printer import PortPrinterEmulator
from app.emulators.print_server import PrintServerEmulator
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.emulators.windows_spooler import WindowsSpoolerEmulator
from app.services.print_fault import PrintFault

JOB = b"\x1b@" + b"".join(b"baris %03d\n" % number for number in range(100))
LINES = [f"baris {number:03d}" for number in range(100)]
ASKED = 6
"""Bytes of the two status requests before a job."""
PATIENCE = 5.0
SHORT = 0.5


class Rig(Protocol):
    """A transport and the paper behind it."""

    @property
    def transport(self) -> PrinterTransport: ...

    def lines(self, jobs: int) -> list[str]:
        """The text of all paper, when `jobs` jobs have come out."""

    def switch_off(self) -> None: ...

    def switch_on(self) -> None: ...


@dataclass
class NetworkRig:
    printer: PrinterEmulator
    transport: PrinterTransport

    def lines(self, jobs: int) -> list[str]:
        printed = self.printer.wait_for_jobs(jobs, PATIENCE) if jobs else self.printer.jobs
        assert len(printed) == jobs
        return [line.text for job in printed for line in job.paper.lines]

    def switch_off(self) -> None:
        self.printer.stop()

    def switch_on(self) -> None:
        self.printer.start()


@dataclass
class FileRig:
    path: Path
    transport: PrinterTransport

    def lines(self, jobs: int) -> list[str]:
        parser = PaperParser()
        parser.feed(self.path.read_bytes() if self.path.exists() else b"")
        lines = [line.text for line in parser.paper.lines]
        assert len(lines) == jobs * len(LINES)
        return lines

    def switch_off(self) -> None:
        self.path.parent.rename(self.path.parent.with_name("gone"))

    def switch_on(self) -> None:
        self.path.parent.with_name("gone").rename(self.path.parent)


@dataclass
class PortRig:
    printer: PortPrinterEmulator
    transport: PrinterTransport

    def lines(self, jobs: int) -> list[str]:
        return self.printer.wait_for_lines(jobs * len(LINES), PATIENCE)

    def switch_off(self) -> None:
        self.printer.unplug()

    def switch_on(self) -> None:
        self.printer.plug_in()


@dataclass
class QueueRig:
    server: PrintServerEmulator
    transport: PrinterTransport

    def lines(self, jobs: int) -> list[str]:
        assert len(self.server.jobs) == jobs
        return self.server.lines

    def switch_off(self) -> None:
        self.server.behave(reasons=("connecting-to-device",))

    def switch_on(self) -> None:
        self.server.behave()


@dataclass
class SpoolerRig:
    spooler: WindowsSpoolerEmulator
    transport: PrinterTransport

    def lines(self, jobs: int) -> list[str]:
        assert (self.spooler.queued, self.spooler.open_handles) == (0, 0)
        assert len(self.spooler.lines) == jobs * len(LINES)
        return self.spooler.lines

    def switch_off(self) -> None:
        self.spooler.behave(attributes=0x400)

    def switch_on(self) -> None:
        self.spooler.behave()


@pytest.fixture
def printer() -> Iterator[PrinterEmulator]:
    with PrinterEmulator() as emulator:
        yield emulator


def reach(printer: PrinterEmulator, *, answers: bool = True, timeout: float = PATIENCE) -> TcpTransport:
    return TcpTransport(*printer.address, timeout=timeout, answers=answers)


RIGS = (
    "network",
    "network without status",
    "file",
    "serial",
    "serial without status",
    "usb",
    "cups",
    "windows",
)


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with ExitStack() as stack:
        match request.param.split():
            case ["file"]:
                path = tmp_path / "shop" / "jobs.bin"
                path.parent.mkdir()
                yield FileRig(path, FileTransport(path))
            case ["cups"]:
                server = stack.enter_context(PrintServerEmulator())
                yield QueueRig(server, CupsTransport(server.name, *server.address))
            case ["windows"]:
                spooler = WindowsSpoolerEmulator()
                yield SpoolerRig(spooler, WindowsTransport("POS-58", spooler))
            case ["network", *without]:
                emulator = stack.enter_context(PrinterEmulator())
                yield NetworkRig(emulator, reach(emulator, answers=not without))
            case [kind, *without]:
                port = stack.enter_context(PortPrinterEmulator(tmp_path / "port"))
                baud = 115_200 if kind == "serial" else 0
                transport = PortTransport(
                    str(port.link), baud=baud, answers=not without, patience=Patience(step=PATIENCE)
                )
                yield PortRig(port, transport)


def test_a_job_comes_out_once_and_ends_as_the_transport_declares(rig: Rig) -> None:
    good_end: SendResult = Confirmed() if rig.transport.confirms else Sent()
    assert rig.transport.send(JOB) == good_end
    assert rig.lines(1) == LINES


def test_jobs_come_out_one_after_the_other(rig: Rig) -> None:
    for _ in range(3):
        assert not isinstance(rig.transport.send(JOB), NotSent | Unconfirmed)
    assert rig.lines(3) == LINES * 3


def test_a_printer_that_is_off_gets_nothing_and_the_same_transport_finds_it_again(rig: Rig) -> None:
    rig.switch_off()
    assert rig.transport.look() is PrintFault.OFF
    assert rig.transport.send(JOB) == NotSent(PrintFault.OFF)
    rig.switch_on()
    assert rig.transport.look() is None
    assert rig.lines(0) == []
    assert not isinstance(rig.transport.send(JOB), NotSent | Unconfirmed)
    assert rig.lines(1) == LINES


FAULTS_BEFORE = [
    (Behaviour(silent=True), PrintFault.SILENT),
    (Behaviour(delay=2 * SHORT), PrintFault.SILENT),
    (Behaviour(reads_only=0), PrintFault.SILENT),
    (Behaviour(garbled=True), PrintFault.GARBLED),
    (Behaviour(paper_lasts=0), PrintFault.PAPER_OUT),
    (Behaviour(cover_open=True), PrintFault.COVER_OPEN),
    (Behaviour(cover_open=True, paper_lasts=0), PrintFault.COVER_OPEN),
    (Behaviour(jammed=True), PrintFault.STOPPED),
    (Behaviour(hangs_up_after=3), PrintFault.BROKE_OFF),
]


@pytest.mark.parametrize(("behaviour", "fault"), FAULTS_BEFORE)
def test_a_printer_that_cannot_print_gets_no_byte_of_the_job(
    printer: PrinterEmulator, behaviour: Behaviour, fault: PrintFault
) -> None:
    printer.behave(behaviour)
    patience = SHORT if fault is PrintFault.SILENT else PATIENCE
    assert reach(printer, timeout=patience).send(JOB) == NotSent(fault)
    printer.behave(GOOD)
    assert reach(printer).send(JOB) == Confirmed()
    assert [job.paper.text for job in printer.wait_for_jobs(1, PATIENCE)] == ["\n".join(LINES)]


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        (Behaviour(hangs_up_after=200), PrintFault.BROKE_OFF),
        (Behaviour(paper_lasts=200), PrintFault.PAPER_OUT),
        (Behaviour(reads_only=200), PrintFault.SILENT),
    ],
)
def test_a_job_that_broke_off_is_unconfirmed_and_half_of_it_is_on_paper(
    printer: PrinterEmulator, behaviour: Behaviour, fault: PrintFault
) -> None:
    printer.behave(behaviour)
    patience = SHORT if fault is PrintFault.SILENT else PATIENCE
    assert reach(printer, timeout=patience).send(JOB) == Unconfirmed(fault)
    printer.behave(GOOD if behaviour.reads_only is None else Behaviour(hangs_up_after=200))
    (job,) = printer.wait_for_jobs(1, PATIENCE)
    printed = [line.text for line in job.paper.lines]
    assert 0 < len(printed) < len(LINES)
    assert printed == LINES[: len(printed)]


@pytest.mark.parametrize("count", [1, 3, 5, 6, 7, 100, ASKED + len(JOB) - 1, ASKED + len(JOB)])
def test_what_is_called_not_sent_is_never_on_paper(printer: PrinterEmulator, count: int) -> None:
    printer.behave(Behaviour(hangs_up_after=count))
    result = reach(printer).send(JOB)
    printer.stop()
    on_paper = sum(len(job.paper.lines) for job in printer.jobs)
    assert isinstance(result, NotSent if count < ASKED else Unconfirmed)
    assert on_paper == 0 or result == Unconfirmed(PrintFault.BROKE_OFF)


def test_a_printer_that_takes_no_more_bytes_is_not_waited_for_without_end(printer: PrinterEmulator) -> None:
    printer.behave(Behaviour(reads_only=ASKED + 100))
    assert reach(printer, timeout=SHORT).send(JOB * 20_000) == Unconfirmed(PrintFault.STUCK)


def test_a_whole_job_has_a_time_limit_however_steadily_it_drips(printer: PrinterEmulator) -> None:
    ticks = iter(range(0, 1_000_000, 10))
    transport = TcpTransport(*printer.address, job_timeout=30.0, clock=lambda: float(next(ticks)))
    assert transport.send(JOB * 20) == Unconfirmed(PrintFault.STUCK)


def test_a_slow_printer_within_its_time_is_confirmed(printer: PrinterEmulator) -> None:
    printer.behave(Behaviour(delay=0.02))
    assert reach(printer).send(JOB) == Confirmed()


def test_a_printer_without_status_that_throws_the_job_away_is_noticed(printer: PrinterEmulator) -> None:
    printer.behave(Behaviour(hangs_up_after=200))
    assert reach(printer, answers=False).send(JOB) == Unconfirmed(PrintFault.BROKE_OFF)


def test_an_address_that_does_not_exist_is_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert TcpTransport("127.0.0.1", port, timeout=SHORT).send(JOB) == NotSent(PrintFault.OFF)
    assert TcpTransport("no-such-printer.invalid", timeout=SHORT).send(JOB) == NotSent(PrintFault.OFF)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """As a full disk: the kernel takes the bytes that fit, then refuses."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_file_on_a_full_disk_keeps_whole_jobs_only(tmp_path: Path) -> None:
    path = tmp_path / "jobs.bin"
    transport = FileTransport(path)
    assert transport.send(JOB) == Sent()
    with files_of_at_most(len(JOB) + len(JOB) // 2):
        assert transport.send(JOB) == NotSent(PrintFault.NO_SPACE)
    assert path.read_bytes() == JOB
    assert transport.send(JOB) == Sent()
    assert path.read_bytes() == JOB * 2


def test_a_device_that_takes_nothing_is_no_reason_to_look_at_the_paper() -> None:
    assert FileTransport(Path("/dev/full")).send(JOB) == NotSent(PrintFault.NO_SPACE)


def test_a_folder_is_no_file() -> None:
    assert FileTransport(Path("/")).send(JOB) == NotSent(PrintFault.OFF)


def test_a_job_that_can_not_be_taken_out_of_the_spooler_may_come_out_later(tmp_path: Path) -> None:
    spooler = WindowsSpoolerEmulator()
    spooler.behave(job=0x20, stays=True)
    quick = Patience(step=SHORT, job=SHORT)
    assert WindowsTransport("POS-58", spooler, patience=quick).send(JOB) == Unconfirmed(PrintFault.OFF)
    spooler.behave()
    assert spooler.lines == LINES
    assert spooler.open_handles == 0


def test_a_machine_without_a_windows_spooler_says_so() -> None:
    transport = WindowsTransport("POS-58", win32print())
    assert transport.look() is PrintFault.NO_SPOOLER
    assert transport.send(JOB) == NotSent(PrintFault.NO_SPOOLER)


def test_a_serial_line_that_goes_in_the_middle_of_a_job_is_a_result_and_no_exception(tmp_path: Path) -> None:
    """More than the kernel holds back for it: what has not left is dropped at a port that has gone."""
    with PortPrinterEmulator(tmp_path / "port") as printer:
        printer.behave(Behaviour(hangs_up_after=len(JOB)))
        transport = PortTransport(
            str(printer.link), baud=115_200, patience=Patience(step=SHORT, job=PATIENCE)
        )
        assert transport.send(JOB * 40) == Unconfirmed(PrintFault.BROKE_OFF)
