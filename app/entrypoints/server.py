"""`setia-server`: the server's commands, and the one place where its parts are put together."""

import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Connection

from app.domain.calendar import MILLISECONDS
from app.entrypoints.commands.shop import Decorator, RequiredOption, json_option
from app.entrypoints.commands.speaking import CommandFailed, SpokenGroup, console_language, run_program
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.json_log import JsonLines
from app.entrypoints.server_data import opened, prepared, present
from app.entrypoints.system import SystemChance, SystemClock
from app.protocol.facts import Store
from app.server.centre import open_centre
from app.server.enrolment import new_code
from app.server.process import listen
from app.server.process import serve as serve_until_told
from app.storage.server.audit import Audit, AuditFault, audit
from app.storage.server.identity import identity_of
from app.storage.server.inbox import count_exceptions, newest_head
from app.storage.server.stores import all_stores
from app.storage.server.terminals import CODE_LIFETIME, Terminal, add_code, all_terminals
from app.words.translate import Words

_NEEDED = "--data PATH [OPTIONS]"


def main() -> None:
    """The command `setia-server`."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code. arguments: the process's own unless given."""
    words = Words(console_language())
    return run_program(make_program(words), words, arguments)


def make_program(words: Words) -> SpokenGroup:
    """Every command, speaking one language."""
    program = SpokenGroup(
        "setia-server",
        help=words.gettext("The merchant's centre: takes in what tills did and tells them what changed."),
    )
    _add_serve(program, words)
    _add_migrate(program, words)
    _add_enrol_code(program, words)
    _add_terminals(program, words)
    _add_check(program, words)
    return program


def _data_option(words: Words) -> Decorator:
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="PATH",
        required=True,
        cls=RequiredOption,
        help=words.gettext("The server's data directory."),
    )


def _add_serve(program: SpokenGroup, words: Words) -> None:
    file = click.Path(exists=True, dir_okay=False, path_type=Path)

    @program.command(
        "serve",
        options_metavar=_NEEDED,
        help=words.gettext("Serve until SIGTERM or Ctrl+C. Without TLS, put a proxy that has it in front."),
    )
    @_data_option(words)
    @click.option(
        "--host",
        metavar="HOST",
        default="127.0.0.1",
        help=words.gettext("The address to listen on.") + " (127.0.0.1)",
    )
    @click.option(
        "--port",
        type=click.IntRange(0, 65_535),
        metavar="PORT",
        default=8000,
        help=words.gettext("0: any free port.") + " (8000)",
    )
    @click.option(
        "--tls-certificate", type=file, metavar="PATH", help=words.gettext("The certificate, as PEM.")
    )
    @click.option(
        "--tls-key", type=file, metavar="PATH", help=words.gettext("The certificate's key, as PEM.")
    )
    def serve(data: Path, host: str, port: int, tls_certificate: Path | None, tls_key: Path | None) -> None:
        if (tls_certificate is None) != (tls_key is None):
            raise CommandFailed(words.gettext("--tls-certificate and --tls-key go together."), ExitCode.USAGE)
        _log_to_stderr()
        with prepared(data, words) as database:
            centre = open_centre(database, SystemClock().now, SystemChance().random_bytes)
            try:
                listener = listen(host, port)
            except OSError as error:
                sentence = words.gettext(
                    "Cannot listen on {host} port {port}: {detail}.",
                    host=host,
                    port=port,
                    detail=error.strerror or error,
                )
                raise CommandFailed(sentence, ExitCode.NETWORK) from error
            serve_until_told(centre, listener, tls_certificate, tls_key)


