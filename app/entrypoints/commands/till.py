"""`setia run`: the till's window, and the child process that builds the demo shop for it."""

import gc
from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, data_option, demo_option, settings_in_force, shop_directory
from app.entrypoints.commands.speaking import SpokenCommand
from app.entrypoints.scan_rules_file import scan_rules_in_force
from app.entrypoints.training_folder import training_directory
from app.words.translate import Language, Words


def run_command(words: Words) -> click.Command:
    """Opens the till. The hidden options are for those who measure and test."""

    @click.command("run", cls=SpokenCommand, help=words.gettext("Open the till."))
    @demo_option(words.gettext("Open the demo shop."))
    @click.option(
        "--training", is_flag=True, help=words.gettext("Practise: nothing that is sold is for real.")
    )
    @data_option(words)
    @click.option("--language", metavar="LANGUAGE", help="id, en")
    @click.option("--printer", metavar="PRINTER", help="virtual, none, tcp:HOST:PORT, file:PATH")
    @click.option("--columns", metavar="COLUMNS", help="32, 42, 48")
    @click.option("--scanner", metavar="PORT", help=words.gettext("A serial port, or `auto`."))
    @click.option(
        "--camera", metavar="CAMERA", help=words.gettext("A camera's number, path, file or address.")
    )
    @click.option(
        "--customer-display",
        flag_value="window",
        help=words.gettext("Show in a window what the customer sees."),
    )
    @click.option("--exit-after-first-paint", is_flag=True, hidden=True)
    @click.option("--exit-when-open", is_flag=True, hidden=True)
    def run(
        demo: bool,
        training: bool,
        data: Path | None,
        exit_after_first_paint: bool,
        exit_when_open: bool,
        **flags: str | None,
    ) -> int:
        settings = settings_in_force(**flags)
        if settings.receipt_template:
            # Deferred: most tills have none of their own, and it is read again when the store is open.
            from app.entrypoints.receipt_template import template_in_force  # noqa: PLC0415

            template_in_force(settings)
        gc.disable()  # what loads now stays: looking for garbage in it would hold up the first paint
        # Deferred: no other command needs Qt.
        from app.entrypoints.run import run as run_window  # noqa: PLC0415
        from app.entrypoints.run_options import RunOptions  # noqa: PLC0415

        directory = shop_directory(data, demo=demo)
        return run_window(
            RunOptions(
                directory=training_directory(directory) if training else directory,
                settings=settings,
                scan_rules=scan_rules_in_force(settings),
                demo=demo and not training,
                trains_for=directory if training else None,
                exit_after_first_paint=exit_after_first_paint,
                until_open=exit_when_open,
            )
        )

    return run


def build_demo_command() -> click.Command:
    """The child process that `run --demo` starts."""

    @click.command("build-demo", cls=SpokenCommand, hidden=True)
    @click.argument("directory", type=PATH)
    @click.option("--language", type=click.Choice([language.value for language in Language]), required=True)
    def build_demo(directory: Path, language: str) -> None:
        # Deferred: the window must not wait for the demo shop.
        from app.entrypoints.child import tell  # noqa: PLC0415
        from app.entrypoints.demo import build_demo as build  # noqa: PLC0415
        from app.entrypoints.system import SystemClock  # noqa: PLC0415

        build(directory, SystemClock().now(), Language(language), tell)

    return build_demo


def build_training_command() -> click.Command:
    """The child process that `run --training` starts."""

    @click.command("build-training", cls=SpokenCommand, hidden=True)
    @click.argument("directory", type=PATH)
    @click.option("--real", type=PATH, required=True)
    @click.option("--language", type=click.Choice([language.value for language in Language]), required=True)
    def build_training(directory: Path, real: Path, language: str) -> None:
        # Deferred: as above.
        from app.entrypoints.child import tell  # noqa: PLC0415
        from app.entrypoints.system import SystemChance, SystemClock  # noqa: PLC0415
        from app.entrypoints.training import build_training as build  # noqa: PLC0415

        build(directory, real, Words(Language(language)), SystemClock(), SystemChance(), tell)

    return build_training
