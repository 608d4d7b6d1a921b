"""`setia devices list`: the serial scanners that are plugged in."""

import json
from dataclasses import asdict

from app.devices.scanner.discovery import find_scanners
from app.words.translate import Words


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
