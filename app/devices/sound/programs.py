"""What plays a WAV file on this machine: a program of the system, or Windows itself. No library is needed."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Play = Callable[[Path], None]
"""Plays a file to its end. For a thread of its own. Raises OSError or subprocess.TimeoutExpired."""

_PROGRAMS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
_LONGEST_SECONDS = 3


def player_here(search: str) -> Play | None:
    """The player of this machine; None: it has none. search: folders, as in PATH."""
    if sys.platform == "win32":
        return _windows
    for name, *arguments in _PROGRAMS:
        program = shutil.which(name, path=search)
        if program is not None:
            return _running([program, *arguments])
    return None


def _running(command: list[str]) -> Play:
    def play(path: Path) -> None:
        subprocess.run(  # noqa: S603 - a program of this system, and a file that is ours
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            check=False,  # a till without a loudspeaker is no fault
        )

    return play


def _windows(path: Path) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
