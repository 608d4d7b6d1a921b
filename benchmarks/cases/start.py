"""Start to first painted window: the demo shop beside a bare PySide6 window, each a process from birth to end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Comparison, milliseconds

BARE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)

application = QApplication(sys.argv)
window = Window("Setia")
window.resize(1280, 800)
window.show()
application.exec()
"""


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both off the screen and warm: bytecode is written by the round that doesn't count, and the shop exists."""
    with TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home}
        environment.update(
            {f"XDG_{kind}_HOME": str(Path(home, kind)) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        )
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(*command: str) -> None:
            subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)

        setia = str(Path(sys.executable).with_name("setia"))
        yield Comparison(
            name="start",
            ours=milliseconds(lambda: run(setia, "run", "--demo", "--exit-after-first-paint")),
            peer=milliseconds(lambda: run(sys.executable, "-c", BARE_WINDOW)),
            unit="ms",
            goal=2,
            rounds=5 if quick else 20,
        )
