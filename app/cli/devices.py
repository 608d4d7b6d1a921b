"""`setia devices list` and `test`: what is plugged in, as the till's own page finds it, and how the printer is."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from app.devices.detect import find_cameras, find_printers, find_serial_scanners
from app.devices.printer.address import printer_address
from app.devices.printer.transport import Confirmed, NotSent, PrinterTransport, Sent, Unconfirmed
from app.devices.printer.trial import test_job
from app.devices.printer.ways import transport_of
from app.services.found_devices import FoundDevice
from app.words.device_setup import found_detail, found_name
from app.words.devices import print_sentence, printer_sentence
from app.words.doctor import part_name
from app.words.translate import Words


def list_devices(*, as_json: bool, words: Words) -> None:
    """Print one row for each; as JSON: `[{device, setting, kind, name, place}]`. device: printer, scanner, camera.

    setting: what to write behind that key of the settings.
    """
    found = list(_found())
    if as_json:
        print(json.dumps([{"device": device, **asdict(each)} for device, each in found]))
    elif found:
        for device, each in found:
            says = (
                part_name(words, device),
                found_name(words, each),
                found_detail(words, each),
                each.setting,
            )
            print(*filter(None, says), sep="  ")
    else:
        print(words.gettext("No printer, serial scanner or camera is plugged in."))


def _found() -> Iterator[tuple[str, FoundDevice]]:
    for device, find in (
        ("printer", find_printers),
        ("scanner", find_serial_scanners),
        ("camera", find_cameras),
    ):
        yield from ((device, each) for each in find())


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """answers: the printer answers status requests. prints: the test's paper as well, of so many columns.

    cache: the printer library's own folder.
    """

    answers: bool
    prints: bool
    columns: int
    cache: Path


def try_printers(printers: Mapping[str, tuple[str, Trial]], words: Words) -> bool:
    """Each printer's setting by its part; where there are several, each is named. Whether all are well."""
    well = []
    for part, (printer, trial) in printers.items():
        if len(printers) > 1:
            print(f"{part_name(words, part)}: ", end="")
        well.append(try_printer(printer, trial, words))
    return all(well)


def try_printer(printer: str, trial: Trial, words: Words) -> bool:
    """Print how the printer of the setting is, and the test's paper on it if wished; whether all is well."""
    address = printer_address(printer)
    way = None if address is None else transport_of(address, answers=trial.answers)
    if way is None:
        print(words.gettext("not used"))
        return True
    fault = way.look()
    if fault is not None:
        print(printer_sentence(words, fault))
        return False
    if not trial.prints:
        print(words.gettext("works"))
        return True
    return _prints(way, test_job(words, trial.columns, trial.cache), words)


def _prints(way: PrinterTransport, job: bytes, words: Words) -> bool:
    result = way.send(job)
    match result:
        case Confirmed() | Sent():
            print(words.gettext("works"))
            return True
        case NotSent(fault):
            print(printer_sentence(words, fault))
        case Unconfirmed(fault):
            print(print_sentence(words, fault, may_be_out=True))
    return False
