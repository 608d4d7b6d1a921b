"""What a view needs to look right: the tokens, the icons, and roles that the style sheet knows."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme.icons import Icons
from app.ui.theme.tokens import LIGHT, Tokens


@dataclass(frozen=True)
class Look:
    """One scheme's colours and its icons."""

    tokens: Tokens = LIGHT
    icons: Icons = field(default_factory=Icons)

    def icon(self, name: str, colour: str, size: int = 24, gap: int = 0) -> QIcon:
        """A Lucide icon in a colour such as `look.tokens.primary`; see `Icons.icon`."""
        return self.icons.icon(name, colour, size, gap)

    def pixmap(self, name: str, colour: str, size: int, on: QWidget) -> QPixmap:
        """The same as a picture, sharp on the screen where `on` is."""
        return self.icons.pixmap(name, colour, size, on.devicePixelRatioF())


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget the style sheet's rules for `[role="…"]`; does nothing when it has them already."""
    _set_property(widget, "role", role)


def set_mark(widget: QWidget, name: str, on: bool) -> None:
    """Sets a flag that the style sheet asks for, such as `[selected="true"]`."""
    _set_property(widget, name, "true" if on else "false")


def label(role: str, text: str = "") -> QLabel:
    """A text with a role of the style sheet. Plain text: names never act as markup."""
    made = QLabel(text)
    made.setTextFormat(made.textFormat().PlainText)
    set_role(made, role)
    return made


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # Qt polishes it before it is first measured or shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
