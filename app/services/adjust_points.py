"""A manager corrects a member's points or cashback by hand: with a reason, a PIN, and never below nothing."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.holding import Holding, Movement, booked, usable_of
from app.domain.ledger import Asset, Lot, granted_lot, new_lot, usable
from app.domain.moving import AdjustmentRefusal, add_by_hand, take_by_hand
from app.domain.programme.document import Programme
from app.protocol.facts_points import PointsAdjusted
from app.services.approval import Approval, NotApproved, not_approved
from app.services.document_parts import heading_of
from app.services.unit import Unit

BY_HAND = "by-hand"
"""The rule that a lot given by hand comes from."""


class AdjustmentReason(StrEnum):
    """Why a manager changes a balance."""

    GOODWILL = "goodwill"
    MISSING_SALE = "missing-sale"
    WRONG_ENTRY = "wrong-entry"
    OLD_CARD = "old-card"
    MISUSE = "misuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentRequest:
    """asset: points or cashback. amount: points or rupiah; below zero: taken. staff_id: who is at the till."""

    document_id: bytes
    member_id: bytes
    asset: Asset
    amount: int
    reason: AdjustmentReason
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """What was changed."""

    document_id: bytes
    amount: int


class AdjustmentProblem(StrEnum):
    """Why nothing was changed. NEEDS_SERVER: there would be enough, but other tills may be spending it."""

    UNKNOWN_MEMBER = "unknown-member"
    NO_SUCH_BOOK = "no-such-book"
    NOTHING = "nothing"
    TOO_FEW = "too-few"
    NEEDS_SERVER = "needs-server"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAdjusted:
    """usable: what could be taken here and now, for TOO_FEW and NEEDS_SERVER."""

    problem: AdjustmentProblem
    usable: int = 0


AdjustmentOutcome = Adjusted | NotAdjusted | NotApproved


def adjust_points(unit: Unit, request: AdjustmentRequest, now: int) -> AdjustmentOutcome:
    """Gives or takes, once, however often it is asked."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, PointsAdjusted):
        return Adjusted(document_id=request.document_id, amount=done.amount)
    request = replace(request, member_id=unit.members.current(request.member_id))
    programme = unit.catalogue.programme()
    movement = _movement(unit, programme, request, now)
    if isinstance(movement, NotAdjusted):
        return movement
    refused = not_approved(unit, request.approval, now)
    if refused is not None:
        return refused
    _write(unit, programme, request, movement, now)
    return Adjusted(document_id=request.document_id, amount=request.amount)


def _movement(
    unit: Unit, programme: Programme, request: AdjustmentRequest, now: int
) -> Movement | NotAdjusted:
    member = unit.members.view(request.member_id, now)
    if member is None:
        return NotAdjusted(problem=AdjustmentProblem.UNKNOWN_MEMBER)
    if not _has_book(programme, request.asset):
        return NotAdjusted(problem=AdjustmentProblem.NO_SUCH_BOOK)
    holding = unit.members.holding(request.member_id, now, request.asset.value)
    if request.amount > 0:
        moved = add_by_hand(holding, _lot(programme, request, member.tier_id, now), request.reason.value)
    else:
        moved = take_by_hand(holding, -request.amount, request.reason.value, now)
    return _refused(unit, request, holding, moved, now) if isinstance(moved, AdjustmentRefusal) else moved


def _has_book(programme: Programme, asset: Asset) -> bool:
    """Stamps of a card are given by rules alone."""
    return asset is Asset.POINTS or (asset is Asset.CASHBACK and programme.cashback is not None)


def _lot(programme: Programme, request: AdjustmentRequest, tier_id: str, now: int) -> Lot:
    """Lasts as long as what the member earns now. It isn't held: a correction is no earning to wait for."""
    lot_id = granted_lot(request.document_id, BY_HAND, request.asset)
    lot = new_lot(programme, request.asset, lot_id, request.amount, now, tier_id)
    return replace(lot, held_until=None)


def _refused(
    unit: Unit, request: AdjustmentRequest, holding: Holding, refusal: AdjustmentRefusal, now: int
) -> NotAdjusted:
    if refusal is not AdjustmentRefusal.TOO_FEW:
        return NotAdjusted(problem=AdjustmentProblem.NOTHING)
    book = request.asset.value
    elsewhere = usable(unit.members.all_lots(request.member_id, book), now)
    enough = not holding.debt and elsewhere >= -request.amount
    problem = AdjustmentProblem.NEEDS_SERVER if enough else AdjustmentProblem.TOO_FEW
    return NotAdjusted(problem=problem, usable=usable_of(holding, now))


def _write(
    unit: Unit, programme: Programme, request: AdjustmentRequest, movement: Movement, now: int
) -> None:
    identity, approval = unit.identity(), request.approval
    heading = heading_of(
        identity,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=b"" if approval is None else approval.staff_id,
        reason=request.reason.value,
    )
    book = request.asset.value
    bookings = booked(request.member_id, book, movement)
    fact = PointsAdjusted(
        heading=heading, member_id=request.member_id, book=book, amount=request.amount, bookings=bookings
    )
    unit.journal.append(fact, member_id=request.member_id, revision=programme.revision)
