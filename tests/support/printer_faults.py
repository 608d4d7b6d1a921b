"""Faults of printers, on real sockets, pseudo-terminals and files."""

import fcntl
import os
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

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
from app.devices.printer.windows import WindowsTransport
from app.devices.printer.wire import Patience
from app.emulators.escpos_paper import PaperParser
from app.emulators.port_printer import PortPrinterEmulator
from app.emulators.print_server import PrintServerEmulator
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.emulators.windows_spooler import WindowsSpoolerEmulator
from app.services.print_fault import PrintFault
from tests.support.fault_case import PATIENCE, FaultCase

LINES = [f"baris {number:03d}" for number in range(100)]
JOB = b"\x1b@" + "".join(f"{line}\n" for line in LINES).encode()
HALF = 200
FLOOD = 40
QUICK = Patience(step=0.4, job=2.0)
USUAL = Patience(step=PATIENCE, job=PATIENCE)
ONCE = "comes out once, by itself"
HALF_OUT = "half of it is on paper; the next receipt comes out whole"
EACH_ONCE = f"{FLOOD} receipts come out once each, in order"


@dataclass(slots=True)
class Rig:
    """`reach`: a transport of that patience. `lines`: the text on paper so far, when so many receipts are out."""

    reach: Callable[[Patience], PrinterTransport]
    begin: Callable[[], object]
    end: Callable[[], object]
    lines: Callable[[int], list[str]]


Prepare = Callable[[Path], Any]
"""A context manager that gives a Rig."""


def waits(prepare: Prepare, folder: Path) -> SendResult:
    """A job that was not sent: nothing is on paper, and when the fault is over it comes out once."""
    with prepare(folder) as rig:
        rig.begin()
        told: SendResult = rig.reach(QUICK).send(JOB)
        rig.end()
        again: SendResult = rig.reach(USUAL).send(JOB)
        assert isinstance(again, Confirmed | Sent), again
        assert rig.lines(1) == LINES
        return told


def doubted(prepare: Prepare, folder: Path) -> SendResult:
    """A job that is in doubt is on paper at most once; the next one is whole."""
    with prepare(folder) as rig:
        rig.begin()
        told: SendResult = rig.reach(QUICK).send(JOB)
        rig.end()
        assert isinstance(rig.reach(USUAL).send(JOB), Confirmed | Sent)
        lines = rig.lines(1)
        assert lines[-len(LINES) :] == LINES
        before = lines[: -len(LINES)]
        assert len(before) <= len(LINES)
        assert before[:-1] == LINES[: len(before)][: max(0, len(before) - 1)]
        return told


def good(prepare: Prepare, folder: Path) -> SendResult:
    """A hindrance that is none: the job comes out at once."""
    with prepare(folder) as rig:
        rig.begin()
        told: SendResult = rig.reach(USUAL).send(JOB)
        assert rig.lines(1) == LINES
        return told


def flooded(prepare: Prepare, folder: Path) -> SendResult:
    with prepare(folder) as rig:
        results: list[SendResult] = [rig.reach(USUAL).send(JOB) for _ in range(FLOOD)]
        assert rig.lines(FLOOD) == LINES * FLOOD
        assert set(results) == {results[0]}
        return results[0]


@contextmanager
def network(
    folder: Path, behaviour: Behaviour = GOOD, *, off: bool = False, taken: bool = False
) -> Iterator[Rig]:
    with ExitStack() as stack:
        printer = stack.enter_context(PrinterEmulator())
        others: list[socket.socket] = []

        def begin() -> None:
            printer.behave(behaviour)
            if off:
                printer.stop()
            if taken:
                others.append(socket.create_connection(printer.address))

        def end() -> None:
            if off:
                printer.start()
            for other in others:
                other.close()
            printer.behave(GOOD)

        def lines(count: int) -> list[str]:
            jobs, found = printer.jobs, list[str]()
            while len(found) < count * len(LINES):
                jobs = printer.wait_for_jobs(len(jobs) + 1 if found else 1, PATIENCE)
                found = [line.text for job in jobs for line in job.paper.lines]
            return found

        address = printer.address
        yield Rig(partial(_network_transport, address), begin, end, lines)


def _network_transport(address: tuple[str, int], patience: Patience) -> PrinterTransport:
    return TcpTransport(*address, timeout=patience.step, job_timeout=patience.job)


