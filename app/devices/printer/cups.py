"""A printer that CUPS drives: jobs go raw into its queue. CUPS knows when it has handed a job on, not the paper."""

import http.client
import threading
from collections.abc import Callable
from enum import IntEnum

from app.devices.printer.ipp import Answer, Operation, answer_in, request
from app.devices.printer.transport import NotSent, SendResult, Sent, Unconfirmed
from app.devices.printer.wire import Patience
from app.services.print_fault import PrintFault

_LOOK_SECONDS = 0.2
_NOT_FOUND = 0x0406
_PRINTER_STOPPED = 5


class _Job(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


_REASONS = (
    ("media-empty", PrintFault.PAPER_OUT),
    ("media-needed", PrintFault.PAPER_OUT),
    ("cover-open", PrintFault.COVER_OPEN),
    ("door-open", PrintFault.COVER_OPEN),
    ("offline", PrintFault.OFF),
    ("connecting-to-device", PrintFault.OFF),
    ("paused", PrintFault.STOPPED),
)


class CupsTransport:
    """A queue of a print server, CUPS as it stands on Linux and macOS, or any that takes raw jobs by IPP."""

    confirms = False

    def __init__(
        self,
        queue: str,
        host: str = "127.0.0.1",
        port: int = 631,
        *,
        patience: Patience | None = None,
        rest: Callable[[float], object] | None = None,
    ) -> None:
        """`rest` waits between two looks at the job, in seconds."""
        self._path = f"/printers/{queue}"
        self._uri = f"ipp://localhost{self._path}"
        self._address = (host, port)
        self._patience = patience or Patience()
        self._rest = rest or threading.Event().wait

    def look(self) -> PrintFault | None:
        """What CUPS says of the printer."""
        try:
            return _fault_of_printer(self._ask(request(Operation.PRINTER_ATTRIBUTES, self._uri)))
        except ValueError:
            return PrintFault.GARBLED
        except TimeoutError:
            return PrintFault.SILENT
        except (OSError, http.client.HTTPException):
            return PrintFault.OFF

    def send(self, data: bytes) -> SendResult:
        """Queue it, and wait until it has left the queue; what is stuck is taken out of it again."""
        before = self.look()
        if before is not None:
            return NotSent(before)
        try:
            answer = self._ask(request(Operation.PRINT_JOB, self._uri, name="Setia") + data)
        except ConnectionRefusedError:
            return NotSent(PrintFault.OFF)
        except (OSError, http.client.HTTPException, ValueError):
            return Unconfirmed(PrintFault.BROKE_OFF)
        job = answer.number("job-id")
        if not answer.is_done or job is None:
            return NotSent(PrintFault.REJECTED)
        return self._watch(job)

    def _watch(self, job: int) -> SendResult:
        deadline = self._patience.clock() + self._patience.job
        has_begun = False
        while self._patience.clock() < deadline:
            state = self._state(job)
            if state is None:
                return Unconfirmed(PrintFault.BROKE_OFF)
            if state is _Job.COMPLETED:
                return Sent()
            if state in (_Job.CANCELED, _Job.ABORTED):
                return Unconfirmed(PrintFault.REJECTED)
            has_begun = has_begun or state in (_Job.PROCESSING, _Job.STOPPED)
            self._rest(_LOOK_SECONDS)
        return self._take_back(job, has_begun=has_begun)

    def _take_back(self, job: int, *, has_begun: bool) -> SendResult:
        """A job that never began is safe to try again once it is out of the queue."""
        why = self.look() or PrintFault.STUCK
        try:
            is_out = self._ask(request(Operation.CANCEL_JOB, self._uri, job=job)).is_done
        except (OSError, http.client.HTTPException, ValueError):
            is_out = False
        return NotSent(why) if is_out and not has_begun else Unconfirmed(why)

    def _state(self, job: int) -> _Job | None:
        """None: CUPS doesn't say any more."""
        try:
            state = self._ask(request(Operation.JOB_ATTRIBUTES, self._uri, job=job)).number("job-state")
            return None if state is None else _Job(state)
        except (OSError, http.client.HTTPException, ValueError):
            return None

    def _ask(self, body: bytes) -> Answer:
        connection = http.client.HTTPConnection(*self._address, timeout=self._patience.step)
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                raise http.client.HTTPException(answer.status)
            return answer_in(answer.read())
        finally:
            connection.close()


def queues_here(host: str = "127.0.0.1", port: int = 631, patience: float = 1.0) -> tuple[str, ...]:
    """The queues of a print server, by name; none when there is no server. Blocks for `patience` seconds at most."""
    connection = http.client.HTTPConnection(host, port, timeout=patience)
    try:
        asked = request(Operation.CUPS_PRINTERS, "ipp://localhost/")
        connection.request("POST", "/", asked, {"Content-Type": "application/ipp"})
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            return ()
        return tuple(sorted(set(answer_in(answer.read()).texts("printer-name"))))
    except (OSError, ValueError, http.client.HTTPException):
        return ()
    finally:
        connection.close()


def _fault_of_printer(answer: Answer) -> PrintFault | None:
    if answer.status == _NOT_FOUND:
        return PrintFault.OFF
    if not answer.is_done or answer.number("printer-is-accepting-jobs") == 0:
        return PrintFault.REJECTED
    if answer.number("printer-state") != _PRINTER_STOPPED:
        return None
    reasons = answer.keywords("printer-state-reasons")
    for beginning, fault in _REASONS:
        if any(reason.startswith(beginning) for reason in reasons):
            return fault
    return PrintFault.STOPPED
