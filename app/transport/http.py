"""The terminal's way to its server: one message out, one back. What can go wrong with a line is an outcome."""

import contextlib
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from types import TracebackType
from typing import Any, Generic, Self, TypeAlias, TypeVar

import httpx2

from app.protocol.messages import (
    CONTENT_TYPE,
    LARGEST_MESSAGE,
    Ack,
    Enrol,
    Enrolled,
    Page,
    Problem,
    Pull,
    Push,
    from_wire,
    to_wire,
)

M = TypeVar("M")

CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 15.0
"""How long the server may say nothing in the middle of a request."""
ANSWER_SECONDS = 60.0
"""How long a whole answer may take, however steadily it drips."""


class LineFault(StrEnum):
    """Why there is no answer."""

    NO_CONNECTION = "no-connection"
    """Nobody took the call: wrong address, no route, port closed."""
    TIME_OUT = "time-out"
    CERTIFICATE = "certificate"
    """TLS failed, or the certificate is not to be trusted."""
    CUT = "cut"
    """The connection ended before the answer did: the server may have done what was asked."""
    SERVER_FAULT = "server-fault"
    """The server, or a proxy before it, answered 5xx."""
    NOT_OUR_SERVER = "not-our-server"
    """What answered doesn't speak this protocol."""
    CLOSED = "closed"
    """This client was closed."""


@dataclass(frozen=True, slots=True)
class Delivered(Generic[M]):
    """The server did what was asked."""

    message: M


@dataclass(frozen=True, slots=True)
class Refused:
    """The server understood, and refused."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There is no answer to believe; what was asked may or may not have been done."""

    fault: LineFault


Outcome: TypeAlias = Delivered[M] | Refused | Unreachable


def is_safe_url(url: str) -> bool:
    """Whether people's data may go there: TLS, or this very machine."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return False
    if parsed.scheme == "https":
        return bool(parsed.host)
    return parsed.scheme == "http" and _is_this_machine(parsed.host)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class ServerClient:
    """Speaks to one server, one request at a time. `close` may be called on any thread and cuts a request short."""

    def __init__(
        self,
        url: str,
        *,
        verify: ssl.SSLContext | bool = True,
        connect_seconds: float = CONNECT_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        """url: `https://host[:port][/path]`; plain http only to this machine, else ValueError."""
        if not is_safe_url(url):
            raise ValueError(f"{url!r} is neither https nor on this machine")
        self._client = httpx2.Client(
            base_url=url,
            verify=verify,
            timeout=httpx2.Timeout(silence_seconds, connect=connect_seconds),
            trust_env=False,
            headers={"content-type": CONTENT_TYPE, "accept": CONTENT_TYPE},
            limits=httpx2.Limits(max_connections=1, max_keepalive_connections=1),
        )
        self._socket: socket.socket | None = None
        self._closed = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def enrol(self, message: Enrol) -> Outcome[Enrolled]:
        """Asks to join."""
        return self._exchange("v1/enrol", message, Enrolled)

    def push(self, message: Push) -> Outcome[Ack]:
        """Sends records."""
        return self._exchange("v1/push", message, Ack)

    def pull(self, message: Pull) -> Outcome[Page]:
        """Asks for changes."""
        return self._exchange("v1/pull", message, Page)

    def close(self) -> None:
        """Ends the connection; a request that waits gets `Unreachable(CLOSED)` at once."""
        self._closed.set()
        self._shut_down()
        self._client.close()

    def _exchange(self, path: str, message: object, answer: type[M]) -> Outcome[M]:
        try:
            status, body = self._post(path, to_wire(message))
        except (httpx2.TransportError, RuntimeError) as error:
            if self._closed.is_set():
                return Unreachable(LineFault.CLOSED)
            if isinstance(error, RuntimeError):
                raise
            return Unreachable(fault_of(error))
        if status >= 500:
            return Unreachable(LineFault.SERVER_FAULT)
        try:
            return Delivered(from_wire(answer, body)) if status == 200 else Refused(from_wire(Problem, body))
        except ValueError:
            return Unreachable(LineFault.NOT_OUR_SERVER)

    def _post(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body, read within bounds of bytes and time."""
        deadline = time.monotonic() + ANSWER_SECONDS
        received = bytearray()
        with self._client.stream(
            "POST", path, content=body, extensions={"trace": self._remember_socket}
        ) as response:
            for part in response.iter_raw():
                received += part
                if len(received) > LARGEST_MESSAGE:
                    raise httpx2.RemoteProtocolError("the answer is too large")
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer takes too long")
        return response.status_code, bytes(received)

    def _remember_socket(self, event: str, details: Mapping[str, Any]) -> None:
        """Keeps the socket of the connection, so that `close` can wake a thread that reads from it."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = details["return_value"].get_extra_info("socket")
            if self._closed.is_set():  # `close` came between the connection and this line
                self._shut_down()

    def _shut_down(self) -> None:
        open_socket = self._socket
        if open_socket is not None:
            with contextlib.suppress(OSError):  # it was closed already
                open_socket.shutdown(socket.SHUT_RDWR)


def fault_of(error: httpx2.TransportError) -> LineFault:
    """What kept an answer from coming."""
    if isinstance(error, httpx2.TimeoutException):
        return LineFault.TIME_OUT
    if isinstance(error, httpx2.ConnectError):
        return LineFault.CERTIFICATE if _is_tls(error) else LineFault.NO_CONNECTION
    return LineFault.CUT


def _is_tls(error: BaseException) -> bool:
    """Whether TLS is at the bottom of an error."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
