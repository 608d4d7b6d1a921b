"""A 2x20 line display that is not there: a pseudo-terminal that takes characters. POSIX only."""

import contextlib
import os
import select
import threading
import tty
from collections.abc import Callable
from pathlib import Path

_COLUMNS, _CELLS = 20, 40
_CLEAR, _HOME, _ESCAPE = 0x0C, 0x0B, 0x1B


class LineDisplayEmulator:
    """Plugged in from the start, under `link`. `takes_nothing`: its line is held, as by a flow control that sticks."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self.takes_nothing = False
        self.unknown: list[int] = []
        self._changed = threading.Condition()
        self._ends: tuple[int, int] | None = None
        self.plug_in()

    @property
    def lines(self) -> tuple[str, str]:
        """What a customer reads, without the spaces behind it."""
        with self._changed:
            text = "".join(self._cells)
        return text[:_COLUMNS].rstrip(), text[_COLUMNS:].rstrip()

    def await_lines(self, upper: str, lower: str, timeout: float) -> None:
        """Raises `TimeoutError` with what stands there instead."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.lines == (upper, lower), timeout):
                raise TimeoutError(f"it shows {self.lines}")

    def watch(self, told: Callable[[tuple[str, str]], None]) -> None:
        """Tells each change, for ever."""
        shown = ("", "")
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self.lines != shown)  # noqa: B023 - it is called here only
                shown = self.lines
            told(shown)

    def plug_in(self) -> None:
        """Switched on and dark."""
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        self._cells, self._cursor, self._is_command = [" "] * _CELLS, 0, False
        self.link.symlink_to(os.ttyname(self._ends[1]))
        self._wake = os.pipe()
        self._thread = threading.Thread(target=self._run, name="line-display-emulator", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        """Harmless when it is."""
        if self._ends is None:
            return
        self.link.unlink()
        ends, self._ends = self._ends, None
        os.write(self._wake[1], b"!")
        self._thread.join()
        for end in (*ends, *self._wake):
            os.close(end)

    def wake(self) -> None:
        """After a change of `takes_nothing`."""
        os.write(self._wake[1], b"!")

    def _run(self) -> None:
        while (ends := self._ends) is not None:
            listening = [] if self.takes_nothing else [ends[0]]
            ready, _, _ = select.select([self._wake[0], *listening], [], [])
            if self._wake[0] in ready:
                os.read(self._wake[0], _CELLS)
            elif ready:
                with contextlib.suppress(OSError):
                    self._take(os.read(ends[0], 256))

    def _take(self, data: bytes) -> None:
        with self._changed:
            for code in data:
                self._one(code)
            self._changed.notify_all()

    def _one(self, code: int) -> None:
        if self._is_command:
            self._is_command = False
            if code == ord("@"):
                self._cells, self._cursor = [" "] * _CELLS, 0
            else:
                self.unknown.append(code)
        elif code == _ESCAPE:
            self._is_command = True
        elif code == _CLEAR:
            self._cells, self._cursor = [" "] * _CELLS, 0
        elif code == _HOME:
            self._cursor = 0
        elif 0x20 <= code < 0x7F:
            self._cells[self._cursor] = chr(code)
            self._cursor = (self._cursor + 1) % _CELLS
        else:
            self.unknown.append(code)
