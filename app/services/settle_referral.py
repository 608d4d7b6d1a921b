"""What a referral gives both sides, with the new member's first kept sale; and takes back when that comes back.

Asked after each sale and return of a member, in the same transaction. Each document's id follows from the sale, so that
asking again changes nothing. A till that has a server neither notes nor awards referrals.
"""

from dataclasses import dataclass

from app.domain.changes import RuleUsed
from app.domain.engagement import (
    REFERRED,
    REFERRER,
    Awarded,
    FirstSale,
    Outcome,
    referral_document,
    referral_outcome,
)
from app.domain.programme.benefits import Award
from app.domain.programme.document import Programme
from app.protocol.facts_awards import ReferralAwarded, ReferralRevoked, SideAwarded
from app.protocol.heading import Heading
from app.services.awards import Awards, give, recipient_of
from app.services.document_parts import heading_of
from app.services.note_referral import person_of
from app.services.ports import Chance
from app.services.revoke_referral import occasion_of, revoke_referral
from app.services.standing_referral import Referral, kept_of, referral_of
from app.services.unit import Unit

Settled = ReferralAwarded | ReferralRevoked


@dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    """The member's first sale of which anything is kept."""

    sale_id: bytes
    sale: FirstSale


def settle_referral(unit: Unit, chance: Chance, member_id: bytes, now: int) -> tuple[Settled, ...]:
    """Gives what is due and takes back what no longer is; the documents that it wrote."""
    member_id = unit.members.current(member_id)
    referral = referral_of(unit, member_id)
    if referral is None or unit.identity().server_url is not None:
        return ()
    first = _first_kept(unit, member_id)
    written: list[Settled] = []
    awarded = referral.awarded
    if awarded is not None:
        if first is not None and _is_kept(first, awarded):
            return ()
        written.append(revoke_referral(unit, awarded, now))
    if first is not None:
        fresh = _award(unit, chance, referral, first, now)
        if fresh is not None:
            return (*written, fresh)
    return tuple(written)


def settle_new_sale(unit: Unit, chance: Chance, member_id: bytes, now: int) -> tuple[Settled, ...]:
    """The same, after one more sale: that takes nothing back, so nothing is due when no rule gives anything."""
    if unit.catalogue.programme().referral is None:
        return ()
    return settle_referral(unit, chance, member_id, now)


def settle_referral_of(unit: Unit, chance: Chance, sale_id: bytes, now: int) -> tuple[Settled, ...]:
    """The same, for whom a sale was sold to."""
    sale = unit.sales.by_id(sale_id)
    member = None if sale is None else sale.inputs.member
    return () if member is None else settle_referral(unit, chance, member.member_id, now)


def _first_kept(unit: Unit, member_id: bytes) -> _First | None:
    for sale_id in unit.sales.ids_of(member_id):
        sale = unit.sales.by_id(sale_id)
        if sale is None or unit.sales.last_move(sale_id) is not None:
            continue  # one that was moved is no first sale of whom it was sold to
        kept = kept_of(unit, sale, unit.returns.of_sale(sale_id).after)
        if kept is not None:
            return _First(sale_id=sale_id, sale=FirstSale(at=sale.committed_at, kept=kept))
    return None


def _is_kept(first: _First, awarded: ReferralAwarded) -> bool:
    return first.sale_id == awarded.sale_id and first.sale.kept >= awarded.minimum_spend


def _award(unit: Unit, chance: Chance, referral: Referral, first: _First, now: int) -> ReferralAwarded | None:
    """None: nothing is due, by the programme in force."""
    programme, document_id = unit.catalogue.programme(), referral_document(referral.member_id, first.sale_id)
    outcome = _outcome(unit, programme, referral, first, now)
    if programme.referral is None or not isinstance(outcome, Awarded):
        return None
    if unit.documents.by_id(document_id) is not None:
        return None
    heading = heading_of(unit.identity(), document_id, now)
    sides = (
        _Side(referral.member_id, REFERRED, outcome.awards),
        _Side(referral.referrer_id, REFERRER, outcome.referrer),
    )
    given = [_give(unit, chance, programme, side, heading) for side in sides]
    counted = RuleUsed(
        member_id=referral.referrer_id, rule_id=REFERRER, business_day=heading.business_day, times=1
    )
    fact = ReferralAwarded(
        heading=heading,
        member_id=referral.member_id,
        referrer_id=referral.referrer_id,
        sale_id=first.sale_id,
        minimum_spend=programme.referral.minimum_spend,
        revision=programme.revision,
        sides=tuple(_side_of(side, one) for side, one in zip(sides, given, strict=True)),
        bookings=tuple(booking for one in given for booking in one.bookings),
        changes=(*(change for one in given for change in one.changes), counted),
    )
    unit.journal.append(fact, member_id=fact.member_id, revision=programme.revision)
    return fact


def _outcome(unit: Unit, programme: Programme, referral: Referral, first: _First, now: int) -> Outcome | None:
    """None: one of them is no longer known."""
    referrer, member = (unit.members.view(who, now) for who in (referral.referrer_id, referral.member_id))
    if referrer is None or member is None:
        return None
    uses = unit.benefits.uses_of(referral.referrer_id, (REFERRER,))
    return referral_outcome(
        programme.referral,
        person_of(unit, referrer),
        person_of(unit, member),
        (first.sale,),
        referrals_awarded=sum(use.times for use in uses),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """Who gets which awards, by which rule."""

    member_id: bytes
    rule_id: str
    awards: tuple[Award, ...]


def _give(unit: Unit, chance: Chance, programme: Programme, side: _Side, heading: Heading) -> Awards:
    to = recipient_of(unit, programme, side.member_id, heading.committed_at)
    occasion = occasion_of(unit, side.member_id, heading)
    return give(chance, programme, side.rule_id, side.awards, to, occasion)


def _side_of(side: _Side, given: Awards) -> SideAwarded:
    return SideAwarded(
        member_id=side.member_id, rule_id=side.rule_id, grants=given.grants, stamps=given.stamps
    )
