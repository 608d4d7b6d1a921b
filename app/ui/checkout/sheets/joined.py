"""Somebody has joined: the code that names the member, and what to do with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.checkout.enrol_state import JoinedPanel
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, column, line, set_icon
from app.ui.widgets.qr_picture import QrPicture
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import masked_phone, points
from app.words.translate import Words


class JoinedView(StateSheet[CheckoutState]):
    """Renders a `JoinedPanel`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 520, presenter.leave)
        self._presenter = presenter
        self._picture = QrPicture(264)
        self._code = label("small-muted")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        halves = line(gap=24)
        code = column(gap=8)
        code.addWidget(self._picture)
        code.addWidget(self._code)
        code.addStretch(1)
        halves.addLayout(code)
        halves.addLayout(self._texts(look), 1)
        self._print = HintedButton("big")
        set_icon(self._print, look, "printer")
        self._print.clicked.connect(presenter.joined.print_code)
        self._next = HintedButton("primary", "Enter")
        self._next.clicked.connect(self._next_touched)
        ends = line(gap=12)
        ends.addWidget(self._print, 2)
        ends.addWidget(self._next, 3)
        self.body.addLayout(halves, 1)
        self.body.addLayout(ends)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, JoinedPanel):
            self._render(state.sheet, words)
            return True
        return False

    def _texts(self, look: Look) -> QVBoxLayout:
        halo = label("halo-success")
        halo.setFixedSize(80, 80)
        check = IconLabel(look, 40)
        check.draw("check", look.tokens.success)
        column(halo).addWidget(check, alignment=Qt.AlignmentFlag.AlignCenter)
        self._name, self._phone = ElidedLabel("heading"), ElidedLabel("body-muted")
        self._welcome = label("body-points")
        self._what = label("body")
        self._what.setWordWrap(True)
        texts = column(gap=8)
        texts.addWidget(halo)
        for part in (self._name, self._phone, self._welcome):
            texts.addWidget(part)
        texts.addSpacing(8)
        texts.addWidget(self._what)
        texts.addStretch(1)
        return texts

    def _render(self, panel: JoinedPanel, words: Words) -> None:
        member = panel.member
        self.title.setText(words.gettext("Welcome!"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._picture.show_code(panel.payload, words.gettext("The member’s code {code}", code=panel.card))
        self._code.setText(panel.card)
        self._name.setText(member.name or words.gettext("New member"))
        self._phone.setText(masked_phone(member.phone))
        self._welcome.setText(
            words.ngettext(
                "+{count} point for joining",
                "+{count} points for joining",
                panel.welcome,
                count=points(panel.welcome),
            )
            if panel.welcome
            else words.gettext("Earns on this basket already")
        )
        self._what.setText(
            words.gettext("The card is the member’s. Hand it over.")
            if panel.preprinted
            else words.gettext(
                "The customer can take a picture of this code. For a plastic card, scan a new one now."
            )
        )
        self._print.say(words.gettext("Print code"))
        self._next.say(words.gettext("Go on"))

    def _next_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
