"""What the login screen shows."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.front import Front, LockedOut, StaffTile, WrongPin

PIN_LENGTH = 6


class Purpose(StrEnum):
    """Why somebody logs in."""

    SELL = "sell"
    EDIT_PROGRAMME = "edit-programme"
    PRINT_BADGES = "print-badges"


class LoginTrouble(StrEnum):
    """What went wrong besides a wrong PIN."""

    FAULT = "fault"
    SCAN_BEFORE_LOGIN = "scan-before-login"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginState:
    """entered: digits of the PIN so far; the digits themselves stay in the presenter.

    badges: a manager's PIN was right, and a touch of a tile prints its badge. printed: whose was asked for last.
    """

    front: Front | None = None
    purpose: Purpose = Purpose.SELL
    staff: tuple[StaffTile, ...] = ()
    chosen: StaffTile | None = None
    entered: int = 0
    checking: bool = False
    trouble: WrongPin | LockedOut | LoginTrouble | None = None
    badges: bool = False
    printed: StaffTile | None = None
