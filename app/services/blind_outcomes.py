"""What a till is asked when things come back without a receipt, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Item
from app.protocol.facts_blind import BlindLine
from app.services.approval import Approval, NotApproved, missing_word
from app.services.front import LockedOut, WrongPin
from app.services.return_outcomes import ReturnReason


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindWanted:
    """So many thousandths of an item."""

    item: Item
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindRequest:
    """One return without a receipt, made once however often it is asked. expected: the refund that was shown."""

    document_id: bytes
    wanted: tuple[BlindWanted, ...]
    reason: ReturnReason
    cashier_id: bytes
    expected: int
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindPreview:
    """What it would give back: rupiah in cash."""

    lines: tuple[BlindLine, ...]
    cash_rounding: int
    refund: int


class BlindProblem(StrEnum):
    """Why nothing came back; nothing was written but a wrong PIN.

    NOT_GOODS: a plan, a donation or gift value only comes back with its receipt. QUANTITY: below a unit, or a broken
    piece. NOT_SOLD: this till hasn't sold it in 30 days. WORTHLESS: it was given away. REFUND_CHANGED: other than the
    screen showed, in `preview`.
    """

    NOTHING_WANTED = "nothing-wanted"
    NOT_GOODS = "not-goods"
    QUANTITY = "quantity"
    NOT_SOLD = "not-sold"
    WORTHLESS = "worthless"
    REFUND_CHANGED = "refund-changed"
    NEEDS_MANAGER = "needs-manager"
    NOT_A_MANAGER = "not-a-manager"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindRefused:
    """Nothing came back. sku: of the item that can't; empty: it is none's fault."""

    problem: BlindProblem
    sku: str = ""
    pin: WrongPin | LockedOut | None = None
    preview: BlindPreview | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count; None: none would help."""
        return missing_word(self.problem, self.pin)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindDone:
    """It is on disk. refund: rupiah in cash."""

    document_id: bytes
    number: str
    refund: int


BlindOutcome = BlindDone | BlindRefused
