"""What a till can answer about cards: a union that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.approval import Approval, NotApproved


class CardAct(StrEnum):
    """What is done. REPLACE: the old one is blocked and a new one issued. NUMBER: a partner's number is added."""

    ISSUE = "issue"
    NUMBER = "number"
    BLOCK = "block"
    REPLACE = "replace"
    UNBLOCK = "unblock"


class CardReason(StrEnum):
    """Why."""

    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"
    FOUND = "found"
    ANOTHER = "another"
    PARTNER = "partner"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """One change of a member's cards, made once however often it is asked.

    code: of the card that is blocked, replaced or unblocked. new_code: what was scanned from a preprinted card, or the
    number; empty: a new code is made.
    """

    document_id: bytes
    member_id: bytes
    act: CardAct
    reason: CardReason
    staff_id: bytes
    code: str = ""
    new_code: str = ""
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDone:
    """issued: a code that names the member from now on; blocked: one that names nobody. Empty: there is none."""

    member_id: bytes
    issued: str
    blocked: str


class CardProblem(StrEnum):
    """Why nothing changed; nothing was written but a wrong PIN.

    NOT_HIS: the code is no card of this member. BAD_NUMBER: empty, too long, in the form of a code of ours, or the
    barcode of a thing. CARD_BLOCKED: a preprinted one is missing, damaged or stolen. CARD_FOREIGN: it is in none of
    the shop's batches. NO_CHANGE: it is blocked, or isn't, already. NOT_APPROVED: the manager's word doesn't count,
    in `approval`.
    """

    UNKNOWN_MEMBER = "unknown-member"
    NOT_HIS = "not-his"
    BAD_CARD = "bad-card"
    BAD_NUMBER = "bad-number"
    CARD_TAKEN = "card-taken"
    CARD_BLOCKED = "card-blocked"
    CARD_FOREIGN = "card-foreign"
    NO_CHANGE = "no-change"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRefused:
    """Nothing changed."""

    problem: CardProblem
    approval: NotApproved | None = None


CardOutcome = CardDone | CardRefused
