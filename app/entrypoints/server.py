"""The server's commands, and the one place where its parts are put together."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from app.domain.calendar import MILLISECONDS
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.json_log import JsonLines
from app.entrypoints.system import SystemChance, SystemClock
from app.protocol.facts import Store
from app.server.centre import open_centre
from app.server.enrolment import new_code
from app.server.process import listen
from app.server.process import serve as serve_until_told
from app.storage.server.audit import AuditFault, audit
from app.storage.server.database import FILE_NAME, Database, SchemaUnfit, open_database
from app.storage.server.identity import identity_of
from app.storage.server.inbox import count_exceptions, newest_head
from app.storage.server.stores import all_stores
from app.storage.server.terminals import CODE_LIFETIME, Terminal, add_code, all_terminals

Data = Annotated[Path, typer.Option("--data", help="The server's data directory.", file_okay=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> None:
    """Runs one command."""
    commands()()


def commands() -> typer.Typer:
    """The commands of `setia-server`."""
    program = typer.Typer(
        name="setia-server",
        help="The merchant's centre: takes in what tills did and tells them what changed.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    program.command()(serve)
    program.command()(migrate)
    program.command("enrol-code")(enrol_code)
    program.command()(terminals)
    program.command()(check)
    return program


def serve(
    data: Data,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free port.")] = 8000,
    tls_certificate: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    tls_key: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
) -> None:
    """Serve until SIGTERM or Ctrl+C. Without TLS, put a proxy that has it in front."""
    if (tls_certificate is None) != (tls_key is None):
        _fail(ExitCode.USAGE, "--tls-certificate and --tls-key go together.")
    _log_to_stderr()
    with _prepared(data) as database:
        centre = open_centre(database, SystemClock().now, SystemChance().random_bytes)
        try:
            listener = listen(host, port)
        except OSError as error:
            _fail(ExitCode.NETWORK, f"Cannot listen on {host} port {port}: {error.strerror or error}.")
        serve_until_told(centre, listener, tls_certificate, tls_key)


def migrate(data: Data) -> None:
    """Bring the database to this version; make it if there is none."""
    with _opened(data) as database:
        changed = database.migrate()
        open_centre(database, SystemClock().now, SystemChance().random_bytes)
    typer.echo("The database was brought to this version." if changed else "The database is up to date.")


def enrol_code(
    data: Data,
    store: Annotated[str | None, typer.Option(help="A store's name or id; needed with several.")] = None,
    as_json: Json = False,
) -> None:
    """Print a code that lets one terminal in, once, within ten minutes."""
    code, now = new_code(), SystemClock().now()
    with _prepared(data) as database, database.writing() as connection:
        identity = identity_of(connection)
        merchant_id = None if identity is None else identity.merchant_id
        stores = () if merchant_id is None else all_stores(connection, merchant_id)
        store_id = _chosen(stores, store)
        expires_at = add_code(connection, code, store_id, now)
    if as_json:
        line = {
            "code": code,
            "expires_at": expires_at,
            "store_id": None if store_id is None else store_id.hex(),
        }
        typer.echo(json.dumps(line))
    else:
        typer.echo(f"{code}  (once, within {CODE_LIFETIME // 60_000} minutes)")


def _chosen(stores: tuple[Store, ...], wanted: str | None) -> bytes | None:
    """The store that a code is for; None: the one that the first terminal brings."""
    if wanted is None and len(stores) <= 1:
        return stores[0].store_id if stores else None
    if wanted is None:
        names = ", ".join(store.name for store in stores)
        _fail(ExitCode.USAGE, f"There are several stores; say which with --store: {names}.")
    found = [store for store in stores if wanted.casefold() in (store.name.casefold(), store.store_id.hex())]
    if len(found) != 1:
        _fail(ExitCode.USAGE, f"{len(found)} stores are called {wanted}.")
    return found[0].store_id


def terminals(data: Data, as_json: Json = False) -> None:
    """List the terminals: how far each has sent, when it was seen, what waits for a person."""
    with _present(data) as database, database.reading() as connection:
        lines = [_line_of(connection, terminal) for terminal in all_terminals(connection)]
    if as_json:
        typer.echo(json.dumps([asdict(line) for line in lines]))
        return
    for line in lines:
        forked = "" if line.forked_at is None else "  its journal has branched: enrol it anew"
        typer.echo(
            f"{line.name}  {line.terminal_id}  records {line.seq}  exceptions {line.exceptions}"
            f"  seen {_utc(line.seen_at)}{forked}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalLine:
    """What is listed of a terminal. Ids as hex; instants in milliseconds since 1970 UTC."""

    terminal_id: str
    name: str
    store_id: str
    enrolled_at: int
    seen_at: int
    forked_at: int | None
    epoch: int
    seq: int
    exceptions: int


def _line_of(connection: Connection, terminal: Terminal) -> TerminalLine:
    epoch, seq = newest_head(connection, terminal)
    return TerminalLine(
        terminal_id=terminal.terminal_id.hex(),
        name=terminal.name,
        store_id=terminal.store_id.hex(),
        enrolled_at=terminal.enrolled_at,
        seen_at=terminal.seen_at,
        forked_at=terminal.forked_at,
        epoch=epoch,
        seq=seq,
        exceptions=count_exceptions(connection, terminal),
    )


def check(data: Data, as_json: Json = False) -> None:
    """Check every record's chain, and every balance against its postings and lots."""
    with _present(data) as database, database.reading() as connection:
        found = audit(connection)
    if as_json:
        faults = [{**asdict(fault), "subject_id": fault.subject_id.hex()} for fault in found.faults]
        counts = {"terminals": found.terminals, "records": found.records, "accounts": found.accounts}
        typer.echo(json.dumps({**counts, "faults": faults}))
    else:
        typer.echo(
            f"{found.records} records of {found.terminals} terminals and {found.accounts} accounts:"
            f" {len(found.faults)} faults."
        )
        for fault in found.faults:
            typer.echo(_sentence(fault))
    if found.faults:
        raise typer.Exit(ExitCode.FAILED)


