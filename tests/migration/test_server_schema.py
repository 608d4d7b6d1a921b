"""The server's migrations make exactly the schema that the code expects."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.storage.server.database import SchemaUnfit, open_database
from app.storage.server.tables import metadata


def test_the_migrated_schema_is_the_models(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    assert database.migrate()
    assert not database.migrate(), "a second time there is nothing to do"
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_an_empty_database_is_not_ready(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with pytest.raises(SchemaUnfit):
        database.require_schema()
    database.migrate()
    database.require_schema()
    database.close()


def test_durability_is_switched_on(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.writing() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
