"""What works on this machine: each part tried for real, never guessed from a version."""

import ctypes.util
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from app.services.check_up import CheckUp, Verdict
from app.services.found_devices import Found

_OLD_BACKUP = 3 * 86_400_000
"""Backups are made while the till runs; a shop may be closed for a day or two."""


def examine(
    *,
    printers: Mapping[str, tuple[str, bool]],
    scanner: str,
    camera: str,
    line_display: str,
    open_store: Callable[[], None],
    backup_age: Callable[[], int | None] | None,
) -> Iterator[CheckUp]:
    """Each part of the machine in turn. open_store: opens the shop's store, or raises what is wrong with it.
    printers: by part, such as `kitchen-printer`: its setting, and whether it answers status requests.

    backup_age: of the newest backup in milliseconds, None when there is none; None itself: none are wanted.
    """
    yield _zxing()
    yield _zbar()
    yield _screen()
    for part, (printer, answers) in printers.items():
        yield _with_found(_printer(part, printer, answers=answers))
    yield _with_found(_scanner(scanner))
    yield _with_found(_camera(camera))
    if line_display:
        yield _line_display(line_display)
    store = _store(open_store)
    yield store
    yield _backup(backup_age, store)


def _with_found(part: CheckUp) -> CheckUp:
    """What the devices page of the till would offer, where nothing is used or what is wanted isn't there.

    A nameless serial port may be anything, and is not offered.
    """
    if part.verdict not in (Verdict.UNUSED, Verdict.ABSENT):
        return part
    from app.devices import detect  # noqa: PLC0415 - loads pyserial

    finders = {
        "printer": detect.find_printers,
        "scanner": detect.find_serial_scanners,
        "camera": detect.find_cameras,
    }
    find = finders.get(part.part, list)
    named = (device for device in find() if device.name and device.kind is not Found.SERIAL)
    first = next(named, None)
    return part if first is None else replace(part, found=f"{first.name} ({first.setting})")


def _zxing() -> CheckUp:
    try:
        import zxingcpp  # noqa: F401, PLC0415 - its absence is what is being looked for
    except ImportError as error:
        return CheckUp("decoder-zxing", Verdict.BROKEN, str(error))
    return CheckUp("decoder-zxing", Verdict.WORKS, version("zxing-cpp"))


def _zbar() -> CheckUp:
    try:
        import pyzbar.pyzbar  # noqa: F401, PLC0415 - as above; it fails without the library
    except ImportError as error:
        return CheckUp("decoder-zbar", Verdict.BROKEN, str(error))
    return CheckUp("decoder-zbar", Verdict.WORKS, ctypes.util.find_library("zbar") or "")


def _screen() -> CheckUp:
    if not sys.platform.startswith("linux"):
        return CheckUp("screen", Verdict.WORKS, sys.platform)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if os.environ.get(name):
            return CheckUp("screen", Verdict.WORKS, f"{name}={os.environ[name]}")
    return CheckUp("screen", Verdict.ABSENT, "")


def _printer(part: str, printer: str, *, answers: bool) -> CheckUp:
    from app.devices.printer.address import printer_address  # noqa: PLC0415 - loads pyserial
    from app.devices.printer.ways import transport_of  # noqa: PLC0415 - as above

    address = printer_address(printer)
    way = None if address is None else transport_of(address, answers=answers)
    if way is None:
        return CheckUp(part, Verdict.UNUSED, printer)
    fault = way.look()
    return CheckUp(part, Verdict.BROKEN, fault.value) if fault else CheckUp(part, Verdict.WORKS, printer)


def _scanner(scanner: str) -> CheckUp:
    if not scanner:
        return CheckUp("scanner", Verdict.UNUSED, "")
    from app.devices.scanner.discovery import first_scanner_path  # noqa: PLC0415 - loads pyserial

    path = first_scanner_path() if scanner == "auto" else scanner
    return CheckUp("scanner", Verdict.ABSENT, "auto") if path is None else _port("scanner", path)


def _port(part: str, path: str) -> CheckUp:
    if not Path(path).exists():
        return CheckUp(part, Verdict.ABSENT, path)
    works = os.access(path, os.R_OK | os.W_OK)
    return CheckUp(part, Verdict.WORKS if works else Verdict.FORBIDDEN, path)


def _line_display(display: str) -> CheckUp:
    from app.devices.printer.address import printer_address  # noqa: PLC0415 - loads pyserial

    address = printer_address(display)
    return _port("line-display", display if address is None else address.name)


def _camera(camera: str) -> CheckUp:
    if not camera:
        return CheckUp("camera", Verdict.UNUSED, "")
    is_path = not (camera.isdigit() or "://" in camera)
    path = Path(camera if is_path else f"/dev/video{camera}")
    if (is_path or camera.isdigit()) and not path.exists():
        return CheckUp("camera", Verdict.ABSENT, str(path))
    return CheckUp("camera", Verdict.WORKS, camera)


def _backup(backup_age: Callable[[], int | None] | None, store: CheckUp) -> CheckUp:
    if backup_age is None or not store.is_well:  # whose backups they are, only the store says
        return CheckUp("backup", Verdict.UNUSED, "")
    age = backup_age()
    if age is None:
        return CheckUp("backup", Verdict.ABSENT, "")
    verdict = Verdict.WORKS if 0 <= age < _OLD_BACKUP else Verdict.BROKEN
    return CheckUp("backup", verdict, "", age=age)


def _store(open_store: Callable[[], None]) -> CheckUp:
    try:
        open_store()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is the answer
        return CheckUp("store", Verdict.BROKEN, "", error)
    return CheckUp("store", Verdict.WORKS, "")
