"""The setting that says where the printer is, such as `tcp:192.168.1.50:9100`."""

from dataclasses import dataclass
from typing import Literal

_USUAL_BAUD = 9600
_IPP_PORT = 631

Kind = Literal["virtual", "none", "tcp", "serial", "usb", "cups", "windows", "file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterAddress:
    """`name`: the host, the port's path, the device, the queue or the file. `number`: the TCP port, or the baud."""

    kind: Kind
    name: str = ""
    number: int = 0
    host: str = ""


def printer_address(text: str) -> PrinterAddress | None:
    """`virtual`, `none`, `tcp:HOST:PORT`, `serial:PORT@BAUD`, `usb:DEVICE`, `cups:QUEUE@HOST:PORT`, `windows:QUEUE`,
    `file:PATH`.

    Baud, host and port of a print server may be left out. None: it is none of these.
    """
    kind, _, rest = text.partition(":")
    match kind:
        case "virtual" | "none" if text == kind:
            return PrinterAddress(kind="virtual" if kind == "virtual" else "none")
        case "tcp":
            host, _, port = rest.rpartition(":")
            number = _number(port, 65_535)
            return (
                PrinterAddress(kind="tcp", name=host, number=number) if host and number is not None else None
            )
        case "serial":
            return _serial(rest)
        case "cups":
            return _cups(rest)
        case "windows":
            return PrinterAddress(kind="windows", name=rest) if rest else None
        case "usb":
            return PrinterAddress(kind="usb", name=rest) if rest else None
        case "file":
            return PrinterAddress(kind="file", name=rest) if rest else None
        case _:
            return None


def _serial(rest: str) -> PrinterAddress | None:
    path, at, baud = rest.partition("@")
    number = _number(baud, 4_000_000) if at else _USUAL_BAUD
    return PrinterAddress(kind="serial", name=path, number=number) if path and number else None


def _cups(rest: str) -> PrinterAddress | None:
    queue, _, server = rest.partition("@")
    host, colon, port = server.partition(":")
    number = _number(port, 65_535) if colon else _IPP_PORT
    if not queue or number is None:
        return None
    return PrinterAddress(kind="cups", name=queue, number=number, host=host or "127.0.0.1")


def _number(text: str, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= most else None
