"""Opens the server's database for a command; what is wrong with it ends the command with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from app.entrypoints.commands.speaking import CommandFailed
from app.entrypoints.exit_codes import ExitCode
from app.storage.server.database import FILE_NAME, Database, SchemaUnfit, open_database
from app.words.translate import Words


@contextmanager
def opened(data: Path, words: Words) -> Iterator[Database]:
    """The database, made if there is none. Raises CommandFailed, as the other two."""
    try:
        database = open_database(data)
    except OSError as error:
        reason = error.strerror or error
        raise CommandFailed(
            words.gettext("{path} can't be used: {detail}.", path=data, detail=reason), ExitCode.CONFIG
        ) from error
    try:
        yield database
    except SchemaUnfit as error:
        raise CommandFailed(_unfit(words, data, error), ExitCode.DATABASE) from error
    except DatabaseError as error:
        raise CommandFailed(
            words.gettext("The database in {path} failed: {detail}.", path=data, detail=error.orig),
            ExitCode.DATABASE,
        ) from error
    finally:
        database.close()


@contextmanager
def prepared(data: Path, words: Words) -> Iterator[Database]:
    """The database at this version, made or migrated first."""
    with opened(data, words) as database:
        database.migrate()
        yield database


@contextmanager
def present(data: Path, words: Words) -> Iterator[Database]:
    """A database that is there already, at this version."""
    if not (data / FILE_NAME).exists():
        raise CommandFailed(
            words.gettext("There is no server's database in {path}.", path=data), ExitCode.CONFIG
        )
    with opened(data, words) as database:
        database.require_schema()
        yield database


def _unfit(words: Words, data: Path, error: SchemaUnfit) -> str:
    if error.found is not None:
        return words.gettext(
            "The database in {path} is of a newer version. Install that Setia or a later one.", path=data
        )
    return words.gettext(
        "The database in {path} is of an older version. Bring it up to date with `setia-server migrate`.",
        path=data,
    )
