"""What a running till's disk does to it: it refuses writes, fails at them, or somebody else writes. For a while."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, event

from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.write_ahead_log import log_of
from tests.support.shop import NOON, SmallShop, open_store
from tests.support.small_disk import fill


@contextmanager
def full(shop: SmallShop) -> Iterator[None]:
    """Not a block is free. The shop must be on a small disk."""
    filler = fill(shop.directory)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(shop: SmallShop) -> Iterator[None]:
    """SQLite refuses each write with the code that it has for a disk that became read-only."""
    forbidden: list[Any] = []

    def forbid(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA query_only = ON")
        forbidden.append(driver)

    event.listen(shop.store.engine, "begin", forbid)
    try:
        yield
    finally:
        event.remove(shop.store.engine, "begin", forbid)
        for driver in forbidden:
            driver.execute("PRAGMA query_only = OFF")


@contextmanager
def locked(shop: SmallShop) -> Iterator[None]:
    """Another program is writing, and goes on."""
    other = open_store(shop.directory, PlayedClock(NOON), PlayedChance(Random(9)))
    with other.writing():
        yield
    other.close()


@contextmanager
def failing(shop: SmallShop) -> Iterator[None]:
    """The kernel refuses to let the log grow: a write that fails for no reason that SQLite knows."""
    size = log_of(Path(shop.store.path)).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
