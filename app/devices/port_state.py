"""Why a serial port did not open."""

import errno
import logging

from app.services.device_state import DeviceState

_log = logging.getLogger(__name__)
_ABSENT = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO})
_BUSY = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})


def state_of(error: OSError) -> DeviceState:
    """Why a port did not open. On Windows pyserial gives no number, but the text of the error beneath."""
    if error.errno in _FORBIDDEN:
        return DeviceState.FORBIDDEN
    if error.errno in _BUSY or "PermissionError" in str(error):  # Windows: open in another program
        return DeviceState.BUSY
    if error.errno not in _ABSENT and "FileNotFoundError" not in str(error):
        _log.info("serial port: %s", error)
    return DeviceState.ABSENT
