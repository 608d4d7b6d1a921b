"""What may be done in a shift: moving cash, voiding a sale, and closing it once, with a blind count.

Whoever counts isn't told what is expected. The Z report is numbered and never drawn again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.changes import DrawerKind
from app.domain.shift import CashCount, DrawerMove, Entry, Shift
from app.domain.shift_report import ShiftReport, report


class MoveRefusal(StrEnum):
    """Why no cash is moved and the drawer stays shut."""

    SHIFT_CLOSED = "shift-closed"
    NO_REASON = "no-reason"
    NOTHING = "nothing"
    MORE_THAN_EXPECTED = "more-than-expected"
    NO_MOVE = "no-move"
    """A float, a sale or a refund has its own document."""


_MOVES = (DrawerKind.PAY_IN, DrawerKind.PAY_OUT, DrawerKind.NO_SALE)


def move_refused(shift: Shift, expected: int, move: DrawerMove) -> MoveRefusal | None:
    """Why a move can't be made; None: it can. Every one wants a reason; only what should be there can be paid out.

    expected: rupiah of cash in the drawer.
    """
    if shift.closed_at is not None:
        return MoveRefusal.SHIFT_CLOSED
    if move.kind not in _MOVES:
        return MoveRefusal.NO_MOVE
    if not move.reason.strip():
        return MoveRefusal.NO_REASON
    if (move.amount != 0) if move.kind is DrawerKind.NO_SALE else (move.amount <= 0):
        return MoveRefusal.NOTHING
    if move.kind is DrawerKind.PAY_OUT and move.amount > expected:
        return MoveRefusal.MORE_THAN_EXPECTED
    return None


class CloseRefusal(StrEnum):
    """Why a shift can't be closed."""

    SHIFT_CLOSED = "shift-closed"
    HELD_BASKETS = "held-baskets"
    OPEN_BASKET = "open-basket"
    COUNT_MAKES_NO_SENSE = "count-makes-no-sense"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBaskets:
    """What is not sold yet at this till: baskets that are held, and lines and tenders in open ones."""

    held: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The Z report. number: one more than the till's last. difference = counted − expected: below zero is missing."""

    number: int
    report: ShiftReport
    counted: CashCount
    expected: int
    difference: int


def count_refused(shift: Shift, baskets: OpenBaskets) -> CloseRefusal | None:
    """Why it is too early to count; None: whoever counts now counts all that this shift took."""
    if shift.closed_at is not None:
        return CloseRefusal.SHIFT_CLOSED
    if baskets.held:
        return CloseRefusal.HELD_BASKETS
    return CloseRefusal.OPEN_BASKET if baskets.lines else None


def close(
    shift: Shift,
    entries: Iterable[Entry],
    counted: CashCount,
    baskets: OpenBaskets,
    *,
    last_number: int,
    at: int,
) -> Closing | CloseRefusal:
    """Closes a shift with a blind count. last_number: of the till's last Z report; 0: there was none."""
    refused = count_refused(shift, baskets)
    if refused is not None:
        return refused
    if not counted.makes_sense:
        return CloseRefusal.COUNT_MAKES_NO_SENSE
    drawn = report(shift, entries, at)
    expected = drawn.drawer.expected
    return Closing(
        number=last_number + 1,
        report=drawn,
        counted=counted,
        expected=expected,
        difference=counted.total - expected,
    )


class VoidRefusal(StrEnum):
    """Why a sale can only be returned, not voided."""

    SHIFT_CLOSED = "shift-closed"
    OTHER_SHIFT = "other-shift"
    OTHER_DAY = "other-day"


def void_refused(shift: Shift, sale_shift_id: bytes, sale_day: date, today: date) -> VoidRefusal | None:
    """Why a sale can't be voided in this shift on this business day; None: it can, with a manager's PIN."""
    if shift.closed_at is not None:
        return VoidRefusal.SHIFT_CLOSED
    if shift.shift_id != sale_shift_id:
        return VoidRefusal.OTHER_SHIFT
    return None if sale_day == today else VoidRefusal.OTHER_DAY
