"""A network receipt printer without the printer: takes jobs on a port, answers, and misbehaves when told.

`python -m app.emulators.printer --port 9100` prints what comes in as text, and with `--out` as pictures.
"""

import argparse
import logging
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.emulators.paper import Paper
from app.emulators.paper_text import as_text
from app.emulators.printer_mechanism import FRAGMENT, GOOD, Behaviour, PrinterMechanism

_log = logging.getLogger(__name__)

_STOP_PATIENCE = 5.0
_ANSWER_PATIENCE = 1.0
_MOST_JOBS = 1000


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What one connection brought: its bytes, status requests among them, and the paper that they made."""

    data: bytes
    paper: Paper


class PrinterEmulator:
    """A printer on `port` (0: a free one, see `address`); one connection at a time, as real ones take them.

    `on_paper` is called on the emulator's own thread after each job that left a mark. The last 1000 jobs are
    kept. `two_byte`: firmware that starts in GB18030 mode.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        dots: int = 576,
        two_byte: bool = False,
        behaviour: Behaviour = GOOD,
        on_paper: Callable[[Paper], None] | None = None,
    ) -> None:
        self._bind_to = (host, port)
        self._dots = dots
        self._two_byte = two_byte
        self._behaviour = behaviour
        self._on_paper = on_paper
        self._jobs: list[PrintJob] = []
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._is_serving = False
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Started."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stopped."""
        self.stop()

    def start(self) -> None:
        """Take connections from now on. Raises `OSError` when the port is taken."""
        self._listener = socket.create_server(self._bind_to)
        self._bind_to = self.address  # the same port after a stop and a start
        self._near, self._far = socket.socketpair()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, args=(self._listener,), name="printer-emulator")
        self._thread.start()

    def stop(self) -> None:
        """Hang up and end the thread. Harmless when stopped."""
        if self._listener is None or self._thread is None:
            return
        self._stopping.set()
        self._wake()
        self._thread.join(_STOP_PATIENCE)
        for end in (self._listener, self._near, self._far):
            end.close()
        self._listener = self._thread = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, once started."""
        if self._listener is None:
            raise RuntimeError("the printer emulator is not started")
        host, port = self._listener.getsockname()[:2]
        return host, port

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """The jobs that have ended and printed something, oldest first.

        Whoever sent one has his answer before its end is seen here: a second is waited for a connection that is open.
        """
        with self._changed:
            self._changed.wait_for(self._is_idle, _ANSWER_PATIENCE)
            return tuple(self._jobs)

    def wait_for_jobs(self, count: int, timeout: float) -> tuple[PrintJob, ...]:
        """The jobs, once there are `count`. Raises `TimeoutError` after `timeout` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._jobs) >= count, timeout):
                raise TimeoutError(f"{len(self._jobs)} of {count} jobs came")
            return tuple(self._jobs)

    def behave(self, behaviour: Behaviour) -> None:
        """Change its ways, at once."""
        self._behaviour = behaviour
        if self._listener is not None:
            self._wake()

    # The emulator's own thread

    def _run(self, listener: socket.socket) -> None:
        while not self._stopping.is_set():
            if self._readable(listener):
                self._is_serving = True
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(_ANSWER_PATIENCE)
                    job = self._serve(connection)
                self._keep(job)

    def _serve(self, connection: socket.socket) -> PrintJob:
        """One connection until its end."""
        mechanism = PrinterMechanism(self._dots, two_byte=self._two_byte)
        try:
            while not self._stopping.is_set() and not mechanism.has_enough(self._behaviour):
                fragment = self._next_fragment(connection, mechanism)
                if fragment == b"":
                    break
                for answer in mechanism.feed(fragment or b"", self._behaviour):
                    connection.sendall(answer)
        except OSError as error:
            _log.info("connection lost", extra={"reason": str(error)})
        return PrintJob(bytes(mechanism.data), mechanism.paper)

    def _next_fragment(self, connection: socket.socket, mechanism: PrinterMechanism) -> bytes | None:
        """More bytes, b"" at the end, None when woken up instead."""
        if not mechanism.takes(self._behaviour):
            self._readable(None)
            return None
        if not self._readable(connection):
            return None
        if self._behaviour.delay:
            self._stopping.wait(self._behaviour.delay)
        return connection.recv(mechanism.takes(self._behaviour) or 1)

    def _keep(self, job: PrintJob) -> None:
        is_marked = bool(job.paper.marks or job.paper.unprinted)
        with self._changed:
            self._is_serving = False
            if is_marked:
                self._jobs = [*self._jobs, job][-_MOST_JOBS:]
            self._changed.notify_all()
        if is_marked and self._on_paper is not None:
            try:
                self._on_paper(job.paper)
            except Exception:  # noqa: BLE001 the thread's edge: a broken window doesn't stop the printer
                _log.exception("showing the paper failed")

    def _readable(self, wanted: socket.socket | None) -> bool:
        """Wait for bytes or a connection; False when woken up instead."""
        waiting = [self._near] if wanted is None else [self._near, wanted]
        ready, _, _ = select.select(waiting, [], [])
        if self._near in ready:
            self._near.recv(FRAGMENT)
        return wanted in ready and not self._stopping.is_set()

    def _is_idle(self) -> bool:
        """Nobody is connected, or waits to be."""
        listener = self._listener
        return not self._is_serving and (listener is None or not select.select([listener], [], [], 0)[0])

    def _wake(self) -> None:
        self._far.send(b"!")


def serve(
    host: str, port: int, *, dots: int, out: Path | None, write: Callable[[str], None], stop: threading.Event
) -> None:
    """Run a printer until `stop`; `write` gets each paper as text, the folder `out` gets each as a PNG."""
    count = 0

    def show(paper: Paper) -> None:
        nonlocal count
        count += 1
        write(as_text(paper))
        if out is not None:
            from app.emulators.paper_picture import picture  # noqa: PLC0415 Pillow only when asked for

            picture(paper).save(out / f"{count:04}.png")

    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    with PrinterEmulator(host, port, dots=dots, on_paper=show) as printer:
        write("{}:{}\n".format(*printer.address))
        stop.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m app.emulators.printer", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--dots", type=int, default=576, choices=(384, 512, 576))
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())

    def write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    serve(chosen.host, chosen.port, dots=chosen.dots, out=chosen.out, write=write, stop=stop)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
