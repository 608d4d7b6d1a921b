"""A member gives points to another one, where the programme allows it; lots keep their id and expiry.

A till that has a server has no share of how often somebody may give in a month, so it can't give where that is
limited. What it gives elsewhere are its own rights.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import Proof
from app.domain.holding import booked
from app.domain.ledger import POINTS_BOOK, usable
from app.domain.moving import TRANSFERS, Gift, Paired, TransferRefusal, TransferRefused, transfer
from app.domain.programme.document import Programme
from app.protocol.facts_points import PointsTransferred
from app.services.document_parts import day_of, heading_of
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRequest:
    """amount: points. proof: how the giver showed who he is. staff_id: who is at the till."""

    document_id: bytes
    giver_id: bytes
    receiver_id: bytes
    amount: int
    staff_id: bytes
    proof: Proof = Proof.CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """What changed hands."""

    document_id: bytes
    amount: int


class TransferProblem(StrEnum):
    """Why this till can't do it. NEEDS_SERVER: other tills may be giving, or spending, the same."""

    UNKNOWN_MEMBER = "unknown-member"
    NEEDS_PROOF = "needs-proof"
    NEEDS_SERVER = "needs-server"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTransferred:
    """Nothing changed hands."""

    problem: TransferProblem


TransferOutcome = Transferred | TransferRefused | NotTransferred


def transfer_points(unit: Unit, request: TransferRequest, now: int) -> TransferOutcome:
    """Gives points away, once, however often it is asked."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, PointsTransferred):
        return Transferred(document_id=request.document_id, amount=done.amount)
    request = replace(
        request,
        giver_id=unit.members.current(request.giver_id),
        receiver_id=unit.members.current(request.receiver_id),
    )
    if any(unit.members.view(who, now) is None for who in (request.giver_id, request.receiver_id)):
        return NotTransferred(problem=TransferProblem.UNKNOWN_MEMBER)
    programme = unit.catalogue.programme()
    if programme.transfers.per_month is not None and unit.identity().server_url is not None:
        return NotTransferred(problem=TransferProblem.NEEDS_SERVER)
    gift = _gift(unit, request, now)
    giver, receiver = (unit.members.holding(who, now) for who in (gift.giver_id, gift.receiver_id))
    paired = transfer(programme.transfers, gift, giver, receiver, now)
    if isinstance(paired, TransferRefused):
        return _refused(unit, paired, request, now)
    if _wants_proof(programme, request):
        return NotTransferred(problem=TransferProblem.NEEDS_PROOF)
    _write(unit, programme, request, paired, now)
    return Transferred(document_id=request.document_id, amount=request.amount)


def _gift(unit: Unit, request: TransferRequest, now: int) -> Gift:
    shared = unit.members.household(request.giver_id)
    return Gift(
        giver_id=request.giver_id,
        receiver_id=request.receiver_id,
        same_household=shared is not None and shared == unit.members.household(request.receiver_id),
        amount=request.amount,
        this_month=_this_month(unit, request.giver_id, now),
    )


def _this_month(unit: Unit, giver_id: bytes, now: int) -> int:
    """Transfers of the giver in the calendar month of the store's day."""
    month = day_of(unit.identity(), now)[: len("2026-11")]
    uses = unit.benefits.uses_of(giver_id, (TRANSFERS,))
    return sum(use.times for use in uses if use.business_day.startswith(month))


def _refused(
    unit: Unit, refused: TransferRefused, request: TransferRequest, now: int
) -> TransferRefused | NotTransferred:
    """Too few here may be enough elsewhere."""
    if refused.reason is TransferRefusal.TOO_FEW:
        everywhere = usable(unit.members.all_lots(request.giver_id, POINTS_BOOK), now)
        if everywhere >= request.amount:
            return NotTransferred(problem=TransferProblem.NEEDS_SERVER)
    return refused


def _wants_proof(programme: Programme, request: TransferRequest) -> bool:
    """A number that was only told may give no more away than it may spend."""
    most = programme.points.proof_above
    return most is not None and request.proof is Proof.TOLD and request.amount > most


def _write(unit: Unit, programme: Programme, request: TransferRequest, paired: Paired, now: int) -> None:
    identity = unit.identity()
    bookings = (
        *booked(request.giver_id, POINTS_BOOK, paired.giver),
        *booked(request.receiver_id, POINTS_BOOK, paired.receiver),
    )
    fact = PointsTransferred(
        heading=heading_of(identity, request.document_id, now, staff_id=request.staff_id),
        giver_id=request.giver_id,
        receiver_id=request.receiver_id,
        amount=request.amount,
        bookings=bookings,
    )
    unit.journal.append(fact, member_id=request.giver_id, revision=programme.revision)
