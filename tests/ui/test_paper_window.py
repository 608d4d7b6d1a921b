"""The virtual printer's window speaks what the till speaks."""

from pathlib import Path

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
