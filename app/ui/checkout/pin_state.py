"""What the sheet about a member's own PIN shows. No digit of it is ever in a state."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Proof
from app.services.front import LockedOut, WrongPin
from app.services.member_view import MemberView
from app.services.pin_outcomes import PinProblem, PinRefused


class PinStep(StrEnum):
    """Where it stands.

    PROVE: the member types the PIN that he has. CHOOSE: another PIN, or none. SHOW: how he shows who he is. NEW, AGAIN:
    he types the new one, twice.
    """

    PROVE = "prove"
    CHOOSE = "choose"
    SHOW = "show"
    NEW = "new"
    AGAIN = "again"


class PinTrouble(StrEnum):
    """Why the digits didn't do. DIFFERENT: the second time they were others."""

    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSheet:
    """A member's PIN. to_spend: he proves who he is for points; otherwise his PIN is set, changed or removed.

    proof: how he showed who he is so far. removing: he wants no PIN any more. by_manager: a manager stands in for his
    card. entered: digits so far. busy: they are being checked or written.
    """

    member: MemberView
    step: PinStep
    to_spend: bool = False
    has_pin: bool = False
    proof: Proof = Proof.TOLD
    removing: bool = False
    by_manager: bool = False
    entered: int = 0
    busy: bool = False
    trouble: WrongPin | LockedOut | PinProblem | PinTrouble | None = None


class PinSaid(StrEnum):
    """What was done, or why nothing was. SOMEBODY_ELSE_S: a card was scanned, and it is another member's.

    NO_PIN: none is known here.
    """

    SET = "set"
    REMOVED = "removed"
    PROVED = "proved"
    SOMEBODY_ELSE_S = "somebody-else-s"
    NO_PIN = "no-pin"


PinNotice = PinSaid | PinRefused
