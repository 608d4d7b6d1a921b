"""Who may log in at a terminal, and their wrong PINs."""

from dataclasses import dataclass

from sqlalchemy import Connection, Row, bindparam, select

from app.services.unit import Lockout, StaffMember
from app.storage.driver_read import read_rows
from app.storage.terminal.tables import lockouts, shared
from app.storage.upsert import upsert

_staff = shared.staff
_BY_ID = select(_staff).where(
    _staff.c.merchant_id == bindparam("merchant"), _staff.c.staff_id == bindparam("staff")
)


@dataclass(frozen=True, slots=True)
class TerminalStaff:
    """Reads staff and keeps lock-outs on one connection."""

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

    def lockout(self, staff_id: bytes) -> Lockout:
        """Wrong PINs so far."""
        row = self.connection.execute(select(lockouts).where(lockouts.c.staff_id == staff_id)).first()
        if row is None:
            return Lockout(failures=0, locked_until=0)
        return Lockout(failures=row.failures, locked_until=row.locked_until)

    def set_lockout(self, staff_id: bytes, lockout: Lockout) -> None:
        """Remembers them, also over a restart."""
        row = {
            "staff_id": staff_id,
            "failures": lockout.failures,
            "locked_until": lockout.locked_until,
        }
        upsert(self.connection, lockouts, [row])


def _member(row: Row[tuple[object, ...]]) -> StaffMember:
    return StaffMember(staff_id=row.staff_id, name=row.name, role=row.role, pin_hash=row.pin_hash)
