"""A store is backed up, proved, before its schema changes; without room for that it stays as it is."""

import shutil
from pathlib import Path
from random import Random

import pytest

import app.storage.before_migration as before
import app.storage.migrate as subject
from app.services.backups import NoRoom
from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.backup_folder import backups_in, last_good
from app.storage.key_file import KeyFile
from app.storage.migrate import SCHEMA
from app.storage.terminal.store import SqlTerminalStore
from tests.support.damage import PAGE, flip
from tests.support.selling import sell
from tests.support.shop import NOON, open_store, small_shop

_NEXT = """
revision = "{next:04d}"
down_revision = "{last:04d}"
branch_labels = depends_on = None

def upgrade() -> None:
    from alembic import op
    op.execute("{statement}")
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    with small_shop(tmp_path / "shop") as shop:
        sell(shop, "BIJ-001")
    return tmp_path / "shop"


def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, statement: str) -> None:
    """From now on the program is one schema further."""
    migrations = tmp_path / "migrations"
    shutil.copytree(Path(subject.__file__).parent / "terminal" / "migrations", migrations)
    text = _NEXT.format(next=SCHEMA + 1, last=SCHEMA, statement=statement)
    (migrations / "versions" / "next.py").write_text(text)
    monkeypatch.setattr(subject, "_MIGRATIONS", migrations)
    monkeypatch.setattr(subject, "SCHEMA", SCHEMA + 1)


def opened(directory: Path) -> SqlTerminalStore:
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(1)))


def schema(directory: Path) -> int:
    store = opened(directory)
    with store.reading() as unit:
        number = unit.connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    store.close()
    return int(number)


def test_the_backup_has_the_schema_from_before(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(monkeypatch, tmp_path, "CREATE TABLE newer (id INTEGER)")
    assert schema(directory) == SCHEMA + 1
    good = last_good(directory / "backups", KeyFile(directory / "store.key", directory / "store.db").key())
    assert good is not None
    assert (good.content.schema, good.backup.name.schema) == (SCHEMA, SCHEMA)
    assert schema(directory) == SCHEMA + 1
    assert len(backups_in(directory / "backups")) == 1, "once"


def test_a_migration_that_fails_leaves_the_store_and_its_backup(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        next_version(patched, tmp_path, "CREATE TABLE sales (in_the_way)")
        with pytest.raises(Exception, match="already exists"):
            opened(directory)
    assert len(backups_in(directory / "backups")) == 1
    assert schema(directory) == SCHEMA


def test_without_room_for_a_backup_there_is_no_migration(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        next_version(patched, tmp_path, "CREATE TABLE newer (id INTEGER)")
        patched.setattr(before, "take_backup", lambda *_, **__: NoRoom(directory / "backups", 2, 1))
        with pytest.raises(StoreFault) as caught:
            opened(directory)
        assert (caught.value.code, caught.value.path) == (StoreFaultCode.FULL, directory / "backups")
    assert schema(directory) == SCHEMA


def test_a_damaged_store_is_not_migrated(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = directory / "store.db"
    flip(path, path.stat().st_size - PAGE + 3)
    next_version(monkeypatch, tmp_path, "CREATE TABLE newer (id INTEGER)")
    with pytest.raises(StoreFault) as caught:
        opened(directory)
    assert caught.value.code is StoreFaultCode.CORRUPT
    flip(path, path.stat().st_size - PAGE + 3)


def test_a_newer_store_s_backup_is_the_way_to_nowhere_for_an_older_program(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        next_version(patched, tmp_path, "CREATE TABLE newer (id INTEGER)")
        assert schema(directory) == SCHEMA + 1
    with pytest.raises(StoreFault) as caught:
        opened(directory)
    assert caught.value.code is StoreFaultCode.NEWER_SCHEMA
