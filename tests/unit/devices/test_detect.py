"""What is plugged in is told by the system's own files, and by a name that survives another socket."""

from pathlib import Path

from app.devices.detect import find_cameras, find_printers, stable_path
from app.services.found_devices import Found, FoundDevice


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8")


def linked(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def test_a_usb_printer_is_found_with_its_maker_s_name(tmp_path: Path) -> None:
    devices, system = tmp_path / "dev", tmp_path / "sys"
    written(devices / "usb" / "lp0", "")
    about = system / "class" / "usbmisc" / "lp0"
    (about / "device").mkdir(parents=True)
    written(about / "manufacturer", "EPSON")
    written(about / "product", "TM-T82X")
    first = find_printers(devices, system)[0]
    place = str(devices / "usb" / "lp0")
    assert first == FoundDevice(setting=f"usb:{place}", kind=Found.USB, name="EPSON TM-T82X", place=place)


def test_a_camera_is_found_once_by_the_path_that_stays(tmp_path: Path) -> None:
    devices, system = tmp_path / "dev", tmp_path / "sys"
    for number, index in ((0, "0"), (1, "1"), (2, "0")):
        written(devices / f"video{number}", "")
        written(system / "class" / "video4linux" / f"video{number}" / "name", f"Cam {number}")
        written(system / "class" / "video4linux" / f"video{number}" / "index", index)
    stable = devices / "v4l" / "by-id" / "usb-Logi_C270-video-index0"
    linked(stable, devices / "video2")
    assert [(found.setting, found.name) for found in find_cameras(devices, system)] == [
        (str(devices / "video0"), "Cam 0"),
        (str(stable), "Cam 2"),
    ]


def test_a_port_keeps_its_name_in_another_socket(tmp_path: Path) -> None:
    port = tmp_path / "ttyACM0"
    port.touch()
    stable = tmp_path / "serial" / "by-id" / "usb-Honeywell_1950g-if00"
    linked(stable, port)
    assert stable_path(str(port), tmp_path) == str(stable)
    assert stable_path(str(tmp_path / "ttyS9"), tmp_path) == str(tmp_path / "ttyS9")
