"""Who may log in at a terminal."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, bindparam, select

from app.services.unit import StaffMember
from app.storage.driver_read import read_rows
from app.storage.terminal.tables import shared

_staff = shared.staff
_BY_ID = select(_staff).where(
    _staff.c.merchant_id == bindparam("merchant"), _staff.c.staff_id == bindparam("staff")
)


@dataclass(frozen=True, slots=True)
class TerminalStaff:
    """Reads staff on one connection."""

    connection: Connection
    merchant_id: bytes

    def all(self) -> tuple[StaffMember, ...]:
        """Everybody, by name."""
        mine = select(_staff).where(_staff.c.merchant_id == self.merchant_id).order_by(_staff.c.name)
        return tuple(_member(row) for row in self.connection.execute(mine))

    def by_id(self, staff_id: bytes) -> StaffMember | None:
        """One of them."""
        rows = read_rows(self.connection, _BY_ID, {"merchant": self.merchant_id, "staff": staff_id})
        return _member(rows[0]) if rows else None


def _member(row: Row[tuple[object, ...]]) -> StaffMember:
    return StaffMember(staff_id=row.staff_id, name=row.name, role=row.role, pin_hash=row.pin_hash)
