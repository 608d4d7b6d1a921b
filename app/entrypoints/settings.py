"""Settings from flags, the environment, the user's file and the machine's file, in this order, then defaults.

A key that nobody knows is an error that names the nearest right one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

_PREFIX = "SETIA_"
_EXPECTED = {
    "language": "id, en",
    "printer": "virtual, none, tcp:HOST:PORT, serial:PORT@BAUD, usb:/dev/usb/lp0, cups:QUEUE, windows:QUEUE, file:PATH",
    "printer_status": "ask, none",
    "voucher_printer": "tcp:HOST:PORT, serial:PORT@BAUD, usb:/dev/usb/lp0, …",
    "kitchen_printer": "tcp:HOST:PORT, serial:PORT@BAUD, usb:/dev/usb/lp0, …",
    "voucher_columns": "32, 42, 48",
    "kitchen_columns": "32, 42, 48",
    "voucher_status": "ask, none",
    "kitchen_status": "ask, none",
    "logo": "/etc/setia/logo.png, …",
    "columns": "32, 42, 48",
    "receipt_printing": "always, ask",
    "receipt_template": "/etc/setia/receipt.toml, …",
    "scanner": "auto, /dev/ttyACM0, …",
    "camera": '"0", /dev/video0, http://…, …',
    "camera_size": "640x480, 1280x720, 1920x1080",
    "camera_mirror": "true, false",
    "camera_torch": "true, false",
    "customer_display": "auto, off, window, 1, 2, …, 9",
    "line_display": "serial:/dev/ttyUSB0@9600, …",
    "join_code": "https://…",
    "scan_rules": "/etc/setia/scan-rules.toml, …",
    "wedge_median_gap": "5, …, 500",
    "wedge_longest_gap": "5, …, 1000",
    "wedge_prefix": "~, …",
    "locked": '["printer", "camera", …]',
    "needs_shift": "true, false",
    "own_shift": "true, false",
    "sounds": "true, false",
    "beside_till": "Kasir 1, …",
    "satisfaction": "off, faces, ten",
    "satisfaction_question": "Bagaimana pelayanan kami?, …",
    "satisfaction_every": "1, 2, …, 1000",
    "satisfaction_at_till": "true, false",
    "void_needs_manager": "true, false",
    "other_tenders": '["GoPay", "Voucher mal"], …',
    "backup_folder": "/mnt/backups, D:\\backups, …",
    "backup_hours": "0, 1, …, 168",
    "backup_days": "0, 1, …, 366",
    "backup_weeks": "0, 1, …, 520",
}

_SPANS = {
    "backup_hours": (0, 168),
    "backup_days": (0, 366),
    "backup_weeks": (0, 520),
    "satisfaction_every": (1, 1000),
    "wedge_median_gap": (5, 500),
    "wedge_longest_gap": (5, 1000),
}
LOCKED = "locked"
_LONGEST_QUESTION = 80
_MOST_TENDERS = 6
_CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("id", "en"),
    "printer_status": ("ask", "none"),
    "voucher_status": ("ask", "none"),
    "kitchen_status": ("ask", "none"),
    "receipt_printing": ("always", "ask"),
    "satisfaction": ("off", "faces", "ten"),
    "customer_display": ("auto", "off", "window", *"123456789"),
    "camera_size": ("640x480", "1280x720", "1920x1080"),
}
_COLUMNS = ("columns", "voucher_columns", "kitchen_columns")
_NUMBERS = (*_COLUMNS, *_SPANS)
_SWITCHES = (
    "camera_mirror",
    "camera_torch",
    "needs_shift",
    "own_shift",
    "sounds",
    "void_needs_manager",
    "satisfaction_at_till",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """language: `id` or `en`. printer: see `printer_address`. columns: 32, 42, 48. printer_status: `ask`, or `none` for
    a printer that answers no status request. logo: a picture above each receipt, or empty. receipt_template: the
    file that lays out a sale's receipt; empty: the standard one. receipt_printing: `always`, or `ask` after each sale.
    voucher_printer: empty: vouchers stand on the receipt. kitchen_printer: empty: there are no kitchen slips. Each has
    columns and a status of its own.
    line_display: two lines of twenty characters, `serial:PORT@BAUD`; empty: there is none.

    scanner: a serial port, `auto` or empty. camera: a number, device, file or address, or empty. needs_shift: nothing
    is sold while no shift is open. own_shift: others than its cashier sell in one by a manager's word. beside_till: the
    till that this one stands beside; empty: it sells by itself.
    other_tenders: ways to pay besides cash, QRIS and card, as the shop calls them. void_needs_manager: only a manager
    gives a basket up. backup_folder: empty: beside the store. backup_hours: between two while the till runs; 0: none.
    backup_days, backup_weeks: how many stay. customer_display: `auto`: on the second screen if there is one; `off`;
    `window`; or a screen's number, from 1. join_code: the text of the QR code that customers join with; empty: there
    is none. sounds: the till is heard. satisfaction: what customers are asked after a sale, by faces or from 0 to 10;
    satisfaction_question: in the shop's own words; satisfaction_every: each how manieth receipt;
    satisfaction_at_till: on the cashier's screen instead of the customer's. scan_rules: a file, see
    `scan_rules_document`; empty: the usual rules. wedge_median_gap, wedge_longest_gap, wedge_prefix: what was learnt
    of a keyboard scanner, see `WedgeSettings`.
    """

    language: str = "id"
    printer: str = "virtual"
    printer_status: str = "ask"
    logo: str = ""
    columns: int = 32
    receipt_printing: str = "always"
    receipt_template: str = ""
    voucher_printer: str = ""
    voucher_columns: int = 32
    voucher_status: str = "ask"
    kitchen_printer: str = ""
    kitchen_columns: int = 32
    kitchen_status: str = "ask"
    scanner: str = ""
    camera: str = ""
    camera_size: str = "1280x720"
    camera_mirror: bool = False
    camera_torch: bool = False
    customer_display: str = "auto"
    line_display: str = ""
    join_code: str = ""
    needs_shift: bool = True
    own_shift: bool = False
    sounds: bool = True
    scan_rules: str = ""
    wedge_median_gap: int = 35
    wedge_longest_gap: int = 80
    wedge_prefix: str = ""
    beside_till: str = ""
    other_tenders: tuple[str, ...] = ()
    satisfaction: str = "off"
    satisfaction_question: str = ""
    satisfaction_every: int = 1
    satisfaction_at_till: bool = False
    void_needs_manager: bool = False
    backup_folder: str = ""
    backup_hours: int = 4
    backup_days: int = 7
    backup_weeks: int = 4


class SettingsFault(Exception):
    """The settings can't be used. where: the file, variable or flag."""

    def __init__(self, where: str, detail: str) -> None:
        super().__init__(f"{where}: {detail}")
        self.where = where


