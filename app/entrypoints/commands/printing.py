"""`setia print`: how receipts look by a template, before customers see them."""

from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, json_option
from app.entrypoints.commands.speaking import CommandFailed, SpokenCommand
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Language, Words


def print_command(words: Words) -> click.Command:
    """Fails with the code of wrong settings when the template is wrong."""

    @click.command(
        "print",
        cls=SpokenCommand,
        help=words.gettext("Check a receipt template, and show an invented sale by it."),
    )
    @click.argument("file", type=PATH)
    @click.option(
        "--out",
        type=PATH,
        metavar="FILE",
        help=words.gettext("Write a .pdf, .png or .txt instead of text here."),
    )
    @click.option("--columns", type=click.Choice(["32", "42", "48"]), default="32", help="32, 42, 48")
    @click.option("--guest", is_flag=True, help=words.gettext("The receipt of a guest."))
    @click.option("--copy", is_flag=True, help=words.gettext("As it is printed again."))
    @click.option("--language", type=click.Choice([language.value for language in Language]), help="id, en")
    @json_option()
    def print_file(
        file: Path,
        out: Path | None,
        columns: str,
        guest: bool,
        copy: bool,
        language: str | None,
        as_json: bool,
    ) -> None:
        # Deferred: the till's window must not wait for the printer's library.
        from app.cli.print_template import ENDINGS, NotPrinted, Preview, print_template  # noqa: PLC0415
        from app.entrypoints.printing import PROFILES  # noqa: PLC0415
        from app.entrypoints.receipt_template import template_of  # noqa: PLC0415
        from app.entrypoints.system import SystemClock  # noqa: PLC0415

        said = words if language is None else Words(Language(language))
        if out is not None and out.suffix.lower() not in ENDINGS:
            raise CommandFailed(
                said.gettext("{path} must end in .pdf, .png or .txt.", path=out), ExitCode.USAGE
            )
        preview = Preview(
            template=template_of(file), profile=PROFILES[int(columns)], member=not guest, copy=int(copy)
        )
        try:
            print_template(preview, said, SystemClock().now(), out, as_json=as_json)
        except NotPrinted as fault:
            raise CommandFailed(str(fault), ExitCode.FAILED) from None

    return print_file
