"""A walk over all screens: everything has a name, can be touched, read and reached, in both languages and schemes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.ui.theme.tokens import DARK, LIGHT, Tokens
from app.words.translate import Language
from tests.support.scenes import walk
from tests.support.screen_faults import screen_faults
from tests.support.window import Window


@pytest.mark.parametrize(
    ("language", "sizes", "tokens"),
    [
        (Language.INDONESIAN, ((1024, 768), (1366, 768)), LIGHT),
        (Language.ENGLISH, ((1024, 768), (1280, 720)), DARK),
    ],
)
def test_every_screen_can_be_touched_named_read_and_reached(
    qapp: QApplication,
    tmp_path: Path,
    language: Language,
    sizes: tuple[tuple[int, int], ...],
    tokens: Tokens,
) -> None:
    assert faults_of(tmp_path, language, sizes, tokens) == []


@pytest.mark.parametrize(("language", "scheme"), [(Language.INDONESIAN, "DARK"), (Language.ENGLISH, "LIGHT")])
def test_so_it_is_on_a_screen_with_larger_pixels(tmp_path: Path, language: Language, scheme: str) -> None:
    """In a process of its own: Qt reads the scale once. Each language in the scheme in which it isn't walked above."""
    code = (
        "import sys; from pathlib import Path; from tests.ui.test_every_screen import faults_of;"
        "from app.words.translate import Language; from app.ui.theme import tokens;"
        "scheme = getattr(tokens, sys.argv[3]);"
        "print(*faults_of(Path(sys.argv[1]), Language(sys.argv[2]), ((1024, 768),), scheme), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), language.value, scheme],
        env={**os.environ, "QT_SCALE_FACTOR": "1.5"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def faults_of(
    directory: Path, language: Language, sizes: tuple[tuple[int, int], ...], tokens: Tokens
) -> list[str]:
    """Every fault, with the scene and the size in which it was seen. A scene is played in the first size."""
    faults: list[str] = []
    for window, name in walk(directory, language, sizes[0], tokens):
        for size in sizes:
            _resize(window, size)
            faults += [f"{name} on {size[0]} px: {fault}" for fault in screen_faults(window.shell)]
        _resize(window, sizes[0])
    return faults


def _resize(window: Window, size: tuple[int, int]) -> None:
    if window.shell.size() != QSize(*size):
        window.shell.resize(*size)
        window.settle()
