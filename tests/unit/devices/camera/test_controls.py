"""What a camera is asked for, and that a stable path is followed wherever the camera is plugged in."""

from pathlib import Path

import pytest

from app.devices.camera.controls import CaptureSettings, device_of, switch_lamp
from app.entrypoints.inputs import capture_settings
from app.entrypoints.settings import Settings, UnusableValue, load


def test_a_stable_path_names_the_device_that_the_camera_is_now(tmp_path: Path) -> None:
    by_id = tmp_path / "usb-Maker_Webcam-video-index0"
    for name in ("video0", "video4"):
        (tmp_path / name).touch()
    by_id.symlink_to("video0")
    assert device_of(str(by_id)) == str(tmp_path / "video0")
    by_id.unlink()
    by_id.symlink_to("video4")
    assert device_of(str(by_id)) == str(tmp_path / "video4")


def test_a_number_stays_one() -> None:
    assert device_of("2") == 2


@pytest.mark.parametrize("device", ["/dev/null", "/dev/no-such-camera", 97])
def test_a_camera_without_a_lamp_says_so_and_goes_on(device: int | str) -> None:
    assert not switch_lamp(device, on=True)


def test_the_settings_say_what_is_asked_for() -> None:
    assert capture_settings(Settings()) == CaptureSettings(width=1280, height=720, mirror=False, torch=False)
    asked = load({"camera_size": "1920x1080", "camera_mirror": "true", "camera_torch": "true"}, {}, ())
    assert capture_settings(asked) == CaptureSettings(width=1920, height=1080, mirror=True, torch=True)


@pytest.mark.parametrize("size", ["1x1", "1280×720", "big", ""])
def test_another_size_is_refused(size: str) -> None:
    with pytest.raises(UnusableValue):
        load({"camera_size": size}, {}, ())
