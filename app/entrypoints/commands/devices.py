"""`setia devices`: the devices of this machine, and emulated ones."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, data_option, demo_option, json_option, settings_in_force
from app.entrypoints.commands.speaking import CommandFailed, SpokenCommand, SpokenGroup
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.paths import user_data
from app.entrypoints.scan_rules_file import scan_rules_in_force
from app.entrypoints.settings import printers_of
from app.services.scans import Scan, ScanSource, Symbology
from app.words.translate import Words

# Each command loads its devices when it runs: the till's window must not wait for them.


def device_commands(words: Words) -> click.Group:
    """What is plugged in, and the emulators."""
    devices = SpokenGroup("devices", help=words.gettext("Devices, real and emulated."))

    @devices.command(
        "list", help=words.gettext("The printers, serial scanners and cameras that are plugged in.")
    )
    @json_option()
    def list_all(as_json: bool) -> None:
        from app.cli.devices import list_devices  # noqa: PLC0415 - see the top

        list_devices(as_json=as_json, words=words)

    devices.add_command(_testers(words))
    devices.add_command(_emulators(words))
    return devices


def _testers(words: Words) -> click.Group:
    @click.group(
        "test",
        cls=SpokenGroup,
        invoke_without_command=True,
        help=words.gettext("Ask the printer how it is, or try what a code names."),
    )
    @click.option("--print", "prints", is_flag=True, help=words.gettext("Print the test paper as well."))
    @click.pass_context
    def test(context: click.Context, prints: bool) -> ExitCode | None:
        if context.invoked_subcommand is not None:
            return None
        from app.cli.devices import Trial, try_printers  # noqa: PLC0415 - see the top

        cache = user_data() / "printer-cache"
        printers = {
            part: (
                printer.address,
                Trial(answers=printer.answers, prints=prints, columns=printer.columns, cache=cache),
            )
            for part, printer in printers_of(settings_in_force()).items()
        }
        return ExitCode.OK if try_printers(printers, words) else ExitCode.DEVICE

    test.add_command(_scan_tester(words))
    return test


def _scan_tester(words: Words) -> click.Command:
    @click.command(
        "scan",
        cls=SpokenCommand,
        help=words.gettext("Tell which rule takes a code, and why the others don't."),
    )
    @click.argument("text", metavar="TEXT")
    @click.option(
        "--symbology", type=click.Choice([each.value for each in Symbology]), default=Symbology.UNKNOWN.value
    )
    @click.option(
        "--source", type=click.Choice([each.value for each in ScanSource]), default=ScanSource.SERIAL.value
    )
    @demo_option(words.gettext("Look at the demo shop."))
    @data_option(words)
    @json_option()
    def scan(
        text: str, symbology: str, source: str, demo: bool, data: Path | None, as_json: bool
    ) -> ExitCode:
        from app.cli.scan_tester import tell_route  # noqa: PLC0415 - see the top
        from app.entrypoints.scan_trial import tried  # noqa: PLC0415 - see the top

        scan = Scan(text, Symbology(symbology), ScanSource(source), 0)
        route, outcome = tried(scan, scan_rules_in_force(settings_in_force()), data, demo=demo)
        taken = tell_route(scan, route, outcome, as_json=as_json, words=words)
        return ExitCode.OK if taken else ExitCode.FAILED

    return scan


def _emulators(words: Words) -> click.Group:
    emulate = SpokenGroup("emulate", help=words.gettext("Devices that are not there, to try a till with."))

    @emulate.command("printer", help=words.gettext("A receipt printer on a port of this machine."))
    @click.option("--port", type=click.IntRange(0, 65_535), default=9100, metavar="PORT", help="9100")
    @click.option("--dots", type=click.Choice((384, 512, 576)), default=384, help="384")
    @click.option(
        "--out",
        type=PATH,
        metavar="PATH",
        help=words.gettext("A folder that gets each receipt as a picture."),
    )
    def printer(port: int, dots: int, out: Path | None) -> None:
        from app.cli.emulate import emulate_printer  # noqa: PLC0415 - see the top

        with _until_told(words):
            emulate_printer(port=port, dots=dots, out=out)

    @emulate.command(
        "scanner", help=words.gettext("A serial scanner that scans each line that is typed here.")
    )
    @click.option(
        "--link", type=PATH, metavar="PATH", help=words.gettext("A path by which the till finds it.")
    )
    def scanner(link: Path | None) -> None:
        from app.cli.emulate import emulate_scanner  # noqa: PLC0415 - see the top

        with _until_told(words):
            emulate_scanner(sys.stdin, link)

    @emulate.command("display", help=words.gettext("A customer's display of two lines."))
    @click.option(
        "--link",
        type=PATH,
        required=True,
        metavar="PATH",
        help=words.gettext("A path by which the till finds it."),
    )
    def display(link: Path) -> None:
        from app.cli.emulate import emulate_display  # noqa: PLC0415 - see the top

        with _until_told(words):
            emulate_display(link)

    return emulate


@contextmanager
def _until_told(words: Words) -> Iterator[None]:
    """SIGTERM and Ctrl+C end a device in order. What the machine refuses becomes a sentence."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        return
    except OSError as fault:
        sentence = words.gettext("The device can't be emulated: {detail}.", detail=fault.strerror or fault)
        raise CommandFailed(sentence, ExitCode.DEVICE) from fault
