"""The walk over the screens notices what it is there for."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.application import dress
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.ui.widgets.basics import say
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.tab_order import go_by_tab
from tests.support.screen_faults import contrast, screen_faults


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> QWidget:
    dress(qapp, LIGHT)
    made = QWidget()
    made.resize(640, 480)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


def _put(page: QWidget, part: QWidget, qapp: QApplication) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(part)
    qapp.processEvents()


def test_a_small_button_without_a_name(page: QWidget, qapp: QApplication) -> None:
    small = QPushButton("")
    small.setStyleSheet("min-height: 20px; max-height: 20px; max-width: 20px; padding: 0")
    _put(page, small, qapp)
    assert list(screen_faults(page)) == [
        "QPushButton None has no name",
        " is 20 px high",
        " is 20 px wide",
    ]


def test_words_that_do_not_fit(page: QWidget, qapp: QApplication) -> None:
    cut = QLabel("Rp1.250.000 sudah dibayar tunai")
    cut.setFixedWidth(60)
    _put(page, cut, qapp)
    assert list(screen_faults(page)) == ["Rp1.250.000 sudah dibayar tunai is cut off"]


def test_grey_on_grey(page: QWidget, qapp: QApplication) -> None:
    pale = QLabel("Hampir tak terbaca")
    pale.setStyleSheet("color: #999999; background: #AAAAAA; font-size: 18px")
    _put(page, pale, qapp)
    (fault,) = screen_faults(page)
    assert fault.startswith("Hampir tak terbaca has a contrast of 1.")


def test_a_keyboard_that_is_not_in_the_open_sheet(page: QWidget, qapp: QApplication) -> None:
    go_by_tab(page)
    below = QPushButton("Bayar")
    below.setAccessibleName("Bayar")
    _put(page, below, qapp)
    sheet = Sheet(page, Look(), 300, 300, lambda: None)
    sheet.close_button.setAccessibleName("Tutup")
    sheet.open()
    assert list(screen_faults(page)) == []
    below.setFocus()
    (fault,) = screen_faults(page)
    assert fault.startswith("the keyboard is not in the open sheet")


def test_tab_that_does_not_go_as_one_reads(page: QWidget, qapp: QApplication) -> None:
    for name in ("Cari", "Jumlah", "Bayar"):
        touched = QPushButton(name)
        touched.setAccessibleName(name)
        touched.setStyleSheet("min-height: 48px")
        _put(page, touched, qapp)
    first, second, third = page.findChildren(QPushButton)
    first.setFocus()
    assert list(screen_faults(page)) == []
    QWidget.setTabOrder(third, second)
    QWidget.setTabOrder(second, first)
    assert "Tab goes back from Bayar to Jumlah" in set(screen_faults(page))


def test_a_button_that_tab_never_comes_to(page: QWidget, qapp: QApplication) -> None:
    class Trap(QPushButton):
        def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802 - Qt's name
            return True

    for made in (Trap("Cari"), QPushButton("Bayar")):
        made.setAccessibleName(made.text())
        made.setStyleSheet("min-height: 48px")
        _put(page, made, qapp)
    page.findChildren(QPushButton)[0].setFocus()
    assert list(screen_faults(page)) == ["Tab never comes to Bayar"]


def test_black_on_white_is_twenty_one() -> None:
    assert contrast(0.0, 1.0) == pytest.approx(21.0)


def test_an_ampersand_in_a_name_is_shown(qapp: QApplication) -> None:
    named = QPushButton()
    say(named, "A&W")
    assert (named.text(), named.accessibleName()) == ("A&&W", "A&W")
