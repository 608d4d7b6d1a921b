"""What a device says of itself, as the status strip and the device panel show it. Imports nothing heavy."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault


class Device(StrEnum):
    """Which of the till's devices; in the order in which they are listed."""

    PRINTER = "printer"
    """Of the receipts."""
    VOUCHER_PRINTER = "voucher-printer"
    KITCHEN_PRINTER = "kitchen-printer"
    SCANNER = "scanner"
    CAMERA = "camera"
    LINE_DISPLAY = "line-display"
    CUSTOMER_DISPLAY = "customer-display"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterReport:
    """How a printer is. fault: why it is not ready, or a paper in doubt; None: it is ready, or nobody knows."""

    device: Device = Device.PRINTER
    status: PrinterStatus
    fault: PrintFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortReport:
    """How a scanner, camera or display is."""

    device: Device
    state: DeviceState


DeviceReport = PrinterReport | PortReport

_WELL = frozenset({DeviceState.READY, DeviceState.OPENING})
_BY_ITSELF = frozenset({DeviceState.FROZEN, DeviceState.ENDED})


def is_well(report: DeviceReport) -> bool:
    """Whether it works, or is on its way to."""
    if isinstance(report, PrinterReport):
        return report.status in (PrinterStatus.READY, PrinterStatus.PRINTING)
    return report.state in _WELL


def needs_hand(report: DeviceReport) -> bool:
    """Whether it stays as it is until a person does something."""
    if is_well(report):
        return False
    return isinstance(report, PrinterReport) or report.state not in _BY_ITSELF


def reported(before: tuple[DeviceReport, ...], report: DeviceReport) -> tuple[DeviceReport, ...]:
    """All reports with a new one in its device's place. A device that is switched off has none.

    A printer that is tried again is not well before it has printed.
    """
    known = {each.device: each for each in before}
    last = known.get(report.device)
    if _is_a_try(report) and last is not None and not is_well(last):
        return before
    known[report.device] = report
    order = list(Device)
    return tuple(
        known[device]
        for device in sorted(known, key=order.index)
        if not (isinstance(each := known[device], PortReport) and each.state is DeviceState.STOPPED)
    )


def _is_a_try(report: DeviceReport) -> bool:
    return isinstance(report, PrinterReport) and report.status is PrinterStatus.PRINTING
