"""The real window, driven by touch, keys and scans."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.services.device_report import PrinterReport
from app.services.front import PrinterStatus
from app.ui.opening.state import Opening, OpeningStage
from app.ui.paper.view import PaperWindow
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

_HEAVY = ("cv2", "escpos", "sqlalchemy", "numpy", "PIL", "alembic", "cryptography", "babel")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        yield made
        assert made.faults == []


def _texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def test_the_first_paint_loads_nothing_heavy() -> None:
    code = (
        "import sys; from app.ui.theme.application import make_application; from app.ui.theme.look import Look;"
        "from app.ui.theme.tokens import LIGHT; from app.ui.shell import Shell;"
        "from app.words.translate import Language; application = make_application(['setia'], LIGHT);"
        "shell = Shell(Look(LIGHT), Language.INDONESIAN, lambda: None); shell.show(); application.processEvents();"
        f"print(*sorted({{name.split('.')[0] for name in sys.modules}} & {set(_HEAVY)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


def test_the_window_shows_how_far_the_store_is(window: Window) -> None:
    window.shell.opening(Opening(OpeningStage.DEMO_SHOP, 0.5))
    assert "Preparing the demo shop. This happens once." in _texts(window)


def test_a_sale_from_login_to_the_next_one(window: Window, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "setia.till")
    window.open()
    window.log_in()
    window.scan_item("KOP-001")
    window.scan(window.shop.cards[0])
    window.key(Qt.Key.Key_F12)
    window.type("50000")
    window.key(Qt.Key.Key_Return)
    assert {"Rp26.000", "+24 points", "New balance: 24 points"} <= _texts(window)
    window.key(Qt.Key.Key_Return)
    assert "Scan an item or a member’s card" in _texts(window)
    events = [getattr(record, "event", None) for record in caplog.records]
    told = [event for event in events if event != "basket.priced"]
    assert told == ["screen.shown", "screen.shown", "member.shown", "sale.done"]


def test_the_member_s_card_shows_how_far_the_next_tier_is_with_this_sale(window: Window) -> None:
    window.open()
    window.log_in()
    window.scan(window.shop.cards[0])
    window.scan_item("KOP-001")
    assert {"Teman", "Rp476.000 more to Sahabat"} <= _texts(window)


def test_a_double_tap_on_pay_only_opens_the_payment(window: Window) -> None:
    window.open()
    window.log_in()
    window.scan_item("KOP-001")
    window.touch("Pay")
    window.touch("Receive Rp24.000")
    assert "Total to pay" in _texts(window)
    assert window.shop.told.times == 0


def test_the_language_changes_at_once_everywhere(window: Window) -> None:
    window.open()
    window.log_in()
    window.scan_item("ROT-001")
    assert {"Basket", "For members"} <= _texts(window)
    window.touch("Bahasa Indonesia")
    assert {"Keranjang", "Khusus member"} <= _texts(window)
    assert window.find("Printer siap").isVisible()
    window.find("Bayar")


def test_locking_keeps_the_basket_for_whoever_comes_next(window: Window) -> None:
    window.open()
    window.log_in()
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "Who is at the till?" in _texts(window)
    window.scan_item("KUE-001")
    assert "Log in first, then scan again." in _texts(window)
    window.log_in()
    assert {"Kopi Susu Setia", "1 piece"} <= _texts(window)


def test_a_manager_changes_the_rate_and_it_holds_from_the_next_basket(window: Window) -> None:
    window.open()
    window.touch("Programme")
    window.type(MANAGER_PIN)
    field = window.find("Rupiah per point")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    window.type("500")
    window.touch("Publish")
    assert "Revision 2 is published. It holds from the next basket." in _texts(window)
    window.touch("Back")
    window.log_in()
    window.scan_item("KOP-001")
    assert "A member would get 48 points for this." in _texts(window)


def test_the_strip_says_what_the_printer_needs(window: Window) -> None:
    window.open()
    window.shell.show_device(PrinterReport(status=PrinterStatus.PAPER_OUT))
    assert window.find("Paper out").isVisible()


def test_a_training_can_not_be_taken_for_the_real_till(window: Window) -> None:
    window.shell.train()
    window.open()
    _is_marked(window)
    window.log_in()
    _is_marked(window)


def _is_marked(window: Window) -> None:
    edges = window.shell.grab().toImage()
    right, bottom = edges.width() - 1, edges.height() - 1
    colours = {edges.pixelColor(*spot).name() for spot in ((0, 0), (right, 300), (500, bottom), (2, 500))}
    assert colours == {LIGHT.points.lower()}
    assert "TRAINING" in _texts(window)


def test_f1_lists_the_keys(window: Window) -> None:
    window.open()
    window.key(Qt.Key.Key_F1)
    assert {"F5", "F12", "Redeem", "Ctrl+Z"} <= _texts(window)
    window.key(Qt.Key.Key_Escape)
    assert "Ctrl+Z" not in _texts(window)


def test_after_the_list_of_keys_the_keys_work_again(window: Window) -> None:
    window.open()
    window.log_in()
    window.key(Qt.Key.Key_F1)
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F2)
    assert "Find member" in _texts(window)


def test_closing_the_window_is_told_once(window: Window) -> None:
    window.open()
    window.shell.close()
    assert window.closed == 1


def test_the_paper_window_shows_what_was_printed(qapp: QApplication, tmp_path: Path) -> None:
    paper = PaperWindow(Look(), Words(Language.ENGLISH))
    paper.show()
    image = QImage(384, 200, QImage.Format.Format_Grayscale8)
    image.fill(255)
    picture = tmp_path / "receipt.png"
    assert image.save(str(picture))
    paper.show_paper(picture.read_bytes(), "KOPI SETIA\nTOTAL Rp24.000")
    paper.show_paper(image, "second")
    qapp.processEvents()
    named = [found.accessibleName() for found in paper.findChildren(QLabel) if not found.pixmap().isNull()]
    assert named == ["KOPI SETIA\nTOTAL Rp24.000", "second"]
    with pytest.raises(ValueError, match="no image"):
        paper.show_paper(b"not a picture", "")
    paper.close()


def test_the_qt_binding_counts_its_references() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None with every call, and crashes after thousands."""
    text = QLabel()
    before = sys.getrefcount(None)
    for _ in range(500):
        text.setText("a")
    assert abs(sys.getrefcount(None) - before) < 250
