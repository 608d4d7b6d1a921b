"""All that the screens ask, one object per concern. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from app.services.front import SyncStatus
from app.ui.checkout.people import OfficeTill
from app.ui.checkout.presenter import CheckoutTill
from app.ui.device_panel.presenter import DevicePanelTill
from app.ui.device_setup.ports import SetupBench, SetupTill
from app.ui.login.presenter import LoginTill
from app.ui.programme.presenter import ProgrammeTill
from app.ui.receipts.ports import ReceiptsOffice, ReceiptsReturns, ReceiptsTill
from app.ui.shift.presenter import ShiftDrawer


class ShellOffice(OfficeTill, ReceiptsOffice, Protocol):
    """All that the screens ask of the till's documents about people and past sales."""


class ShellTill(DevicePanelTill, LoginTill, CheckoutTill, ProgrammeTill, ReceiptsTill, SetupTill, Protocol):
    """All that the screens ask of the till."""

    @property
    def office(self) -> ShellOffice: ...
    def to_send(self) -> SyncStatus: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Made where the program is put together. Lanes call them, except where a method says that it needs none."""

    till: ShellTill
    drawer: ShiftDrawer
    returns: ReceiptsReturns
    bench: SetupBench | None = None
