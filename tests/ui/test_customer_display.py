"""The customer's window: everything fits, in both languages, both schemes and any size; and it follows the till."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from app.entrypoints.customer_display import CustomerDisplay, DisplaySettings
from app.services.device_state import DeviceState
from app.ui.customer.state import CustomerScreen
from app.ui.customer.view import CustomerView
from app.ui.theme.application import dress
from app.ui.theme.customer_sheet import scale_for
from app.ui.theme.look import Look
from app.ui.theme.tokens import DARK, LIGHT, Tokens
from app.ui.widgets.basics import ElidedLabel
from app.ui.widgets.fitted_label import FittedLabel
from app.words.translate import Language, Words
from tests.support.customer_screens import BUYING, GREETING, JOIN, LINES, SCREENS
from tests.support.window import Window


def _settle(qapp: QApplication) -> None:
    for _ in range(6):
        qapp.processEvents()


def _texts(view: QWidget) -> set[str]:
    return {text.text() for text in view.findChildren(QLabel) if text.isVisible() and text.text()}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(1024, 640), (1024, 768), (1366, 768), (1920, 1080)])
def test_no_words_are_cut_off(
    qapp: QApplication, language: Language, size: tuple[int, int], tokens: Tokens
) -> None:
    dress(qapp, tokens)
    view = CustomerView(Look(tokens), Words(language))
    view.resize(*size)
    view.show()
    faults = []
    for screen in SCREENS.values():
        view.show_screen(screen)
        _settle(qapp)
        assert view.size().toTuple() == size, "the words are wider than the display"
        faults += [f"{type(screen.now).__name__}: {fault}" for fault in _cut(view)]
    view.close()
    assert faults == []


def _cut(view: QWidget) -> Iterator[str]:
    for text in view.findChildren(QLabel):
        if not text.isVisible() or not text.text() or isinstance(text, ElidedLabel):
            continue
        font = text.fitting_font() if isinstance(text, FittedLabel) else text.font()
        if isinstance(text, FittedLabel):
            assert font.pixelSize() >= 20, f"{text.text()} is too small to be read"
        elif not text.wordWrap() and text.fontMetrics().horizontalAdvance(text.text()) > text.width() + 1:
            yield f"{text.text()} is cut off"
        elif text.wordWrap() and text.heightForWidth(text.width()) > text.height() + 1:
            yield f"{text.text()} is cut off below"


def test_the_line_that_changed_is_in_sight(qapp: QApplication) -> None:
    view = CustomerView(Look(), Words(Language.ENGLISH))
    view.show()
    for changed in (20, 1, 12):
        view.show_screen(CustomerScreen(greeting=GREETING, now=replace(BUYING, changed=changed)))
        _settle(qapp)
        [area] = view.findChildren(QScrollArea)
        [name] = [text for text in area.findChildren(ElidedLabel) if text.text() == LINES[changed - 1].name]
        top = name.mapTo(area, name.rect().topLeft()).y()
        assert 0 <= top <= area.height() - name.height()
    view.close()


@pytest.mark.parametrize("name", ["idle", "guest"])
@pytest.mark.parametrize("language", list(Language))
def test_a_phone_reads_the_code_from_the_screen(qapp: QApplication, name: str, language: Language) -> None:
    view = CustomerView(Look(), Words(language))
    view.resize(1366, 768)
    view.show()
    view.show_screen(SCREENS[name])
    _settle(qapp)
    picture = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    size = (picture.bytesPerLine(), picture.height())
    read = zxingcpp.read_barcodes(Image.frombytes("L", size, bytes(picture.constBits())))
    view.close()
    assert [code.text for code in read] == [JOIN]


def test_the_window_never_takes_the_keyboard_from_the_till(qapp: QApplication) -> None:
    view = CustomerView(Look(), Words(Language.ENGLISH))
    assert view.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert view.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((1024, 768), 70), ((1920, 1080), 140), ((300, 200), 60)]
)
def test_a_bigger_screen_has_bigger_words(size: tuple[int, int], percent: int) -> None:
    assert scale_for(*size).percent == percent


def test_the_customer_follows_a_sale_in_the_shop_s_language(qapp: QApplication, tmp_path: Path) -> None:
    settings = DisplaySettings(place="window", join=JOIN, training=False)
    with Window(tmp_path, Language.ENGLISH) as window:
        told: list[DeviceState] = []
        display = CustomerDisplay(qapp, window.shell, Look(), Words(Language.ENGLISH), settings, told.append)
        window.shell.watch(display.see)
        window.open()
        display.start(window.shop.till, window.lanes)
        window.settle()
        view = display._view
        assert {"Kopi Setia", "Every Rp1.000 earns 1 point", "Scan this code to join."} <= _texts(view)
        window.log_in()
        window.scan(window.shop.cards[0])
        window.scan_item("ROT-001")
        window.shell.speak(Language.INDONESIAN)
        assert {"Hello, Siti", "Roti Sobek Cokelat", "Rp25.650", "You save Rp2.850"} <= _texts(view)
        window.key(Qt.Key.Key_F12)
        window.type("50000")
        window.key(Qt.Key.Key_Return)
        assert {"Thank you, Siti!", "Rp24.300", "Your points now", "+25"} <= _texts(view)
        window.scan_item("KOP-001")
        assert {"Are you a member?", "A member would get 24 points for this."} <= _texts(view)
        display.stop()
        assert not view.isVisible()


@pytest.mark.parametrize(("place", "told"), [("2", [DeviceState.ABSENT]), ("auto", []), ("window", [])])
def test_only_a_screen_that_somebody_named_is_missed(
    qapp: QApplication, tmp_path: Path, place: str, told: list[DeviceState]
) -> None:
    """The offscreen platform has one screen."""
    heard: list[DeviceState] = []
    with Window(tmp_path, Language.ENGLISH) as window:
        settings = DisplaySettings(place=place, join="", training=False)
        display = CustomerDisplay(qapp, window.shell, Look(), Words(Language.ENGLISH), settings, heard.append)
        display.start(window.shop.till, window.lanes)
        display.stop()
    assert heard == told
