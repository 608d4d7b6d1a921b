"""`setia enrol` and `setia sync`: the line to the merchant's server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.entrypoints.commands.shop import RequiredOption, data_option, demo_option, open_shop, shop_directory
from app.entrypoints.commands.speaking import CommandFailed, SpokenCommand, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Words

if TYPE_CHECKING:
    from app.storage.terminal.store import SqlTerminalStore


_NAME = "KASIR1"


def enrol_command(words: Words) -> click.Command:
    """Joins this till to a server, once."""

    @click.command(
        "enrol",
        cls=SpokenCommand,
        options_metavar="--server URL --code CODE [OPTIONS]",
        help=words.gettext("Join the merchant's server with a one-time code."),
    )
    @click.option(
        "--server",
        metavar="URL",
        help=words.gettext("The server's address."),
        required=True,
        cls=RequiredOption,
    )
    @click.option(
        "--code", metavar="CODE", help=words.gettext("The one-time code."), required=True, cls=RequiredOption
    )
    @click.option(
        "--name", metavar="NAME", default=_NAME, help=words.gettext("This till's name.") + f" ({_NAME})"
    )
    @data_option(words)
    @demo_option(words.gettext("The demo shop's till."))
    def enrol(server: str, code: str, name: str, data: Path | None, demo: bool) -> None:
        # Deferred: the till's window must not wait for the HTTP client.
        from app.entrypoints.enrol import enrol_terminal  # noqa: PLC0415
        from app.words.line import line_sentence  # noqa: PLC0415

        try:
            refused = enrol_terminal(shop_directory(data, demo=demo), server, code, name)
        except ValueError:
            raise CommandFailed(
                words.gettext("{server} is neither https nor on this machine.", server=server), ExitCode.USAGE
            ) from None
        if refused is not None:
            raise CommandFailed(line_sentence(words, refused, server), ExitCode.NETWORK)
        click.echo(words.gettext("This till is enrolled at {server}.", server=server))

    return enrol


def sync_commands(words: Words) -> click.Group:
    """What waits for the server; send and fetch now."""
    sync = SpokenGroup("sync", help=words.gettext("The line to the server."))

    def tell(data: Path | None, demo: bool, work: Callable[["SqlTerminalStore"], dict[str, object]]) -> None:
        store = open_shop(data, demo=demo)
        try:
            click.echo(json.dumps(work(store)))
        finally:
            store.close()

    @sync.command("status", help=words.gettext("What waits to be sent."))
    @data_option(words)
    @demo_option(words.gettext("The demo shop's till."))
    def status(data: Path | None, demo: bool) -> None:
        # Deferred: the till's window must not wait for the HTTP client.
        from app.entrypoints.sync import sync_status  # noqa: PLC0415

        tell(data, demo, sync_status)

    @sync.command("now", help=words.gettext("Send and fetch now, and say how it went."))
    @data_option(words)
    @demo_option(words.gettext("The demo shop's till."))
    def now(data: Path | None, demo: bool) -> None:
        # Deferred: as above.
        from app.entrypoints.sync import sync_now  # noqa: PLC0415

        tell(data, demo, sync_now)

    return sync
