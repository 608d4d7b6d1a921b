"""Which devices the strip tells of, and how much it says of each. No Qt."""

from dataclasses import dataclass

from app.services.device_report import DeviceReport, PrinterReport, is_well, needs_hand
from app.services.front import PrinterStatus

_TROUBLES, _TROUBLES_NARROW = 2, 1
_WORDY = 2
"""So many devices that are well say so by a word as well, where there is room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLamp:
    """wordy: it says its word as well. rest: how many more faults there are, told behind the word."""

    report: DeviceReport
    wordy: bool = True
    rest: int = 0

    @property
    def is_well(self) -> bool:
        """Whether the device works, or is on its way to."""
        return is_well(self.report)

    @property
    def needs_hand(self) -> bool:
        """Whether it stays as it is until a person does something."""
        return needs_hand(self.report)

    @property
    def is_busy(self) -> bool:
        """Whether paper comes out just now."""
        return isinstance(self.report, PrinterReport) and self.report.status is PrinterStatus.PRINTING


def lamps_of(reports: tuple[DeviceReport, ...], *, narrow: bool) -> tuple[ShownLamp, ...]:
    """Faults first: of many the first are named and the rest counted, and then there is no room for what is well."""
    bad = [report for report in reports if not is_well(report)]
    named = bad[: _TROUBLES_NARROW if narrow else _TROUBLES]
    rest = len(bad) - len(named)
    well = [] if narrow and rest else [report for report in reports if is_well(report)]
    wordy = not narrow and not bad and len(well) <= _WORDY
    return (
        *(ShownLamp(report=report) for report in named[:-1]),
        *(ShownLamp(report=report, rest=rest) for report in named[-1:]),
        *(ShownLamp(report=report, wordy=wordy) for report in well),
    )
