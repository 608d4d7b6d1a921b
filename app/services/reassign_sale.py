"""Moves a sale from the wrong member to the right one, with a manager's word."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.changes import Change, MetricCounted, VoucherRevoked
from app.domain.claiming import ClaimRefused, GivenUp, Reassigned, reassign
from app.domain.granted_back import GiftsBack, GivenBy, gifts_back
from app.domain.holding import Booking, Movement, booked, by_book, joined, moved
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, Asset, granted_lot, stamps_book
from app.domain.quote import GrantKind
from app.domain.taking_back import claw_back
from app.protocol.facts_people import SaleReassigned
from app.protocol.heading import Heading
from app.services.approval import not_approved
from app.services.headings import heading_of, made_before
from app.services.move_outcomes import MoveNotPossible, MoveOutcome, MoveProblem, MoveRequest
from app.services.moving_sale import (
    Moving,
    all_of,
    changes_of,
    credited_to,
    done_of,
    lot_of,
    moving,
    occasion_of,
    rights_to,
)
from app.services.ports import Chance
from app.services.unit import Unit

REASON = "wrong-member"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lost:
    """What the wrong member loses."""

    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]


def reassign_sale(unit: Unit, chance: Chance, request: MoveRequest, now: int) -> MoveOutcome:
    """Claws back from the one and credits the other. The same request again gives the same answer."""
    done = made_before(unit, request.document_id, SaleReassigned)
    if isinstance(done, SaleReassigned):
        return done_of(unit, done, now)
    found = moving(unit, request.sale_id, request.member_id, now)
    if isinstance(found, MoveNotPossible):
        return found
    heading = heading_of(unit, request.document_id, now, staff_id=request.staff_id, reason=REASON)
    today = date.fromisoformat(heading.business_day)
    used = _gifts_used(unit, found)
    rights = rights_to(unit, found)
    changed = reassign(found.rules.prepared, found.stored, found.snapshot, today, rights, gifts_used=used)
    if isinstance(changed, ClaimRefused):
        return MoveNotPossible(problem=MoveProblem.REFUSED, refused=changed)
    refused = not_approved(unit, request.approval, now)
    if refused is not None or request.approval is None:
        return MoveNotPossible(problem=MoveProblem.NOT_APPROVED, approval=refused)
    heading = replace(heading, approver_id=request.approval.staff_id)
    fact = _fact(unit, chance, found, changed, heading)
    unit.journal.append(fact, member_id=found.member.member_id, revision=found.sale.inputs.revision)
    return done_of(unit, fact, now)


def _fact(unit: Unit, chance: Chance, found: Moving, changed: Reassigned, heading: Heading) -> SaleReassigned:
    right = changed.to_right
    lost = _lost(unit, found, changed.from_wrong, heading)
    lot = lot_of(found, right, chance, heading.committed_at)
    given, points = credited_to(unit, chance, found, right, lot, heading)
    return SaleReassigned(
        heading=heading,
        sale_id=found.sale.sale_id,
        wrong_id=changed.from_wrong.member_id,
        member=found.snapshot,
        rights=right.inputs.rights,
        earned=next(iter(points.opened), None),
        bookings=(*lost.bookings, *given.bookings),
        changes=(*lost.changes, *changes_of(unit, found, right, heading), *given.changes),
    )


def _gifts_used(unit: Unit, found: Moving) -> int:
    """Vouchers that the sale gave and somebody has used."""
    uses = {kind.id: kind.uses for kind in found.rules.programme.vouchers}
    given = unit.benefits.given_for(found.sale.sale_id)
    return sum(voucher.uses_left < uses.get(voucher.kind_id, 1) for voucher in given if not voucher.revoked)


def _lost(unit: Unit, found: Moving, gone: GivenUp, heading: Heading) -> _Lost:
    """Points as in a return, own lot first, then debt; then what was given besides, vouchers and metric."""
    points = _clawback(unit, found, gone, heading.committed_at)
    gifts = _gifts_back(unit, found, gone, points, heading)
    bookings = (
        *booked(gone.member_id, POINTS_BOOK, joined(points, gifts.points)),
        *booked(gone.member_id, CASHBACK_BOOK, gifts.cashback),
        *(
            booking
            for card in gifts.stamps
            for booking in booked(gone.member_id, stamps_book(card.card_id), card.movement)
        ),
    )
    changes: list[Change] = [
        VoucherRevoked(member_id=voucher.member_id, code=voucher.code)
        for voucher in unit.benefits.given_for(found.sale.sale_id)
        if not voucher.revoked
    ]
    if gone.metric:
        day = gone.day.isoformat()
        changes.append(MetricCounted(member_id=gone.member_id, business_day=day, amount=-gone.metric))
    return _Lost(bookings=by_book(bookings), changes=tuple(changes))


def _clawback(unit: Unit, found: Moving, gone: GivenUp, now: int) -> Movement:
    """Only what this terminal has rights of is taken; the rest is owed."""
    own = found.sale.earned
    lapsed = 0 if own is None else unit.members.lapsed(gone.member_id, own.lot_id)
    holding = unit.members.holding(gone.member_id, now)
    return claw_back(holding, gone.points, None if own is None else own.lot_id, now, lapsed).movement


def _gifts_back(unit: Unit, found: Moving, gone: GivenUp, points: Movement, heading: Heading) -> GiftsBack:
    accounts = all_of(unit, found.rules, gone.member_id, heading.committed_at)
    accounts = replace(accounts, points=moved(accounts.points, points))
    lots = {
        granted_lot(found.gave, grant.rule_id, asset)
        for grant in gone.revoked
        for kind, asset in ((GrantKind.POINTS, Asset.POINTS), (GrantKind.CASHBACK, Asset.CASHBACK))
        if grant.kind is kind
    }
    gave = GivenBy(
        document_id=found.gave,
        lapsed={lot_id: unit.members.lapsed(gone.member_id, lot_id) for lot_id in lots},
    )
    occasion = occasion_of(heading, None)
    return gifts_back(found.rules.programme, gone.revoked, gone.stamps, accounts, gave, occasion)
