"""The window paints before anything heavy is loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_first_paint_needs_no_database_camera_or_printer_library(tmp_path: Path) -> None:
    data = tmp_path / "till"
    command = [sys.executable, "-m", "app.entrypoints.terminal", "run", "--data", str(data)]
    ended = subprocess.run(
        [*command, "--exit-after-first-paint"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = (tmp_path / "till-logs" / "setia.log").read_text("utf-8").splitlines()
    painted = [line for line in map(json.loads, lines) if line.get("event") == "window.painted"]
    assert [line["heavy"] for line in painted] == [[]]
