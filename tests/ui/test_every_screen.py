"""A walk over all screens: everything has a name, can be touched, read and reached, in both languages and schemes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.theme.tokens import DARK, LIGHT, Tokens
from app.words.translate import Language
from tests.support.scenes import walk
from tests.support.screen_faults import screen_faults


@pytest.mark.parametrize(
    ("language", "width", "height", "tokens"),
    [
        (Language.INDONESIAN, 1024, 768, LIGHT),
        (Language.ENGLISH, 1024, 768, DARK),
        (Language.ENGLISH, 1280, 720, LIGHT),
        (Language.INDONESIAN, 1366, 768, DARK),
    ],
)
def test_every_screen_can_be_touched_named_read_and_reached(
    qapp: QApplication, tmp_path: Path, language: Language, width: int, height: int, tokens: Tokens
) -> None:
    assert faults_of(tmp_path, language, width, height, tokens) == []


def test_so_it_is_on_a_screen_with_larger_pixels(tmp_path: Path) -> None:
    """In a process of its own: Qt reads the scale once."""
    code = (
        "import sys; from pathlib import Path; from tests.ui.test_every_screen import faults_of;"
        "from app.words.translate import Language; from app.ui.theme.tokens import LIGHT;"
        "print(*[fault for language in Language for fault in"
        " faults_of(Path(sys.argv[1]) / language.value, language, 1024, 768, LIGHT)], sep='\\n')"
    )
    for language in Language:
        (tmp_path / language.value).mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def faults_of(directory: Path, language: Language, width: int, height: int, tokens: Tokens) -> list[str]:
    """Every fault, with the scene where it was seen."""
    faults: list[str] = []
    for window, name in walk(directory, language, (width, height), tokens):
        faults += [f"{name}: {fault}" for fault in screen_faults(window.shell)]
    return faults
