"""A Windows spooler that is not there: what pywin32's `win32print` does with a raw job, and how it misbehaves.

Written from Microsoft's and pywin32's reference. It stands where that module would: it proves what is asked of the
spooler, not that Windows answers so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.emulators.escpos_paper import PaperParser

_NO_PRINTER, _NO_JOB, _DENIED, _BROKEN = 1801, 87, 5, 1722
_DELETE = 5


class SpoolerError(Exception):
    """As `pywintypes.error`: number, function, sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolerBehaviour:
    """printer, attributes: bits as PRINTER_INFO_2 has them. job: bits at which a job stays; None: it is printed and
    leaves. half: what of it comes out before it stays. is_unknown: no such queue. denied: not for this user.
    breaks: the service goes away in mid-job. stays: a job can't be deleted. taken_out: somebody deletes it.
    """

    printer: int = 0
    attributes: int = 0
    job: int | None = None
    half: bool = False
    is_unknown: bool = False
    denied: bool = False
    breaks: bool = False
    stays: bool = False
    taken_out: bool = False


class WindowsSpoolerEmulator:
    """Give it to the transport in place of the module."""

    error: type[Exception] = SpoolerError

    def __init__(self, queue: str = "POS-58") -> None:
        self._queue = queue
        self._behaviour = SpoolerBehaviour()
        self._paper = PaperParser()
        self._waiting: dict[int, bytearray] = {}
        self._last = 0
        self.open_handles = 0

    @property
    def lines(self) -> list[str]:
        """The text on paper."""
        return [line.text for line in self._paper.paper.lines]

    @property
    def queued(self) -> int:
        """Jobs that are in the queue."""
        return len(self._waiting)

    def behave(self, **changes: object) -> None:
        """`SpoolerBehaviour` with these changes, at once; what waits is printed when nothing keeps it."""
        self._behaviour = replace(SpoolerBehaviour(), **changes)  # type: ignore[arg-type]  # its fields
        if self._behaviour.job is None:
            for job in list(self._waiting):
                self._print(job)

    def OpenPrinter(self, name: str) -> Any:  # noqa: N802 - pywin32's names, here and below
        if self._behaviour.denied:
            raise SpoolerError(_DENIED, "OpenPrinter", "Access is denied.")
        if self._behaviour.is_unknown or name != self._queue:
            raise SpoolerError(_NO_PRINTER, "OpenPrinter", "The printer name is invalid.")
        self.open_handles += 1
        return object()

    def ClosePrinter(self, handle: Any) -> None:  # noqa: N802, ARG002
        self.open_handles -= 1

    def GetPrinter(self, handle: Any, level: int) -> Mapping[str, Any]:  # noqa: N802, ARG002
        if level != 2:
            raise SpoolerError(124, "GetPrinter", "The system call level is not correct.")
        return {"Status": self._behaviour.printer, "Attributes": self._behaviour.attributes}

    def StartDocPrinter(self, handle: Any, level: int, document: tuple[str, None, str]) -> int:  # noqa: N802, ARG002
        if level != 1 or document[2] != "RAW":
            raise SpoolerError(_NO_JOB, "StartDocPrinter", "The parameter is incorrect.")
        self._last += 1
        self._waiting[self._last] = bytearray()
        return self._last

    def StartPagePrinter(self, handle: Any) -> None:  # noqa: N802
        """Nothing to see."""

    def WritePrinter(self, handle: Any, data: bytes) -> int:  # noqa: N802, ARG002
        """It may take less than it was given."""
        if self._behaviour.breaks:
            raise SpoolerError(_BROKEN, "WritePrinter", "The RPC server is unavailable.")
        taken = data[:700]
        self._waiting[self._last] += taken
        return len(taken)

    def EndPagePrinter(self, handle: Any) -> None:  # noqa: N802
        """Nothing to see."""

    def EndDocPrinter(self, handle: Any) -> None:  # noqa: N802, ARG002
        behaviour = self._behaviour
        if behaviour.half:
            data = self._waiting[self._last]
            self._paper.feed(bytes(data[: len(data) // 2]))
        elif behaviour.job is None and not behaviour.taken_out:
            self._print(self._last)

    def GetJob(self, handle: Any, job: int, level: int) -> Mapping[str, Any]:  # noqa: N802, ARG002
        if job not in self._waiting or level != 1:
            raise SpoolerError(_NO_JOB, "GetJob", "The parameter is incorrect.")
        if self._behaviour.taken_out:
            return {"Status": 0x4}
        return {"Status": self._behaviour.job or 0}

    def SetJob(self, handle: Any, job: int, level: int, info: None, command: int) -> None:  # noqa: N802, ARG002
        if job not in self._waiting or command != _DELETE:
            raise SpoolerError(_NO_JOB, "SetJob", "The parameter is incorrect.")
        if not self._behaviour.stays:
            del self._waiting[job]

    def _print(self, job: int) -> None:
        self._paper.feed(bytes(self._waiting.pop(job)))
