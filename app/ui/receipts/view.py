"""Today's sales on the left, the chosen one on the right; sheets over both."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from app.ui.receipts.keys import action_for
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sale_card import SaleActions, SaleCard
from app.ui.receipts.sale_list import SaleList
from app.ui.receipts.sheets.stack import sheets_of
from app.ui.receipts.state import Purpose, ReceiptsState
from app.ui.receipts.wording import notice_words
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import HintedButton, column, frame, icon_button, line, set_icon
from app.ui.widgets.letters import ERASE_LETTER, Letters
from app.ui.widgets.notice_bar import NoticeBar
from app.words.translate import Words


class ReceiptsView(QWidget):
    """Renders a `ReceiptsState`; made with the presenter that it tells."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words = look, words
        self._state = ReceiptsState()
        self._presenter: ReceiptsPresenter | None = None

    def attach(self, presenter: ReceiptsPresenter) -> None:
        """Builds the screen for the presenter that listens."""
        self._presenter = presenter
        layout = line(self, gap=0)
        layout.addWidget(self._left(presenter), 48)
        layout.addWidget(self._right(presenter), 52)
        self._sheets = sheets_of(self, self._look, presenter)
        self._notice = NoticeBar(self, self._look, presenter.dismiss, self._notice_place)
        self.show_state(self._state)

    def show_state(self, state: ReceiptsState) -> None:
        """Renders everything from the state."""
        self._state = state
        words = self._words
        self._show_left(state)
        self._list.show_page(state.page, state.chosen, words)
        self._card.show_past(state.past, words)
        self._sheets.show_state(state, words)
        self._notice.say(*notice_words(words, state.notice), words.gettext("Close"))

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        action = action_for(event)
        if action is not None and self._presenter is not None:
            action(self._presenter)
        else:
            super().keyPressEvent(event)

    def _left(self, presenter: ReceiptsPresenter) -> QFrame:
        ground = frame("basket")
        ground.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._back = icon_button("ghost", self._look, "arrow-left")
        self._back.clicked.connect(presenter.find.leave_screen)
        self._title = label("title")
        self._blind = HintedButton("action", "F8")
        set_icon(self._blind, self._look, "circle-question-mark")
        self._blind.clicked.connect(presenter.without_receipt)
        self._blind.setMinimumWidth(200)
        head = line(gap=8)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(self._blind)
        self._field = QLineEdit()
        set_role(self._field, "search")
        icon = self._look.icon("receipt-text", self._look.tokens.muted)
        self._field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._field.textEdited.connect(presenter.find.type)
        self._keyboard = icon_button("secondary", self._look, "keyboard")
        self._keyboard.setFixedSize(64, 62)
        self._keyboard.clicked.connect(self._toggle_letters)
        self._find = icon_button("secondary", self._look, "search")
        self._find.setFixedSize(64, 62)
        self._find.clicked.connect(self._find_touched)
        top = line(gap=8)
        for part, stretch in ((self._field, 1), (self._keyboard, 0), (self._find, 0)):
            top.addWidget(part, stretch)
        self._list = SaleList(self._look, presenter.find.choose, presenter.turn)
        self._letters = Letters(self._look)
        self._letters.pressed.connect(self._pressed)
        self._letters.hide()
        layout = column(ground, margin=16, gap=12)
        layout.addLayout(head)
        layout.addLayout(top)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._letters)
        return ground

    def _right(self, presenter: ReceiptsPresenter) -> QWidget:
        ground = frame("pane")
        ground.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._card = SaleCard(
            self._look,
            SaleActions(
                give_back=lambda: presenter.give_back(Purpose.RETURN),
                void=lambda: presenter.give_back(Purpose.VOID),
                exchange=presenter.take_instead,
                give_to_member=presenter.give_to_member,
                reprint=presenter.reprint,
                came_out=presenter.came_out,
            ),
        )
        column(ground, margin=16).addWidget(self._card)
        return ground

    def _show_left(self, state: ReceiptsState) -> None:
        words = self._words
        self._back.setAccessibleName(words.gettext("Back to the basket"))
        self._title.setText(words.gettext("Receipts"))
        self._blind.say(words.gettext("No receipt"))
        hint = words.gettext("Receipt number")
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        if self._field.text() != state.typed:
            self._field.setText(state.typed)
        self._keyboard.setAccessibleName(words.gettext("Keyboard on the screen"))
        self._find.setAccessibleName(words.gettext("Find this number"))
        self._letters.name(words.gettext("Space"), words.gettext("Erase"))

    def _toggle_letters(self) -> None:
        """The list makes room for the keyboard."""
        shown = self._letters.isHidden()
        self._letters.setVisible(shown)
        self._list.setVisible(not shown)

    def _find_touched(self) -> None:
        if not self._letters.isHidden():
            self._toggle_letters()
        if self._presenter is not None:
            self._presenter.find.find()

    def _pressed(self, character: str) -> None:
        if self._presenter is None:
            return
        if character == ERASE_LETTER:
            self._presenter.find.erase()
        else:
            self._presenter.find.key(character)

    def _notice_place(self, height: int) -> QRect:
        """Over the end of the list; with a sheet open, at the top, where no sheet has buttons."""
        if self._state.sheet is not None:
            return QRect(12, 12, self.width() - 24, height)
        left = self._list.parentWidget()
        width = self.width() // 2 if left is None else left.width()
        return QRect(12, self.height() - height - 76, width - 24, height)
