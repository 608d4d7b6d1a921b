"""A keyboard, or a scanner that poses as one: key events at a window, with the times that a keyboard stamps on them."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space, "-": Qt.Key.Key_Minus}
SCAN_GAP_MS = 8
HUMAN_GAP_MS = 120


@dataclass
class Keyboard:
    """Presses keys at the window, with the times that a keyboard would stamp on them."""

    window: QWindow
    now_ms: int = 1000

    def key(self, character: str, gap_ms: int, *, repeated: bool = False) -> None:
        self.now_ms += gap_ms
        code = KEYS.get(character) or Qt.Key(ord(character.upper()[0]))
        text = "" if character == "\t" else character
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text, repeated)
            event.setTimestamp(self.now_ms)
            QCoreApplication.sendEvent(self.window, event)

    def type(self, text: str, gap_ms: int = HUMAN_GAP_MS) -> None:
        for character in text:
            self.key(character, gap_ms)

    def scan(self, code: str, end: str = "\r") -> None:
        self.now_ms += 300
        self.type(code + end, SCAN_GAP_MS)
