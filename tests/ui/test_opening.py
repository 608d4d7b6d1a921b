"""The opening screen of a store that doesn't open offers its last good backup, and asks twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.ui.opening.state import Opening, OpeningStage
from app.ui.opening.view import OpeningView
from app.ui.theme.look import Look
from app.words.translate import Language, Words

DAMAGED = Opening(OpeningStage.FAILED, 0.0, "The store is damaged.")
OFFERED = Opening(OpeningStage.FAILED, 0.0, "The store is damaged.", "The last good backup is of 22 Nov.")


@pytest.fixture
def view(qapp: QApplication) -> Iterator[OpeningView]:
    made = OpeningView(Look(), Words(Language.ENGLISH))
    made.show()
    yield made
    made.close()


def button(view: OpeningView) -> QPushButton:
    (found,) = view.findChildren(QPushButton)
    return found


def asked(view: OpeningView) -> list[None]:
    heard: list[None] = []
    view.restore_asked.connect(lambda: heard.append(None))
    return heard


def test_it_offers_what_there_is_and_nothing_else(view: OpeningView) -> None:
    view.show_opening(DAMAGED)
    assert not button(view).isVisible()
    view.show_opening(OFFERED)
    assert button(view).isVisible()
    shown = {text.text() for text in view.findChildren(QLabel) if text.isVisible()}
    assert {OFFERED.detail, OFFERED.offer} <= shown
    view.show_opening(Opening(OpeningStage.RESTORING))
    assert not button(view).isVisible()


def test_a_long_sentence_is_shown_whole(view: OpeningView) -> None:
    view.show_opening(
        replace(OFFERED, detail=" ".join(["The store is damaged."] * 20), offer="Restore it. " * 30)
    )
    texts = [text for text in view.findChildren(QLabel) if text.isVisible() and text.wordWrap()]
    assert len(texts) == 2
    assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)


def test_it_asks_twice(view: OpeningView) -> None:
    heard = asked(view)
    view.show_opening(OFFERED)
    QTest.mouseClick(button(view), Qt.MouseButton.LeftButton)
    assert heard == []
    assert button(view).text() == "Yes, go on with it. What came after it is missing then."
    QTest.mouseClick(button(view), Qt.MouseButton.LeftButton)
    assert len(heard) == 1


def test_another_offer_is_asked_anew(view: OpeningView) -> None:
    heard = asked(view)
    view.show_opening(OFFERED)
    QTest.mouseClick(button(view), Qt.MouseButton.LeftButton)
    view.show_opening(DAMAGED)
    view.show_opening(OFFERED)
    QTest.mouseClick(button(view), Qt.MouseButton.LeftButton)
    assert heard == []