class UnknownSetting(SettingsFault):
    """Nobody knows this key; `nearest` is the right key that is most like it."""

    def __init__(self, where: str, key: str, nearest: str) -> None:
        super().__init__(where, f"{key} is unknown, {nearest} is not")
        self.key = key
        self.nearest = nearest


class UnusableValue(SettingsFault):
    """A setting can't have this value. expected: examples of what it can have."""

    def __init__(self, where: str, key: str) -> None:
        self.key = key
        self.expected = _EXPECTED[key]
        super().__init__(where, f"{key} must be one of {self.expected}")


class SettingsUnreadable(SettingsFault):
    """The file can't be read or is no TOML."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(str(path), detail)
        self.detail = detail


def load(flags: Mapping[str, str], environment: Mapping[str, str], files: tuple[Path, ...]) -> Settings:
    """The settings in force. files: the most important first; one that doesn't exist is passed over. The last one is
    the machine's: what it locks, no other source changes.

    Raises SettingsFault.
    """
    settings = Settings()
    locked = locked_keys(files[-1]) if files else frozenset()
    for path in reversed(files):
        for key, value in _of_file(path):
            if path == files[-1]:
                settings = settings if key == LOCKED else _changed(settings, str(path), key, value)
            else:
                settings = _unless_locked(settings, locked, str(path), key, value)
    for name, value in sorted(environment.items()):
        if name.startswith(_PREFIX):
            key = name.removeprefix(_PREFIX).lower()
            settings = _unless_locked(settings, locked, name, key, value)
    for key, value in flags.items():
        settings = _unless_locked(settings, locked, f"--{key}", key, value)
    return settings


def locked_keys(machine: Path) -> frozenset[str]:
    """What the machine's file keeps everybody from changing: `locked = ["printer", …]`. Raises SettingsFault."""
    for key, value in _of_file(machine):
        if key == LOCKED:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise UnusableValue(str(machine), LOCKED)
            for each in value:
                _known(str(machine), each)
            return frozenset(value)
    return frozenset()


