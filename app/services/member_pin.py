"""A member's own PIN, by which he spends points without his card, also offline.

Its hash is in his profile, sealed under his own key as all that is personal: so it comes to every till, and goes when
he is erased.
"""

from app.domain.basket import Proof
from app.protocol.facts import ProfileChanged
from app.services.approval import not_approved
from app.services.found_shop import PIN_DIGITS, pin_hasher
from app.services.pin_outcomes import (
    NoPin,
    PinCheck,
    PinDone,
    PinOutcome,
    PinProblem,
    PinRefused,
    PinRequest,
    PinRight,
)
from app.services.ports import Chance
from app.services.profile import PIN_HASH, change_profile
from app.services.try_pin import try_pin
from app.services.unit import Unit

_SALT_BYTES = 16
_RISING = "01234567890"
_SHOWN = (Proof.CARD, Proof.PIN, Proof.ONE_TIME_CODE)


def check_member_pin(unit: Unit, member_id: bytes, pin: str, now: int) -> PinCheck:
    """Whether it is the member's PIN. Wrong ones lock his PIN, and nothing but time or the right one lifts that."""
    member_id = unit.members.current(member_id)
    profile = unit.people.profile(member_id)
    pin_hash = "" if profile is None else profile.details.get(PIN_HASH, "")
    if not pin_hash:
        return NoPin()
    wrong = try_pin(unit, member_id, pin_hash, pin, now)
    return PinRight() if wrong is None else wrong


def set_member_pin(unit: Unit, chance: Chance, request: PinRequest, now: int) -> PinOutcome:
    """Sets, changes or removes a PIN. A new PIN doesn't lift a lock-out."""
    member_id = unit.members.current(request.member_id)
    profile = unit.people.profile(member_id)
    if profile is None:
        return PinRefused(problem=PinProblem.UNKNOWN_MEMBER)
    problem = _problem(request, bool(profile.details.get(PIN_HASH)))
    if problem is not None:
        return PinRefused(problem=problem)
    shown = request.proof in _SHOWN
    refused = None if shown else not_approved(unit, request.approval, now)
    if refused is not None:
        return PinRefused(problem=PinProblem.NOT_APPROVED, approval=refused)
    fact = ProfileChanged(
        member_id=member_id,
        what="pin-set" if request.pin else "pin-removed",
        staff_id=request.staff_id,
        approver_id=b"" if shown or request.approval is None else request.approval.staff_id,
    )
    details = {**profile.details, PIN_HASH: _hashed(chance, request.pin)}
    change_profile(unit, chance, fact, profile, details)
    return PinDone(has_pin=bool(request.pin))


def is_too_easy(pin: str) -> bool:
    """One digit six times, or digits in a row, up or down."""
    return len(set(pin)) == 1 or pin in _RISING or pin[::-1] in _RISING


def _problem(request: PinRequest, has_one: bool) -> PinProblem | None:
    pin = request.pin
    if not pin:
        return None if has_one else PinProblem.NO_PIN
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return PinProblem.BAD_PIN
    return PinProblem.TOO_EASY if is_too_easy(pin) else None


def _hashed(chance: Chance, pin: str) -> str:
    return pin_hasher().hash(pin, salt=chance.random_bytes(_SALT_BYTES)) if pin else ""
