"""A serial scanner that is not there: a pseudo-terminal that says what a scanner says. POSIX only."""

import os
import threading
import tty
from collections.abc import Iterable
from pathlib import Path


class ScannerEmulator:
    """Plugged in from the start. The terminal opens `path`.

    `link`, where given, is a symbolic link that stays the same over unplugging, like `/dev/serial/by-id/…`.
    """

    def __init__(self, link: Path | None = None) -> None:
        self._link = link
        self._ends: tuple[int, int] | None = None
        self.path = ""
        self.plug_in()

    def plug_in(self) -> None:
        if self._ends is not None:
            raise RuntimeError("the scanner is plugged in")
        scanner_end, terminal_end = self._ends = os.openpty()
        tty.setraw(terminal_end)
        os.set_blocking(scanner_end, False)  # bytes that nobody reads are lost, as on a real line
        self.path = os.ttyname(terminal_end)
        if self._link is not None:
            self._link.symlink_to(self.path)
            self.path = str(self._link)

    def send(
        self,
        code: str,
        aim: str = "",
        terminator: bytes = b"\r",
        fragments: Iterable[int] = (),
        gap_seconds: float = 0.03,
    ) -> None:
        """Say a code: `aim` such as "]E0" in front, `fragments` the sizes of its first pieces in bytes."""
        said = aim.encode("ascii") + code.encode() + terminator
        for size in fragments:
            self.send_bytes(said[:size])
            said = said[size:]
            threading.Event().wait(gap_seconds)
        self.send_bytes(said)

    def send_bytes(self, data: bytes) -> None:
        """Say anything: noise, half a code, NULs."""
        if self._ends is None:
            raise RuntimeError("the scanner is unplugged")
        os.write(self._ends[0], data)

    def hang_up(self) -> None:
        """Pull the plug. `plug_in` puts it back, under the same link."""
        if self._ends is None:
            return
        if self._link is not None:
            self._link.unlink()
        for end in self._ends:
            os.close(end)
        self._ends = None

    def close(self) -> None:
        self.hang_up()
