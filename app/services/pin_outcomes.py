"""What a till can answer about a member's own PIN: unions that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Proof
from app.services.approval import Approval, NotApproved
from app.services.front import LockedOut, WrongPin


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRequest:
    """A member's PIN, set, changed or removed. pin: six digits that he chose; empty: he wants none.

    proof: how he showed who he is. Who only told a name needs a manager's word.
    """

    member_id: bytes
    pin: str
    proof: Proof
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinDone:
    """has_pin: whether the member has a PIN now."""

    has_pin: bool


class PinProblem(StrEnum):
    """Why a PIN stayed as it was; nothing was written but a manager's wrong PIN.

    BAD_PIN: not six digits. TOO_EASY: one digit six times, or digits in a row. NO_PIN: none is there to be removed.
    NOT_APPROVED: the member showed nothing, and no manager's word counts, in `approval`.
    """

    UNKNOWN_MEMBER = "unknown-member"
    BAD_PIN = "bad-pin"
    TOO_EASY = "too-easy"
    NO_PIN = "no-pin"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRefused:
    """The PIN is as it was."""

    problem: PinProblem
    approval: NotApproved | None = None


PinOutcome = PinDone | PinRefused


@dataclass(frozen=True, slots=True)
class PinRight:
    """It is the member's PIN."""


@dataclass(frozen=True, slots=True)
class NoPin:
    """No PIN of the member is known here: none was set, or it is on its way from another till."""


PinCheck = PinRight | WrongPin | LockedOut | NoPin
