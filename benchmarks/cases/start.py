"""Start to first painted window: the demo shop beside a bare PySide6 window, each in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Comparison

BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print(time.time_ns())
    QApplication.quit()

application = QApplication(sys.argv)
window = Window("Setia")
window.resize(1280, 800)
window.show()
application.exec()
"""


@dataclass(frozen=True, slots=True)
class Starts:
    """Starts a program off the screen, its home in a folder of the benchmark, with bytecode as a till has it."""

    home: Path

    def setia(self) -> float:
        """Milliseconds until the till's log says that the window has painted."""
        setia = Path(sys.executable).with_name("setia")
        data = self.home / "till"
        begun = time.time_ns()
        self._run(str(setia), "run", "--demo", "--data", str(data), "--exit-after-first-paint")
        lines = [
            line for log in self.home.glob("till-logs/*") for line in log.read_text("utf-8").splitlines()
        ]
        painted = [
            entry["at_ns"] for entry in map(json.loads, lines) if entry.get("event") == "window.painted"
        ]
        return float(max(painted) - begun) / 1e6

    def bare_window(self) -> float:
        """Milliseconds until the bare window has painted."""
        begun = time.time_ns()
        return (int(self._run(sys.executable, "-c", BARE_WINDOW)) - begun) / 1e6

    def _run(self, *command: str) -> str:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.home)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=120
        ).stdout


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both warm: the round that doesn't count has filled the disk's cache and written the bytecode."""
    with TemporaryDirectory() as home:
        starts = Starts(Path(home))
        yield Comparison(
            name="start",
            ours=starts.setia,
            peer=starts.bare_window,
            unit="ms",
            goal=2,
            rounds=5 if quick else 20,
        )
