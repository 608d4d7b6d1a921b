"""One sentence about what just happened and what to do, over the content: nothing moves for it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.theme.look import Look, label, set_role
from app.ui.tone import Tone
from app.ui.widgets.basics import IconLabel, button, icon_button, line, say


class NoticeBar(QFrame):
    """Lies where `place` puts it: along an edge of the host, over whatever is there."""

    def __init__(
        self, host: QWidget, look: Look, dismissed: Callable[[], None], place: Callable[[int], QRect]
    ) -> None:
        """`place` gives the geometry for a height, in the host's coordinates."""
        super().__init__(host)
        self._wanted = place
        self._look = look
        self._host = host
        self._act: Callable[[], None] | None = None
        self._icon = IconLabel(look, 28)
        self._text = label("body-strong")
        self._text.setWordWrap(True)
        self.close_button = icon_button("ghost", look, "x", look.tokens.text)
        self.close_button.clicked.connect(dismissed)
        layout = line(self, margin=8, gap=12)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self._way_on = button("secondary")
        self._way_on.clicked.connect(self._acted)
        self._way_on.hide()
        for touched in (self._way_on, self.close_button):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the keyboard where it is
        layout.addWidget(self._way_on)
        layout.addWidget(self.close_button)
        self.hide()
        host.installEventFilter(self)

    def say(self, tone: Tone, text: str, close: str) -> None:
        """Shows a sentence; an empty one hides the bar. `close`: the close button's name."""
        if not text:
            self.hide()
            return
        tokens = self._look.tokens
        icon, colour, role = {
            Tone.INFO: ("info", tokens.primary, "notice-info"),
            Tone.SUCCESS: ("circle-check", tokens.success, "notice-success"),
            Tone.ATTENTION: ("triangle-alert", tokens.amber_text, "notice"),
            Tone.DANGER: ("circle-x", tokens.danger, "notice-danger"),
        }[tone]
        set_role(self, role)
        self._icon.draw(icon, colour)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.close_button.setAccessibleName(close)
        self._place()
        self.show()
        self.raise_()

    def offer(self, text: str, act: Callable[[], None]) -> None:
        """A button with the way on, beside whatever `say` says from now on; an empty text takes it away."""
        say(self._way_on, text)
        self._way_on.setVisible(bool(text))
        self._act = act

    def _acted(self) -> None:
        if self._act is not None:
            self._act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        width = self._wanted(0).width()
        layout = self.layout()
        height = max(64, layout.heightForWidth(width) if layout else 0)
        self.setGeometry(self._wanted(height))
