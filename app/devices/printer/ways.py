"""From the setting that says where the printer is to the way there."""

from pathlib import Path

from app.devices.printer.address import PrinterAddress
from app.devices.printer.cups import CupsTransport
from app.devices.printer.file import FileTransport
from app.devices.printer.port import PortTransport
from app.devices.printer.tcp import TcpTransport
from app.devices.printer.transport import PrinterTransport
from app.devices.printer.windows import WindowsTransport, win32print


def transport_of(address: PrinterAddress, *, answers: bool = True) -> PrinterTransport | None:
    """The way to a printer; None for `none` and `virtual`. `answers`: it answers status requests."""
    match address.kind:
        case "tcp":
            return TcpTransport(address.name, address.number, answers=answers)
        case "serial" | "usb":
            return PortTransport(address.name, baud=address.number, answers=answers)
        case "cups":
            return CupsTransport(address.name, address.host, address.number)
        case "windows":
            return WindowsTransport(address.name, win32print())
        case "file":
            return FileTransport(Path(address.name))
        case "virtual" | "none":
            return None
