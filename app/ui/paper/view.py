"""The virtual printer's paper: each receipt as a picture, the newest at the end of the roll."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import button, column, say, set_icon
from app.words.translate import Words

_MOST_PAPERS = 50
_MARGIN = 24
_SCALE_PERCENT = 80  # narrow paper then fits beside the finish panel of a 1366 px till


class PaperWindow(QWidget):
    """A window of its own. Keeps the newest papers; older ones are torn off."""

    save_asked = Signal()
    """Somebody wants the newest paper as a PDF."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._look = look
        self._papers: list[QLabel] = []
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(400, 720)
        self._empty = label("body-muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        roll = QWidget()
        set_role(roll, "canvas")
        self._roll = column(roll, margin=_MARGIN, gap=_MARGIN)
        self._roll.addWidget(self._empty)
        self._roll.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(roll)
        self._bar = self._scroll.verticalScrollBar()
        self._bar.rangeChanged.connect(lambda _least, most: self._bar.setValue(most))
        self._save = button("secondary")
        set_icon(self._save, look, "receipt-text")
        self._save.setEnabled(False)
        self._save.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the till keeps the keyboard
        self._save.clicked.connect(self.save_asked)
        self._told = label("small-muted")
        self._told.setWordWrap(True)
        self._told.hide()
        foot = column(margin=12, gap=4)
        foot.addWidget(self._save)
        foot.addWidget(self._told)
        layout = column(self, gap=0)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self.speak(words)

    def tell(self, text: str) -> None:
        """What became of the PDF; the next paper takes it away."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def show_paper(self, picture: bytes | QImage, text: str) -> None:
        """Adds a paper. picture: PNG bytes, or an image. text: what stands on it, for those who can't see it."""
        image = picture if isinstance(picture, QImage) else QImage.fromData(QByteArray(picture))
        if image.isNull():
            raise ValueError("the paper's picture is no image")
        paper = QLabel()
        width = image.width() * _SCALE_PERCENT // 100
        paper.setPixmap(
            QPixmap.fromImage(image).scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        )
        paper.setAccessibleName(text)
        paper.setToolTip(text)
        self._empty.hide()
        self._save.setEnabled(True)
        self.tell("")
        self._roll.insertWidget(self._roll.count() - 1, paper, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._papers.append(paper)
        self._fit(paper)
        if len(self._papers) > _MOST_PAPERS:
            torn = self._papers.pop(0)
            self._roll.removeWidget(torn)
            torn.deleteLater()

    def _fit(self, paper: QLabel) -> None:
        """As wide as the paper, and no higher than the screen."""
        width = paper.sizeHint().width() + 2 * _MARGIN + self._bar.sizeHint().width()
        height = min(self.height(), self.screen().availableGeometry().height() - 4 * _MARGIN)
        self.resize(max(self.width(), width), height)

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self.setWindowTitle(words.gettext("Virtual printer"))
        say(self._save, words.gettext("Save newest as PDF"))
        self._empty.setText(words.gettext("Receipts appear here as they are printed."))
