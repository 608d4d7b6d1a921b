"""The wizard's two sheets: a manager's word, and where a network printer is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import LONGEST_ADDRESS, AddressSheet, WordSheet
from app.ui.theme.look import Look
from app.ui.widgets.approval_pad import ApprovalView
from app.ui.widgets.basics import HintedButton, line
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.ui.widgets.two_lines import wrapped
from app.words.translate import Words


class WordView(Sheet):
    """Renders a `WordSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: SetupPresenter) -> None:
        super().__init__(host, look, 424, 656, presenter.leave)
        self._text = wrapped("small-muted")
        self._pad = ApprovalView(look, presenter.saving.pad)
        self.body.addWidget(self._text)
        self.body.addWidget(self._pad)
        self.body.addStretch(1)

    def show_sheet(self, sheet: WordSheet, words: Words) -> None:
        """Renders how far the PIN is."""
        self.title.setText(words.gettext("Save devices"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._text.setText(words.gettext("The devices of this till change for everybody who works at it."))
        self._pad.show_entry(sheet.entry, words)


class AddressView(Sheet):
    """Renders an `AddressSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: SetupPresenter) -> None:
        super().__init__(host, look, 820, 672, presenter.leave)
        self._presenter = presenter
        self._text = wrapped("small-muted")
        self._field = TouchField(longest=LONGEST_ADDRESS)
        self._field.edited.connect(presenter.type_address)
        self._keys = TouchKeyboard(look, self._field)
        self._take = HintedButton("primary", "Enter")
        self._take.clicked.connect(self._taken)
        bottom = line(gap=8)
        bottom.addStretch(1)
        bottom.addWidget(self._take)
        self._take.setMinimumWidth(280)
        self.body.addWidget(self._text)
        self.body.addWidget(self._field)
        self.body.addWidget(self._keys)
        self.body.addStretch(1)
        self.body.addLayout(bottom)

    def show_sheet(self, sheet: AddressSheet, words: Words) -> None:
        """Renders what was typed so far."""
        was_open = self.isVisible()
        self.title.setText(words.gettext("Network printer"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._text.setText(
            words.gettext("The printer prints its address when it is switched on with FEED held down.")
        )
        self._field.say(words.gettext("Address"), "192.168.1.50:9100")
        self._field.show_text(sheet.typed)
        wrong = (
            words.gettext("Like 192.168.1.50 or printer.local:9100, without spaces.") if sheet.wrong else ""
        )
        self._field.note(wrong, wrong=sheet.wrong)
        self._keys.say(words)
        self._take.say(words.gettext("Use this printer"))
        self.open()
        if not was_open:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._presenter.confirm()
        else:
            super().keyPressEvent(event)

    def _taken(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
