"""Whether a server answers is told with the time it took, or with why it doesn't."""

import socket
from pathlib import Path

from app.transport.http import LineFault
from app.transport.reach import Reached, reach
from tests.support.server_process import ServerProcess


def test_a_server_that_is_ready_answers_in_so_many_milliseconds(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "data") as server:
        answer = reach(server.url)
    assert isinstance(answer, Reached)
    assert 0 <= answer.milliseconds < 10_000
    assert reach(server.url) is LineFault.NO_CONNECTION


def test_what_does_not_answer_is_told_by_its_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert reach(address, seconds=0.2) is LineFault.TIME_OUT
    assert reach("http://shop.example") is LineFault.NO_CONNECTION
