"""The strip's devices: each fault in amber with its word, what is well by its icon. A touch opens the device panel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.services.device_report import Device, DeviceReport
from app.ui.lamps import ShownLamp, lamps_of
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, line, say, set_icon
from app.words.translate import Words

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
        shown = lamps_of(reports, narrow=narrow)
        self._provide(len(shown), tight=narrow)
        for made, lamp in zip(self._made, shown, strict=False):  # buttons that are too many are hidden
            if lamp.is_well:
                self._tell_well(made, lamp, words)
            else:
                self._tell_trouble(made, lamp, words)

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

    def _tell_trouble(self, made: QPushButton, lamp: ShownLamp, words: Words) -> None:
        from app.words.device_reports import (  # noqa: PLC0415 - not for the first paint
            report_sentence,
            report_word,
        )

        set_mark(made, "amber", True)
        icon = "triangle-alert" if lamp.needs_hand else DEVICE_ICONS[lamp.report.device]
        set_icon(made, self._look, icon, self._look.tokens.on_amber, size=18)
        word = report_word(words, lamp.report)
        say(made, word)
        if lamp.rest:
            more = words.ngettext("{count} more device", "{count} more devices", lamp.rest, count=lamp.rest)
            made.setText(f"{word} +{lamp.rest}")
            made.setAccessibleName(f"{word}, {more}")
        _explain(made, report_sentence(words, lamp.report))

    def _tell_well(self, made: QPushButton, lamp: ShownLamp, words: Words) -> None:
        from app.words.device_reports import report_sentence, report_word  # noqa: PLC0415 - as above

        set_mark(made, "amber", False)
        colour = self._look.tokens.primary if lamp.is_busy else self._look.tokens.success
        set_icon(made, self._look, DEVICE_ICONS[lamp.report.device], colour, size=18)
        say(made, report_word(words, lamp.report))
        if not lamp.wordy:
            made.setText("")
        _explain(made, report_sentence(words, lamp.report))


def _explain(lamp: QPushButton, sentence: str) -> None:
    """For a pointer that rests on it, and read aloud; the panel says the same."""
    lamp.setToolTip(sentence)
    lamp.setAccessibleDescription(sentence)