def _sentence(fault: AuditFault) -> str:
    where = fault.subject_id.hex()
    if fault.seq or fault.epoch:
        return f"{fault.kind.value}: terminal {where}, epoch {fault.epoch}, record {fault.seq}."
    return f"{fault.kind.value}: member {where} has {fault.found}, not {fault.expected}."


@contextmanager
def _opened(data: Path) -> Iterator[Database]:
    """The database, made if there is none; a fault of it ends the command."""
    try:
        database = open_database(data)
    except OSError as error:
        _fail(ExitCode.CONFIG, f"Cannot use {data}: {error.strerror or error}.")
    try:
        yield database
    except SchemaUnfit as error:
        version = "newer" if error.found is not None else "older"
        _fail(
            ExitCode.DATABASE, f"The database in {data} is of {version} version; see `setia-server migrate`."
        )
    except DatabaseError as error:
        _fail(ExitCode.DATABASE, f"The database in {data} failed: {error.orig}.")
    finally:
        database.close()


@contextmanager
def _prepared(data: Path) -> Iterator[Database]:
    """The database at this version, made or migrated first."""
    with _opened(data) as database:
        database.migrate()
        yield database


@contextmanager
def _present(data: Path) -> Iterator[Database]:
    """A database that is there already, at this version."""
    if not (data / FILE_NAME).exists():
        _fail(ExitCode.CONFIG, f"There is no server's database in {data}.")
    with _opened(data) as database:
        database.require_schema()
        yield database


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at // MILLISECONDS, UTC):%Y-%m-%d %H:%M} UTC"


def _log_to_stderr() -> None:
    """JSON lines, for whoever runs the process."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for talkative in ("alembic", "uvicorn"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _fail(code: ExitCode, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
