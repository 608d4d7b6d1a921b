"""A print server that is not there: a queue that takes raw jobs by IPP, prints them, and misbehaves when told.

Written from RFC 8010 and 8011, and from nothing that Setia sends with.
"""

import threading
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from app.emulators.escpos_paper import PaperParser

_PRINT, _CANCEL, _JOB, _PRINTER, _ALL = 0x0002, 0x0008, 0x0009, 0x000B, 0x4002
_OK, _NOT_POSSIBLE, _NOT_FOUND, _BUSY = 0x0000, 0x0404, 0x0406, 0x0507
_CANCELED, _COMPLETED = 7, 9


@dataclass(frozen=True, slots=True)
class QueueBehaviour:
    """`reasons`: why the printer stands still; empty: it prints. `job_state`: at which a job stays, of RFC 8011.

    `refuses`: takes no job. `hangs_up`: takes a job, and answers nothing. `garbled`: answers noise. `silent_seconds`:
    before each answer. `is_unknown`: there is no such queue.
    """

    reasons: tuple[str, ...] = ()
    job_state: int = _COMPLETED
    refuses: bool = False
    hangs_up: bool = False
    garbled: bool = False
    silent_seconds: float = 0.0
    is_unknown: bool = False


class PrintServerEmulator:
    """Serves queue `name` at `address` until it is closed."""

    def __init__(self, name: str = "struk", port: int = 0) -> None:
        self.name = name
        self.behaviour = QueueBehaviour()
        self.jobs: dict[int, tuple[int, bytes]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = False  # `close` waits for them
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self._server.server_address[1]

    @property
    def lines(self) -> list[str]:
        """The text on paper: of jobs that went to the printer."""
        parser = PaperParser()
        for state, data in self.jobs.values():
            if state == _COMPLETED:
                parser.feed(data)
        return [line.text for line in parser.paper.lines]

    def behave(self, **changes: object) -> None:
        """`QueueBehaviour` with these changes, at once."""
        self.behaviour = replace(QueueBehaviour(), **changes)  # type: ignore[arg-type]  # its fields

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, body: bytes) -> bytes:
        """What the queue says to a request."""
        operation, attributes, document = _read(body)
        if operation == _ALL:
            return _written(
                _OK, _text(0x42, b"printer-name", self.name), _text(0x42, b"printer-name", "dapur")
            )
        if self.behaviour.is_unknown:
            return _written(_NOT_FOUND)
        if operation == _PRINTER:
            return self._printer()
        if operation == _PRINT:
            return self._take(document)
        job = int.from_bytes(attributes.get(b"job-id", b""), "big")
        if operation == _CANCEL:
            return self._cancel(job)
        return _written(_OK, _number(0x23, b"job-state", self.jobs[job][0]))

    def _printer(self) -> bytes:
        reasons = self.behaviour.reasons
        said = [_number(0x23, b"printer-state", 5 if reasons else 3)]
        said += [
            _text(0x44, b"" if place else b"printer-state-reasons", r) for place, r in enumerate(reasons)
        ]
        said.append(_field(0x22, b"printer-is-accepting-jobs", bytes([not self.behaviour.refuses])))
        return _written(_OK, *said)

    def _take(self, document: bytes) -> bytes:
        if self.behaviour.refuses:
            return _written(_BUSY)
        job = len(self.jobs) + 1
        self.jobs[job] = (self.behaviour.job_state, document)
        return _written(_OK, _number(0x21, b"job-id", job))

    def _cancel(self, job: int) -> bytes:
        state, document = self.jobs[job]
        if state >= _CANCELED:
            return _written(_NOT_POSSIBLE)
        self.jobs[job] = (_CANCELED, document)
        return _written(_OK)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        queue = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                behaviour = queue.behaviour
                threading.Event().wait(behaviour.silent_seconds)
                answer = b"\xff" * 40 if behaviour.garbled else queue.answer(body)
                if behaviour.hangs_up and body[2:4] == bytes([0, _PRINT]):
                    return
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(answer)))
                    self.end_headers()
                    self.wfile.write(answer)
                except OSError:  # who asked has lost patience
                    return

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - http.server's name
                """Quiet."""

        return Handler


def _read(body: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """Operation, attributes, document."""
    attributes: dict[bytes, bytes] = {}
    place = 8
    while body[place] != 0x03:
        if body[place] < 0x10:
            place += 1
            continue
        name_end = place + 3 + int.from_bytes(body[place + 1 : place + 3], "big")
        value_end = name_end + 2 + int.from_bytes(body[name_end : name_end + 2], "big")
        attributes[body[place + 3 : name_end]] = body[name_end + 2 : value_end]
        place = value_end
    return int.from_bytes(body[2:4], "big"), attributes, body[place + 1 :]


def _written(status: int, *fields: bytes) -> bytes:
    said = _text(0x47, b"attributes-charset", "utf-8") + _text(0x48, b"attributes-natural-language", "en")
    return (
        b"\x02\x00"
        + status.to_bytes(2, "big")
        + b"\0\0\0\1\x01"
        + said
        + b"\x04"
        + b"".join(fields)
        + b"\x03"
    )


def _number(tag: int, name: bytes, value: int) -> bytes:
    return _field(tag, name, value.to_bytes(4, "big"))


def _text(tag: int, name: bytes, value: str) -> bytes:
    return _field(tag, name, value.encode())


def _field(tag: int, name: bytes, value: bytes) -> bytes:
    return bytes([tag]) + len(name).to_bytes(2, "big") + name + len(value).to_bytes(2, "big") + value
