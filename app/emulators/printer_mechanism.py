"""A receipt printer behind whatever line: what it does with bytes, and how it misbehaves."""

from dataclasses import dataclass

from app.emulators.escpos_paper import PaperParser, StatusRequest
from app.emulators.paper import Paper

FRAGMENT = 4096


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How the printer behaves; as it stands here, well. Bytes are counted from the start of a connection
    (on a port, from the change of its ways).
    """

    silent: bool = False
    """Status requests get no answer."""
    garbled: bool = False
    """They get a byte that is no status."""
    cover_open: bool = False
    jammed: bool = False
    """Offline without a word why."""
    paper_lasts: int | None = None
    """Bytes until the paper is out; 0: there is none. The rest of the job is not printed."""
    hangs_up_after: int | None = None
    """Bytes until it closes the connection."""
    reads_only: int | None = None
    """Bytes until it takes no more, with the connection open."""
    delay: float = 0.0
    """Seconds that it thinks about each fragment."""


GOOD = Behaviour()


class PrinterMechanism:
    """Two parsers: a stopped printer prints nothing but still answers."""

    def __init__(self, dots: int, *, two_byte: bool = False) -> None:
        self._printing = PaperParser(dots, two_byte=two_byte)
        self._answering = PaperParser(dots)
        self.received = 0
        self.data = bytearray()

    @property
    def paper(self) -> Paper:
        """All that has come out."""
        return self._printing.paper

    def takes(self, behaviour: Behaviour) -> int:
        """How many bytes it takes now; 0: no more."""
        ends = (behaviour.reads_only, behaviour.hangs_up_after)
        return max(0, min([FRAGMENT, *(end - self.received for end in ends if end is not None)]))

    def has_enough(self, behaviour: Behaviour) -> bool:
        """Whether it hangs up now."""
        return behaviour.hangs_up_after is not None and self.received >= behaviour.hangs_up_after

    def feed(self, fragment: bytes, behaviour: Behaviour) -> list[bytes]:
        """Print what it can; its answers."""
        self._printing.feed(fragment[: self._printable(behaviour)])
        self.received += len(fragment)
        self.data += fragment
        answers = (self._answer(request, behaviour) for request in self._answering.feed(fragment))
        return [answer for answer in answers if answer]

    def _printable(self, behaviour: Behaviour) -> int:
        """How many more bytes come out on paper."""
        if behaviour.cover_open or behaviour.jammed:
            return 0
        lasts = behaviour.paper_lasts
        return FRAGMENT if lasts is None else max(0, lasts - self.received)

    def _answer(self, request: StatusRequest, behaviour: Behaviour) -> bytes:
        if behaviour.garbled:
            return b"\xff"
        return b"" if behaviour.silent else bytes([self._status(request.kind, behaviour)])

    def _status(self, kind: int, behaviour: Behaviour) -> int:
        """The answer to DLE EOT `kind`, by Epson's command reference."""
        lasts = behaviour.paper_lasts
        out, opened = lasts is not None and self.received >= lasts, behaviour.cover_open
        offline = out or opened or behaviour.jammed
        bits = {
            1: 0x08 * offline,
            2: 0x04 * opened | 0x20 * out,
            4: 0x60 * out,
        }
        return 0x12 | bits.get(kind, 0)
