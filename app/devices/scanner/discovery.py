"""Serial scanners on the USB bus, known by their makers."""

from dataclasses import dataclass

from serial.tools import list_ports

SCANNER_MAKERS = {0x0C2E: "Honeywell", 0x05E0: "Zebra", 0x05F9: "Datalogic", 0x1EAB: "Newland"}


@dataclass(frozen=True, slots=True)
class FoundScanner:
    """A port that a scanner's maker answers for. `serial_number` may be empty."""

    path: str
    maker: str
    product: str
    serial_number: str


def find_scanners() -> list[FoundScanner]:
    """The scanners that are plugged in now, by path. Takes milliseconds: not for the Qt thread."""
    return sorted(
        (
            FoundScanner(port.device, SCANNER_MAKERS[port.vid], port.product or "", port.serial_number or "")
            for port in list_ports.comports()
            if port.vid in SCANNER_MAKERS
        ),
        key=lambda scanner: scanner.path,
    )


def first_scanner_path() -> str | None:
    """For `SerialScanner`'s `find`, where a till has one scanner and nobody has named its port."""
    scanners = find_scanners()
    return scanners[0].path if scanners else None
