"""What a device says of itself, as the status strip shows it."""

from app.services.device_state import DeviceState
from app.services.front import ScannerStatus


def scanner_status(state: DeviceState) -> ScannerStatus:
    """A scanner's or camera's state for the strip."""
    match state:
        case DeviceState.READY:
            return ScannerStatus.READY
        case DeviceState.BUSY:
            return ScannerStatus.BUSY
        case _:
            return ScannerStatus.ABSENT