@contextmanager
def port(
    folder: Path, baud: int, behaviour: Behaviour = GOOD, *, off: bool = False, taken: bool = False
) -> Iterator[Rig]:
    with ExitStack() as stack:
        printer = stack.enter_context(PortPrinterEmulator(folder / "port"))
        others: list[int] = []

        def begin() -> None:
            printer.behave(behaviour)
            if off:
                printer.unplug()
            if taken:
                others.append(os.open(printer.link, os.O_RDWR | os.O_NOCTTY))
                fcntl.flock(others[0], fcntl.LOCK_EX)

        def end() -> None:
            for other in others:
                os.close(other)
            printer.unplug()
            printer.behave(GOOD)
            printer.plug_in()

        yield Rig(
            lambda patience: PortTransport(str(printer.link), baud=baud, patience=patience),
            begin,
            end,
            lambda count: printer.wait_for_lines(count * len(LINES), PATIENCE),
        )


@contextmanager
def queue(folder: Path, **changes: object) -> Iterator[Rig]:
    with PrintServerEmulator() as server:
        yield Rig(
            lambda patience: CupsTransport(server.name, *server.address, patience=patience),
            lambda: server.behave(**changes),
            server.behave,
            lambda _: server.lines,
        )


@contextmanager
def file(folder: Path, fault: str = "") -> Iterator[Rig]:
    path = folder / "shop" / "jobs.bin"
    path.parent.mkdir()
    away = folder / "away"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def begin() -> None:
        if fault == "absent":
            path.parent.rename(away)
        elif fault == "full":
            resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, limits[1]))
        elif fault == "a folder":
            path.mkdir()

    def end() -> None:
        if fault == "absent":
            away.rename(path.parent)
        elif fault == "a folder":
            path.rmdir()
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    def lines(_: int) -> list[str]:
        parser = PaperParser()
        parser.feed(path.read_bytes())
        return [line.text for line in parser.paper.lines]

    try:
        yield Rig(lambda _: FileTransport(path), begin, end, lines)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


Play = Callable[[Prepare, Path], SendResult]
_THEN: tuple[tuple[Play, str], ...] = (
    (waits, ONCE),
    (doubted, HALF_OUT),
    (flooded, EACH_ONCE),
    (good, "comes out once"),
)


def _case(device: str, fault: str, told: SendResult, play: Play, prepare: Prepare) -> FaultCase:
    then = next(sentence for known, sentence in _THEN if known is play)
    return FaultCase(device=device, fault=fault, told=told, then=then, play=partial(play, prepare))


def _two_way(device: str, prepare: Callable[..., Any]) -> list[FaultCase]:
    """What a network and a port printer have in common."""
    before: list[tuple[str, dict[str, Any], PrintFault]] = [
        ("absent", {"off": True}, PrintFault.OFF),
        ("on, but silent", {"behaviour": Behaviour(silent=True)}, PrintFault.SILENT),
        ("garbage for an answer", {"behaviour": Behaviour(garbled=True)}, PrintFault.GARBLED),
        ("no paper", {"behaviour": Behaviour(paper_lasts=0)}, PrintFault.PAPER_OUT),
        ("cover open", {"behaviour": Behaviour(cover_open=True)}, PrintFault.COVER_OPEN),
        ("cutter jammed", {"behaviour": Behaviour(jammed=True)}, PrintFault.STOPPED),
    ]
    midway: list[tuple[str, Behaviour, PrintFault]] = [
        ("half-write: takes no more", Behaviour(reads_only=HALF), PrintFault.SILENT),
        ("gone in mid-job", Behaviour(hangs_up_after=HALF), PrintFault.BROKE_OFF),
        ("paper out in mid-job", Behaviour(paper_lasts=HALF), PrintFault.PAPER_OUT),
    ]
    return [
        *(_case(device, fault, NotSent(why), waits, partial(prepare, **how)) for fault, how, why in before),
        *(
            _case(device, fault, Unconfirmed(why), doubted, partial(prepare, behaviour=how))
            for fault, how, why in midway
        ),
        _case(device, "slow", Confirmed(), good, partial(prepare, behaviour=Behaviour(delay=0.02))),
        _case(device, "flooded", Confirmed(), flooded, prepare),
    ]


