"""What is plugged in is told by the system's own files, and by a name that survives another socket."""

from pathlib import Path

import pytest

from app.devices.detect import find_cameras, find_printers, stable_path
from app.devices.printer.usb import usb_path
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
    assert first == FoundDevice(
        setting="usb:EPSON TM-T82X", kind=Found.USB, name="EPSON TM-T82X", place=place
    )


def plugged_in(folder: Path, *serials: str) -> tuple[Path, Path]:
    """USB printers of one make, in this order. The devices and the system's files."""
    devices, system = folder / "dev", folder / "sys"
    for number, serial in enumerate(serials):
        written(devices / "usb" / f"lp{number}", "")
        about = system / "class" / "usbmisc" / f"lp{number}"
        (about / "device").mkdir(parents=True)
        for part, said in (("manufacturer", "EPSON"), ("product", "TM-T82X"), ("serial", serial)):
            written(about / part, said)
    return devices, system


def test_two_usb_printers_are_told_apart_whichever_is_plugged_in_first(tmp_path: Path) -> None:
    one_day, another = plugged_in(tmp_path / "1", "A1", "B2"), plugged_in(tmp_path / "2", "B2", "A1")
    kitchen = find_printers(*one_day)[1].setting
    assert kitchen == "usb:EPSON TM-T82X B2"
    assert usb_path("EPSON TM-T82X B2", *one_day) == str(one_day[0] / "usb" / "lp1")
    assert usb_path("EPSON TM-T82X B2", *another) == str(another[0] / "usb" / "lp0")
    with pytest.raises(FileNotFoundError):
        usb_path("EPSON TM-T82X C3", *another)


def test_usb_printers_that_say_the_same_are_named_by_their_device(tmp_path: Path) -> None:
    devices, system = plugged_in(tmp_path, "", "")
    assert [found.setting for found in find_printers(devices, system)[:2]] == [
        f"usb:{devices / 'usb' / name}" for name in ("lp0", "lp1")
    ]


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
