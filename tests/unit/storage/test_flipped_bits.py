"""A bit that turns in any page of a store is noticed: nobody ever reads what it would seem to say."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.key_file import KeyFile
from app.storage.open_store import unlock
from app.storage.store_file import prove_file
from app.storage.terminal.store import SqlTerminalStore
from tests.support.damage import PAGE, cut, flip
from tests.support.selling import sell
from tests.support.shop import NOON, SmallShop, open_store, small_shop

LONG = 20_000
"""Bytes of a value that goes on over several pages."""
_DAMAGE = {StoreFaultCode.CORRUPT, StoreFaultCode.WRONG_KEY}

Rows = dict[str, list[Any]]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A small store with rows, indexes, long values, and pages that are free again."""
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        long_values(shop, 6)
        with shop.store.writing() as unit:
            unit.connection.exec_driver_sql("DELETE FROM unknown_changes WHERE change_key < x'02'")
    return tmp_path


def long_values(shop: SmallShop, count: int) -> None:
    with shop.store.writing() as unit:
        for number in range(count):
            row = (bytes([number]), bytes([65 + number]) * LONG)
            unit.connection.exec_driver_sql("INSERT INTO unknown_changes VALUES ('long', ?, ?)", row)


def opened(directory: Path) -> SqlTerminalStore:
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(1)))


def tables(directory: Path) -> list[str]:
    store = opened(directory)
    with store.reading() as unit:
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = list(unit.connection.exec_driver_sql(named).scalars())
    store.close()
    return names


def everything(directory: Path, names: list[str]) -> Rows:
    """All rows of all tables, each row asked for in a unit of its own, as a till does."""
    store = opened(directory)
    try:
        found: Rows = {}
        for name in names:
            with store.reading() as unit:
                keys = list(unit.connection.exec_driver_sql(f'SELECT rowid FROM "{name}"').scalars())
            found[name] = [row(store, name, key) for key in keys]
        return found
    finally:
        store.close()


def row(store: SqlTerminalStore, name: str, key: int) -> Any:
    with store.reading() as unit:
        one = unit.connection.exec_driver_sql(f'SELECT * FROM "{name}" WHERE rowid = ?', (key,))
        return tuple(one.one())


def test_a_bit_in_any_page_is_found_by_the_check_and_never_read(directory: Path) -> None:
    path, chance = directory / "store.db", Random(1)
    key = KeyFile(directory / "store.key", path).key()
    names = tables(directory)
    right = everything(directory, names)
    sound = path.read_bytes()
    noticed = 0
    for page in range(len(sound) // PAGE):
        flip(path, page * PAGE + chance.randrange(PAGE), chance.randrange(8))
        with pytest.raises(StoreFault) as caught:
            prove_file(path, key)
        assert caught.value.code in _DAMAGE, page
        try:
            assert everything(directory, names) == right, page
        except StoreFault as fault:
            assert fault.code in _DAMAGE, page  # noqa: PT017 - a page of an index or a free one may not be met
            noticed += 1
        for left in directory.glob("store.db-*"):
            left.unlink()
        path.write_bytes(sound)
    assert noticed > len(sound) // PAGE // 2
    assert everything(directory, names) == right


def test_every_byte_of_a_page_counts(directory: Path) -> None:
    path = directory / "store.db"
    key = KeyFile(directory / "store.key", path).key()
    for place in range(0, PAGE, 61):
        flip(path, 3 * PAGE + place)
        with pytest.raises(StoreFault):
            prove_file(path, key)
        flip(path, 3 * PAGE + place)
    prove_file(path, key)


def last_page_of(path: Path, key: bytes, right: bytes) -> int:
    """The page whose damage SQLite alone doesn't notice: it ends the long value."""
    for page in reversed(range(path.stat().st_size // PAGE)):
        flip(path, page * PAGE + 500)
        connection = unlock(path, key)
        try:
            read = connection.execute("SELECT body FROM unknown_changes WHERE change_key = x'05'").fetchone()[
                0
            ]
        except Exception:  # noqa: BLE001 - SQLite noticed
            continue
        finally:
            connection.close()
            flip(path, page * PAGE + 500)
        if read != right:
            return page
    pytest.fail("SQLite notices every damaged page: then the store needs no proof of its own")


def test_what_sqlite_alone_would_take_for_a_value_is_a_fault(directory: Path) -> None:
    path = directory / "store.db"
    key = KeyFile(directory / "store.key", path).key()
    page = last_page_of(path, key, b"F" * LONG)
    flip(path, page * PAGE + 500)
    store = opened(directory)
    wanted = "SELECT body FROM unknown_changes WHERE change_key = x'05'"
    with pytest.raises(StoreFault) as caught, store.reading() as unit:
        unit.connection.exec_driver_sql(wanted).scalar_one()
    assert caught.value.code is StoreFaultCode.CORRUPT
    with store.reading() as unit:
        others = unit.connection.exec_driver_sql("SELECT count(*) FROM items").scalar_one()
    assert others == 8, "what is whole can be read"
    with pytest.raises(StoreFault) as caught, store.writing() as unit:
        unit.connection.exec_driver_sql("UPDATE items SET name = (" + wanted + ")")
    assert caught.value.code is StoreFaultCode.CORRUPT
    store.close()
    flip(path, page * PAGE + 500)
    store = opened(directory)
    with store.reading() as unit:
        assert unit.connection.exec_driver_sql(wanted).scalar_one() == b"F" * LONG
        assert unit.connection.exec_driver_sql("SELECT count(DISTINCT name) FROM items").scalar_one() == 8
    store.close()


def test_a_file_that_ends_anywhere_is_found_by_the_check(directory: Path) -> None:
    path = directory / "store.db"
    key = KeyFile(directory / "store.key", path).key()
    sound = path.read_bytes()
    for size in (0, 1, 100, PAGE, PAGE + 1, *range(2 * PAGE, len(sound), 11 * PAGE), len(sound) - 1):
        cut(path, size)
        with pytest.raises(StoreFault):
            prove_file(path, key)
        path.write_bytes(sound)
