"""Takes back what a referral gave, when the sale that it was given for came back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.domain.changes import Change, PlanEnded, RuleUsed, VoucherRevoked
from app.domain.engagement import REFERRER, revoking_document
from app.domain.granted_back import GivenBy, gifts_back
from app.domain.granting import Occasion
from app.domain.holding import Booking, joined, moved
from app.domain.ledger import Asset, granted_lot
from app.domain.plan_returns import shortened
from app.domain.programme.document import Programme
from app.domain.quote import GrantKind, StampProgress
from app.domain.returns import StampsBack
from app.domain.taking_back import charge
from app.protocol.facts_awards import ReferralAwarded, ReferralRevoked, SideAwarded
from app.protocol.heading import Heading
from app.services.awards import recipient_of
from app.services.document_parts import heading_of
from app.services.return_gifts import bookings_back
from app.services.standing_referral import spent_worth
from app.services.unit import Unit

_ASSETS = {GrantKind.POINTS: Asset.POINTS, GrantKind.CASHBACK: Asset.CASHBACK}


def occasion_of(unit: Unit, member_id: bytes, heading: Heading) -> Occasion:
    """A document, as what gives a member something or takes it back."""
    member = unit.members.view(member_id, heading.committed_at)
    return Occasion(
        document_id=heading.document_id,
        at=heading.committed_at,
        today=date.fromisoformat(heading.business_day),
        tier_id=None if member is None else member.tier_id,
    )


def revoke_referral(unit: Unit, awarded: ReferralAwarded, now: int) -> ReferralRevoked:
    """Points and cashback are clawed back, and owed when they are gone; vouchers count no more.

    What spent ones took off is owed in points, but for what the refund of the member's own sale was smaller by.
    """
    awarded_id, programme = awarded.heading.document_id, unit.catalogue.programme(awarded.revision)
    heading = heading_of(unit.identity(), revoking_document(awarded_id), now)
    sides = _sides(unit, awarded)
    bookings = tuple(booking for side in sides for booking in _books(unit, programme, awarded, side, heading))
    day = heading.business_day
    changes: tuple[Change, ...] = (
        *_vouchers(unit, awarded_id),
        *(change for side in sides for change in _plans(unit, awarded_id, side, heading)),
        RuleUsed(
            member_id=unit.members.current(awarded.referrer_id), rule_id=REFERRER, business_day=day, times=-1
        ),
    )
    fact = ReferralRevoked(
        heading=heading,
        member_id=awarded.member_id,
        referrer_id=awarded.referrer_id,
        awarded_id=awarded_id,
        bookings=bookings,
        changes=changes,
    )
    unit.journal.append(fact, member_id=fact.member_id, revision=programme.revision)
    return fact


def _sides(unit: Unit, awarded: ReferralAwarded) -> tuple[SideAwarded, ...]:
    """Who has now what either side got; one, when they turned out to be one person."""
    first, second = (replace(side, member_id=unit.members.current(side.member_id)) for side in awarded.sides)
    if first.member_id != second.member_id:
        return first, second
    cards = {one.card_id: one for one in first.stamps}
    for one in second.stamps:
        known = cards.get(one.card_id)
        cards[one.card_id] = one if known is None else _together(known, one)
    return (replace(first, grants=(*first.grants, *second.grants), stamps=tuple(cards.values())),)


def _together(first: StampProgress, second: StampProgress) -> StampProgress:
    return replace(first, given=first.given + second.given, completed=first.completed + second.completed)


def _books(
    unit: Unit, programme: Programme, awarded: ReferralAwarded, side: SideAwarded, heading: Heading
) -> tuple[Booking, ...]:
    """What one side's books lose."""
    awarded_id, at = awarded.heading.document_id, heading.committed_at
    accounts = recipient_of(unit, programme, side.member_id, at).accounts
    lots = {
        granted_lot(awarded_id, grant.rule_id, _ASSETS[grant.kind])
        for grant in side.grants
        if grant.kind in _ASSETS
    }
    taken = gifts_back(
        programme,
        side.grants,
        [StampsBack(card_id=one.card_id, stamps=one.given, completed=one.completed) for one in side.stamps],
        accounts,
        GivenBy(
            document_id=awarded_id,
            lapsed={lot_id: unit.members.lapsed(side.member_id, lot_id) for lot_id in lots},
        ),
        occasion_of(unit, side.member_id, heading),
    )
    owed = _owed(unit, awarded, side.member_id) // programme.points.value
    charged = charge(moved(accounts.points, taken.points), owed, at)
    return bookings_back(side.member_id, replace(taken, points=joined(taken.points, charged)))


def _owed(unit: Unit, awarded: ReferralAwarded, member_id: bytes) -> int:
    """Rupiah of spent vouchers that no refund paid: the sender's, and everybody's when the sale was only moved."""
    refunded = unit.sales.last_move(awarded.sale_id) is None
    if refunded and member_id == unit.members.current(awarded.member_id):
        return 0
    return spent_worth(unit, awarded, member_id)


def _vouchers(unit: Unit, awarded_id: bytes) -> Iterator[VoucherRevoked]:
    for voucher in unit.benefits.issued_by(awarded_id):
        if not voucher.revoked:
            yield VoucherRevoked(member_id=voucher.member_id, code=voucher.code)


def _plans(unit: Unit, awarded_id: bytes, side: SideAwarded, heading: Heading) -> Iterator[PlanEnded]:
    """Days that passed stay used."""
    today = date.fromisoformat(heading.business_day)
    given = {grant.what for grant in side.grants if grant.kind is GrantKind.PLAN_MONTHS}
    for plan in unit.benefits.plans_of(side.member_id):
        if plan.document_id == awarded_id and plan.entitlement.plan_id in given:
            ends = shortened(plan.entitlement, 0, 0, today).ends
            yield PlanEnded(
                member_id=plan.member_id,
                document_id=awarded_id,
                ordinal=plan.ordinal,
                ends=ends.isoformat(),
            )
