"""What the shift screen shows."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import DrawerKind
from app.domain.shift_report import Drawer as Cash
from app.services.drawer_outcomes import (
    CashIsMoved,
    CloseRefused,
    DrawerReason,
    MoveRefused,
    ShiftIsClosed,
    ShiftRefused,
)
from app.services.drawer_paper import ReportPaper
from app.ui.approval import ApprovalEntry
from app.ui.shift.count import EMPTY, Count


class Stage(StrEnum):
    """LOADING: what the store says is on its way. COUNTING: blind, before a close. CLOSED: the Z report is written."""

    LOADING = "loading"
    OPENING = "opening"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"


REASONS: dict[DrawerKind, tuple[DrawerReason, ...]] = {
    DrawerKind.PAY_IN: (DrawerReason.CHANGE, DrawerReason.CORRECTION, DrawerReason.OTHER),
    DrawerKind.PAY_OUT: (
        DrawerReason.TO_BANK,
        DrawerReason.SUPPLIES,
        DrawerReason.SUPPLIER,
        DrawerReason.CHANGE,
        DrawerReason.CORRECTION,
        DrawerReason.OTHER,
    ),
    DrawerKind.NO_SALE: (DrawerReason.CHANGE, DrawerReason.CORRECTION, DrawerReason.OTHER),
}
"""Why a drawer opens without a sale, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSheet:
    """Cash in or out, or a drawer that is only opened. keyed: digits of the amount. reason None: none was chosen."""

    document_id: bytes
    kind: DrawerKind
    keyed: str = ""
    reason: DrawerReason | None = None
    saving: bool = False

    @property
    def amount(self) -> int:
        """Rupiah; 0 for a drawer that is only opened."""
        return int(self.keyed or 0)

    @property
    def has_amount(self) -> bool:
        """Whether the amount was given, or none is wanted."""
        return self.kind is DrawerKind.NO_SALE or self.amount > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSheet:
    """Asks once more: a Z report is never taken back."""

    saving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSheet:
    """Asks a manager, because whoever counts must not be told what should be there."""

    entry: ApprovalEntry

    @property
    def saving(self) -> bool:
        """Whether the manager's word is being judged."""
        return self.entry.checking


Sheet = MoveSheet | CloseSheet | ExpectedSheet


class Trouble(StrEnum):
    """What happened, besides the outcomes that the drawer has types for."""

    FAULT = "fault"
    NOT_SAVED = "not-saved"
    PRINTING = "printing"
    COPYING = "copying"
    NO_X_REPORT = "no-x-report"
    NO_Z_REPORT = "no-z-report"
    NO_REASON = "no-reason"
    NO_AMOUNT = "no-amount"
    SCANNED = "scanned"
    SCAN_BROKEN = "scan-broken"


Notice = Trouble | ShiftRefused | MoveRefused | CashIsMoved | CloseRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftState:
    """paper: the open shift as its X report says it, or the one that was closed. expected: a manager was told.

    needed: nothing is sold without a shift. saving: the float, or the question whether it is time to count.
    """

    stage: Stage = Stage.LOADING
    needed: bool = False
    paper: ReportPaper | None = None
    count: Count = EMPTY
    sheet: Sheet | None = None
    expected: Cash | None = None
    closed: ShiftIsClosed | None = None
    saving: bool = False
    notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where the screen leads. leave: to the checkout. held: to the baskets that are held. end: to the login.

    changed: a shift began or ended.
    """

    leave: Callable[[], None]
    held: Callable[[], None]
    end: Callable[[], None]
    changed: Callable[[], None]
