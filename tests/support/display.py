"""A screen that nobody sees, with a window manager, and hands on its keyboard."""

import os
import subprocess
from typing import Self

_SIZE = "1366x768x24"
_HUMAN_GAP_MS = 120
_SCANNER_GAP_MS = 6
PATIENCE = 30.0


class Display:
    """Xvfb on a free display with openbox; a context manager."""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self._manager = subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._manager, self._screen):
            process.terminate()
            process.wait(PATIENCE)

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to show there."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def press(self, *keys: str) -> None:
        """Presses keys, by their X names, as a person does: not within a scanner's gap of what was before."""
        self._do(
            "sleep",
            str(_HUMAN_GAP_MS / 1000),
            "key",
            "--clearmodifiers",
            "--delay",
            str(_HUMAN_GAP_MS),
            *keys,
        )

    def type_by_hand(self, text: str) -> None:
        """Types at a person's speed."""
        self._do("type", "--delay", str(_HUMAN_GAP_MS), text)

    def type_like_a_scanner(self, text: str) -> None:
        """Types at a keyboard wedge's speed and ends with Enter."""
        self._do("type", "--delay", str(_SCANNER_GAP_MS), text + "\n")

    def wait_for_window(self, title: str) -> None:
        """Until a window of that title has the keyboard."""
        self._do("search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync")

    def wait_to_see(self, title: str) -> None:
        """Until a window of that title shows, whatever has the keyboard."""
        self._do("search", "--sync", "--onlyvisible", "--name", title)

    def _do(self, *arguments: str) -> None:
        subprocess.run(
            ["xdotool", *arguments], env=self.environment, check=True, timeout=PATIENCE, capture_output=True
        )
