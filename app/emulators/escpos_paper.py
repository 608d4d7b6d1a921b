"""A receipt printer's reading of ESC/POS: bytes in fragments become paper."""

from collections.abc import Generator
from dataclasses import dataclass

from app.emulators.escpos_commands import COMMANDS
from app.emulators.paper import Paper
from app.emulators.print_head import PrintHead

_LF, _CR, _HT = 0x0A, 0x0D, 0x09
_LEADS = (0x10, 0x1B, 0x1C, 0x1D)
_STATUS = b"\x10\x04"

_Steps = Generator[None, None, None]
"""A parser that stops where it needs bytes of a later fragment."""


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """DLE EOT `kind`: 1 printer, 2 why it is offline, 3 error, 4 paper."""

    kind: int


class PaperParser:
    """One job's parser, for one thread. `dots` and `two_byte` are the print head's."""

    def __init__(self, dots: int = 576, *, two_byte: bool = False) -> None:
        self._head = PrintHead(dots, two_byte=two_byte)
        self._buffer = bytearray()
        self._begun = 0
        self._unknown: list[bytes] = []
        self._requests: list[StatusRequest] = []
        self._steps = self._parse()
        next(self._steps)

    def feed(self, data: bytes) -> tuple[StatusRequest, ...]:
        """Print `data`, which may begin and end anywhere; the status requests in it, in order."""
        self._buffer += data
        next(self._steps)
        requests = tuple(self._requests)
        self._requests.clear()
        return requests

    @property
    def paper(self) -> Paper:
        """All that has been printed so far."""
        return self._head.paper(tuple(self._unknown), self._begun + len(self._buffer))

    def _parse(self) -> _Steps:
        while True:
            self._begun = 0
            code = (yield from self._take(1))[0]
            if code in _LEADS:
                yield from self._command(code)
            elif self._head.two_byte and code > 0x80:
                pair = bytes([code]) + (yield from self._take(1))
                self._head.put(pair.decode("gb18030", errors="replace")[0], columns=2)
            else:
                self._single(code)

    def _take(self, count: int) -> Generator[None, None, bytes]:
        while len(self._buffer) < count:
            yield
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        self._begun += count
        return taken

    def _command(self, lead: int) -> _Steps:
        name = bytes([lead]) + (yield from self._take(1))
        if name == _STATUS:
            self._requests.append(StatusRequest((yield from self._take(1))[0]))
            return
        command = COMMANDS.get(name)
        if command is None:
            self._unknown.append(name)
            return
        taken = yield from self._take(command.arguments)
        taken += yield from self._take(command.more(taken))
        if not command.do(self._head, taken):
            self._unknown.append(name + taken)

    def _single(self, code: int) -> None:
        if code == _LF:
            self._head.end_line()
        elif code == _HT:
            self._head.tab()
        elif code == _CR:
            pass  # automatic line feed is off, as printers are shipped
        elif code < 0x20:
            self._unknown.append(bytes([code]))
        else:
            self._head.put(bytes([code]).decode(self._head.page, errors="replace"))
