"""A manager's word by touch: names, dots, digits. For a sheet that holds an `ApprovalEntry`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.front import StaffTile
from app.ui.approval import APPROVAL_PIN_LENGTH, ApprovalEntry, ApprovalPad, pad_message
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import KEY_HEIGHT
from app.ui.widgets.basics import button, column, line, say
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.pin_dots import PinDots
from app.words.translate import Words


class ApprovalView(QWidget):
    """Renders an entry and tells the pad what was touched. Digits from the keyboard come by the sheet's desk."""

    def __init__(self, look: Look, pad: ApprovalPad) -> None:
        super().__init__()
        self._pad = pad
        self._names: list[QPushButton] = []
        self._shown: tuple[StaffTile, ...] = ()
        self._row = line(gap=8)
        self._dots = PinDots(look.tokens, APPROVAL_PIN_LENGTH)
        self._message = label("small-muted")
        self._message.setWordWrap(True)
        self._message.setMinimumHeight(44)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._numpad = Numpad(look)
        self._numpad.setFixedHeight(4 * KEY_HEIGHT + 3 * 8)
        self._numpad.pressed.connect(self._pressed)
        layout = column(self, gap=12)
        layout.addLayout(self._row)
        for part in (self._dots, self._message, self._numpad):
            layout.addWidget(part)

    def show_entry(self, entry: ApprovalEntry, words: Words) -> None:
        """Renders who may be asked and how far the PIN is."""
        self._show_names(entry)
        trouble = entry.trouble
        self._dots.fill(entry.entered, trouble is not None)
        text = pad_message(words, entry)
        self._message.setText(text)
        self._message.setAccessibleName(text)
        set_role(self._message, "small-danger" if trouble else "small-muted")
        self._numpad.setEnabled(entry.chosen is not None and not entry.checking)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))

    def _show_names(self, entry: ApprovalEntry) -> None:
        if entry.managers != self._shown:
            self._shown = entry.managers
            for gone in self._names:
                self._row.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self._names = [self._name(tile) for tile in entry.managers]
        for tile, name in zip(self._shown, self._names, strict=True):
            set_mark(name, "chosen", tile == entry.chosen)

    def _name(self, tile: StaffTile) -> QPushButton:
        made = button("segment")
        say(made, tile.name if tile.demo_pin is None else f"{tile.name} · {tile.demo_pin}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._pad.choose(tile.staff_id))
        self._row.addWidget(made, 1)
        return made

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._pad.erase()
        elif key == CLEAR:
            self._pad.clear()
        else:
            self._pad.key(key)
