"""Takes the scans of a keyboard wedge out of the application's key events, before any field sees them.

It looks where the keyboard is: at the widget with the focus, and at the active window when none has it. On the
application itself it would be asked about every event of every widget, which is half of what showing a page costs.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.services.scans import Scan, ScanSource, Symbology
from app.ui.wedge import Fate, Step, Wedge, WedgeSettings

_log = logging.getLogger(__name__)
_ARRIVAL_MS = 8  # from the keyboard to here, at most, while the screen is not busy
_BUSY_MS = 30  # a timer later than this: the screen was busy, and keys may wait behind the timer
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEY_EVENTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})

_Signature = tuple[QEvent.Type, int, int, str, int]


class WedgeFilter(QObject):
    """Filters from `start` to `stop`. Callbacks run on the Qt thread, inside the delivery of a key.

    A key that Qt did not stamp with a time (an input method, a test's click) is nobody's scan and passes. A
    one-character QShortcut does not fire while this is installed, since its character may start a scan.
    """

    def __init__(
        self,
        on_scan: Callable[[Scan], None],
        on_broken_scan: Callable[[], None],
        clock: Callable[[], int],
        settings: WedgeSettings,
        parent: QObject | None = None,
    ) -> None:
        """`clock` gives monotonic nanoseconds. `on_broken_scan`: a scan came, but not whole; scan again."""
        super().__init__(parent)
        self._on_scan = on_scan
        self._on_broken_scan = on_broken_scan
        self._clock = clock
        self._wedge = Wedge(settings)
        self._held: deque[QKeyEvent] = deque()
        self._outbox: deque[QKeyEvent] = deque()
        self._watched: QWidget | None = None
        self._passing: _Signature | None = None  # the event that is delivered after all
        self._seen: tuple[_Signature, int] | None = None  # the last event, and where
        self._swallowed: set[int] = set()  # keys whose press was swallowed: their release must be, too
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._on_silence)
        self._silence_ms = settings.longest_gap + _ARRIVAL_MS
        self._waited = QElapsedTimer()
        self._delivery = QTimer(self, singleShot=True, interval=0)
        self._delivery.timeout.connect(self._deliver)

    def start(self) -> None:
        """Looks at what has the keyboard, now and whenever that changes."""
        application = _application()
        application.focusChanged.connect(self._follow)
        application.focusWindowChanged.connect(self._follow)
        self._follow()

    def stop(self) -> None:
        """Lets go of what is held, and looks no more."""
        self._apply(self._wedge.other())
        application = _application()
        application.focusChanged.disconnect(self._follow)
        application.focusWindowChanged.disconnect(self._follow)
        self._watch(None)

    def _follow(self) -> None:
        # Qt's own words on who had the keyboard aren't asked for: that widget may be on its way out.
        self._watch(_receiver_now())

    def _watch(self, widget: QWidget | None) -> None:
        if widget is self._watched:
            return
        if self._watched is not None:
            with suppress(RuntimeError):  # Qt has deleted it
                self._watched.removeEventFilter(self)
        self._watched = widget
        if widget is not None:
            widget.installEventFilter(self)

    def use(self, settings: WedgeSettings) -> None:
        """From now on a scanner is known by these. What is held is let go first."""
        self._apply(self._wedge.other())
        self._wedge = Wedge(settings)
        self._silence_ms = settings.longest_gap + _ARRIVAL_MS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MODIFIERS or self._was_seen(watched, event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._claim(event)
        taken = self._release(event) if event.type() == QEvent.Type.KeyRelease else self._press(event)
        if taken:
            event.accept()  # or it would climb on to the parents
        return taken

    def _was_seen(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether it is delivered after all, or climbs to a parent that has got the keyboard because of it."""
        signature, place = _signature(event), id(watched)
        if signature == self._passing:
            self._passing = None
        elif self._seen is None or self._seen[0] != signature or self._seen[1] == place:
            self._seen = signature, place
            return False
        self._seen = signature, place
        return True

    def _claim(self, event: QKeyEvent) -> bool:
        """Keep Qt from trying shortcuts with a key that may be a scanner's."""
        at_ms = event.timestamp()
        if _is_character(event):
            claimed = self._wedge.takes(event.text(), at_ms)
        else:
            claimed = _is_end(event) and self._wedge.takes_end(at_ms)
        if claimed:
            event.accept()
            return True
        self._apply(self._wedge.other())  # what was typed before a shortcut must arrive before it acts
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if _is_character(event):
            step = self._wedge.character(event.text(), event.timestamp())
        elif _is_end(event):
            step = self._wedge.end(event.timestamp())
        else:
            step = self._wedge.other()
        self._swallowed.discard(_key_id(event))
        if step.key is Fate.SWALLOWED:
            self._swallowed.add(_key_id(event))
        self._apply(step)
        if step.key is Fate.HELD:
            self._held.append(_copy(event))
        if self._wedge.holding:
            self._waited.start()
            self._silence.start(self._silence_ms)
        if step.key is Fate.TYPED:
            return self._pass_on(event)
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if _key_id(event) in self._swallowed:
            if not event.isAutoRepeat():
                self._swallowed.discard(_key_id(event))
            return True
        if self._held:
            self._held.append(_copy(event))
            return True
        return self._pass_on(event)

    def _apply(self, step: Step) -> None:
        if step.held is not Fate.HELD:
            self._silence.stop()
            kept, self._held = self._held, deque()
            self._outbox.extend(kept if step.held is Fate.TYPED else self._without_scan(kept))
            self._deliver()
        if step.broken:
            _log.info("keyboard wedge: a scan broke off")
            self._on_broken_scan()
        if step.scan is not None:
            self._on_scan(Scan(step.scan, Symbology.UNKNOWN, ScanSource.WEDGE, self._clock()))

    def _without_scan(self, kept: Iterable[QKeyEvent]) -> Iterable[QKeyEvent]:
        """The releases of keys that a human pressed before the scan."""
        for key in kept:
            if key.type() == QEvent.Type.KeyPress:
                self._swallowed.add(_key_id(key))
            elif _key_id(key) in self._swallowed:
                self._swallowed.discard(_key_id(key))
            else:
                yield key

    def _pass_on(self, event: QKeyEvent) -> bool:
        """Let Qt deliver it, or queue behind what is still being delivered."""
        if self._outbox:
            self._outbox.append(_copy(event))
            return True
        return False

    def _on_silence(self) -> None:
        if self._waited.elapsed() > self._silence_ms + _BUSY_MS:
            self._waited.start()
            self._silence.start(self._silence_ms)
            return
        self._apply(self._wedge.other())

    def _deliver(self) -> None:
        while self._outbox:
            key = self._outbox.popleft()
            if self._outbox:
                self._delivery.start()  # a dialog that this key opens runs its own loop, and gets the rest there
            receiver = _receiver_now()
            if receiver is None:
                _log.info("keyboard wedge: a key for a closed window")
                continue
            self._passing = _signature(key)
            QCoreApplication.sendEvent(receiver, key)
            self._passing = None


def _is_character(event: QKeyEvent) -> bool:
    text = event.text()
    return (
        len(text) == 1
        and text.isascii()
        and text.isprintable()
        and not event.modifiers() & ~_TYPING
        and _is_from_a_device(event)
    )


def _is_end(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    ends = event.key() in _ENDS or event.text() == "\n"  # some layouts have a key for the line feed itself
    return ends and not event.modifiers() & ~keypad and _is_from_a_device(event)


def _is_from_a_device(event: QKeyEvent) -> bool:
    return event.timestamp() > 0 and not event.isAutoRepeat()


def _key_id(event: QKeyEvent) -> int:
    """One physical key: its meaning may change before its release, when Shift goes first."""
    return event.nativeScanCode() or -event.key()


def _signature(event: QKeyEvent) -> _Signature:
    return event.type(), event.key(), event.timestamp(), event.text(), event.nativeScanCode()


def _copy(event: QKeyEvent) -> QKeyEvent:
    """Qt's own event dies when its delivery ends."""
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _receiver_now() -> QWidget | None:
    """What has the keyboard now: a sheet may have opened since the key was pressed."""
    focused: QWidget | None = QApplication.focusWidget()
    return QApplication.activeWindow() if focused is None else focused


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no application whose keys could be filtered")
    return application
