"""`setia devices list` and `test`: the serial scanners that are plugged in, and how the printer is."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from app.devices.printer.address import printer_address
from app.devices.printer.transport import Confirmed, NotSent, PrinterTransport, Sent, Unconfirmed
from app.devices.printer.ways import transport_of
from app.devices.scanner.discovery import find_scanners
from app.words.devices import print_sentence, printer_sentence
from app.words.doctor import part_name
from app.words.translate import Words

_SLIP = b"\x1b@\x1c.Setia\n0123456789 ABCDEFGHIJ\n\n\n\n"


def list_scanners(*, as_json: bool, words: Words) -> None:
    """Print one row for each, by path; as JSON: `[{path, maker, product, serial_number}]`."""
    scanners = find_scanners()
    if as_json:
        print(json.dumps([asdict(scanner) for scanner in scanners]))
    elif scanners:
        for scanner in scanners:
            print(scanner.path, scanner.maker, scanner.product, scanner.serial_number, sep="  ")
    else:
        print(words.gettext("No serial scanner is plugged in."))


def try_printers(printers: Mapping[str, str], *, answers: bool, prints: bool, words: Words) -> bool:
    """Each printer by its part; where there are several, each is named. Whether all are well."""
    well = []
    for part, printer in printers.items():
        if len(printers) > 1:
            print(f"{part_name(words, part)}: ", end="")
        well.append(try_printer(printer, answers=answers, prints=prints, words=words))
    return all(well)


def try_printer(printer: str, *, answers: bool, prints: bool, words: Words) -> bool:
    """Print how the printer of the setting is, and with `prints` a slip on it; whether all is well."""
    address = printer_address(printer)
    way = None if address is None else transport_of(address, answers=answers)
    if way is None:
        print(words.gettext("not used"))
        return True
    fault = way.look()
    if fault is not None:
        print(printer_sentence(words, fault))
        return False
    if not prints:
        print(words.gettext("works"))
        return True
    return _slip(way, words)


def _slip(way: PrinterTransport, words: Words) -> bool:
    result = way.send(_SLIP)
    match result:
        case Confirmed() | Sent():
            print(words.gettext("works"))
            return True
        case NotSent(fault):
            print(printer_sentence(words, fault))
        case Unconfirmed(fault):
            print(print_sentence(words, fault, may_be_out=True))
    return False
