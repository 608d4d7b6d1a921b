"""The part of a store's check that looks at shifts: each row says what its records say, and a closed one adds up."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from app.domain.changes import DrawerClosed, DrawerOpened
from app.domain.shift import CASH
from app.services.check_store import Finding
from app.storage.terminal.tables import shared


class IndexedShift(NamedTuple):
    """A row of the shifts, but for its key."""

    store_id: bytes
    cashier_id: bytes
    business_day: str
    opened_at: int
    float_amount: int
    closed_at: int | None = None
    expected: int | None = None
    counted: int | None = None
    number: int | None = None


_NONE = IndexedShift(store_id=b"", cashier_id=b"", business_day="", opened_at=0, float_amount=0)
"""Of a shift that was closed and never opened."""


def opened_shift(change: DrawerOpened, at: int) -> IndexedShift:
    """What the row of a new shift must say."""
    return IndexedShift(
        store_id=change.store_id,
        cashier_id=change.cashier_id,
        business_day=change.business_day,
        opened_at=at,
        float_amount=change.float_amount,
    )


def closed_shift(before: IndexedShift | None, change: DrawerClosed, at: int) -> IndexedShift:
    """What it must say when the shift is over."""
    return (before or _NONE)._replace(
        closed_at=at, expected=change.expected, counted=change.counted, number=change.number
    )


def compare_shifts(
    connection: Connection, expected: Mapping[bytes, IndexedShift], moved: Mapping[tuple[bytes, str], int]
) -> Iterator[Finding]:
    """Shifts whose row says something else, and closed ones whose moves in cash don't add up to what was expected.

    moved: what the records moved, by shift and method.
    """
    found = dict(_rows(connection))
    for shift_id in expected.keys() | found.keys():
        wanted, row = expected.get(shift_id), found.get(shift_id)
        if wanted != row:
            yield _finding("shift", shift_id, _said(wanted, row), _said(row, wanted))
    for shift_id, shift in expected.items():
        cash = moved.get((shift_id, CASH), 0)
        if shift.expected is not None and shift.expected != cash:
            yield _finding("shift-expected", shift_id, str(cash), str(shift.expected))


def _rows(connection: Connection) -> Iterator[tuple[bytes, IndexedShift]]:
    shifts = shared.shifts
    columns = (shifts.c[name] for name in IndexedShift._fields)
    for shift_id, *row in connection.execute(select(shifts.c.shift_id, *columns)):
        yield shift_id, IndexedShift._make(row)


def _said(row: IndexedShift | None, other: IndexedShift | None) -> str:
    """What one says, where the other says something else."""
    if row is None:
        return "-"
    said = {name: value.hex() if isinstance(value, bytes) else value for name, value in row._asdict().items()}
    kept = {name for name in said if other is None or getattr(row, name) != getattr(other, name)}
    return ", ".join(f"{name} {value}" for name, value in said.items() if name in kept)


def _finding(code: str, shift_id: bytes, expected: str, found: str) -> Finding:
    return Finding(code=code, where=shift_id.hex(), expected=expected, found=found)
