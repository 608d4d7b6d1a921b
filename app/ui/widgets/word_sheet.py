"""A manager's PIN, in the place of the sheet that needs it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.ui.approval import ApprovalEntry
from app.ui.asking_word import ManagersWord
from app.ui.theme.look import Look, label
from app.ui.widgets.approval_pad import ApprovalView
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_State = TypeVar("_State")


class WordSheet(StateSheet[_State]):
    """entry_of: how far the PIN is; None: nobody is asked. what_for: what the manager allows, as a sentence."""

    def __init__(
        self,
        host: QWidget,
        look: Look,
        word: ManagersWord,
        entry_of: Callable[[_State], ApprovalEntry | None],
        what_for: Callable[[Words, _State], str],
    ) -> None:
        super().__init__(host, look, 480, 696, word.leave)
        self._entry_of, self._what_for = entry_of, what_for
        self._text = label("body")
        self._text.setWordWrap(True)
        self._pad = ApprovalView(look, word.pad)
        self.body.addWidget(self._text)
        self.body.addStretch(1)
        self.body.addWidget(self._pad)

    def show_state(self, state: _State, words: Words) -> bool:
        entry = self._entry_of(state)
        if entry is None:
            return False
        self.title.setText(words.gettext("Ask a manager"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._text.setText(self._what_for(words, state))
        self._pad.show_entry(entry, words)
        return True
