"""A store opens with its key only, keeps its promises to the disk, and says plainly why it doesn't open."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.ports import KEY_BYTES, KeyUnusable, StoreFault, StoreFaultCode
from app.storage import open_store as subject
from app.storage.migrate import SCHEMA
from app.storage.terminal.store import SqlTerminalStore
from tests.support.shop import NOON, PEOPLE, SmallShop, open_store, small_shop
from tests.support.unprivileged import unprivileged


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def opened(directory: Path) -> SqlTerminalStore:
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(1)))


def fault(directory: Path) -> StoreFaultCode:
    with pytest.raises(StoreFault) as caught:
        opened(directory)
    assert caught.value.path == directory / "store.db"
    return caught.value.code


def test_every_lane_gets_what_the_store_promises(shop: SmallShop) -> None:
    promised = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "user_version": SCHEMA,
    }
    for lane in (shop.store.reading, shop.store.writing):
        with lane() as unit:
            kept = {name: unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in promised}
            assert kept == promised


def test_nothing_in_the_files_can_be_read_without_the_key(shop: SmallShop) -> None:
    shop.till.open_basket()  # something in the write-ahead log
    files = [path for path in shop.directory.iterdir() if path.suffix != ".key"]
    expected = {"store.db", "store.db-wal", "store.db-shm", "store.lock", "store.door"}
    assert {path.name for path in files} == expected
    secrets = [b"SQLite format 3", b"CREATE TABLE", b"argon2", shop.programme.name.encode()]
    secrets += [word.encode() for name, phone, _ in PEOPLE for word in (*name.split(), phone)]
    found = [(path.name, secret) for path in files for secret in secrets if secret in path.read_bytes()]
    assert found == []


def test_a_store_opens_again_with_all_that_it_had(shop: SmallShop) -> None:
    shop.store.close()
    store = opened(shop.directory)
    assert store.is_set_up()
    with store.reading() as unit:
        assert unit.catalogue.programme() == shop.programme
        assert len(unit.catalogue.all_items()) == len(shop.items)
    store.close()


def test_the_wrong_key_opens_nothing_and_makes_no_noise(
    shop: SmallShop, capfd: pytest.CaptureFixture[str]
) -> None:
    shop.store.close()
    key = shop.directory / "store.key"
    right = key.read_bytes()
    key.write_bytes(bytes(KEY_BYTES))
    assert fault(shop.directory) is StoreFaultCode.WRONG_KEY
    assert capfd.readouterr() == ("", "")
    key.write_bytes(right)
    opened(shop.directory).close()


def test_a_store_of_a_newer_version_is_left_alone(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        unit.connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    shop.store.close()
    assert fault(shop.directory) is StoreFaultCode.NEWER_SCHEMA


def test_a_store_whose_key_is_gone_is_not_opened(shop: SmallShop) -> None:
    shop.store.close()
    (shop.directory / "store.key").unlink()
    with pytest.raises(KeyUnusable):
        opened(shop.directory)


def test_a_store_whose_beginning_is_damaged_is_not_opened(shop: SmallShop) -> None:
    shop.store.close()
    damage(shop.directory / "store.db", 100)
    assert fault(shop.directory) is StoreFaultCode.WRONG_KEY


def test_a_damaged_page_is_a_fault_with_a_name(shop: SmallShop) -> None:
    shop.store.close()
    path = shop.directory / "store.db"
    for place in range(4096 + 100, path.stat().st_size, 4096):
        damage(path, place)
    assert fault(shop.directory) is StoreFaultCode.CORRUPT


def damage(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_store_that_another_program_is_writing_to_is_locked(
    shop: SmallShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "BUSY_SECONDS", 0.05)
    other = opened(shop.directory)
    with shop.store.writing():
        with pytest.raises(StoreFault) as caught, other.writing():
            pass
        assert caught.value.code is StoreFaultCode.LOCKED
        with other.reading() as unit:
            assert unit.catalogue.programme() == shop.programme
    other.close()


def test_a_store_opens_while_another_program_is_writing_to_it(
    shop: SmallShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "BUSY_SECONDS", 0.05)
    with shop.store.writing():
        second = opened(shop.directory)
        assert second.is_set_up()
        second.close()


def test_a_folder_that_does_not_exist_is_a_missing_store(tmp_path: Path) -> None:
    (tmp_path / "store.key").write_bytes(bytes(KEY_BYTES))
    (tmp_path / "store.db").symlink_to(tmp_path / "gone" / "store.db")
    assert fault(tmp_path) is StoreFaultCode.MISSING


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A shop in a folder that everybody may enter."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with small_shop(folder) as shop:
            shop.till.open_basket()
        (folder / "store.key").chmod(0o644)
        folder.chmod(0o755)
        yield folder


def test_a_store_that_may_not_be_written_is_read_only(public_folder: Path) -> None:
    (public_folder / "store.db").chmod(0o444)
    public_folder.chmod(0o777)
    with unprivileged():
        assert writing_fault(public_folder) is StoreFaultCode.READ_ONLY


def test_a_store_in_a_folder_that_may_not_be_written_is_read_only(public_folder: Path) -> None:
    (public_folder / "store.db").chmod(0o444)
    public_folder.chmod(0o555)
    with unprivileged():
        assert writing_fault(public_folder) is StoreFaultCode.READ_ONLY


def writing_fault(directory: Path) -> StoreFaultCode:
    """What stops somebody who opens a store and writes."""
    with pytest.raises(StoreFault) as caught:
        write(directory)
    return caught.value.code


def write(directory: Path) -> None:
    store = opened(directory)
    try:
        with store.writing() as unit:
            unit.connection.exec_driver_sql("DELETE FROM baskets")
    finally:
        store.close()


def test_a_full_disk_is_a_fault_and_leaves_nothing_half_written(shop: SmallShop) -> None:
    basket = shop.till.open_basket()
    with shop.store.reading() as unit:
        pages = unit.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(StoreFault) as caught:
        discard_and_fill(shop, basket.sale_id, pages)
    assert caught.value.code is StoreFaultCode.FULL
    assert shop.till.unfinished() == basket


def discard_and_fill(shop: SmallShop, sale_id: bytes, pages: int) -> None:
    with shop.store.writing() as unit:
        unit.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        unit.baskets.discard(sale_id)
        for number in range(2_000):
            row = (number.to_bytes(4, "big"), bytes(4_000))
            unit.connection.exec_driver_sql("INSERT INTO unknown_changes VALUES ('filler', ?, ?)", row)
