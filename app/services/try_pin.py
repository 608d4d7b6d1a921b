"""Tries a PIN against its hash, with a lock-out that survives a restart and grows: of staff and of members alike."""

from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.services.found_shop import pin_hasher
from app.services.front import LockedOut, WrongPin
from app.services.people_port import Lockout
from app.services.unit import Unit

TRIES = 5
FIRST_LOCK_SECONDS = 60
_LONGEST_LOCK_SECONDS = 3600


def try_pin(unit: Unit, subject_id: bytes, pin_hash: str, pin: str, now: int) -> WrongPin | LockedOut | None:
    """None: it is the PIN. Five wrong ones in a row lock for 60 seconds, each further one for twice as long.

    Only the right PIN, outside of a lock-out, makes the count begin anew. pin_hash: argon2, encoded; no PIN fits one
    that is none.
    """
    before = unit.people.lockout(subject_id)
    if now < before.locked_until <= now + _LONGEST_LOCK_SECONDS * 1000:  # else the clock was wrong then
        return LockedOut(seconds=-(-(before.locked_until - now) // 1000))
    try:
        pin_hasher().verify(pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):
        return _failed(unit, subject_id, before.failures + 1, now)
    if before.failures:
        unit.people.set_lockout(subject_id, Lockout(failures=0, locked_until=0))
    return None


def _failed(unit: Unit, subject_id: bytes, failures: int, now: int) -> WrongPin | LockedOut:
    if failures < TRIES:
        unit.people.set_lockout(subject_id, Lockout(failures=failures, locked_until=0))
        return WrongPin(left=TRIES - failures)
    seconds = min(FIRST_LOCK_SECONDS << (failures - TRIES), _LONGEST_LOCK_SECONDS)
    unit.people.set_lockout(subject_id, Lockout(failures=failures, locked_until=now + seconds * 1000))
    return LockedOut(seconds=seconds)
