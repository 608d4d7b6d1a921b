"""Logging in by PIN."""

from app.services.front import LoggedIn, LogIn, Role, StaffTile
from app.services.try_pin import try_pin
from app.services.unit import Unit


def log_in(unit: Unit, staff_id: bytes, pin: str, now: int) -> LogIn:
    """Checks a PIN; wrong ones are counted (`try_pin`). LookupError when nobody has that staff id."""
    member = unit.staff.by_id(staff_id)
    if member is None:
        raise LookupError("no such staff member")
    wrong = try_pin(unit, staff_id, member.pin_hash, pin, now)
    if wrong is not None:
        return wrong
    return LoggedIn(staff=StaffTile(staff_id=staff_id, name=member.name, role=Role(member.role)))
