"""A camera over a counter, in a process of its own: what its pictures cost to draw is not the till's.

`python -m tests.support.camera_process` prints its address; each line that it then reads is a code that is held before
it on a telephone, and an empty one takes it away. It ends with its input.
"""

import subprocess
import sys

import numpy as np

from app.domain.codes import qr_payload
from app.emulators.lens import Look
from app.emulators.mjpeg_camera import MjpegCameraEmulator
from app.emulators.scenes import empty_scene, phone_scene

_HELD = Look(blur=1.2, tilt=22, turn=8)
_PATIENCE_SECONDS = 10.0


class CameraProcess:
    """Serves from its making on, at `address`, until `close`."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.camera_process"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def hold(self, code: str) -> None:
        """A telephone with a member's code is held before it; an empty one: nothing any more."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{code}\n")

    def close(self) -> None:
        self._process.communicate(timeout=_PATIENCE_SECONDS)


def main() -> None:
    """See the module."""
    noise = np.random.default_rng(1)
    eye = MjpegCameraEmulator(lambda: empty_scene(noise))
    print(eye.address, flush=True)
    for line in sys.stdin:
        code = line.strip()
        if code:
            eye.show(lambda code=code: phone_scene(qr_payload(code), _HELD, noise))  # type: ignore[misc]
        else:
            eye.show(lambda: empty_scene(noise))
    eye.close()


if __name__ == "__main__":
    main()
