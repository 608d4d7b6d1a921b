"""What a till shows before anything is sold: who may log in, and how its line and its devices are.

Apart from the other outcomes, for the window paints with it: it imports nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do at a till."""

    CASHIER = "cashier"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTile:
    """Who may log in. demo_pin: shown on the login screen of the demo shop only."""

    staff_id: bytes
    name: str
    role: Role
    demo_pin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the login screen shows."""

    shop_name: str
    terminal_name: str
    staff: tuple[StaffTile, ...]
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """The PIN was right."""

    staff: StaffTile


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPin:
    """`left` tries until a lock-out."""

    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedOut:
    """Too many wrong PINs; tries count again after `seconds`."""

    seconds: int


LogIn = LoggedIn | WrongPin | LockedOut


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """to_send: records that the server hasn't confirmed. enrolled False: this till is its own centre."""

    enrolled: bool
    online: bool
    to_send: int
    last_success_at: int | None


class PrinterStatus(StrEnum):
    """What the status strip says of the printer."""

    READY = "ready"
    PRINTING = "printing"
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    OFF = "off"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStanding:
    """needed: nothing is sold while no shift is open. since: by the shop's clock; None: none is open.

    overdue: it is of a business day that is over, and was not closed.
    """

    needed: bool
    since: datetime | None = None
    overdue: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether one has to be opened before anything is sold."""
        return self.needed and self.since is None
