"""A real server, a line to it that can fail, and a shop's till."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.emulators.network import FaultyNetwork
from tests.support.server_process import ServerProcess
from tests.support.shop import small_shop
from tests.support.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "till").mkdir()
    with (
        ServerProcess(tmp_path / "server") as server,
        FaultyNetwork(server.port) as line,
        small_shop(tmp_path / "till") as shop,
    ):
        yield Site(server, line, shop)
