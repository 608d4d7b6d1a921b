"""The steps at the left, the page that is asked for beside them, our keyboard below when a person wants it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from app.ui.first_run.list_pages import ItemsPage, ProgrammePage, StaffPage
from app.ui.first_run.make_page import MakePage
from app.ui.first_run.parts import Page
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.simple_pages import ServerPage, ShopPage, StartPage, TaxPage
from app.ui.first_run.state import FirstRunState, Making, ProgrammeWay, Step
from app.ui.first_run.wording import ICONS, asked_sentence, next_name, step_name, task
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import HintedButton, IconLabel, button, column, frame, icon_button, line, say
from app.ui.widgets.tab_order import bring_into_sight
from app.ui.widgets.touch_field import TouchKeyboard
from app.words.translate import Language, Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RAIL = 216


class FirstRunView(QWidget):
    """Renders a `FirstRunState`. speak: the whole window in another language."""

    def __init__(self, look: Look, words: Words, speak: Callable[[Language], None]) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words, self._speak = look, words, speak
        self._state = FirstRunState()
        self._presenter: FirstRunPresenter | None = None

    def attach(self, presenter: FirstRunPresenter) -> None:
        """Builds the screen for the presenter that listens."""
        self._presenter = presenter
        look = self._look
        self._keyboard = TouchKeyboard(look, signs=True)
        self._keyboard.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keyboard.hide()
        plain = (look, presenter, self._keyboard)
        self._pages: dict[Step, Page] = {
            Step.START: StartPage(*plain, self._speak),
            Step.SHOP: ShopPage(*plain),
            Step.TAX: TaxPage(*plain),
            Step.PROGRAMME: ProgrammePage(*plain),
            Step.ITEMS: ItemsPage(*plain),
            Step.STAFF: StaffPage(*plain),
            Step.SERVER: ServerPage(*plain),
            Step.MAKE: MakePage(*plain),
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._title, self._place = label("title"), label("body-muted")
        self._task = label("body-muted")
        self._task.setWordWrap(True)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # pages scroll
        self._head = QWidget()
        head = line(self._head, gap=16)
        head.addWidget(self._title)
        head.addWidget(self._place)
        head.addStretch(1)
        right = column(gap=12)
        right.addWidget(self._task)
        right.addWidget(self._stack, 1)
        self._list = self._rail()
        body = line(gap=24)
        body.addWidget(self._list)
        body.addLayout(right, 1)
        layout = column(self, gap=12)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.addWidget(self._head)
        layout.addLayout(body, 1)
        layout.addWidget(self._keyboard)
        layout.addLayout(self._ways(presenter))
        for key, action in (("PgUp", presenter.back), ("PgDown", presenter.next)):
            shortcut = QShortcut(QKeySequence(key), self)  # a page that scrolls would take the key
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        self.show_state(presenter.state)

    def show_state(self, state: FirstRunState) -> None:
        """Renders everything from the state."""
        before, self._state = self._state, state
        words = self._words
        self._title.setText(words.gettext("Set up this till"))
        count = len(state.steps)
        self._place.setText(words.gettext("Step {place} of {count}", place=state.place + 1, count=count))
        self._task.setText(task(words, state))
        self._show_rail(state)
        self._pages[state.step].show_state(state, words)
        self._stack.setCurrentWidget(self._pages[state.step])
        self._keyboard.say(words)
        self._keys.setAccessibleName(words.gettext("Keyboard on the screen"))
        self._keys.setEnabled(self._pages[state.step].typing is not None)
        running, done = state.making is Making.RUNNING, state.making is Making.DONE
        say(self._back, words.gettext("Back"))
        self._back.setEnabled(state.place > 0 and not running and not done)
        self._next.say(next_name(words, state))
        self._next.setEnabled(not running)
        self._missing.setText("" if state.asked is None else asked_sentence(words, state.asked))
        self._missing.setAccessibleName(self._missing.text())
        self._move(before, state)

    @property
    def shown(self) -> FirstRunState:
        """What it renders."""
        return self._state

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        if self._presenter is not None:
            self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        presenter, focused = self._presenter, QApplication.focusWidget()
        if presenter is None:
            return
        if (
            event.key() in _ENTER
            and isinstance(focused, QPushButton)
            and focused.property("chosen") != "true"
        ):
            focused.click()
        elif event.key() in _ENTER:
            presenter.confirm()
        elif event.key() == Qt.Key.Key_Escape:
            presenter.back()
        else:
            super().keyPressEvent(event)

    def _move(self, before: FirstRunState, state: FirstRunState) -> None:
        """The keyboard to where typing goes on: another page, a list that grew, a field that is wrong."""
        moved = before.step is not state.step or before.making is not state.making
        page = self._pages[state.step]
        if moved and page.first is None:
            self._show_keyboard(False)
        wrong = None if state.wrong is None else page.field(state.wrong[0])
        if wrong is not None and state.wrong != before.wrong:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self._keep_in_sight)
        elif moved or _typing(before) != _typing(state) or state.lists_more_than(before):
            (page.first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _rail(self) -> QFrame:
        rail = frame("card")
        rail.setFixedWidth(_RAIL)
        self._steps: dict[Step, tuple[QFrame, IconLabel, QLabel]] = {}
        layout = column(rail, margin=8, gap=2)
        for step in Step:
            row = frame("line")
            icon, name = IconLabel(self._look, 22), label("small")
            within = line(row, gap=10)
            within.setContentsMargins(8, 8, 8, 8)
            within.addWidget(icon)
            within.addWidget(name, 1)
            layout.addWidget(row)
            self._steps[step] = (row, icon, name)
        layout.addStretch(1)
        return rail

    def _show_rail(self, state: FirstRunState) -> None:
        tokens = self._look.tokens
        for step, (row, icon, name) in self._steps.items():
            row.setVisible(step in state.steps)
            if step not in state.steps:
                continue
            here, done = step is state.step, state.steps.index(step) < state.place
            set_mark(row, "selected", here)
            colour = tokens.success if done else tokens.primary if here else tokens.muted
            icon.draw("circle-check" if done else ICONS[step], colour)
            set_role(name, "small-strong" if here else "small")
            name.setText(step_name(self._words, step))

    def _ways(self, presenter: FirstRunPresenter) -> QHBoxLayout:
        self._back = button("secondary", self._look, "chevron-left")
        self._back.clicked.connect(presenter.back)
        self._keys = icon_button("secondary", self._look, "keyboard")
        self._keys.setFixedSize(64, 56)
        self._keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the keyboard in its field
        self._keys.clicked.connect(self._toggle_keyboard)
        self._missing = label("small-danger")
        self._missing.setWordWrap(True)
        self._next = HintedButton("primary", "Enter")
        self._next.setMinimumWidth(280)
        self._next.clicked.connect(presenter.next)
        ways = line(gap=16)
        ways.addWidget(self._back)
        ways.addWidget(self._keys)
        ways.addWidget(self._missing, 1)
        ways.addWidget(self._next)
        return ways

    def _toggle_keyboard(self) -> None:
        self._show_keyboard(self._keyboard.isHidden())
        field = self._pages[self._state.step].typing
        if field is not None and not isinstance(QApplication.focusWidget(), QLineEdit):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keyboard(self, shown: bool) -> None:
        """It takes the room of the steps, and of what is said about this one."""
        self._keyboard.setVisible(shown)
        for part in (self._head, self._list, self._task):
            part.setVisible(not shown)
        QTimer.singleShot(0, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Of the field that has the keyboard, once everything has its new place."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self.isAncestorOf(focused):
            bring_into_sight(focused)


def _typing(state: FirstRunState) -> tuple[object, ...]:
    """What decides whether a page has something to type in."""
    return state.items_way, state.server_way, state.programme_way is ProgrammeWay.FILE
