"""Pictures of every screen, in both languages and two sizes: `python -m tests.support.screenshots OUT`."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.ui.customer.view import CustomerView
from app.ui.theme.application import dress
from app.ui.theme.look import Look
from app.ui.theme.tokens import DARK, LIGHT, Tokens
from app.words.translate import Language, Words
from tests.support.customer_screens import SCREENS
from tests.support.scenes import walk
from tests.support.window import application

_ROUNDS = 6
SIZES = ((1366, 768), (1024, 768))


def main(out: Path) -> None:
    """Writes the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for size in SIZES:
            _shoot(out, language, size, dark=False)
    _shoot(out, Language.INDONESIAN, SIZES[0], dark=True)
    for tokens, language in ((LIGHT, Language.INDONESIAN), (DARK, Language.ENGLISH)):
        _shoot_customer(out, language, tokens)


def _shoot(out: Path, language: Language, size: tuple[int, int], dark: bool) -> None:
    kind = f"{language.value}-{size[0]}{'-dark' if dark else ''}"
    with TemporaryDirectory() as directory:
        for window, name in walk(Path(directory), language, size, DARK if dark else LIGHT):
            window.shell.grab().save(str(out / f"{kind}-{name}.png"))


def _shoot_customer(out: Path, language: Language, tokens: Tokens) -> None:
    dress(application(), tokens)
    view = CustomerView(Look(tokens), Words(language))
    view.resize(*SIZES[0])
    view.show()
    for name, screen in SCREENS.items():
        view.show_screen(screen)
        for _ in range(_ROUNDS):
            application().processEvents()
        view.grab().save(str(out / f"customer-{language.value}-{name}.png"))
    view.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
