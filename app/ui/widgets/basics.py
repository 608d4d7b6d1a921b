"""The small parts that every screen is made of."""

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.look import Look, label, set_role
from app.ui.theme.tokens import PRIMARY_HEIGHT, TOUCH

_Layout = TypeVar("_Layout", bound=QLayout)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tool tip."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self, role)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, text)


class IconLabel(QLabel):
    """An icon that is only looked at; the words beside it say the same."""

    def __init__(self, look: Look, size: int) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._drawn: tuple[str, str] | None = None
        self.setFixedSize(size, size)

    def draw(self, name: str, colour: str) -> None:
        """Shows a Lucide icon in a colour."""
        if self._drawn != (name, colour):
            self._drawn = (name, colour)
            self.setPixmap(self._look.pixmap(name, colour, self._size, self))


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PlainButton(QPushButton):
    """Leaves the arrows to its screen, for rows and pages: Qt would move to the button beside it, as Tab does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class HintedButton(PlainButton):
    """A button that also names its key, small at its right edge."""

    def __init__(self, role: str, key: str = "") -> None:
        super().__init__()
        set_role(self, role)
        self._hint = label("key-hint-on-primary" if role == "primary" else "key-hint", key)
        self._hint.setParent(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setVisible(bool(key))

    def say(self, text: str) -> None:
        """Sets the text, which is also what a screen reader says."""
        say(self, text)

    def key(self, key: str) -> None:
        """Names another key from now on."""
        self._hint.setText(key)
        self._hint.setVisible(bool(key))
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        in_the_corner = self.height() >= PRIMARY_HEIGHT - 2  # there it never meets the words
        top = 5 if in_the_corner else (self.height() - self._hint.height()) // 2
        self._hint.move(self.width() - self._hint.width() - 8, top)


_GAP = 6


def button(role: str, look: Look | None = None, icon: str = "", colour: str = "") -> QPushButton:
    """A button with a role of the style sheet and, if wished, an icon before its words."""
    made = PlainButton()
    set_role(made, role)
    if look is not None and icon:
        set_icon(made, look, icon, colour)
    return made


def set_icon(widget: QPushButton, look: Look, icon: str, colour: str = "", size: int = 22) -> None:
    """Puts an icon before a button's words."""
    widget.setIcon(look.icon(icon, colour or look.tokens.text, size, _GAP))
    widget.setIconSize(QSize(size + _GAP, size))


def icon_button(role: str, look: Look, icon: str, colour: str = "") -> QPushButton:
    """A square button with an icon alone: it needs an accessible name."""
    made = PlainButton()
    set_role(made, role)
    made.setIcon(look.icon(icon, colour or look.tokens.text))
    made.setIconSize(QSize(24, 24))
    made.setFixedWidth(TOUCH)
    return made


def say(widget: QPushButton, text: str) -> None:
    """Gives a button its words, which are also what a screen reader says. An & in a name is one, and no shortcut."""
    widget.setText(text.replace("&", "&&"))
    widget.setAccessibleName(text)


def frame(role: str) -> QFrame:
    """A ground with a role of the style sheet."""
    made = QFrame()
    set_role(made, role)
    return made


def column(parent: QWidget | None = None, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """A vertical layout on the grid."""
    return _fitted(QVBoxLayout(parent) if parent else QVBoxLayout(), margin, gap)


def line(parent: QWidget | None = None, margin: int = 0, gap: int = 8) -> QHBoxLayout:
    """A horizontal layout on the grid."""
    return _fitted(QHBoxLayout(parent) if parent else QHBoxLayout(), margin, gap)


def _fitted(layout: _Layout, margin: int, gap: int) -> _Layout:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout
