"""The first thing anybody sees: the window while the store opens. It loads nothing but Qt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.opening.state import Opening, OpeningStage
from app.ui.opening.wording import restore_text, stage_sentence
from app.ui.theme.look import Look, label, set_role
from app.ui.theme.tokens import TOUCH
from app.ui.widgets.basics import HintedButton, IconLabel, column
from app.words.translate import Words

_TEXT_WIDTH = 560


class OpeningView(QWidget):
    """A name, a line that grows, one sentence; for a store that doesn't open, the way back to its last good backup."""

    restore_asked = Signal()
    """A person wants the offered backup, and said so twice."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        self._sure = False
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._words = words
        self._opening = Opening()
        self._mark = IconLabel(look, 56)
        self._name = label("change", "Setia")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(360)
        self._stage = label("body-muted")
        self._stage.setWordWrap(True)
        self._stage.setFixedWidth(_TEXT_WIDTH)
        self._stage.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._offer = label("body")
        self._offer.setWordWrap(True)
        self._offer.setFixedWidth(_TEXT_WIDTH)
        self._offer.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._restore = HintedButton("primary")
        self._restore.setMinimumHeight(TOUCH)
        self._restore.setMinimumWidth(360)
        self._restore.clicked.connect(self._touched)
        layout = column(self, margin=24, gap=16)
        layout.addStretch(4)
        for part in (self._mark, self._name, self._bar, self._stage, self._offer, self._restore):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(5)
        self.show_opening(self._opening)

    def show_opening(self, opening: Opening) -> None:
        """Shows how far it is."""
        self._sure = self._sure and opening == self._opening
        self._opening = opening
        failed = opening.stage is OpeningStage.FAILED
        tokens = self._look.tokens
        self._mark.draw("triangle-alert" if failed else "store", tokens.danger if failed else tokens.primary)
        self._bar.setVisible(not failed)
        self._bar.setValue(round(opening.progress * 1000))
        set_role(self._stage, "body" if failed else "body-muted")
        self._stage.setText(opening.detail or stage_sentence(self._words, opening.stage))
        offers = failed and bool(opening.offer)
        self._offer.setVisible(offers)
        self._offer.setText(opening.offer)
        for text in (self._stage, self._offer):
            text.setFixedHeight(max(0, text.heightForWidth(_TEXT_WIDTH)))  # centred, it would get one line
        self._restore.setVisible(offers)
        self._restore.say(restore_text(self._words, sure=self._sure))
        if offers:
            self._restore.setFocus()

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_opening(self._opening)

    def _touched(self) -> None:
        """The first touch asks whether he is sure: what came after the backup is gone from this till."""
        if self._sure:
            self._sure = False
            self.restore_asked.emit()
        else:
            self._sure = True
        self.show_opening(self._opening)
