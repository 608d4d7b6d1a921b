"""Takes down what a keyboard scanner types, key by key, while it is being learnt; no key of it reaches the screen."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

from app.ui.wedge_learning import ENDS, Burst, Key

_SILENCE_MS = 600
_SHORTEST = 4  # keys: less is a person's
_LONGEST = 512
_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_KEY_EVENTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class WedgeRecorder(QObject):
    """Listens from `start` to `stop`, before all other filters. `heard` gets each burst when the keys are silent.

    Enter and Tab by themselves, keys without a text and chords are a person's and pass.
    """

    def __init__(self, heard: Callable[[Burst], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard = heard
        self._keys: list[Key] = []
        self._taken: set[int] = set()
        self._silence = QTimer(self, singleShot=True, interval=_SILENCE_MS)
        self._silence.timeout.connect(self._end)
        self._listening = False

    def start(self) -> None:
        """Does nothing when it listens already."""
        application = QCoreApplication.instance()
        if application is not None and not self._listening:
            self._listening = True
            application.installEventFilter(self)

    def stop(self) -> None:
        """What was not whole is forgotten."""
        application = QCoreApplication.instance()
        if application is not None and self._listening:
            application.removeEventFilter(self)
        self._listening = False
        self._silence.stop()
        self._keys.clear()
        self._taken.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWindow):
            return False  # it was seen at the window, and passed
        if event.type() is QEvent.Type.KeyRelease:
            return self._release(event)
        key = self._key(event)
        if key is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            self._take(key, event)
        return True

    def _key(self, event: QKeyEvent) -> Key | None:
        """A key that a scanner may have pressed."""
        if event.timestamp() == 0 or event.isAutoRepeat() or event.modifiers() & _OTHERS:
            return None
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        end = _ENDS.get(Qt.Key(event.key()))
        if end is not None:
            return Key(end, event.timestamp()) if self._keys else None
        text = event.text() or (chr(event.key()) if alt and event.key() < 128 else "")
        return Key(text, event.timestamp(), alt) if len(text) == 1 and text.isprintable() else None

    def _take(self, key: Key, event: QKeyEvent) -> None:
        self._taken.add(_number(event))
        if len(self._keys) < _LONGEST:
            self._keys.append(key)
        self._silence.start()

    def _release(self, event: QKeyEvent) -> bool:
        if _number(event) not in self._taken:
            return False
        self._taken.discard(_number(event))
        return True

    def _end(self) -> None:
        burst, self._keys = tuple(self._keys), []
        if sum(key.text not in ENDS for key in burst) >= _SHORTEST:
            self._heard(burst)


def _number(event: QKeyEvent) -> int:
    """One physical key, whatever it means by the time of its release."""
    return event.nativeScanCode() or -event.key()
