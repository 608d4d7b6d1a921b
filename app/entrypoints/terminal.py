"""`setia`: the commands of the terminal. Each loads what it needs when it runs, so that `run` paints at once."""

import json
import locale
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app import __version__
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.paths import machine_settings, user_data, user_settings
from app.entrypoints.settings import Settings, SettingsFault, load
from app.services.ports import KeyUnusable, StoreFault
from app.words.faults import fault_sentence, setting_sentence
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.storage.terminal.store import SqlTerminalStore


def main() -> None:
    """The command `setia`."""
    words = Words(_console_language())
    try:
        make_cli(words)(standalone_mode=True)
    except KeyboardInterrupt:
        raise SystemExit(ExitCode.INTERRUPTED) from None


def _console_language() -> Language:
    """SETIA_LANGUAGE, or the machine's own language; Indonesian when it is neither."""
    wanted = os.environ.get("SETIA_LANGUAGE") or (locale.getlocale()[0] or "")[:2]
    return Language.ENGLISH if wanted.lower() == Language.ENGLISH else Language.INDONESIAN


def make_cli(words: Words) -> typer.Typer:
    """Every command, speaking one language."""
    cli = typer.Typer(
        help=words.gettext("Setia: a till for loyalty that works with the line down."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    _add_root(cli, words)
    _add_run(cli, words)
    _add_doctor(cli, words)
    _add_decode(cli, words)
    _add_database(cli, words)
    _add_server(cli, words)
    _add_devices(cli, words)
    return cli


@contextmanager
def _spoken(words: Words) -> Iterator[None]:
    """A fault becomes a sentence on stderr and an exit code; a person never sees a traceback."""
    try:
        yield
    except StoreFault as fault:
        _fail(fault_sentence(words, fault), ExitCode.DATABASE)
    except KeyUnusable as fault:
        _fail(fault_sentence(words, fault), ExitCode.CONFIG)
    except SettingsFault as fault:
        _fail(setting_sentence(words, fault.where, fault.key, fault.hint), ExitCode.CONFIG)
    except PermissionError as fault:
        _fail(words.gettext("{path} may not be used by this user.", path=fault.filename), ExitCode.PERMISSION)


def _fail(sentence: str, code: ExitCode) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _settings(**flags: str | None) -> Settings:
    given = {key: value for key, value in flags.items() if value is not None}
    return load(given, os.environ, (user_settings(), machine_settings()))


def _directory(data: Path | None, *, demo: bool = False) -> Path:
    return data or user_data() / ("demo" if demo else "terminal")


def _open(directory: Path) -> "SqlTerminalStore":
    from app.entrypoints.system import SystemChance, SystemClock  # noqa: PLC0415 - see the module
    from app.entrypoints.terminal_store import open_terminal_store  # noqa: PLC0415

    return open_terminal_store(directory, SystemClock(), SystemChance())


def _add_root(cli: typer.Typer, words: Words) -> None:
    def version(wanted: bool) -> None:
        if wanted:
            typer.echo(__version__)
            raise typer.Exit

    def self_test(wanted: bool) -> None:
        if not wanted:
            return
        from app.entrypoints.self_test import self_test as steps  # noqa: PLC0415 - see the module

        try:
            for step in steps():
                typer.echo(f"ok  {step}")
        except Exception as fault:  # noqa: BLE001 - whatever broke is the answer of a self-test
            typer.echo(f"FAILED  {type(fault).__name__}: {fault}", err=True)
            raise typer.Exit(ExitCode.FAILED) from None
        typer.echo(words.gettext("The self-test passed."))
        raise typer.Exit

    @cli.callback()
    def root(
        version: Annotated[
            bool,
            typer.Option("--version", callback=version, is_eager=True, help=words.gettext("The version.")),
        ] = False,
        self_test: Annotated[
            bool,
            typer.Option(
                "--self-test",
                callback=self_test,
                is_eager=True,
                help=words.gettext("Do the main job once, on this machine, and say whether it worked."),
            ),
        ] = False,
    ) -> None:
        pass


def _add_run(cli: typer.Typer, words: Words) -> None:
    @cli.command(help=words.gettext("Open the till."))
    def run(
        demo: Annotated[bool, typer.Option("--demo", help=words.gettext("Open the demo shop."))] = False,
        data: Annotated[Path | None, typer.Option(help=words.gettext("The folder of the store."))] = None,
        language: Annotated[str | None, typer.Option(help="id, en")] = None,
        printer: Annotated[str | None, typer.Option(help="virtual, none, tcp:HOST:PORT, file:PATH")] = None,
        columns: Annotated[str | None, typer.Option(help="32, 42, 48")] = None,
        scanner: Annotated[str | None, typer.Option(help=words.gettext("A serial port, or `auto`."))] = None,
        camera: Annotated[
            str | None, typer.Option(help=words.gettext("A camera's number, path, file or address."))
        ] = None,
        exit_after_first_paint: Annotated[bool, typer.Option(hidden=True)] = False,
        exit_when_open: Annotated[bool, typer.Option(hidden=True)] = False,
    ) -> None:
        with _spoken(words):
            settings = _settings(
                language=language, printer=printer, columns=columns, scanner=scanner, camera=camera
            )
            from app.entrypoints.json_log import start_log  # noqa: PLC0415 - see the module
            from app.entrypoints.run import RunOptions  # noqa: PLC0415
            from app.entrypoints.run import run as run_window  # noqa: PLC0415

            directory = _directory(data, demo=demo)
            start_log(directory.parent / f"{directory.name}-logs")
            options = RunOptions(
                directory=directory,
                settings=settings,
                demo=demo,
                exit_after_first_paint=exit_after_first_paint,
                until_open=exit_when_open,
            )
            raise typer.Exit(run_window(options))

    @cli.command("build-demo", hidden=True)
    def build_demo(directory: Path, language: str = Language.INDONESIAN.value) -> None:
        """The child process that `run --demo` starts."""
        from app.entrypoints.child import tell  # noqa: PLC0415 - see the module
        from app.entrypoints.demo import build_demo as build  # noqa: PLC0415
        from app.entrypoints.system import SystemClock  # noqa: PLC0415

        with _spoken(words):
            build(directory, SystemClock().now(), Language(language), tell)


def _add_doctor(cli: typer.Typer, words: Words) -> None:
    @cli.command(help=words.gettext("Tell what works on this machine, and what to install."))
    def doctor(
        demo: Annotated[bool, typer.Option("--demo", help=words.gettext("Look at the demo shop."))] = False,
        data: Annotated[Path | None, typer.Option(help=words.gettext("The folder of the store."))] = None,
        as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    ) -> None:
        from app.cli.doctor import examine  # noqa: PLC0415 - see the module
        from app.words.doctor import finding_sentence, part_name  # noqa: PLC0415

        with _spoken(words):
            settings = _settings()
            found = list(
                examine(
                    printer=settings.printer,
                    scanner=settings.scanner,
                    camera=settings.camera,
                    open_store=lambda: _open(_directory(data, demo=demo)).close(),
                )
            )
        rows = [
            {
                "part": part.part,
                "verdict": part.verdict.value,
                "says": finding_sentence(words, part),
            }
            for part in found
        ]
        if as_json:
            typer.echo(json.dumps(rows, ensure_ascii=False))
        else:
            for part, row in zip(found, rows, strict=True):
                mark = "ok" if part.is_well else "!!"
                typer.echo(f"{mark}  {part_name(words, part.part)}: {row['says']}")
        raise typer.Exit(ExitCode.OK if all(part.is_well for part in found) else ExitCode.FAILED)


def _add_decode(cli: typer.Typer, words: Words) -> None:
    @cli.command(help=words.gettext("Read the codes in pictures and videos."))
    def decode(
        images: list[Path], as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False
    ) -> None:
        from app.cli.decode import decode_files  # noqa: PLC0415 - see the module

        raise typer.Exit(decode_files(images, as_json=as_json, words=words))


def _add_database(cli: typer.Typer, words: Words) -> None:
    database = typer.Typer(help=words.gettext("Care of the store."), no_args_is_help=True)
    cli.add_typer(database, name="db")

    @database.command(help=words.gettext("Prove the journal, the balances and the lots from scratch."))
    def check(
        demo: Annotated[bool, typer.Option("--demo", help=words.gettext("The demo shop's store."))] = False,
        data: Annotated[Path | None, typer.Option(help=words.gettext("The folder of the store."))] = None,
        as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    ) -> None:
        from dataclasses import asdict  # noqa: PLC0415 - see the module

        from app.storage.terminal.check import check_store  # noqa: PLC0415
        from app.words.check import report_sentences  # noqa: PLC0415

        with _spoken(words):
            store = _open(_directory(data, demo=demo))
            try:
                with store.reading() as unit:
                    report = check_store(unit.connection)
            finally:
                store.close()
        if as_json:
            typer.echo(json.dumps(asdict(report)))
        else:
            typer.echo("\n".join(report_sentences(words, report)))
        raise typer.Exit(ExitCode.DATABASE if report.findings else ExitCode.OK)


def _add_server(cli: typer.Typer, words: Words) -> None:
    @cli.command(help=words.gettext("Join the merchant's server with a one-time code."))
    def enrol(
        server: Annotated[str, typer.Option(help=words.gettext("The server's address."))],
        code: Annotated[str, typer.Option(help=words.gettext("The one-time code."))],
        name: Annotated[str, typer.Option(help=words.gettext("This till's name."))] = "KASIR1",
        data: Annotated[Path | None, typer.Option(help=words.gettext("The folder of the store."))] = None,
        demo: Annotated[bool, typer.Option("--demo", help=words.gettext("The demo shop's till."))] = False,
    ) -> None:
        from app.entrypoints.enrol import enrol_terminal  # noqa: PLC0415 - see the module
        from app.words.line import line_sentence  # noqa: PLC0415

        with _spoken(words):
            try:
                refused = enrol_terminal(_directory(data, demo=demo), server, code, name)
            except ValueError:
                _fail(
                    words.gettext("{server} is neither https nor on this machine.", server=server),
                    ExitCode.USAGE,
                )
            if refused is not None:
                _fail(line_sentence(words, refused, server), ExitCode.NETWORK)
        typer.echo(words.gettext("This till is enrolled at {server}.", server=server))

    sync = typer.Typer(help=words.gettext("The line to the server."), no_args_is_help=True)
    cli.add_typer(sync, name="sync")

    def with_store(
        work: Callable[["SqlTerminalStore"], dict[str, object]], data: Path | None, demo: bool
    ) -> None:
        with _spoken(words):
            store = _open(_directory(data, demo=demo))
            try:
                typer.echo(json.dumps(work(store)))
            finally:
                store.close()

    @sync.command(help=words.gettext("What waits to be sent."))
    def status(data: Path | None = None, demo: bool = False) -> None:
        from app.entrypoints.sync import sync_status  # noqa: PLC0415 - see the module

        with_store(sync_status, data, demo)

    @sync.command(help=words.gettext("Send and fetch now, and say how it went."))
    def now(data: Path | None = None, demo: bool = False) -> None:
        from app.entrypoints.sync import sync_now  # noqa: PLC0415 - see the module

        with_store(sync_now, data, demo)


def _add_devices(cli: typer.Typer, words: Words) -> None:
    devices = typer.Typer(help=words.gettext("Devices, real and emulated."), no_args_is_help=True)
    cli.add_typer(devices, name="devices")

    @devices.command("emulate-printer", help=words.gettext("A receipt printer on a port of this machine."))
    def emulate_printer(port: int = 9100, dots: int = 384, out: Path | None = None) -> None:
        from app.emulators.printer import main as emulate  # noqa: PLC0415 - see the module

        arguments = ["--port", str(port), "--dots", str(dots)]
        raise typer.Exit(emulate([*arguments, "--out", str(out)] if out else arguments))


if __name__ == "__main__":
    main()
