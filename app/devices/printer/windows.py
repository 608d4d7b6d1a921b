"""A printer that the Windows spooler drives: jobs go raw into its queue. It knows when a job has left, not the paper.

The calls are pywin32's `win32print`, and no more of it than `Win32Print` names, so that an emulator can stand in its
place: without Windows these calls are all that can be tried.
"""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Protocol, cast

from app.devices.printer.transport import NotSent, SendResult, Sent, Unconfirmed
from app.devices.printer.wire import Patience
from app.services.print_fault import PrintFault

_LOOK_SECONDS = 0.2
_RAW, _ANSWER_LEVEL, _JOB_LEVEL = "RAW", 2, 1
_DELETE = 5  # JOB_CONTROL_DELETE: also a job that is being printed
_WORK_OFFLINE = 0x400  # PRINTER_ATTRIBUTE_WORK_OFFLINE
_ACCESS_DENIED, _NO_SUCH_JOB = 5, 87

_PRINTING, _DELETING, _DELETED = 0x10, 0x4, 0x100
_LEFT = 0x80 | 0x1000  # JOB_STATUS_PRINTED, JOB_STATUS_COMPLETE
_OF_PRINTER = (  # PRINTER_STATUS_…, the most helpful first
    (0x10, PrintFault.PAPER_OUT),
    (0x40_0000, PrintFault.COVER_OPEN),
    (0x8, PrintFault.STOPPED),  # paper jam
    (0x80 | 0x1000, PrintFault.OFF),  # offline, not available
    (0x1 | 0x2 | 0x40 | 0x10_0000, PrintFault.STOPPED),  # paused, error, paper problem, user intervention
)
_OF_JOB = (  # JOB_STATUS_…
    (0x40, PrintFault.PAPER_OUT),
    (0x20, PrintFault.OFF),
    (0x1 | 0x2 | 0x200 | 0x400, PrintFault.STOPPED),  # paused, error, blocked, user intervention
)


class Win32Print(Protocol):
    """What Setia uses of `win32print`. Each call may raise `error`, whose first argument is Windows' number."""

    error: type[Exception]

    def OpenPrinter(self, name: str) -> Any: ...  # noqa: N802 - pywin32's names, here and below
    def ClosePrinter(self, handle: Any) -> None: ...  # noqa: N802
    def GetPrinter(self, handle: Any, level: int) -> Mapping[str, Any]: ...  # noqa: N802
    def StartDocPrinter(self, handle: Any, level: int, document: tuple[str, None, str]) -> int: ...  # noqa: N802
    def StartPagePrinter(self, handle: Any) -> None: ...  # noqa: N802
    def WritePrinter(self, handle: Any, data: bytes) -> int: ...  # noqa: N802
    def EndPagePrinter(self, handle: Any) -> None: ...  # noqa: N802
    def EndDocPrinter(self, handle: Any) -> None: ...  # noqa: N802
    def GetJob(self, handle: Any, job: int, level: int) -> Mapping[str, Any]: ...  # noqa: N802
    def SetJob(self, handle: Any, job: int, level: int, info: None, command: int) -> None: ...  # noqa: N802


