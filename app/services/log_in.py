"""Logging in by PIN, with a lock-out that survives a restart and grows."""

from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.services.found_shop import pin_hasher
from app.services.front import LockedOut, LoggedIn, LogIn, Role, StaffTile, WrongPin
from app.services.unit import Lockout, Unit

TRIES = 5
FIRST_LOCK_SECONDS = 60
_LONGEST_LOCK_SECONDS = 3600


def log_in(unit: Unit, staff_id: bytes, pin: str, now: int) -> LogIn:
    """Checks a PIN. Five wrong ones in a row lock for 60 seconds, each further one for twice as long.

    LookupError when nobody has that staff id.
    """
    member = unit.staff.by_id(staff_id)
    if member is None:
        raise LookupError("no such staff member")
    before = unit.staff.lockout(staff_id)
    if now < before.locked_until <= now + _LONGEST_LOCK_SECONDS * 1000:  # else the clock was wrong then
        return LockedOut(seconds=-(-(before.locked_until - now) // 1000))
    try:
        pin_hasher().verify(member.pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):  # no PIN fits somebody whose PIN hash never came
        return _failed(unit, staff_id, before.failures + 1, now)
    if before.failures:
        unit.staff.set_lockout(staff_id, Lockout(failures=0, locked_until=0))
    return LoggedIn(staff=StaffTile(staff_id=staff_id, name=member.name, role=Role(member.role)))


def _failed(unit: Unit, staff_id: bytes, failures: int, now: int) -> LogIn:
    if failures < TRIES:
        unit.staff.set_lockout(staff_id, Lockout(failures=failures, locked_until=0))
        return WrongPin(left=TRIES - failures)
    seconds = min(FIRST_LOCK_SECONDS << (failures - TRIES), _LONGEST_LOCK_SECONDS)
    unit.staff.set_lockout(staff_id, Lockout(failures=failures, locked_until=now + seconds * 1000))
    return LockedOut(seconds=seconds)