def _queue_cases() -> list[FaultCase]:
    case = partial(_case, "Printer, CUPS")
    pending, processing, aborted = 3, 5, 8
    out, offline = ("media-empty-error",), ("connecting-to-device",)
    stuck, broke_off = PrintFault.STUCK, PrintFault.BROKE_OFF
    return [
        case("absent: no such queue", NotSent(PrintFault.OFF), waits, partial(queue, is_unknown=True)),
        case("printer off", NotSent(PrintFault.OFF), waits, partial(queue, reasons=offline)),
        case("no paper", NotSent(PrintFault.PAPER_OUT), waits, partial(queue, reasons=out)),
        case("paused", NotSent(PrintFault.STOPPED), waits, partial(queue, reasons=("paused",))),
        case("refuses jobs", NotSent(PrintFault.REJECTED), waits, partial(queue, refuses=True)),
        case("garbage for an answer", NotSent(PrintFault.GARBLED), waits, partial(queue, garbled=True)),
        case("busy with others' jobs", NotSent(stuck), waits, partial(queue, job_state=pending)),
        case("half-write: takes no more", Unconfirmed(stuck), doubted, partial(queue, job_state=processing)),
        case("job thrown away", Unconfirmed(PrintFault.REJECTED), doubted, partial(queue, job_state=aborted)),
        case("gone in mid-job", Unconfirmed(broke_off), doubted, partial(queue, hangs_up=True)),
        case("slow", Sent(), good, partial(queue, silent_seconds=0.05)),
        case("flooded", Sent(), flooded, queue),
    ]


@contextmanager
def spooler(folder: Path, **changes: object) -> Iterator[Rig]:
    windows = WindowsSpoolerEmulator()
    yield Rig(
        lambda patience: WindowsTransport("POS-58", windows, patience=patience),
        lambda: windows.behave(**changes),
        windows.behave,
        lambda _: windows.lines,
    )
    assert windows.open_handles == 0


def _spooler_cases() -> list[FaultCase]:
    case = partial(_case, "Printer, Windows")
    out, opened, paused, offline = 0x10, 0x40_0000, 0x1, 0x400
    job_out, job_printing = 0x40, 0x10
    broke_off, stuck = PrintFault.BROKE_OFF, PrintFault.STUCK
    return [
        case("absent: no such queue", NotSent(PrintFault.OFF), waits, partial(spooler, is_unknown=True)),
        case("printer off", NotSent(PrintFault.OFF), waits, partial(spooler, attributes=offline)),
        case("no paper", NotSent(PrintFault.PAPER_OUT), waits, partial(spooler, printer=out)),
        case("cover open", NotSent(PrintFault.COVER_OPEN), waits, partial(spooler, printer=opened)),
        case("paused", NotSent(PrintFault.STOPPED), waits, partial(spooler, printer=paused)),
        case("not for this user", NotSent(PrintFault.FORBIDDEN), waits, partial(spooler, denied=True)),
        case(
            "no paper, told by the job", NotSent(PrintFault.PAPER_OUT), waits, partial(spooler, job=job_out)
        ),
        case("busy with others' jobs", NotSent(stuck), waits, partial(spooler, job=0)),
        case(
            "half-write: takes no more",
            Unconfirmed(stuck),
            doubted,
            partial(spooler, job=job_printing, half=True),
        ),
        case("job thrown away", Unconfirmed(PrintFault.REJECTED), doubted, partial(spooler, taken_out=True)),
        case("spooler gone in mid-job", Unconfirmed(broke_off), doubted, partial(spooler, breaks=True)),
        case("flooded", Sent(), flooded, spooler),
    ]


def _file_cases() -> list[FaultCase]:
    case = partial(_case, "Printer, file")
    return [
        case("absent: no folder", NotSent(PrintFault.OFF), waits, partial(file, fault="absent")),
        case("a folder of that name", NotSent(PrintFault.OFF), waits, partial(file, fault="a folder")),
        case("half-write: disk full", NotSent(PrintFault.NO_SPACE), waits, partial(file, fault="full")),
        case("flooded", Sent(), flooded, file),
    ]


def printer_cases() -> list[FaultCase]:
    """All ways to a printer."""
    serial, usb = partial(port, baud=115_200), partial(port, baud=0)
    silent, busy = NotSent(PrintFault.SILENT), NotSent(PrintFault.BUSY)
    return [
        *_two_way("Printer, network", network),
        _case("Printer, network", "busy with another till", silent, waits, partial(network, taken=True)),
        *_two_way("Printer, serial", serial),
        _case("Printer, serial", "busy: another program has it", busy, waits, partial(serial, taken=True)),
        *_two_way("Printer, USB", usb),
        *_queue_cases(),
        *_spooler_cases(),
        *_file_cases(),
    ]
