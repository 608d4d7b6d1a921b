"""`setia db`: care of the store."""

import json
from pathlib import Path

import click

from app.entrypoints.commands.shop import data_option, demo_option, json_option, open_shop
from app.entrypoints.commands.speaking import SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Words


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
        from dataclasses import asdict  # noqa: PLC0415

        from app.storage.terminal.check import check_store  # noqa: PLC0415
        from app.words.check import report_sentences  # noqa: PLC0415

        store = open_shop(data, demo=demo)
        try:
            with store.reading() as unit:
                report = check_store(unit.connection)
        finally:
            store.close()
        if as_json:
            click.echo(json.dumps(asdict(report)))
        else:
            click.echo("\n".join(report_sentences(words, report)))
        return ExitCode.DATABASE if report.findings else ExitCode.OK

    return database
