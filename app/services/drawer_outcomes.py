"""What a till is asked about its drawer and what it answers: unions that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import DrawerKind
from app.domain.shift import CashCount, Shift
from app.domain.shift_report import ShiftReport
from app.domain.shift_rules import CloseRefusal, MoveRefusal


class DrawerReason(StrEnum):
    """Why the drawer opens without a sale."""

    CHANGE = "change"
    TO_BANK = "to-bank"
    SUPPLIES = "supplies"
    SUPPLIER = "supplier"
    CORRECTION = "correction"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRequest:
    """A shift to open, once however often it is asked. opening: the float. staff_id: whose drawer it is."""

    shift_id: bytes
    opening: CashCount
    staff_id: bytes


class ShiftProblem(StrEnum):
    """Why no shift begins; nothing was written. ALREADY_OPEN: a till has one drawer, so one shift at a time."""

    ALREADY_OPEN = "already-open"
    COUNT_MAKES_NO_SENSE = "count-makes-no-sense"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftIsOpen:
    """The shift is on disk."""

    shift: Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRefused:
    """No shift begins. shift: the one that is open."""

    problem: ShiftProblem
    shift: Shift | None = None


ShiftOutcome = ShiftIsOpen | ShiftRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest:
    """Cash to move, or a drawer to open, once however often it is asked. amount: rupiah; 0 for NO_SALE."""

    document_id: bytes
    kind: DrawerKind
    reason: DrawerReason
    staff_id: bytes
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CashIsMoved:
    """It is on disk and its slip, which opens the drawer, in the spool."""

    document_id: bytes
    number: str
    kind: DrawerKind
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRefused:
    """The drawer stays shut. SHIFT_CLOSED: no shift is open."""

    reason: MoveRefusal


MoveOutcome = CashIsMoved | MoveRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRequest:
    """The open shift to close, once however often it is asked. counted: without knowing what should be there."""

    document_id: bytes
    counted: CashCount
    staff_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftIsClosed:
    """The Z report is on disk and in the spool. z_number: of this till. difference: rupiah; below zero is missing."""

    shift_id: bytes
    number: str
    z_number: int
    counted: int
    expected: int
    difference: int
    report: ShiftReport


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRefused:
    """The shift stays as it is. SHIFT_CLOSED: none is open."""

    reason: CloseRefusal


CloseOutcome = ShiftIsClosed | CloseRefused
