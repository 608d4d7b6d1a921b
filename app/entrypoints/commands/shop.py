"""What the commands of a till share: which shop they are about, and how it is opened."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.entrypoints.paths import machine_settings, user_data, user_settings
from app.entrypoints.settings import Settings, load
from app.words.translate import Words

if TYPE_CHECKING:
    from app.storage.terminal.store import SqlTerminalStore

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

PATH = click.Path(path_type=Path)


def data_option(words: Words) -> Decorator:
    """`--data PATH`: `data`, a Path or None."""
    return click.option("--data", type=PATH, metavar="PATH", help=words.gettext("The folder of the store."))


def demo_option(help_sentence: str) -> Decorator:
    """`--demo`: `demo`."""
    return click.option("--demo", is_flag=True, help=help_sentence)


def json_option() -> Decorator:
    """`--json`: `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="JSON")


class RequiredOption(click.Option):
    """An option that can't be left out. The command's usage line says so, in any language."""

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        extra.pop("required", None)
        return extra


def settings_in_force(**flags: str | None) -> Settings:
    """From these flags, the environment and the files. Raises SettingsFault."""
    given = {key: value for key, value in flags.items() if value is not None}
    return load(given, os.environ, (user_settings(), machine_settings()))


def shop_directory(data: Path | None, *, demo: bool) -> Path:
    """The folder of the store."""
    return data or user_data() / ("demo" if demo else "terminal")


def open_shop(data: Path | None, *, demo: bool) -> "SqlTerminalStore":
    """Raises StoreFault or KeyUnusable."""
    # Deferred: the database layer takes longer to load than the till's window to paint.
    from app.entrypoints.system import SystemChance, SystemClock  # noqa: PLC0415
    from app.entrypoints.terminal_store import open_terminal_store  # noqa: PLC0415

    return open_terminal_store(shop_directory(data, demo=demo), SystemClock(), SystemChance())
