"""What OpenCV reads from the environment, once each, when it loads or first opens a video."""

import os

_VARIABLES = {
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",  # else opening a camera on Windows takes tens of seconds
    "OPENCV_FFMPEG_LOGLEVEL": "-8",  # an absent camera or a broken file is a state here, not a line on stderr
    "OPENCV_LOG_LEVEL": "ERROR",
}


def prepare_opencv() -> None:
    """Call it before the first import of cv2. What the user has set stays."""
    for name, value in _VARIABLES.items():
        os.environ.setdefault(name, value)
