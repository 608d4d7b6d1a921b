"""The paper of a report again, marked as a copy: the newest X report of the open shift, or the newest Z report."""

from enum import StrEnum
from hashlib import sha256

from app.protocol.facts import kind_name
from app.protocol.facts_shift import ShiftClosed
from app.services.ports import Chance
from app.services.print_again import print_again
from app.services.unit import Unit


class ReportKind(StrEnum):
    """An X report is of an open shift, a Z report its end."""

    X = "x"
    Z = "z"


def print_report_again(unit: Unit, chance: Chance, kind: ReportKind, now: int) -> bool:
    """Queues it as it was; False: none was printed yet."""
    document_id = _newest_x(unit) if kind is ReportKind.X else _newest_z(unit)
    return bool(document_id) and print_again(unit, chance, document_id, now)


def next_x_report(unit: Unit, shift_id: bytes) -> bytes:
    """What the next X report of a shift is found by; it is no document of the journal."""
    return _x_report(shift_id, _x_reports(unit, shift_id) + 1)


def _newest_x(unit: Unit) -> bytes:
    shift_id = unit.shifts.open_id()
    count = _x_reports(unit, shift_id) if shift_id else 0
    return _x_report(shift_id, count) if count else b""


def _newest_z(unit: Unit) -> bytes:
    closed = unit.documents.newest_of(kind_name(ShiftClosed))
    return closed.heading.document_id if isinstance(closed, ShiftClosed) else b""


def _x_reports(unit: Unit, shift_id: bytes) -> int:
    """How many of a shift were printed: a handful."""
    count = 0
    while unit.spool.copies(_x_report(shift_id, count + 1)):
        count += 1
    return count


def _x_report(shift_id: bytes, number: int) -> bytes:
    return sha256(b"setia x report" + shift_id + number.to_bytes(4)).digest()[:16]
