"""The strip's devices: each fault in amber with its word, what is well by its icon. A touch opens the device panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.device_report import Device, DeviceReport, PrinterReport, is_well, needs_hand
from app.services.front import PrinterStatus
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, line, say, set_icon
from app.words.translate import Words

_TROUBLES, _TROUBLES_NARROW = 2, 1
_WORDY = 2
"""So many devices that are well say so by a word as well, where there is room."""
DEVICE_ICONS = {
    Device.PRINTER: "printer",
    Device.VOUCHER_PRINTER: "ticket",
    Device.KITCHEN_PRINTER: "chef-hat",
    Device.SCANNER: "scan-line",
    Device.CAMERA: "camera",
    Device.LINE_DISPLAY: "rectangle-ellipsis",
    Device.CUSTOMER_DISPLAY: "monitor",
}


class DeviceLamps(QWidget):
    """Renders reports; of many faults the first are named and the rest counted."""

    touched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row = line(self, gap=2)
        self._made: list[QPushButton] = []

    def show_reports(self, reports: tuple[DeviceReport, ...], words: Words, *, narrow: bool) -> None:
        """Renders them in a language."""
        bad = [report for report in reports if not is_well(report)]
        named = bad[: _TROUBLES_NARROW if narrow else _TROUBLES]
        rest = len(bad) - len(named)
        well = [] if narrow and rest else [report for report in reports if is_well(report)]
        self._provide(len(named) + len(well), tight=narrow)
        lamps = iter(self._made)
        for place, report in enumerate(named, start=1):
            self._tell_trouble(next(lamps), report, words, rest if place == len(named) else 0)
        wordy = not narrow and not bad and len(well) <= _WORDY
        for report in well:
            self._tell_well(next(lamps), report, words, wordy=wordy)

    def _provide(self, count: int, *, tight: bool) -> None:
        """Buttons stay the same ones, so that the keyboard's focus does."""
        while len(self._made) < count:
            made = button("strip")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(self.touched)
            self._made.append(made)
            self._row.addWidget(made)
        for place, made in enumerate(self._made):
            made.setVisible(place < count)
            set_mark(made, "tight", tight)

    def _tell_trouble(self, lamp: QPushButton, report: DeviceReport, words: Words, rest: int) -> None:
        """rest: how many more there are, told behind the word."""
        from app.words.device_reports import (  # noqa: PLC0415 - not for the first paint
            report_sentence,
            report_word,
        )

        set_mark(lamp, "amber", True)
        icon = "triangle-alert" if needs_hand(report) else DEVICE_ICONS[report.device]
        set_icon(lamp, self._look, icon, self._look.tokens.on_amber, size=18)
        word = report_word(words, report)
        say(lamp, word)
        if rest:
            more = words.ngettext("{count} more device", "{count} more devices", rest, count=rest)
            lamp.setText(f"{word} +{rest}")
            lamp.setAccessibleName(f"{word}, {more}")
        _explain(lamp, report_sentence(words, report))

    def _tell_well(self, lamp: QPushButton, report: DeviceReport, words: Words, *, wordy: bool) -> None:
        from app.words.device_reports import report_sentence, report_word  # noqa: PLC0415 - as above

        set_mark(lamp, "amber", False)
        tokens = self._look.tokens
        busy = isinstance(report, PrinterReport) and report.status is PrinterStatus.PRINTING
        colour = tokens.primary if busy else tokens.success
        set_icon(lamp, self._look, DEVICE_ICONS[report.device], colour, size=18)
        say(lamp, report_word(words, report))
        if not wordy:
            lamp.setText("")
        _explain(lamp, report_sentence(words, report))


def _explain(lamp: QPushButton, sentence: str) -> None:
    """For a pointer that rests on it, and read aloud; the panel says the same."""
    lamp.setToolTip(sentence)
    lamp.setAccessibleDescription(sentence)
