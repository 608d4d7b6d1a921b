"""The strip that is always there: line, queue, printer, scanner, who works, language."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from app.services.front import PrinterStatus, ScannerStatus, SyncStatus
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import STRIP_HEIGHT
from app.ui.widgets.basics import ElidedLabel, IconLabel, button, icon_button, line, say
from app.words.translate import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StripState:
    """sync None: not known yet. place: the shop and this till. cashier empty: nobody. training: nothing is for real."""

    place: str = ""
    sync: SyncStatus | None = None
    printer: PrinterStatus | None = None
    scanner: ScannerStatus | None = None
    cashier: str = ""
    ready: bool = False
    training: bool = False


class StatusStrip(QFrame):
    """Signals what was touched; knows nothing else."""

    language_chosen = Signal(Language)
    lock_touched = Signal()
    programme_touched = Signal()
    help_touched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, "strip-ground")
        self.setFixedHeight(STRIP_HEIGHT)
        self._look = look
        self._place = ElidedLabel("strip-muted")
        self._line, self._queue = _Lamp(look), _Lamp(look)
        self._printer, self._scanner = _Lamp(look), _Lamp(look)
        self._cashier, self._training = _Lamp(look), _Lamp(look)
        self._programme = button("strip", look, "sliders-horizontal", look.tokens.muted)
        self._programme.clicked.connect(self.programme_touched)
        self._help = icon_button("strip", look, "keyboard", look.tokens.muted)
        self._help.clicked.connect(self.help_touched)
        self._lock = icon_button("strip", look, "lock", look.tokens.muted)
        self._lock.clicked.connect(self.lock_touched)
        self._languages = {language: button("strip") for language in Language}
        for touched in (self._programme, self._help, self._lock, *self._languages.values()):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = line(self, gap=4)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.addWidget(self._training)
        for lamp in (self._line, self._queue, self._printer, self._scanner):
            layout.addWidget(lamp)
            layout.addSpacing(12)
        layout.addWidget(self._place, 1)
        for part in (self._programme, self._help, self._cashier, self._lock):
            layout.addWidget(part)
        for language, switch in self._languages.items():
            switch.clicked.connect(lambda _checked=False, chosen=language: self.language_chosen.emit(chosen))
            layout.addWidget(switch)

    def show_state(self, state: StripState, words: Words) -> None:
        """Renders everything from the state, in a language."""
        tokens = self._look.tokens
        self._place.setText(state.place)
        self._show_sync(state, words)
        self._show_devices(state, words)
        self._training.setVisible(state.training)
        training = words.gettext("TRAINING")
        self._training.tell("graduation-cap", tokens.surface, training, Ground.TRAINING)
        self._cashier.setVisible(bool(state.cashier))
        self._cashier.tell("user-round", tokens.primary, state.cashier)
        self._programme.setVisible(state.ready)
        say(self._programme, words.gettext("Programme"))
        self._help.setVisible(state.ready)
        self._help.setAccessibleName(words.gettext("Shortcuts (F1)"))
        self._help.setToolTip(words.gettext("Shortcuts (F1)"))
        self._lock.setVisible(bool(state.cashier))
        self._lock.setAccessibleName(words.gettext("Lock (Ctrl+L)"))
        self._lock.setToolTip(words.gettext("Lock (Ctrl+L)"))
        for language, switch in self._languages.items():
            switch.setText(language.value.upper())
            switch.setAccessibleName(_LANGUAGE_NAMES[language])
            set_mark(switch, "chosen", language is words.language)

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
            self._line.tell("wifi-off", tokens.on_amber, words.gettext("Offline"), Ground.AMBER)
        waiting = words.ngettext(
            "{count} to send", "{count} to send", sync.to_send, count=points(sync.to_send)
        )
        self._queue.tell("cloud-upload", tokens.muted, waiting)

    def _show_devices(self, state: StripState, words: Words) -> None:
        tokens = self._look.tokens
        self._printer.setVisible(state.printer is not None)
        if state.printer is not None:
            good = state.printer in (PrinterStatus.READY, PrinterStatus.PRINTING)
            colour = tokens.success if good else tokens.on_amber
            self._printer.tell(
                "printer" if good else "triangle-alert",
                colour,
                _printer(words, state.printer),
                Ground.PLAIN if good else Ground.AMBER,
            )
        self._scanner.setVisible(state.scanner not in (None, ScannerStatus.NONE))
        if state.scanner is not None:
            good = state.scanner is ScannerStatus.READY
            colour = tokens.success if good else tokens.on_amber
            self._scanner.tell(
                "scan-line" if good else "triangle-alert",
                colour,
                _scanner(words, state.scanner),
                Ground.PLAIN if good else Ground.AMBER,
            )


class Ground(StrEnum):
    """What a lamp stands on: amber when it asks for attention, purple when nothing is for real."""

    PLAIN = ""
    AMBER = "amber-"
    TRAINING = "training-"


_ON = {Ground.PLAIN: "strip", Ground.AMBER: "on-amber", Ground.TRAINING: "on-training"}


class _Lamp(QFrame):
    """An icon and a word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFixedHeight(28)
        self._icon = IconLabel(look, 18)
        self._text = label("strip")
        layout = line(self, gap=6)
        layout.setContentsMargins(8, 0, 10, 0)
        layout.addWidget(self._icon)
        layout.addWidget(self._text)

    def tell(self, icon: str, colour: str, text: str, ground: Ground = Ground.PLAIN) -> None:
        """Shows the icon in a colour, and the word."""
        set_role(self, f"{ground.value}pill")
        set_role(self._text, _ON[ground])
        self._icon.draw(icon, colour)
        self._text.setText(text)
        self.setAccessibleName(text)


_LANGUAGE_NAMES = {Language.INDONESIAN: "Bahasa Indonesia", Language.ENGLISH: "English"}


def _printer(words: Words, status: PrinterStatus) -> str:
    match status:
        case PrinterStatus.READY:
            return words.gettext("Printer ready")
        case PrinterStatus.PRINTING:
            return words.gettext("Printing…")
        case PrinterStatus.PAPER_OUT:
            return words.gettext("Paper out")
        case PrinterStatus.COVER_OPEN:
            return words.gettext("Printer open")
        case PrinterStatus.OFF:
            return words.gettext("Printer off")
        case PrinterStatus.UNCONFIRMED:
            return words.gettext("Print not confirmed")


def _scanner(words: Words, status: ScannerStatus) -> str:
    match status:
        case ScannerStatus.READY:
            return words.gettext("Scanner ready")
        case ScannerStatus.ABSENT:
            return words.gettext("No scanner")
        case ScannerStatus.BUSY:
            return words.gettext("Scanner busy")
        case ScannerStatus.NONE:
            return ""
