"""What is plugged into this machine. Asks the system only, prints nothing and opens no device; takes milliseconds, and
a second when a print server is silent: not for the Qt thread.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from app.devices.printer.cups import queues_here
from app.devices.printer.usb import usb_printers
from app.devices.scanner.discovery import SCANNER_MAKERS
from app.services.found_devices import Found, FoundDevice

_PRINTER_MAKERS = {0x04B8: "Epson", 0x0519: "Star", 0x1504: "Bixolon", 0x0DD4: "Custom", 0x1D90: "Citizen"}
_DEVICES, _SYSTEM = Path("/dev"), Path("/sys")


def find_printers(devices: Path = _DEVICES, system: Path = _SYSTEM) -> list[FoundDevice]:
    """USB printers with the kernel's own driver, serial ports that aren't a scanner's, queues of CUPS here."""
    ports = (port for port in list_ports.comports() if port.vid not in SCANNER_MAKERS)
    return [
        *_usb_printers(devices, system),
        *(
            FoundDevice(
                setting=f"serial:{stable_path(port.device, devices)}@9600",
                kind=Found.SERIAL,
                name=_port_name(port, _PRINTER_MAKERS),
                place=port.device,
            )
            for port in sorted(ports, key=lambda port: port.device)
        ),
        *(FoundDevice(setting=f"cups:{queue}", kind=Found.QUEUE, name=queue) for queue in queues_here()),
    ]


def find_serial_scanners(devices: Path = _DEVICES) -> list[FoundDevice]:
    """Those whose maker is known, then every other serial port: RS-232 has no name."""
    ports = sorted(list_ports.comports(), key=lambda port: (port.vid not in SCANNER_MAKERS, port.device))
    return [
        FoundDevice(
            setting=stable_path(port.device, devices),
            kind=Found.USB if port.vid in SCANNER_MAKERS else Found.SERIAL,
            name=_port_name(port, SCANNER_MAKERS),
            place=port.device,
        )
        for port in ports
    ]


def find_cameras(devices: Path = _DEVICES, system: Path = _SYSTEM) -> list[FoundDevice]:
    """On Linux by their stable path. Elsewhere the first two by number, for the system doesn't tell without a look."""
    if not sys.platform.startswith("linux"):
        return [FoundDevice(setting=str(number), kind=Found.CAMERA, place=str(number)) for number in (0, 1)]
    stable = {path.resolve(): path for path in sorted((devices / "v4l" / "by-id").glob("*-video-index0"))}
    found = []
    for path in sorted(devices.glob("video[0-9]*")):
        entry = system / "class" / "video4linux" / path.name
        if _line(entry / "index") not in ("", "0"):  # a camera's second device gives no picture
            continue
        setting = str(stable.get(path.resolve(), path))
        found.append(
            FoundDevice(setting=setting, kind=Found.CAMERA, name=_line(entry / "name"), place=str(path))
        )
    return found


def stable_path(port: str, devices: Path = _DEVICES) -> str:
    """The name of a port that stays when it is plugged in elsewhere, where the system has one."""
    for path in sorted((devices / "serial" / "by-id").glob("*")):
        if path.resolve() == Path(port).resolve():
            return str(path)
    return port


def _usb_printers(devices: Path, system: Path) -> Iterator[FoundDevice]:
    """By what it says of itself; by its device where it says nothing, or another one says the same."""
    found = list(usb_printers(devices, system))
    said = Counter(whole for _, _, whole in found)
    for path, name, whole in found:
        setting = f"usb:{whole}" if whole and said[whole] == 1 else f"usb:{path}"
        yield FoundDevice(setting=setting, kind=Found.USB, name=name, place=str(path))


def _port_name(port: ListPortInfo, makers: dict[int, str]) -> str:
    maker = makers.get(port.vid or 0, port.manufacturer or "")
    product = port.product or ""
    return product if product.startswith(maker) and product else f"{maker} {product}".strip()


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
