"""All that the screens ask, one object per concern. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from app.services.front import SyncStatus
from app.ui.checkout.presenter import CheckoutTill
from app.ui.login.presenter import LoginTill
from app.ui.programme.presenter import ProgrammeTill
from app.ui.shift.presenter import ShiftDrawer


class ShellTill(LoginTill, CheckoutTill, ProgrammeTill, Protocol):
    """All that the screens ask of the till."""

    def to_send(self) -> SyncStatus: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Made where the program is put together. Lanes call them, except where a method says that it needs none."""

    till: ShellTill
    drawer: ShiftDrawer
