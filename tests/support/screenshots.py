"""Pictures of every screen, in both languages and two sizes: `python -m tests.support.screenshots OUT`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.ui.theme.tokens import DARK, LIGHT
from app.words.translate import Language
from tests.support.scenes import walk

SIZES = ((1366, 768), (1024, 768))


def main(out: Path) -> None:
    """Writes the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for size in SIZES:
            _shoot(out, language, size, dark=False)
    _shoot(out, Language.INDONESIAN, SIZES[0], dark=True)


def _shoot(out: Path, language: Language, size: tuple[int, int], dark: bool) -> None:
    kind = f"{language.value}-{size[0]}{'-dark' if dark else ''}"
    with TemporaryDirectory() as directory:
        for window, name in walk(Path(directory), language, size, DARK if dark else LIGHT):
            window.shell.grab().save(str(out / f"{kind}-{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
