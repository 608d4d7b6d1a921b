"""A receipt printer on a port: a pseudo-terminal that takes ESC/POS and misbehaves when told. POSIX only."""

import contextlib
import os
import select
import threading
import tty
from pathlib import Path
from types import TracebackType
from typing import Self

from app.emulators.paper import Paper
from app.emulators.printer_mechanism import FRAGMENT, GOOD, Behaviour, PrinterMechanism

_STOP_PATIENCE = 5.0


class PortPrinterEmulator:
    """Plugged in from the start; the terminal opens `link`, which stays the same over unplugging."""

    def __init__(self, link: Path, *, dots: int = 576) -> None:
        self.link = link
        self._dots = dots
        self._behaviour = GOOD
        self._changed = threading.Condition()
        self._papers: list[Paper] = []
        self.plug_in()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    @property
    def lines(self) -> list[str]:
        """All text lines on paper since the start."""
        with self._changed:
            return [line.text for paper in [*self._papers, self._mechanism.paper] for line in paper.lines]

    def wait_for_lines(self, count: int, timeout: float) -> list[str]:
        """The lines, once there are `count`. Raises `TimeoutError`."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.lines) >= count, timeout):
                raise TimeoutError(f"{len(self.lines)} of {count} lines came")
            return self.lines

    def behave(self, behaviour: Behaviour) -> None:
        """Change its ways, at once; its bytes are counted anew."""
        with self._changed:
            self._behaviour = behaviour
            self._mechanism.received = 0
        if self._is_plugged_in:
            os.write(self._wake[1], b"!")

    def plug_in(self) -> None:
        """Switched on, with an empty buffer."""
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        os.set_blocking(self._near, False)
        self._wake = os.pipe()
        self._mechanism = PrinterMechanism(self._dots)
        self.link.symlink_to(os.ttyname(self._far))
        self._is_plugged_in = True
        self._thread = threading.Thread(target=self._run, name="port-printer-emulator", daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        """The port goes away. Harmless when it is."""
        if not self._is_plugged_in:
            return
        self._is_plugged_in = False
        os.write(self._wake[1], b"!")
        self._thread.join(_STOP_PATIENCE)
        self._hang_up()

    def _hang_up(self) -> None:
        with self._changed:
            if self._near < 0:
                return
            self.link.unlink()
            for end in (self._near, self._far, *self._wake):
                os.close(end)
            self._near = -1
            self._papers.append(self._mechanism.paper)
            self._mechanism = PrinterMechanism(self._dots)

    # The emulator's own thread

    def _run(self) -> None:
        while self._is_plugged_in:
            takes = self._mechanism.takes(self._behaviour)
            ready, _, _ = select.select([self._wake[0], *([self._near] if takes else [])], [], [])
            if self._wake[0] in ready:
                os.read(self._wake[0], FRAGMENT)
            if self._near in ready and self._is_plugged_in:
                self._take(takes)

    def _take(self, most: int) -> None:
        with contextlib.suppress(BlockingIOError):
            fragment = os.read(self._near, most)
            if self._behaviour.delay:
                threading.Event().wait(self._behaviour.delay)
            with self._changed:
                answers = self._mechanism.feed(fragment, self._behaviour)
                self._changed.notify_all()
            for answer in answers:
                os.write(self._near, answer)
            if self._mechanism.has_enough(self._behaviour):
                self._is_plugged_in = False
                self._hang_up()
