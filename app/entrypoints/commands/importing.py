"""`setia import`: members, balances and items from the files of the program that a shop comes from."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.entrypoints.commands.shop import PATH, Decorator, data_option, demo_option, json_option, open_shop
from app.entrypoints.commands.speaking import CommandFailed, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.cli.importing import Opened
    from app.services.importing.run import Progress

_FORMATS = ("square", "loyverse", "odoo", "lightspeed", "generic")


def import_commands(words: Words) -> click.Group:
    """Its commands."""
    group = SpokenGroup(
        "import", help=words.gettext("Bring in members and items from another program's files.")
    )
    _add(group, words, "members", words.gettext("Members and their points, from a CSV or Excel file."))
    _add(group, words, "items", words.gettext("Items and prices, from a CSV or Excel file."))
    return group


def _add(group: SpokenGroup, words: Words, subject: str, help_sentence: str) -> None:
    @group.command(subject, help=help_sentence)
    @click.argument("file", type=PATH)
    @_file_options(words)
    @click.option(
        "--dry-run", "dry", is_flag=True, help=words.gettext("Say what would happen; change nothing.")
    )
    @demo_option(words.gettext("The demo shop's store."))
    @data_option(words)
    @click.option("--language", type=click.Choice([language.value for language in Language]), help="id, en")
    @json_option()
    def bring(
        file: Path,
        file_format: str | None,
        mapped: tuple[str, ...],
        rejects: Path | None,
        dry: bool,
        demo: bool,
        data: Path | None,
        language: str | None,
        as_json: bool,
    ) -> int:
        # Deferred: the till's window must not wait for what reads files.
        from app.cli.importing import ImportFailed, ImportWish, import_file, open_file  # noqa: PLC0415
        from app.entrypoints.system import SystemChance, SystemClock  # noqa: PLC0415
        from app.services.importing.fields import FileFormat, Subject  # noqa: PLC0415
        from app.storage.terminal.import_store import SqlImportStore  # noqa: PLC0415

        said = words if language is None else Words(Language(language))
        wish = ImportWish(
            subject=Subject(subject),
            path=file,
            file_format=None if file_format is None else FileFormat(file_format),
            mapped=_mapping(mapped, said),
            rejects=rejects,
            dry=dry,
        )
        try:
            opened = open_file(wish, said)
            store = open_shop(data, demo=demo)
            try:
                with _progress(opened, said) as progress:
                    return import_file(
                        opened,
                        SqlImportStore(store),
                        SystemChance(),
                        SystemClock(),
                        said,
                        progress=progress,
                        as_json=as_json,
                    )
            finally:
                store.close()
        except ImportFailed as fault:
            raise CommandFailed(str(fault), ExitCode.FAILED) from None


def _file_options(words: Words) -> Decorator:
    """`--format`, `--map` and `--rejects`: `file_format`, `mapped`, `rejects`."""

    def decorate(command: Decorator) -> Decorator:
        for option in (
            click.option(
                "--rejects",
                type=PATH,
                metavar="FILE",
                help=words.gettext("Where rejected rows go; beside the file unless named."),
            ),
            click.option(
                "--map",
                "mapped",
                multiple=True,
                metavar="COLUMN=FIELD",
                help=words.gettext("What a column holds, once for each column; `-` leaves it out."),
            ),
            click.option(
                "--format",
                "file_format",
                type=click.Choice(_FORMATS),
                help=words.gettext("Whose file it is; found by its heading unless named."),
            ),
        ):
            command = option(command)
        return command

    return decorate


def _mapping(mapped: tuple[str, ...], words: Words) -> dict[str, str]:
    pairs = {}
    for one in mapped:
        column, equals, field = one.rpartition("=")
        if not equals or not column:
            sentence = words.gettext("{option} is no COLUMN=FIELD.", option=f"--map {one}")
            raise CommandFailed(sentence, ExitCode.USAGE)
        pairs[column] = field
    return pairs


@contextmanager
def _progress(opened: "Opened", words: Words) -> "Iterator[Progress]":
    """A bar on stderr when somebody looks at it."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    with click.progressbar(length=opened.rows, label=words.gettext("Importing"), file=sys.stderr) as bar:
        yield bar.update
