"""Brings a store's schema up to this version, or refuses a store that a newer version wrote."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from app.services.ports import StoreFault, StoreFaultCode

SCHEMA = 1
"""The schema's number: one more with each migration, kept in the file as `user_version`."""

_MIGRATIONS = Path(__file__).parent / "terminal" / "migrations"


def schema_of(engine: Engine) -> int:
    """The schema number of a file; 0: a new file."""
    with engine.connect().execution_options(reading=True) as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(engine: Engine, path: Path, before: Callable[[], None] = lambda: None) -> bool:
    """Upgrades in one transaction; True if there was something to do. Raises StoreFault for a newer schema.

    before: called when the file holds an older schema; what it raises stops the migration.
    """
    present = schema_of(engine)
    if present == SCHEMA:
        return False
    if present > SCHEMA:
        raise StoreFault(StoreFaultCode.NEWER_SCHEMA, path, f"{present} > {SCHEMA}")
    if present > 0:
        before()
    # Deferred: Alembic takes longer to load than the whole store takes to open, and is needed once a version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    return True
