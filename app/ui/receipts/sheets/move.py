"""Who gets a sale: shown once more before it is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import MoveSheet, ReceiptsState
from app.ui.receipts.wording import move_confirm, move_said, move_title, moved_sale
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, IconLabel, column, frame, line, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import masked_phone, points
from app.words.receipt import masked_name
from app.words.translate import Words


class MoveView(StateSheet[ReceiptsState]):
    """Renders a `MoveSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 600, 456, presenter.leave)
        self._presenter = presenter
        self._sale = label("body-muted")
        self._sale.setWordWrap(True)
        card = frame("points-card")
        self._name, self._phone, self._points = label("title"), label("body-muted"), label("body-points")
        person = IconLabel(look, 40)
        person.draw("user-round", look.tokens.points)
        inside = line(card, margin=20, gap=16)
        texts = column(gap=4)
        for text in (self._name, self._phone, self._points):
            texts.addWidget(text)
        inside.addWidget(person, alignment=Qt.AlignmentFlag.AlignTop)
        inside.addLayout(texts, 1)
        self._said = label("small-muted")
        self._said.setWordWrap(True)
        self._other = HintedButton("big", "F2")
        set_icon(self._other, look, "search")
        self._other.clicked.connect(presenter.give_to_member)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        ends = line(gap=12)
        ends.addWidget(self._other, 2)
        ends.addWidget(self._confirm, 3)
        for part in (self._sale, card, self._said):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(ends)

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, MoveSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: MoveSheet, words: Words) -> None:
        member = sheet.member
        self.title.setText(move_title(words, sheet))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._sale.setText(moved_sale(words, sheet))
        self._name.setText("" if member is None else masked_name(member.name))
        self._phone.setText("" if member is None else masked_phone(member.phone))
        has = 0 if member is None else member.balance
        self._points.setText(words.ngettext("{count} point", "{count} points", has, count=points(has)))
        self._said.setText(move_said(words, sheet))
        self._other.say(words.gettext("Somebody else"))
        self._other.setEnabled(not sheet.committing)
        self._confirm.say(words.gettext("Saving…") if sheet.committing else move_confirm(words, sheet))
        self._confirm.setEnabled(not sheet.committing)

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