def _log_to_stderr() -> None:
    """JSON lines, for whoever runs the process."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for talkative in ("alembic", "uvicorn"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _add_migrate(program: SpokenGroup, words: Words) -> None:
    @program.command(
        "migrate",
        options_metavar=_NEEDED,
        help=words.gettext("Bring the database to this version; make it if there is none."),
    )
    @_data_option(words)
    def migrate(data: Path) -> None:
        with opened(data, words) as database:
            changed = database.migrate()
            open_centre(database, SystemClock().now, SystemChance().random_bytes)
        click.echo(
            words.gettext("The database was brought to this version.")
            if changed
            else words.gettext("The database is up to date.")
        )


def _add_enrol_code(program: SpokenGroup, words: Words) -> None:
    @program.command(
        "enrol-code",
        options_metavar=_NEEDED,
        help=words.gettext("Print a code that lets one terminal in, once, within ten minutes."),
    )
    @_data_option(words)
    @click.option(
        "--store", metavar="STORE", help=words.gettext("A store's name or id; needed with several.")
    )
    @json_option()
    def enrol_code(data: Path, store: str | None, as_json: bool) -> None:
        code, now = new_code(), SystemClock().now()
        with prepared(data, words) as database, database.writing() as connection:
            identity = identity_of(connection)
            merchant_id = None if identity is None else identity.merchant_id
            stores = () if merchant_id is None else all_stores(connection, merchant_id)
            store_id = _chosen(words, stores, store)
            expires_at = add_code(connection, code, store_id, now)
        if as_json:
            store_hex = None if store_id is None else store_id.hex()
            click.echo(json.dumps({"code": code, "expires_at": expires_at, "store_id": store_hex}))
        else:
            minutes = CODE_LIFETIME // 60_000
            click.echo(f"{code}  " + words.gettext("(once, within {minutes} minutes)", minutes=minutes))


def _chosen(words: Words, stores: tuple[Store, ...], wanted: str | None) -> bytes | None:
    """The store that a code is for; None: the one that the first terminal brings."""
    if wanted is None and len(stores) <= 1:
        return stores[0].store_id if stores else None
    names = ", ".join(store.name for store in stores)
    if wanted is None:
        raise CommandFailed(
            words.gettext("There are several stores; say which with --store: {names}.", names=names),
            ExitCode.USAGE,
        )
    found = [store for store in stores if wanted.casefold() in (store.name.casefold(), store.store_id.hex())]
    if len(found) != 1:
        sentence = words.ngettext(
            "{count} store is called {name}.",
            "{count} stores are called {name}.",
            len(found),
            count=len(found),
            name=wanted,
        )
        raise CommandFailed(sentence, ExitCode.USAGE)
    return found[0].store_id


def _add_terminals(program: SpokenGroup, words: Words) -> None:
    @program.command(
        "terminals",
        options_metavar=_NEEDED,
        help=words.gettext(
            "List the terminals: how far each has sent, when it was seen, what waits for a person."
        ),
    )
    @_data_option(words)
    @json_option()
    def terminals(data: Path, as_json: bool) -> None:
        with present(data, words) as database, database.reading() as connection:
            lines = [_line_of(connection, terminal) for terminal in all_terminals(connection)]
        if as_json:
            click.echo(json.dumps([asdict(line) for line in lines]))
            return
        for line in lines:
            click.echo(_terminal_sentence(words, line))


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


def _terminal_sentence(words: Words, line: TerminalLine) -> str:
    told = words.gettext(
        "{name}  {terminal}  records {records}  exceptions {exceptions}  seen {seen}",
        name=line.name,
        terminal=line.terminal_id,
        records=line.seq,
        exceptions=line.exceptions,
        seen=f"{datetime.fromtimestamp(line.seen_at // MILLISECONDS, UTC):%Y-%m-%d %H:%M} UTC",
    )
    if line.forked_at is None:
        return told
    return f"{told}  " + words.gettext("its journal has branched: enrol it anew")


def _add_check(program: SpokenGroup, words: Words) -> None:
    @program.command(
        "check",
        options_metavar=_NEEDED,
        help=words.gettext("Check every record's chain, and every balance against its postings and lots."),
    )
    @_data_option(words)
    @json_option()
    def check(data: Path, as_json: bool) -> ExitCode:
        with present(data, words) as database, database.reading() as connection:
            found = audit(connection)
        if as_json:
            faults = [{**asdict(fault), "subject_id": fault.subject_id.hex()} for fault in found.faults]
            counts = {"terminals": found.terminals, "records": found.records, "accounts": found.accounts}
            click.echo(json.dumps({**counts, "faults": faults}))
        else:
            click.echo("\n".join(_audit_sentences(words, found)))
        return ExitCode.FAILED if found.faults else ExitCode.OK


def _audit_sentences(words: Words, found: Audit) -> list[str]:
    counted = words.gettext(
        "{records} records of {terminals} terminals and {accounts} accounts: {faults} faults.",
        records=found.records,
        terminals=found.terminals,
        accounts=found.accounts,
        faults=len(found.faults),
    )
    return [counted, *(_fault_sentence(words, fault) for fault in found.faults)]


def _fault_sentence(words: Words, fault: AuditFault) -> str:
    kind, subject = fault.kind.value, fault.subject_id.hex()
    if fault.seq or fault.epoch:
        return words.gettext(
            "{kind}: terminal {subject}, epoch {epoch}, record {record}.",
            kind=kind,
            subject=subject,
            epoch=fault.epoch,
            record=fault.seq,
        )
    return words.gettext(
        "{kind}: member {subject} has {found}, not {expected}.",
        kind=kind,
        subject=subject,
        found=fault.found,
        expected=fault.expected,
    )
