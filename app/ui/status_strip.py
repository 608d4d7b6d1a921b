"""The strip that is always there: line, queue, printer, scanner, who works, language."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from app.services.device_report import DeviceReport
from app.services.front import ShiftStanding, SyncStatus
from app.ui.device_lamps import DeviceLamps
from app.ui.strip_wording import shift_words
from app.ui.theme.look import Look, set_mark, set_role
from app.ui.theme.tokens import STRIP_HEIGHT
from app.ui.widgets.basics import ElidedLabel, button, icon_button, line, say, set_icon
from app.ui.widgets.lamp import Ground, Lamp
from app.words.translate import Language, Words

_ROOMY = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class StripState:
    """sync, shift None: not known yet. place: the shop and this till. cashier empty: nobody.

    training: nothing is for real. sounds: whether they are on; None: there is no player.
    """

    place: str = ""
    sync: SyncStatus | None = None
    devices: tuple[DeviceReport, ...] = ()
    shift: ShiftStanding | None = None
    cashier: str = ""
    ready: bool = False
    training: bool = False
    sounds: bool | None = None


class StatusStrip(QFrame):
    """Signals what was touched; knows nothing else. Where there is little room, what is well says so by its icon."""

    language_chosen = Signal(Language)
    lock_touched = Signal()
    programme_touched = Signal()
    shift_touched = Signal()
    sounds_touched = Signal()
    devices_touched = Signal()
    help_touched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, "strip-ground")
        self.setFixedHeight(STRIP_HEIGHT)
        self._look = look
        self._shown: tuple[StripState, Words] | None = None
        self._place = ElidedLabel("strip-muted")
        self._line, self._queue = Lamp(look), Lamp(look)
        self._devices = DeviceLamps(look)
        self._devices.touched.connect(self.devices_touched)
        self._cashier, self._training = Lamp(look), Lamp(look)
        self._shift = button("strip")
        self._shift.clicked.connect(self.shift_touched)
        self._programme = button("strip", look, "sliders-horizontal", look.tokens.muted)
        self._programme.clicked.connect(self.programme_touched)
        self._sounds = icon_button("strip", look, "volume-2", look.tokens.muted)
        self._sounds.clicked.connect(self.sounds_touched)
        self._help = icon_button("strip", look, "keyboard", look.tokens.muted)
        self._help.clicked.connect(self.help_touched)
        self._lock = icon_button("strip", look, "lock", look.tokens.muted)
        self._lock.clicked.connect(self.lock_touched)
        self._languages = {language: button("strip") for language in Language}
        for touched in (
            self._shift,
            self._programme,
            self._sounds,
            self._help,
            self._lock,
            *self._languages.values(),
        ):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = line(self, gap=4)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.addWidget(self._training)
        for lamp in (self._line, self._queue):
            layout.addWidget(lamp)
            layout.addSpacing(4)
        layout.addWidget(self._devices)
        layout.addWidget(self._place, 1)
        for part in (self._shift, self._programme, self._sounds, self._help, self._cashier, self._lock):
            layout.addWidget(part)
        for language, switch in self._languages.items():
            switch.clicked.connect(lambda _checked=False, chosen=language: self.language_chosen.emit(chosen))
            layout.addWidget(switch)

    def show_state(self, state: StripState, words: Words) -> None:
        """Renders everything from the state, in a language."""
        self._shown = (state, words)
        tokens = self._look.tokens
        self._place.setText(state.place)
        self._show_sync(state, words)
        self._devices.show_reports(state.devices, words, narrow=self._narrow)
        self._training.setVisible(state.training)
        training = words.gettext("TRAINING")
        self._training.tell("graduation-cap", tokens.surface, training, ground=Ground.TRAINING)
        self._show_shift(state, words)
        self._cashier.setVisible(bool(state.cashier))
        self._cashier.tell("user-round", tokens.primary, state.cashier)
        self._programme.setVisible(state.ready)
        name = words.gettext("Programme")
        self._programme.setText("" if self._narrow else name)
        self._programme.setAccessibleName(name)
        self._programme.setToolTip(name)
        self._help.setVisible(state.ready)
        self._show_sounds(state.sounds, words)
        self._help.setAccessibleName(words.gettext("Shortcuts (F1)"))
        self._help.setToolTip(words.gettext("Shortcuts (F1)"))
        self._lock.setVisible(bool(state.cashier))
        self._lock.setAccessibleName(words.gettext("Lock (Ctrl+L)"))
        self._lock.setToolTip(words.gettext("Lock (Ctrl+L)"))
        for language, switch in self._languages.items():
            switch.setText(language.value.upper())
            switch.setAccessibleName(_LANGUAGE_NAMES[language])
            set_mark(switch, "chosen", language is words.language)

    def _show_sounds(self, sounds: bool | None, words: Words) -> None:
        self._sounds.setVisible(sounds is not None)
        on = bool(sounds)
        tokens = self._look.tokens
        self._sounds.setIcon(
            self._look.icon("volume-2" if on else "volume-x", tokens.muted if on else tokens.text)
        )
        name = words.gettext("Turn sounds off (Ctrl+M)") if on else words.gettext("Turn sounds on (Ctrl+M)")
        self._sounds.setAccessibleName(name)
        self._sounds.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        crossed = (event.oldSize().width() < _ROOMY) is not self._narrow
        if crossed and self._shown is not None:
            self.show_state(*self._shown)

    @property
    def _narrow(self) -> bool:
        return self.width() < _ROOMY

    def _show_sync(self, state: StripState, words: Words) -> None:
        sync = state.sync
        self._line.setVisible(sync is not None and not state.training)
        self._queue.setVisible(sync is not None and sync.enrolled and not state.training)
        if sync is None:
            return
        # Late: fractions and decimals are not for the first window, which paints before the line is known.
        from app.words.money import points  # noqa: PLC0415

        tokens = self._look.tokens
        if not sync.enrolled:
            self._line.tell("house", tokens.muted, words.gettext("Own centre"))
        elif sync.online:
            self._line.tell("wifi", tokens.success, words.gettext("Online"))
        else:
            self._line.tell("wifi-off", tokens.on_amber, words.gettext("Offline"), ground=Ground.AMBER)
        waiting = words.ngettext(
            "{count} to send", "{count} to send", sync.to_send, count=points(sync.to_send)
        )
        count = points(sync.to_send) if self._narrow else waiting
        self._queue.tell("cloud-upload", tokens.muted, waiting, shown=count)

    def _show_shift(self, state: StripState, words: Words) -> None:
        """Only while somebody is there who could go to it."""
        shift = state.shift
        known = shift is not None and (shift.needed or shift.since is not None)
        self._shift.setVisible(bool(state.cashier) and known)
        if shift is None:
            return
        tokens = self._look.tokens
        amber = shift.is_missing or shift.overdue
        set_mark(self._shift, "amber", amber)
        icon, colour = ("triangle-alert", tokens.on_amber) if amber else ("clock", tokens.muted)
        set_icon(self._shift, self._look, icon, colour, size=18)
        say(self._shift, shift_words(words, shift))


_LANGUAGE_NAMES = {Language.INDONESIAN: "Bahasa Indonesia", Language.ENGLISH: "English"}
