"""`setia db`: care of the store."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.entrypoints.commands.shop import (
    PATH,
    data_option,
    demo_option,
    json_option,
    open_shop,
    settings_in_force,
    shop_directory,
)
from app.entrypoints.commands.speaking import CommandFailed, SpokenCommand, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Words

if TYPE_CHECKING:
    from app.services.backups import BackupTaken, NoRoom, Restored


def database_commands(words: Words) -> click.Group:
    """Its commands."""
    database = SpokenGroup("db", help=words.gettext("Care of the store."))

    @database.command(
        "check", help=words.gettext("Prove the journal, the balances and the lots from scratch.")
    )
    @demo_option(words.gettext("The demo shop's store."))
    @data_option(words)
    @json_option()
    def check(demo: bool, data: Path | None, as_json: bool) -> ExitCode:
        # Deferred: the till's window must not wait for the database layer.
        from dataclasses import asdict, replace  # noqa: PLC0415

        from app.storage.pages import damaged_pages  # noqa: PLC0415
        from app.storage.terminal.check import check_store  # noqa: PLC0415
        from app.words.check import report_sentences  # noqa: PLC0415

        store = open_shop(data, demo=demo)
        try:
            with store.reading() as unit, _bar(words.gettext("Check")) as progress:
                damaged = damaged_pages(unit.connection)
                report = check_store(unit.connection, progress)
        finally:
            store.close()
        report = replace(report, findings=damaged + report.findings)
        if as_json:
            click.echo(json.dumps(asdict(report)))
        else:
            click.echo("\n".join(report_sentences(words, report)))
        return ExitCode.DATABASE if report.findings else ExitCode.OK

    _add_backup(database, words)
    _add_restore(database, words)
    return database


def _add_backup(database: SpokenGroup, words: Words) -> None:
    @database.command(
        "backup",
        help=words.gettext("Copy the store to a folder, also while the till runs, and prove the copy."),
    )
    @click.argument("to", type=PATH, required=False)
    @demo_option(words.gettext("The demo shop's store."))
    @data_option(words)
    @json_option()
    def backup(to: Path | None, demo: bool, data: Path | None, as_json: bool) -> ExitCode:
        # Deferred, as in all of these: the till's window must not wait for the database layer.
        from app.entrypoints.backups import back_up, backup_folder, keeping_of  # noqa: PLC0415

        settings = settings_in_force()
        directory = shop_directory(data, demo=demo)
        # A folder of somebody's own is his to tidy up.
        folder, keeping = (
            (backup_folder(directory, settings), keeping_of(settings)) if to is None else (to, None)
        )
        with _bar(words.gettext("Backup")) as progress:
            taken = back_up(directory, folder, keeping, progress)
        return _told_backup(words, taken, as_json=as_json)


def _told_backup(words: Words, taken: "BackupTaken | NoRoom", *, as_json: bool) -> ExitCode:
    from app.services.backups import BackupTaken  # noqa: PLC0415
    from app.words.backups import no_room_sentence, taken_sentence  # noqa: PLC0415

    if not isinstance(taken, BackupTaken):
        raise CommandFailed(no_room_sentence(words, taken), ExitCode.DATABASE)
    if as_json:
        name = taken.backup.name
        row = {"path": str(taken.backup.path), "bytes": taken.size, "epoch": name.epoch, "seq": name.seq}
        click.echo(json.dumps({**row, "at": name.at}))
    else:
        click.echo(taken_sentence(words, taken))
    return ExitCode.OK


def _add_restore(database: SpokenGroup, words: Words) -> None:
    @database.command(
        "restore",
        help=words.gettext("Put a backup in the store's place; without one, list those that there are."),
    )
    @click.argument("source", metavar="[FROM]", type=PATH, required=False)
    @click.option("--latest", is_flag=True, help=words.gettext("The newest backup that is whole."))
    @demo_option(words.gettext("The demo shop's store."))
    @data_option(words)
    @json_option()
    def restore(source: Path | None, latest: bool, demo: bool, data: Path | None, as_json: bool) -> None:
        from app.entrypoints.backups import backup_folder, last_good_backup, restore_from  # noqa: PLC0415
        from app.storage.backup_folder import backups_in  # noqa: PLC0415
        from app.words.backups import list_sentences, no_good_backup_sentence  # noqa: PLC0415

        directory = shop_directory(data, demo=demo)
        folder = backup_folder(directory, settings_in_force())
        if source is None and not latest:
            click.echo("\n".join(list_sentences(words, backups_in(folder), folder)))
            return
        if source is None:
            good = last_good_backup(directory, folder)
            if good is None:
                raise CommandFailed(no_good_backup_sentence(words, folder), ExitCode.DATABASE)
            source = good.backup.path
        _tell_restored(words, restore_from(directory, source), as_json=as_json)


def _tell_restored(words: Words, done: "Restored", *, as_json: bool) -> None:
    from app.words.backups import restored_sentences  # noqa: PLC0415

    if not as_json:
        click.echo("\n".join(restored_sentences(words, done)))
        return
    content = done.content
    row = {"source": str(done.source), "epoch": done.epoch, "aside": done.aside and str(done.aside)}
    told = {"restored_epoch": content.epoch, "restored_seq": content.seq, "restored_at": content.at}
    click.echo(json.dumps({**row, **told, "enrolled": content.enrolled, "later": done.later}))


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A line that grows on a person's screen; nothing where the output is a file."""
    with click.progressbar(length=1_000, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: int, of: int) -> None:
            bar.update(done * 1_000 // max(1, of) - bar.pos)

        yield progress


def keep_backup_command() -> click.Command:
    """The child process that a running till starts for each backup; its last line says what came of it."""

    @click.command("keep-backup", cls=SpokenCommand, hidden=True)
    @click.argument("directory", type=PATH)
    @click.option("--to", type=PATH, required=True)
    @click.option("--days", type=click.IntRange(min=0), required=True)
    @click.option("--weeks", type=click.IntRange(min=0), required=True)
    def keep_backup(directory: Path, to: Path, days: int, weeks: int) -> None:
        from app.entrypoints.keeper import keep_backup as keep  # noqa: PLC0415 - see the top

        keep(directory, to, days, weeks)

    return keep_backup
