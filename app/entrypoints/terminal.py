"""`setia`: the commands of the terminal. Each loads what it needs when it runs, so that `run` paints at once."""

import sys
from collections.abc import Callable

import click

from app import __version__
from app.entrypoints.commands.database import database_commands, keep_backup_command
from app.entrypoints.commands.decode import decode_command
from app.entrypoints.commands.devices import device_commands
from app.entrypoints.commands.doctor import doctor_command
from app.entrypoints.commands.exporting import export_commands
from app.entrypoints.commands.importing import import_commands
from app.entrypoints.commands.line import enrol_command, sync_commands
from app.entrypoints.commands.printing import print_command
from app.entrypoints.commands.programme import programme_commands
from app.entrypoints.commands.quote import quote_command
from app.entrypoints.commands.shop import Decorator
from app.entrypoints.commands.speaking import CommandFailed, SpokenGroup, console_language, run_program
from app.entrypoints.commands.till import build_demo_command, build_training_command, run_command
from app.entrypoints.exit_codes import ExitCode
from app.words.translate import Words


def main() -> None:
    """The command `setia`."""
    words = Words(console_language())
    sys.exit(run_program(make_program(words), words))


def make_program(words: Words) -> SpokenGroup:
    """Every command, speaking one language."""

    @click.group(
        "setia",
        cls=SpokenGroup,
        help=words.gettext("Setia: a till for loyalty that works with the line down."),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @_alone("--version", words.gettext("The version."), _tell_version)
    @_alone(
        "--self-test",
        words.gettext("Do the main job once, on this machine, and say whether it worked."),
        lambda: _test_itself(words),
    )
    def setia() -> None:
        pass

    for command in (
        run_command(words),
        doctor_command(words),
        quote_command(words),
        programme_commands(words),
        decode_command(words),
        import_commands(words),
        export_commands(words),
        print_command(words),
        enrol_command(words),
        database_commands(words),
        sync_commands(words),
        device_commands(words),
        build_demo_command(),
        build_training_command(),
        keep_backup_command(),
    ):
        setia.add_command(command)
    return setia


def _alone(name: str, help_sentence: str, work: Callable[[], None]) -> Decorator:
    """An option that is a command of its own: it does its work and ends."""

    def ended(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
        if wanted:
            work()
            context.exit()

    return click.option(
        name, is_flag=True, is_eager=True, expose_value=False, callback=ended, help=help_sentence
    )


def _tell_version() -> None:
    click.echo(__version__)


def _test_itself(words: Words) -> None:
    from app.entrypoints.self_test import self_test  # noqa: PLC0415 - see the module

    try:
        for step in self_test():
            click.echo(f"ok  {step}")
    except Exception as fault:  # noqa: BLE001 - whatever broke is the answer of a self-test
        raise CommandFailed(f"FAILED  {type(fault).__name__}: {fault}", ExitCode.FAILED) from None
    click.echo(words.gettext("The self-test passed."))


if __name__ == "__main__":
    main()
