"""Drains the print spool: one job at a time, marked before it is sent, so that none comes out twice unmarked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.devices.printer.file import FileTransport
from app.devices.printer.profile import MIDDLE, NARROW, WIDE, PrinterProfile
from app.devices.printer.status import Fault
from app.devices.printer.tcp import TcpTransport
from app.devices.printer.transport import (
    Confirmed,
    NotSent,
    PrinterTransport,
    SendResult,
    Sent,
    Unconfirmed,
)
from app.services.front import PrinterStatus
from app.services.unit import PrintJob, TerminalStore
from app.ui.lanes import Work
from app.words.receipt import finished
from app.words.translate import Words

_log = logging.getLogger("setia.printer")

PROFILES: dict[int, PrinterProfile] = {profile.columns: profile for profile in (NARROW, MIDDLE, WIDE)}


def transport_of(printer: str) -> PrinterTransport | None:
    """The way to the printer of a setting such as `tcp:192.168.1.50:9100`; None for `none`."""
    kind, _, rest = printer.partition(":")
    if kind == "tcp":
        host, _, port = rest.rpartition(":")
        return TcpTransport(host, int(port))
    return FileTransport(Path(rest)) if kind == "file" else None


@dataclass(frozen=True, slots=True)
class Printing:
    """Renders and sends one job; belongs to the printer's lane."""

    transport: PrinterTransport
    profile: PrinterProfile
    words: Words
    cache: Path

    def send(self, job: PrintJob) -> SendResult:
        """What became of the job."""
        # Deferred: escpos takes 200 ms to load, and the first paint must not wait for it.
        from app.devices.printer.render import render  # noqa: PLC0415

        receipt = finished(self.words, job.receipt, job.values, job.copy)
        return self.transport.send(render(receipt, self.profile, self.cache))


class Spooler:
    """Lives on the screen's thread; the store is touched on the write lane, the printer on its own."""

    def __init__(
        self,
        store: TerminalStore,
        write: Work,
        printer: Work,
        printing: Printing,
        on_status: Callable[[PrinterStatus], None],
        later: Callable[[Callable[[], None]], None],
    ) -> None:
        """`later` calls back after the pause that a printer gets before it is tried again."""
        self._store = store
        self._write = write
        self._printer = printer
        self._printing = printing
        self._on_status = on_status
        self._later = later
        self._busy = False
        self._resting = False

    def start(self) -> None:
        """What a crash left half-sent is unconfirmed; then the queue is drained."""
        self._write.submit(self._give_up, self._gave_up)

    def wake(self) -> None:
        """There may be a job."""
        if not (self._busy or self._resting):
            self._busy = True
            self._write.submit(self._take, self._taken, self._stopped)

    def _give_up(self) -> int:
        with self._store.writing() as unit:
            return unit.spool.give_up_sending()

    def _gave_up(self, count: int) -> None:
        if count:
            _log.warning("print jobs were interrupted", extra={"event": "print.interrupted", "count": count})
            self._on_status(PrinterStatus.UNCONFIRMED)
        self.wake()

    def _take(self) -> PrintJob | None:
        with self._store.writing() as unit:
            return unit.spool.take()

    def _taken(self, job: PrintJob | None) -> None:
        if job is None:
            self._busy = False
            return
        self._on_status(PrinterStatus.PRINTING)
        self._printer.submit(
            lambda: self._printing.send(job),
            lambda result: self._sent(job, result),
            lambda _: self._sent(job, Unconfirmed(Fault.BROKE_OFF)),
        )

    def _sent(self, job: PrintJob, result: SendResult) -> None:
        state, fault, status = _verdict(result)
        _log.info("print job %s", state, extra={"event": f"print.{state}", "job": job.job_id.hex()})

        def settle() -> None:
            with self._store.writing() as unit:
                unit.spool.settle(job.job_id, state, fault)

        self._on_status(status)
        self._write.submit(settle, lambda _: self._settled(result), self._stopped)

    def _settled(self, result: SendResult) -> None:
        self._busy = False
        if isinstance(result, NotSent):
            self._resting = True
            self._later(self._rested)
        else:
            self.wake()

    def _rested(self) -> None:
        self._resting = False
        self.wake()

    def _stopped(self, _: Exception) -> None:
        self._busy = False


def _verdict(result: SendResult) -> tuple[str, str | None, PrinterStatus]:
    match result:
        case Confirmed():
            return "confirmed", None, PrinterStatus.READY
        case Sent():
            return "sent", None, PrinterStatus.READY
        case Unconfirmed(fault=fault):
            return "unconfirmed", fault.value, PrinterStatus.UNCONFIRMED
        case NotSent(fault=fault):
            return "queued", fault.value, _status_of(fault)


def _status_of(fault: Fault) -> PrinterStatus:
    match fault:
        case Fault.PAPER_OUT:
            return PrinterStatus.PAPER_OUT
        case Fault.COVER_OPEN:
            return PrinterStatus.COVER_OPEN
        case _:
            return PrinterStatus.OFF
