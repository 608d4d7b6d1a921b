"""`setia doctor`: what works on this machine, and what to install."""

import json
from pathlib import Path

import click

from app.entrypoints.commands.shop import (
    data_option,
    demo_option,
    json_option,
    open_shop,
    settings_in_force,
    shop_directory,
)
from app.entrypoints.commands.speaking import SpokenCommand
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.settings import printers_of
from app.words.translate import Words


def doctor_command(words: Words) -> click.Command:
    """Fails when a part is not well."""

    @click.command(
        "doctor",
        cls=SpokenCommand,
        help=words.gettext("Tell what works on this machine, and what to install."),
    )
    @demo_option(words.gettext("Look at the demo shop."))
    @data_option(words)
    @json_option()
    def doctor(demo: bool, data: Path | None, as_json: bool) -> ExitCode:
        # Deferred: the till's window must not wait for it.
        from app.cli.doctor import examine  # noqa: PLC0415
        from app.entrypoints.backups import backup_folder, newest_backup  # noqa: PLC0415
        from app.words.doctor import finding_sentence, part_name  # noqa: PLC0415

        settings = settings_in_force()
        directory = shop_directory(data, demo=demo)

        def backup_age() -> int | None:
            newest = newest_backup(directory, backup_folder(directory, settings))
            return None if newest.backup is None else newest.at - newest.backup.name.at

        found = tuple(
            examine(
                printers={
                    part: (printer.address, printer.answers)
                    for part, printer in printers_of(settings).items()
                },
                scanner=settings.scanner,
                camera=settings.camera,
                line_display=settings.line_display,
                open_store=lambda: open_shop(data, demo=demo).close(),
                backup_age=backup_age if settings.backup_hours else None,
            )
        )
        says = [finding_sentence(words, part) for part in found]
        if as_json:
            rows = [
                {"part": part.part, "verdict": part.verdict.value, "says": sentence}
                for part, sentence in zip(found, says, strict=True)
            ]
            click.echo(json.dumps(rows, ensure_ascii=False))
        else:
            for part, sentence in zip(found, says, strict=True):
                click.echo(f"{'ok' if part.is_well else '!!'}  {part_name(words, part.part)}: {sentence}")
        return ExitCode.OK if all(part.is_well for part in found) else ExitCode.FAILED

    return doctor
