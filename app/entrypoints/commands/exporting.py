"""`setia export`: codes for a printer, and what partners owe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.entrypoints.commands.shop import (
    PATH,
    Decorator,
    data_option,
    demo_option,
    json_option,
    open_shop,
    shop_directory,
)
from app.entrypoints.commands.speaking import CommandFailed, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.cli.exporting import Telling
    from app.storage.terminal.store import SqlTerminalStore


def export_commands(words: Words) -> click.Group:
    """Its commands."""
    group = SpokenGroup("export", help=words.gettext("Codes for a printer, and what partners owe, as files."))
    _add_batches(group, words)
    _add_batch(group, words)
    _add_receipt(group, words)
    _add_settlement(group, words)
    _add_bills(group, words)
    _add_ratings(group, words)
    return group


def _add_batches(group: SpokenGroup, words: Words) -> None:
    @group.command("batches", help=words.gettext("List the batches of printed cards and vouchers."))
    @_common_options(words)
    def batches(**common: Any) -> None:
        # Deferred: the till's window must not wait for what writes files.
        from app.cli.exporting import list_batches  # noqa: PLC0415

        _with_shop(words, common, list_batches)


def _add_batch(group: SpokenGroup, words: Words) -> None:
    @group.command("batch", help=words.gettext("Serial, code and QR of every card or voucher, as a CSV."))
    @click.argument("batch")
    @click.argument("file", type=PATH)
    @_common_options(words)
    def batch(batch: str, file: Path, **common: Any) -> None:
        # Deferred: as above.
        from app.cli.exporting import export_batch  # noqa: PLC0415

        _with_shop(
            words,
            common,
            lambda store, telling: export_batch(store, batch, file, telling, _bar(telling.words)),
        )


def _add_receipt(group: SpokenGroup, words: Words) -> None:
    @group.command("receipt", help=words.gettext("A sale's receipt as a PDF, for a customer without paper."))
    @click.argument("number")
    @click.argument("file", type=PATH)
    @_common_options(words)
    def receipt(number: str, file: Path, **common: Any) -> None:
        # Deferred: as above.
        from app.cli.export_receipt import export_receipt  # noqa: PLC0415
        from app.entrypoints.system import SystemClock  # noqa: PLC0415
        from app.entrypoints.training_folder import is_training  # noqa: PLC0415

        training = is_training(shop_directory(common["data"], demo=common["demo"]))
        _with_shop(
            words,
            common,
            lambda store, telling: export_receipt(
                store, number, file, telling, SystemClock().now(), training=training
            ),
        )


def _add_settlement(group: SpokenGroup, words: Words) -> None:
    @group.command(
        "settlement",
        help=words.gettext("What partners owe for some days, the first and the last in it, as a CSV."),
    )
    @click.argument("first", metavar="FROM")
    @click.argument("last", metavar="TO")
    @click.argument("file", type=PATH)
    @_common_options(words)
    def settlement(first: str, last: str, file: Path, **common: Any) -> None:
        # Deferred: as above.
        from app.cli.exporting import export_settlement  # noqa: PLC0415

        days = _days(first, last, words)
        _with_shop(
            words,
            common,
            lambda store, telling: export_settlement(store, days, file, telling, _bar(telling.words)),
        )


def _add_bills(group: SpokenGroup, words: Words) -> None:
    @group.command(
        "bills", help=words.gettext("The bills of the till beside this one for some days, as a CSV.")
    )
    @click.argument("first", metavar="FROM")
    @click.argument("last", metavar="TO")
    @click.argument("file", type=PATH)
    @_common_options(words)
    def bills(first: str, last: str, file: Path, **common: Any) -> None:
        # Deferred: as above.
        from app.cli.export_bills import export_bills  # noqa: PLC0415

        days = _days(first, last, words)
        _with_shop(words, common, lambda store, telling: export_bills(store, days, file, telling))


def _add_ratings(group: SpokenGroup, words: Words) -> None:
    @group.command("ratings", help=words.gettext("What customers answered on some days, as a CSV."))
    @click.argument("first", metavar="FROM")
    @click.argument("last", metavar="TO")
    @click.argument("file", type=PATH)
    @_common_options(words)
    def ratings(first: str, last: str, file: Path, **common: Any) -> None:
        # Deferred: as above.
        from app.cli.export_ratings import export_ratings  # noqa: PLC0415

        days = _days(first, last, words)
        _with_shop(words, common, lambda store, telling: export_ratings(store, days, file, telling))


def _common_options(words: Words) -> Decorator:
    """`--demo`, `--data`, `--language` and `--json`: `demo`, `data`, `language`, `as_json`."""

    def decorate(command: Decorator) -> Decorator:
        for option in (
            json_option(),
            click.option(
                "--language", type=click.Choice([language.value for language in Language]), help="id, en"
            ),
            data_option(words),
            demo_option(words.gettext("The demo shop's store.")),
        ):
            command = option(command)
        return command

    return decorate


def _with_shop(
    words: Words, common: dict[str, Any], work: Callable[["SqlTerminalStore", "Telling"], None]
) -> None:
    # Deferred: as above.
    from app.cli.exporting import ExportFailed, Telling  # noqa: PLC0415

    language = common["language"]
    telling = Telling(
        words=words if language is None else Words(Language(language)), as_json=common["as_json"]
    )
    store = open_shop(common["data"], demo=common["demo"])
    try:
        work(store, telling)
    except ExportFailed as fault:
        raise CommandFailed(str(fault), ExitCode.FAILED) from None
    finally:
        store.close()


def _days(first: str, last: str, words: Words) -> tuple[date, date]:
    days = _day(first, words), _day(last, words)
    if days[0] > days[1]:
        raise CommandFailed(words.gettext("The first day comes after the last."), ExitCode.USAGE)
    return days


def _day(text: str, words: Words) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = words.gettext("{text} is no day like 2026-11-22.", text=text)
        raise CommandFailed(sentence, ExitCode.USAGE) from None


def _bar(words: Words) -> "Callable[[int], Any]":
    """A bar on stderr when somebody looks at it."""

    @contextmanager
    def bar(steps: int) -> "Iterator[Callable[[int], None]]":
        if not sys.stderr.isatty():
            yield lambda _done: None
            return
        with click.progressbar(length=steps, label=words.gettext("Exporting"), file=sys.stderr) as shown:
            yield shown.update

    return bar
