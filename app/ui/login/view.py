"""Tiles on the left, PIN and numpad on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.services.front import LockedOut, Role, StaffTile, WrongPin
from app.ui.initials import initials
from app.ui.login.presenter import LoginPresenter
from app.ui.login.state import PIN_LENGTH, LoginState, Purpose
from app.ui.login.wording import greeting, login_message, nobody_chosen
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, button, column, frame, line, say
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.pin_dots import PinDots
from app.words.translate import Words

_COLUMNS = 2


class LoginView(QWidget):
    """Renders a `LoginState`; every touch and key goes to the presenter."""

    def __init__(self, look: Look, words: Words, back: Callable[[], None]) -> None:
        """`back`: leave without logging in; offered only where something else is asked for than to sell."""
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words, self._leave = look, words, back
        self._state = LoginState()
        self._presenter: LoginPresenter | None = None
        self._tiles: list[_StaffTileButton] = []
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(lambda: self._tell(LoginPresenter.second_passed))
        layout = line(self, margin=32, gap=32)
        layout.addStretch(1)
        layout.addLayout(self._people(), 6)
        layout.addWidget(self._entry(), alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)

    def attach(self, presenter: LoginPresenter) -> None:
        """Says who listens."""
        self._presenter = presenter

    def show_state(self, state: LoginState) -> None:
        """Renders everything from the state."""
        self._state = state
        words, front = self._words, state.front
        self._greeting.setText(greeting(words, state))
        self._shop.setText(f"{front.shop_name} · {front.terminal_name}" if front else "")
        selling = state.purpose is Purpose.SELL
        self._back.setVisible(not selling)
        say(self._back, words.gettext("Back"))
        self._badges.setVisible(selling)
        say(self._badges, words.gettext("Badges"))
        self._show_tiles(state)
        self._dots.fill(state.entered, isinstance(state.trouble, WrongPin | LockedOut))
        self._who.setText(state.chosen.name if state.chosen else nobody_chosen(words, state))
        self._numpad.setEnabled(state.chosen is not None and not isinstance(state.trouble, LockedOut))
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._show_message(state)
        if isinstance(state.trouble, LockedOut):
            self._second.start()
        else:
            self._second.stop()

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = Qt.Key
        steps = {keys.Key_Right: 1, keys.Key_Down: 1, keys.Key_Left: -1, keys.Key_Up: -1}
        if event.text().isascii() and event.text().isdigit():
            self._press(event.text())
        elif event.key() == keys.Key_Backspace:
            self._press(ERASE)
        elif event.key() in steps:
            by = steps[keys(event.key())]
            self._tell(lambda presenter: presenter.step(by))
        elif event.key() == keys.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _people(self) -> QVBoxLayout:
        self._shop = label("small-muted")
        self._greeting = label("display")
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._back = button("secondary", self._look, "arrow-left")
        self._back.clicked.connect(self._go_back)
        self._badges = button("ghost", self._look, "id-card", self._look.tokens.muted)
        self._badges.clicked.connect(
            lambda: self._tell(lambda presenter: presenter.start(Purpose.PRINT_BADGES))
        )
        people = column(gap=8)
        people.addStretch(1)
        people.addWidget(self._shop)
        people.addWidget(self._greeting)
        people.addSpacing(24)
        people.addLayout(self._grid)
        people.addSpacing(16)
        people.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignLeft)
        people.addWidget(self._badges, alignment=Qt.AlignmentFlag.AlignLeft)
        people.addStretch(1)
        return people

    def _entry(self) -> QWidget:
        card = frame("card")
        card.setFixedWidth(384)
        self._who = label("heading")
        self._dots = PinDots(self._look.tokens, PIN_LENGTH)
        self._message = label("small-muted")
        self._message.setWordWrap(True)
        self._message.setFixedHeight(48)
        for text in (self._who, self._message):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._numpad = Numpad(self._look)
        self._numpad.pressed.connect(self._press)
        self._numpad.setFixedHeight(4 * 72 + 3 * 8)
        layout = column(card, margin=24, gap=12)
        for part in (self._who, self._dots, self._message, self._numpad):
            layout.addWidget(part)
        return card

    def _show_tiles(self, state: LoginState) -> None:
        if [tile.staff for tile in self._tiles] != list(state.staff):
            for tile in self._tiles:
                self._grid.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
            self._tiles = [_StaffTileButton(staff, self._choose) for staff in state.staff]
            for place, tile in enumerate(self._tiles):
                self._grid.addWidget(tile, *divmod(place, _COLUMNS))
        for tile in self._tiles:
            tile.show_staff(self._words, tile.staff == state.chosen)

    def _choose(self, staff_id: bytes) -> None:
        self._tell(lambda presenter: presenter.choose(staff_id))
        self.setFocus()

    def _show_message(self, state: LoginState) -> None:
        text = login_message(self._words, state)
        calm = not state.trouble
        self._message.setText(text)
        self._message.setAccessibleName(text)
        set_role(self._message, "small-muted" if calm else "small-danger")

    def _escape(self) -> None:
        if self._state.purpose is Purpose.SELL:
            self._press(CLEAR)
        else:
            self._go_back()

    def _go_back(self) -> None:
        """From the programme to where somebody was; from the badges to the log-in, which is here."""
        if self._state.purpose is Purpose.PRINT_BADGES:
            self._tell(lambda presenter: presenter.start(Purpose.SELL))
            self.setFocus()
        else:
            self._leave()

    def _press(self, key: str) -> None:
        if key == ERASE:
            self._tell(LoginPresenter.erase)
        elif key == CLEAR:
            self._tell(LoginPresenter.clear)
        else:
            self._tell(lambda presenter: presenter.digit(key))

    def _tell(self, action: Callable[[LoginPresenter], None]) -> None:
        if self._presenter is not None:
            action(self._presenter)


class _StaffTileButton(QPushButton):
    """One person: initials, name, role, and in the demo shop the PIN."""

    def __init__(self, staff: StaffTile, choose: Callable[[bytes], None]) -> None:
        super().__init__()
        self.staff = staff
        set_role(self, "tile")
        self.setMinimumWidth(216)
        self.clicked.connect(lambda: choose(staff.staff_id))
        avatar = label("avatar", initials(staff.name))
        avatar.setFixedSize(48, 48)
        avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._role = ElidedLabel("small-muted")
        self._pin = label("chip-points")
        name = ElidedLabel("heading")
        name.setText(staff.name)
        texts = column(gap=2)
        texts.addStretch(1)
        texts.addWidget(name)
        texts.addWidget(self._role)
        texts.addWidget(self._pin, alignment=Qt.AlignmentFlag.AlignLeft)
        texts.addStretch(1)
        layout = line(self, margin=16, gap=16)
        layout.addWidget(avatar)
        layout.addLayout(texts, 1)
        for part in (avatar, name, self._role, self._pin):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_staff(self, words: Words, chosen: bool) -> None:
        """The role in words, and whether this one was chosen."""
        role = words.gettext("Manager") if self.staff.role is Role.MANAGER else words.gettext("Cashier")
        self._role.setText(role)
        self._pin.setText(f"PIN {self.staff.demo_pin}")
        self._pin.setVisible(self.staff.demo_pin is not None)
        self.setAccessibleName(f"{self.staff.name}, {role}")
        set_mark(self, "chosen", chosen)
