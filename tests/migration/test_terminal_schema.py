"""A terminal's migrations make exactly the schema that the code expects, whole or not at all, and once."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect

import app.storage.migrate as subject
from app.storage.key_file import KeyFile
from app.storage.migrate import SCHEMA, migrate, schema_of
from app.storage.open_store import open_engine
from app.storage.terminal.tables import metadata
from tests.support.shop import small_shop


def empty(directory: Path) -> Engine:
    path = directory / "store.db"
    return open_engine(path, KeyFile(directory / "store.key", path))


def differences(connection: Connection) -> list[object]:
    """Tables, columns, types, indexes and keys in which a database and the models differ."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def test_the_migrated_schema_is_the_models(tmp_path: Path) -> None:
    engine = empty(tmp_path)
    assert schema_of(engine) == 0
    assert migrate(engine, tmp_path / "store.db")
    assert schema_of(engine) == SCHEMA
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_a_difference_would_be_noticed() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        metadata.create_all(connection)
        assert differences(connection) == []
        connection.exec_driver_sql("ALTER TABLE lots DROP COLUMN original")
        connection.exec_driver_sql("DROP INDEX ix_cards_merchant_id_code")
        assert len(differences(connection)) == 2
    engine.dispose()


def test_a_store_of_this_version_is_left_as_it_is(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        assert not migrate(shop.store.engine, shop.store.path)


def test_the_schema_s_number_counts_the_migrations() -> None:
    folder = Path(subject.__file__).parent / "terminal" / "migrations"
    assert len(list(ScriptDirectory(str(folder)).walk_revisions())) == SCHEMA


def test_a_migration_that_fails_leaves_an_empty_file(tmp_path: Path) -> None:
    engine = empty(tmp_path)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE sales (in_the_way)")
    with pytest.raises(Exception, match="already exists"):
        migrate(engine, tmp_path / "store.db")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["sales"]
    assert schema_of(engine) == 0
    engine.dispose()
