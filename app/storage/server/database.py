"""The server's database: SQLite in WAL mode by default; statements that PostgreSQL understands too.

One writer at a time in this process, and the write lock is taken at BEGIN, so that no transaction that began can
fail for another's sake. Readers see one snapshot and wait for nobody. What a transaction wrote is on disk when
it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event

FILE_NAME = "centre.db"
BUSY_SECONDS = 10.0
"""How long a writer waits for another process."""
_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaUnfit(Exception):
    """The database's schema is not this version's. found: its revision; None: it is empty."""

    def __init__(self, found: str | None) -> None:
        super().__init__(f"schema {found}")
        self.found = found


class Database:
    """Transactions on one engine. Thread-safe; `close` at the end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot; nothing is written."""
        with self._engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: on disk when the block ends, gone when it raises."""
        with self._writer, self._engine.begin() as connection:
            yield connection

    def migrate(self) -> bool:
        """Brings the schema to this version in one transaction; True if there was something to do."""
        with self.writing() as connection:
            found = _revision(connection)
            if found == _newest():
                return False
            if found is not None and found not in _known():
                raise SchemaUnfit(found)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        return True

    def require_schema(self) -> None:
        """Raises SchemaUnfit unless the schema is this version's."""
        with self.reading() as connection:
            found = _revision(connection)
        if found != _newest():
            raise SchemaUnfit(found)

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()


def open_database(directory: Path) -> Database:
    """The database in a data directory (0700, the file 0600); both are made if they don't exist."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = directory / FILE_NAME
    path.touch(mode=0o600, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        hide_parameters=True,  # they hold personal data, and errors are logged
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return Database(engine)


def _configure(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