def _unless_locked(settings: Settings, locked: frozenset[str], where: str, key: str, value: Any) -> Settings:
    """Also what is not taken must make sense: a fault would come up when the lock is taken away."""
    changed = _changed(settings, where, key, value)
    return settings if key in locked else changed


def _of_file(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsUnreadable(path, str(error)) from error
    import tomllib  # noqa: PLC0415 - most tills have no file, and every one waits for its first window

    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsUnreadable(path, str(error)) from error
    yield from content.items()


def _changed(settings: Settings, where: str, key: str, value: Any) -> Settings:
    _known(where, key)
    if key in _NUMBERS and isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if key == "customer_display" and type(value) is int:
        value = str(value)
    if key == "other_tenders":
        value = _names(value)
    if key in _SWITCHES and value in ("true", "false"):
        value = value == "true"
    if not _is_usable(key, value):
        raise UnusableValue(where, key)
    return replace(settings, **{key: value})


def _known(where: str, key: str) -> None:
    known = [field.name for field in fields(Settings)]
    if key not in known:
        import difflib  # noqa: PLC0415 - only when something is wrong

        raise UnknownSetting(where, key, difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0])


def _is_usable(key: str, value: Any) -> bool:
    if key in _CHOICES:
        return value in _CHOICES[key]
    if key in _COLUMNS:
        return type(value) is int and value in {32, 42, 48}
    if key in _SPANS:
        least, most = _SPANS[key]
        return type(value) is int and least <= value <= most
    if key in _SWITCHES:
        return isinstance(value, bool)
    if key == "other_tenders":
        return _are_tenders(value)
    return isinstance(value, str) and _is_usable_text(key, value)


def _is_usable_text(key: str, value: str) -> bool:
    """One line of text: no path, name or address has a NUL or a line break in it."""
    if not value.isprintable():
        return False
    match key:
        case "satisfaction_question":
            return len(value) <= _LONGEST_QUESTION
        case "printer":
            return _is_printer(value)
        case "voucher_printer" | "kitchen_printer":
            return not value or _is_real_printer(value)
        case "line_display":
            return not value or is_serial(value)
        case _:
            return True


def _names(value: Any) -> Any:
    """A list of a file, or a text with commas of a variable, as a tuple; anything else as it is."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",")) if value.strip() else ()
    return tuple(value) if isinstance(value, list) else value


def _are_tenders(value: Any) -> bool:
    """Up to six names, each another."""
    if not isinstance(value, tuple) or len(value) > _MOST_TENDERS:
        return False
    from app.domain.basket import is_other  # noqa: PLC0415 - most shops have none

    good = all(isinstance(name, str) and name.isprintable() and is_other(f"other:{name}") for name in value)
    return good and len({name.casefold() for name in value}) == len(value)


def _is_printer(value: str) -> bool:
    from app.devices.printer.address import printer_address  # noqa: PLC0415 - most tills leave it as it is

    return printer_address(value) is not None


def _is_real_printer(value: str) -> bool:
    return value not in ("virtual", "none") and _is_printer(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPrinter:
    """A printer as the settings have it. answers: it answers status requests."""

    address: str
    columns: int
    answers: bool


def printers_of(settings: Settings) -> dict[str, NamedPrinter]:
    """The receipts' printer, and the others that are named, by what they are."""
    named = {
        "printer": (settings.printer, settings.columns, settings.printer_status),
        "voucher-printer": (settings.voucher_printer, settings.voucher_columns, settings.voucher_status),
        "kitchen-printer": (settings.kitchen_printer, settings.kitchen_columns, settings.kitchen_status),
    }
    return {
        part: NamedPrinter(address=address, columns=columns, answers=status == "ask")
        for part, (address, columns, status) in named.items()
        if address
    }


def is_serial(value: str) -> bool:
    """Whether it names a serial line, such as `serial:/dev/ttyUSB0@9600`."""
    from app.devices.printer.address import printer_address  # noqa: PLC0415 - as above

    address = printer_address(value)
    return address is not None and address.kind == "serial"
