"""A terminal's drawer sessions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, bindparam, func, select

from app.domain.shift import CASH, CashCount, Shift
from app.services.unit import Identity
from app.storage.driver_read import read_rows
from app.storage.terminal.tables import shared

_shifts = shared.shifts
_MINE = and_(_shifts.c.merchant_id == bindparam("merchant"), _shifts.c.terminal_id == bindparam("terminal"))
_OPEN = select(_shifts).where(_MINE, _shifts.c.closed_at.is_(None)).limit(1)
_OPEN_ID = select(_shifts.c.shift_id).where(_MINE, _shifts.c.closed_at.is_(None)).limit(1)
_LAST_NUMBER = select(func.coalesce(func.max(_shifts.c.number), 0)).where(_MINE)
_moves = shared.drawer_moves
_CASH = select(func.coalesce(func.sum(_moves.c.amount), 0)).where(
    _moves.c.merchant_id == bindparam("merchant"),
    _moves.c.shift_id == bindparam("shift"),
    _moves.c.method == CASH,
)


@dataclass(frozen=True, slots=True)
class TerminalShifts:
    """Reads them on one connection."""

    connection: Connection
    identity: Identity

    def open(self) -> Shift | None:
        """The one that is open."""
        row = self.connection.execute(_OPEN, self._mine()).first()
        if row is None:
            return None
        return Shift(
            shift_id=row.shift_id,
            cashier_id=row.cashier_id,
            business_day=date.fromisoformat(row.business_day),
            opened_at=row.opened_at,
            opening=CashCount(other=row.float_amount),
        )

    def open_id(self) -> bytes:
        """Its id; empty: none is open."""
        rows = read_rows(self.connection, _OPEN_ID, self._mine())
        return rows[0].shift_id if rows else b""

    def last_number(self) -> int:
        """Of the last Z report; 0: there was none."""
        return int(self.connection.execute(_LAST_NUMBER, self._mine()).scalar_one())

    def cash(self, shift_id: bytes) -> int:
        """Rupiah of cash that should be in its drawer."""
        key = {"merchant": self.identity.merchant_id, "shift": shift_id}
        return int(self.connection.execute(_CASH, key).scalar_one())

    def _mine(self) -> dict[str, bytes]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}