class WindowsTransport:
    """A queue of this machine's spooler, by the name that Windows shows. Without pywin32 there is no way to it."""

    confirms = False

    def __init__(
        self,
        queue: str,
        windows: Win32Print | None,
        *,
        patience: Patience | None = None,
        rest: Callable[[float], object] | None = None,
    ) -> None:
        """`rest` waits between two looks at the job, in seconds."""
        self._queue = queue
        self._windows = windows
        self._patience = patience or Patience()
        self._rest = rest or threading.Event().wait

    def look(self) -> PrintFault | None:
        """What the spooler says of the printer; many drivers say nothing before a job was tried."""
        windows = self._windows
        if windows is None:
            return PrintFault.NO_SPOOLER
        try:
            with _opened(windows, self._queue) as handle:
                return _fault_of_printer(windows.GetPrinter(handle, _ANSWER_LEVEL))
        except windows.error as error:
            return _why(error)

    def send(self, data: bytes) -> SendResult:
        """Queue it, and wait until it has left the queue; what is stuck is taken out of it again."""
        before = self.look()
        if before is not None or self._windows is None:
            return NotSent(before or PrintFault.NO_SPOOLER)
        windows = self._windows
        try:
            with _opened(windows, self._queue) as handle:
                job = windows.StartDocPrinter(handle, 1, ("Setia", None, _RAW))
                return self._spool(windows, handle, job, data)
        except windows.error as error:
            return NotSent(_why(error))

    def _spool(self, windows: Win32Print, handle: Any, job: int, data: bytes) -> SendResult:
        """From here on something may come out."""
        try:
            windows.StartPagePrinter(handle)
            if not _write(windows, handle, data):
                self._delete(windows, handle, job)
                return Unconfirmed(PrintFault.STUCK)
            windows.EndPagePrinter(handle)
            windows.EndDocPrinter(handle)
            return self._watch(windows, handle, job)
        except windows.error:
            self._delete(windows, handle, job)
            return Unconfirmed(PrintFault.BROKE_OFF)

    def _watch(self, windows: Win32Print, handle: Any, job: int) -> SendResult:
        """A job that is done leaves the queue, so one that isn't there has been printed, or somebody took it out."""
        deadline = self._patience.clock() + self._patience.job
        has_begun = False
        why: PrintFault | None = None
        while self._patience.clock() < deadline:
            state = _state(windows, handle, job)
            if state is None or state & _LEFT:
                return Sent()
            if state & (_DELETING | _DELETED):
                return Unconfirmed(PrintFault.REJECTED)
            has_begun = has_begun or bool(state & _PRINTING)
            why = _first(_OF_JOB, state)
            self._rest(_LOOK_SECONDS)
        is_out = self._delete(windows, handle, job)
        why = why or self.look() or PrintFault.STUCK
        return NotSent(why) if is_out and not has_begun else Unconfirmed(why)

    def _delete(self, windows: Win32Print, handle: Any, job: int) -> bool:
        """Whether it is out of the queue, so that it does not come out later."""
        try:
            windows.SetJob(handle, job, 0, None, _DELETE)
            deadline = self._patience.clock() + self._patience.step
            while _state(windows, handle, job) is not None:
                if self._patience.clock() > deadline:
                    return False
                self._rest(_LOOK_SECONDS)
        except windows.error:
            return False
        return True


def win32print() -> Win32Print | None:
    """The real one; None: this is not Windows, or pywin32 is not there."""
    if sys.platform == "win32":
        with suppress(ImportError):
            import win32print as windows  # noqa: PLC0415 - only there

            return cast("Win32Print", windows)
    return None


@contextmanager
def _opened(windows: Win32Print, queue: str) -> Iterator[Any]:
    handle = windows.OpenPrinter(queue)
    try:
        yield handle
    finally:
        windows.ClosePrinter(handle)


def _write(windows: Win32Print, handle: Any, data: bytes) -> bool:
    """Whether the spooler took all of it; it may take a piece at a time."""
    taken = 0
    while taken < len(data):
        count = windows.WritePrinter(handle, data[taken:])
        if not count:
            return False
        taken += count
    return True


def _state(windows: Win32Print, handle: Any, job: int) -> int | None:
    """Bits of JOB_STATUS_…; None: it has left the queue."""
    try:
        return int(windows.GetJob(handle, job, _JOB_LEVEL)["Status"])
    except windows.error as error:
        if error.args[:1] == (_NO_SUCH_JOB,):
            return None
        raise


def _fault_of_printer(printer: Mapping[str, Any]) -> PrintFault | None:
    if int(printer["Attributes"]) & _WORK_OFFLINE:
        return PrintFault.OFF
    return _first(_OF_PRINTER, int(printer["Status"]))


def _first(known: tuple[tuple[int, PrintFault], ...], bits: int) -> PrintFault | None:
    return next((fault for mask, fault in known if bits & mask), None)


def _why(error: Exception) -> PrintFault:
    return PrintFault.FORBIDDEN if error.args[:1] == (_ACCESS_DENIED,) else PrintFault.OFF
