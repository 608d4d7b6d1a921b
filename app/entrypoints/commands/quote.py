"""`setia quote`: the answer to a basket that is written down in a file."""

from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, json_option
from app.entrypoints.commands.speaking import CommandFailed, SpokenCommand
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Language, Words


def quote_command(words: Words) -> click.Command:
    """Fails when a case can't be answered, and with --check when an answer isn't what its case expects."""

    @click.command(
        "quote", cls=SpokenCommand, help=words.gettext("Say what a basket costs and earns, and why.")
    )
    @click.argument("files", nargs=-1, required=True, type=PATH)
    @click.option(
        "--check", is_flag=True, help=words.gettext("Compare each answer with what its case expects.")
    )
    @click.option("--language", type=click.Choice([language.value for language in Language]), help="id, en")
    @json_option()
    def quote(files: tuple[Path, ...], check: bool, language: str | None, as_json: bool) -> int:
        # Deferred: the till's window must not wait for the documents' reader.
        from app.cli.quote import NoAnswer, check_files, quote_files  # noqa: PLC0415

        said = words if language is None else Words(Language(language))
        if check:
            return check_files(files, as_json=as_json, words=said)
        try:
            quote_files(files, as_json=as_json, words=said)
        except NoAnswer as none:
            raise CommandFailed(str(none), ExitCode.FAILED) from none
        return ExitCode.OK

    return quote
