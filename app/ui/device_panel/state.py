"""What the device panel shows."""

from dataclasses import dataclass

from app.services.device_report import DeviceReport
from app.services.spool_port import PaperInDoubt


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePanelState:
    """open: whether it lies over the page. papers: those in doubt; only somebody who is logged in settles them.

    notice: a fault that needs a hand and was not told before; None: there is none, or it was read.
    """

    open: bool = False
    reports: tuple[DeviceReport, ...] = ()
    papers: tuple[PaperInDoubt, ...] = ()
    cashier: bool = False
    notice: DeviceReport | None = None
