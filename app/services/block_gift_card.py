"""Blocks a gift card that was lost, and unblocks it again."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import CardSet
from app.domain.codes import gift_card_code_in
from app.protocol.facts_people import CardsSet
from app.services.approval import Approval, NotApproved, not_approved
from app.services.card_outcomes import CardReason
from app.services.headings import heading_of, made_before
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardRequest:
    """One change of a gift card, made once however often it is asked. code: as it was scanned or keyed in.

    block: False: it may pay again. approval: a manager's, for that.
    """

    document_id: bytes
    code: str
    block: bool
    reason: CardReason
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardSet:
    """How the card is from now on."""

    code: str
    blocked: bool


class GiftCardProblem(StrEnum):
    """Why nothing changed; nothing was written but a wrong PIN.

    NO_CHANGE: it is blocked, or isn't, already. NOT_APPROVED: the manager's word doesn't count, in `approval`.
    """

    UNKNOWN = "unknown"
    NO_CHANGE = "no-change"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardNotSet:
    """Nothing changed."""

    problem: GiftCardProblem
    approval: NotApproved | None = None


GiftCardOutcome = GiftCardSet | GiftCardNotSet


def block_gift_card(unit: Unit, request: GiftCardRequest, now: int) -> GiftCardOutcome:
    """Anybody may block one, so that its finder can't pay with it; only a manager unblocks it, with a PIN."""
    done = made_before(unit, request.document_id, CardsSet)
    if isinstance(done, CardsSet):
        return _outcome_of(done)
    code = gift_card_code_in(request.code) or ""
    card = unit.members.gift_card(code)
    if card is None:
        return GiftCardNotSet(problem=GiftCardProblem.UNKNOWN)
    if card.blocked is request.block:
        return GiftCardNotSet(problem=GiftCardProblem.NO_CHANGE)
    if not request.block:
        refused = not_approved(unit, request.approval, now)
        if refused is not None:
            return GiftCardNotSet(problem=GiftCardProblem.NOT_APPROVED, approval=refused)
    change = CardSet(member_id=card.member_id, code=code, blocked=request.block)
    fact = _fact(unit, request, change, now)
    unit.journal.append(fact, revision=unit.catalogue.programme().revision)
    return _outcome_of(fact)


def _fact(unit: Unit, request: GiftCardRequest, change: CardSet, now: int) -> CardsSet:
    unblocks = not request.block and request.approval is not None
    heading = heading_of(
        unit,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=request.approval.staff_id if unblocks and request.approval else b"",
        reason=request.reason.value,
    )
    return CardsSet(heading=heading, member_id=change.member_id, changes=(change,))


def _outcome_of(fact: CardsSet) -> GiftCardSet:
    (card,) = (change for change in fact.changes if isinstance(change, CardSet))
    return GiftCardSet(code=card.code, blocked=card.blocked)
