"""The virtual printer's window speaks what the till speaks, and its newest paper can be kept."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.entrypoints.saved_pdf import saved_pdf
from app.services.receipt import Receipt, TextLine
from app.ui.paper.view import PaperWindow
from app.ui.theme.look import Look
from app.words.translate import Language, Words
from tests.support.window import Window


def test_another_language_reaches_the_paper_at_once(tmp_path: Path) -> None:
    with Window(tmp_path, Language.INDONESIAN) as window:
        paper = PaperWindow(Look(), Words(Language.INDONESIAN))
        window.shell.spoken.connect(paper.speak)
        before = paper.windowTitle()
        window.shell.speak(Language.ENGLISH)
        assert (before, paper.windowTitle()) == ("Printer virtual", "Virtual printer")
        paper.deleteLater()


def test_the_newest_paper_is_saved_when_there_is_one(qapp: QApplication) -> None:
    paper, asked = PaperWindow(Look(), Words(Language.ENGLISH)), []
    paper.save_asked.connect(lambda: asked.append(True))
    (save,) = paper.findChildren(QPushButton)
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert asked == []
    picture = QImage(384, 200, QImage.Format.Format_RGB32)
    paper.show_paper(picture, "a receipt")
    paper.show()
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    paper.tell("Saved as x.pdf")
    assert asked == [True]
    assert "Saved as x.pdf" in {text.text() for text in paper.findChildren(QLabel) if text.isVisible()}
    paper.show_paper(picture, "another")
    assert "Saved as x.pdf" not in {text.text() for text in paper.findChildren(QLabel) if text.isVisible()}
    paper.close()
    paper.deleteLater()


def test_a_saved_paper_is_a_pdf_named_by_its_number(tmp_path: Path) -> None:
    receipt = Receipt(number="BDG1/261122 0042", elements=(TextLine("Halo"),))
    path = saved_pdf(receipt, tmp_path / "Setia")
    assert path == tmp_path / "Setia" / "BDG1-261122-0042.pdf"
    assert path.read_bytes().startswith(b"%PDF")
