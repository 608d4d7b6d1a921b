"""`setia programme`: care of a programme's document before it is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, Decorator, json_option
from app.entrypoints.commands.speaking import CommandFailed, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.system import SystemClock
from app.words.translate import Language, Words


def programme_commands(words: Words) -> click.Group:
    """Its commands."""
    group = SpokenGroup("programme", help=words.gettext("Care of a programme's document."))
    _add_check(group, words)
    _add_show(group, words)
    _add_diff(group, words)
    return group


def _add_check(group: SpokenGroup, words: Words) -> None:
    @group.command("check", help=words.gettext("Find every conflict that a cashier could meet."))
    @click.argument("file", type=PATH)
    @_items_option(words)
    @click.option(
        "--store",
        "stores",
        multiple=True,
        metavar="CODE",
        help=words.gettext("A store's code, once for each store; other stores are then unknown."),
    )
    @click.option("--strict", is_flag=True, help=words.gettext("Fail with warnings too."))
    @_language_option()
    @json_option()
    def check(
        file: Path,
        items: Path | None,
        stores: tuple[str, ...],
        strict: bool,
        language: str | None,
        as_json: bool,
    ) -> int:
        # Deferred, as in all of these: the till's window must not wait for the documents' reader.
        from app.cli.programme import Catalogue, check_file, read_items  # noqa: PLC0415

        said = _words(words, language)
        with _telling():
            known = Catalogue(
                now=SystemClock().now(),
                items=None if items is None else read_items(items, said),
                stores=stores or None,
            )
            return check_file(file, known, said, as_json=as_json, strict=strict)


def _add_show(group: SpokenGroup, words: Words) -> None:
    @group.command("show", help=words.gettext("Say a programme in sentences."))
    @click.argument("file", type=PATH)
    @_items_option(words)
    @_language_option()
    @json_option()
    def show(file: Path, items: Path | None, language: str | None, as_json: bool) -> None:
        from app.cli.programme import read_items, show_file  # noqa: PLC0415

        said = _words(words, language)
        with _telling():
            named = () if items is None else read_items(items, said)
            show_file(file, named, said, as_json=as_json)


def _add_diff(group: SpokenGroup, words: Words) -> None:
    @group.command(
        "diff", help=words.gettext("Say what changed between two programmes; ends with 1 when something did.")
    )
    @click.argument("before", type=PATH)
    @click.argument("after", type=PATH)
    @_items_option(words)
    @_language_option()
    @json_option()
    def diff(before: Path, after: Path, items: Path | None, language: str | None, as_json: bool) -> int:
        from app.cli.programme import diff_files, read_items  # noqa: PLC0415

        said = _words(words, language)
        with _telling(ExitCode.USAGE):
            named = () if items is None else read_items(items, said)
            return diff_files(before, after, named, said, as_json=as_json)


def _items_option(words: Words) -> Decorator:
    """`--items FILE`: `items`, a Path or None."""
    return click.option(
        "--items", type=PATH, metavar="FILE", help=words.gettext("The items that are sold, as CSV or JSON.")
    )


def _language_option() -> Decorator:
    """`--language`: `language`, or None."""
    return click.option(
        "--language", type=click.Choice([language.value for language in Language]), help="id, en"
    )


def _words(words: Words, language: str | None) -> Words:
    return words if language is None else Words(Language(language))


@contextmanager
def _telling(code: ExitCode = ExitCode.FAILED) -> Iterator[None]:
    """A file that can't be read is a sentence. code: of the end; `diff` keeps 1 for a difference."""
    from app.cli.programme import UnreadableFile  # noqa: PLC0415 - see above

    try:
        yield
    except UnreadableFile as fault:
        raise CommandFailed(str(fault), code) from None
