import subprocess
import sys

import pytest

from app.devices.camera.source import CameraSource, SourceKind


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("0", SourceKind.DEVICE),
        ("/dev/v4l/by-id/usb-Camera-video-index0", SourceKind.DEVICE),
        ("http://10.0.0.9/cam.mjpg", SourceKind.STREAM),
        ("rtsp://10.0.0.9/1", SourceKind.STREAM),
        ("counter.mp4", SourceKind.RECORDING),
        ("frames/%03d.png", SourceKind.RECORDING),
        ("card.PNG", SourceKind.STILL),
    ],
)
def test_an_address_says_what_it_is(address: str, kind: SourceKind) -> None:
    assert CameraSource(address).kind is kind


def test_the_camera_can_be_named_at_start_without_its_heavy_libraries() -> None:
    program = (
        "import sys, app.devices.camera.camera as _; sys.exit('cv2' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
