"""Drains the print spool: one job at a time, marked before it is sent, so that none comes out twice unmarked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.devices.printer.profile import MIDDLE, NARROW, WIDE, PrinterProfile
from app.devices.printer.transport import (
    Confirmed,
    NotSent,
    PrinterTransport,
    SendResult,
    Sent,
    Unconfirmed,
)
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.receipt import Receipt
from app.services.spool_port import PaperKind, PrintJob
from app.services.unit import TerminalStore
from app.ui.lanes import Work
from app.words.receipt import finished
from app.words.training import not_valid
from app.words.translate import Words

_log = logging.getLogger("setia.printer")

PROFILES: dict[int, PrinterProfile] = {profile.columns: profile for profile in (NARROW, MIDDLE, WIDE)}


@dataclass(frozen=True, slots=True)
class Printing:
    """Renders and sends one job; belongs to the printer's lane. training: no paper of it may pass for a real one.

    seen: hears of each paper as it is sent.
    """

    transport: PrinterTransport
    profile: PrinterProfile
    words: Words
    cache: Path
    logo: Path | None = None
    training: bool = False
    seen: Callable[[Receipt], None] | None = None

    def send(self, job: PrintJob) -> SendResult:
        """What became of the job."""
        try:
            data = self._rendered(job)
        except Exception:  # noqa: BLE001 - whatever is wrong with one receipt, the next one must come out
            _log.exception("a receipt can't be printed", extra={"event": "print.unprintable"})
            return Unconfirmed(PrintFault.UNPRINTABLE)
        return self.transport.send(data)

    def _rendered(self, job: PrintJob) -> bytes:
        # Deferred: escpos takes 200 ms to load, and the first paint must not wait for it.
        from app.devices.printer.render import render  # noqa: PLC0415

        receipt = finished(self.words, job.receipt, job.values, job.copy)
        if self.training:
            receipt = not_valid(receipt)
        if self.seen is not None:
            self.seen(receipt)
        return render(receipt, self.profile, self.cache, self.logo)


class Spooler:
    """Lives on the screen's thread; the store is touched on the write lane, the printer on its own."""

    def __init__(
        self,
        store: TerminalStore,
        write: Work,
        printer: Work,
        printing: Printing,
        on_status: Callable[[PrinterStatus, PrintFault | None], None],
        later: Callable[[Callable[[], None]], None],
        kinds: tuple[PaperKind, ...] = (PaperKind.RECEIPT,),
    ) -> None:
        """`later` calls back after the pause that a printer gets before it is tried again. kinds: what it prints."""
        self._kinds = kinds
        self._told_doubt = False
        self._store = store
        self._write = write
        self._printer = printer
        self._printing = printing
        self._on_status = on_status
        self._later = later
        self._busy = False
        self._resting = False
        self._over: Callable[[], None] | None = None
        self._doubt: PrintFault | None = None  # of the newest receipt that nobody knows of

    def start(self) -> None:
        """What a crash left half-sent is unconfirmed; then the queue is drained."""
        self._write.submit(self._give_up, self._gave_up)

    def stop(self, done: Callable[[], None]) -> None:
        """Takes no more jobs and says nothing more. done: called when the job that is on its way has ended."""
        self._over = done
        if not self._busy:
            done()

    def wake(self) -> None:
        """There may be a job."""
        if not (self._busy or self._resting or self._over):
            self._busy = True
            self._write.submit(self._take, self._taken, self._stopped)

    def _give_up(self) -> int:
        with self._store.writing() as unit:
            return unit.spool.give_up_sending(self._kinds)

    def _gave_up(self, count: int) -> None:
        if count:
            _log.warning("print jobs were interrupted", extra={"event": "print.interrupted", "count": count})
        self._printer.submit(self._printing.transport.look, self._looked, lambda _: self.wake())

    def _looked(self, fault: PrintFault | None) -> None:
        """Before the first receipt, so that the cashier can put in paper now."""
        if fault is None:
            self._write.submit(self._count_open, self._tell_rest)
        else:
            self._tell(_status_of(fault), fault)
        self.wake()

    def _count_open(self) -> int:
        with self._store.writing() as unit:
            return unit.spool.in_doubt(self._kinds)

    def _tell_rest(self, in_doubt: int) -> None:
        """A receipt that nobody knows of stays in sight, whatever comes out after it."""
        self._told_doubt = bool(in_doubt)
        if in_doubt:
            self._tell(PrinterStatus.UNCONFIRMED, self._doubt)
        else:
            self._tell(PrinterStatus.READY, None)

    def _take(self) -> PrintJob | None:
        with self._store.writing() as unit:
            return unit.spool.take(self._kinds)

    def _taken(self, job: PrintJob | None) -> None:
        if job is None:
            self._free()
            if self._told_doubt:  # somebody may have seen the paper meanwhile
                self._write.submit(self._count_open, self._tell_rest)
            return
        self._tell(PrinterStatus.PRINTING, None)
        self._printer.submit(
            lambda: self._printing.send(job),
            lambda result: self._sent(job, result),
            lambda _: self._sent(job, Unconfirmed(PrintFault.BROKE_OFF)),
        )

    def _sent(self, job: PrintJob, result: SendResult) -> None:
        state, fault, status = _verdict(result)
        _log.info("print job %s", state, extra={"event": f"print.{state}", "job": job.job_id.hex()})

        def settle() -> int:
            with self._store.writing() as unit:
                unit.spool.settle(job.job_id, state, None if fault is None else fault.value)
                return unit.spool.in_doubt(self._kinds)

        if isinstance(result, Unconfirmed):
            self._doubt = fault
        self._tell(status, fault)
        self._write.submit(settle, lambda in_doubt: self._settled(result, in_doubt), self._stopped)

    def _settled(self, result: SendResult, in_doubt: int) -> None:
        self._free()
        if isinstance(result, NotSent):
            self._resting = True
            self._later(self._rested)
        else:
            self._tell_rest(in_doubt)
            self.wake()

    def _rested(self) -> None:
        self._resting = False
        self.wake()

    def _stopped(self, _: Exception) -> None:
        self._free()

    def _free(self) -> None:
        self._busy = False
        if self._over is not None:
            self._over()

    def _tell(self, status: PrinterStatus, fault: PrintFault | None) -> None:
        if self._over is None:
            self._on_status(status, fault)


def _verdict(result: SendResult) -> tuple[str, PrintFault | None, PrinterStatus]:
    match result:
        case Confirmed():
            return "confirmed", None, PrinterStatus.READY
        case Sent():
            return "sent", None, PrinterStatus.READY
        case Unconfirmed(fault=fault):
            return "unconfirmed", fault, PrinterStatus.UNCONFIRMED
        case NotSent(fault=fault):
            return "queued", fault, _status_of(fault)


def _status_of(fault: PrintFault) -> PrinterStatus:
    match fault:
        case PrintFault.PAPER_OUT:
            return PrinterStatus.PAPER_OUT
        case PrintFault.COVER_OPEN:
            return PrinterStatus.COVER_OPEN
        case _:
            return PrinterStatus.OFF
