"""The faulty line does what it is told: nothing more, nothing less."""

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from app.emulators.network import FaultyNetwork

PATIENCE = 10.0


@pytest.fixture
def line() -> Iterator[FaultyNetwork]:
    """A line to a port that sends everything back."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=echo, args=(listener,), daemon=True)
        thread.start()
        with FaultyNetwork(listener.getsockname()[1]) as line:
            yield line
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(PATIENCE)


def echo(listener: socket.socket) -> None:
    while True:
        try:
            call, _ = listener.accept()
        except OSError:
            return
        Thread(target=echo_one, args=(call,), daemon=True).start()


def echo_one(call: socket.socket) -> None:
    with call:
        try:
            while data := call.recv(65_536):
                call.sendall(data)
        except ConnectionError:
            return


def call(line: FaultyNetwork) -> socket.socket:
    return socket.create_connection(("127.0.0.1", line.port), PATIENCE)


def answer(open_call: socket.socket, sent: bytes) -> bytes:
    """What comes back of what was sent, until it is whole or the call ends."""
    received = b""
    try:
        open_call.sendall(sent)
        while len(received) < len(sent) and (piece := open_call.recv(65_536)):
            received += piece
    except ConnectionError:
        pass
    return received


def test_a_good_line_carries_everything(line: FaultyNetwork) -> None:
    sent = bytes(range(256)) * 4_000
    with call(line) as open_call:
        assert answer(open_call, sent) == sent
        assert answer(open_call, b"again") == b"again"


def test_answers_are_dropped_as_often_as_was_said(line: FaultyNetwork) -> None:
    line.drop_answers(2)
    for expected in (b"", b"", b"x"):
        with call(line) as open_call:
            assert answer(open_call, b"x") == expected
    assert line.answers_dropped == 2


@pytest.mark.parametrize("count", [0, 1, 700])
def test_a_cut_lets_so_many_bytes_pass(line: FaultyNetwork, count: int) -> None:
    line.cut_answers_after(count)
    with call(line) as open_call:
        assert answer(open_call, bytes(1_000)) == bytes(count)
    line.heal()
    line.cut_requests_after(count)
    with call(line) as open_call:
        assert len(answer(open_call, bytes(1_000))) <= count


def test_a_refusing_line_can_be_healed_on_the_same_port(line: FaultyNetwork) -> None:
    port = line.port
    line.refuse()
    with pytest.raises(ConnectionRefusedError):
        call(line)
    line.heal()
    assert line.port == port
    with call(line) as open_call:
        assert answer(open_call, b"x") == b"x"


def test_a_half_open_line_takes_calls_and_is_silent(line: FaultyNetwork) -> None:
    line.half_open()
    with call(line) as open_call:
        open_call.sendall(b"x")
        open_call.settimeout(0.2)
        with pytest.raises(TimeoutError):
            open_call.recv(1)


def test_a_slow_line_is_slow_and_whole(line: FaultyNetwork) -> None:
    line.delay(0.1)
    begun = time.monotonic()
    with call(line) as open_call:
        assert answer(open_call, b"x") == b"x"
    assert time.monotonic() - begun >= 0.2
