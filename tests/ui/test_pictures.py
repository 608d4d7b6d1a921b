"""The pictures that cashiers are shown are of the screens that they have."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.words.translate import Language
from tests.support.pictures import FOLDER, SHOWN, is_alike, path_of, pictures


@pytest.mark.parametrize("language", list(Language))
def test_no_picture_is_stale(qapp: QApplication, language: Language) -> None:
    stale = [name for name, image in pictures(language) if not _is_fresh(image, path_of(language, name))]
    assert stale == [], "run make pictures and look at them"


def test_every_picture_is_of_a_screen_and_stands_in_the_pages() -> None:
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.png")}
    assert there == {f"{language.value}/{name}.png" for language in Language for name in SHOWN}
    page = (FOLDER.parent / "screens.md").read_text("utf-8")
    assert [path for path in sorted(there) if f"(pictures/{path})" not in page] == []


def test_another_screen_is_not_taken_for_the_same() -> None:
    login, menu = (QImage(str(path_of(Language.INDONESIAN, name))) for name in ("login", "menu"))
    assert is_alike(login, login)
    assert not is_alike(login, menu)


def _is_fresh(image: QImage, kept: Path) -> bool:
    return kept.exists() and is_alike(image, QImage(str(kept)))
