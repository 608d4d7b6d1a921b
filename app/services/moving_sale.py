"""What claims and moves of sales have in common: the sale and the member as they are now, and what he then gets."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import MemberSnapshot, Proof, Right, StampCount
from app.domain.calendar import days_from_birthday, local_time
from app.domain.changes import Change, MetricCounted, SaleMoved, TierSet
from app.domain.claiming import Credited, StoredSale, lot_of_credited
from app.domain.granting import Accounts, Occasion, granted
from app.domain.holding import NO_MOVEMENT, Movement, credit, moved
from app.domain.ledger import Lot
from app.domain.limits import undone, uses_of
from app.domain.tiers import tier_after, window_start
from app.protocol.facts import SaleCommitted
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.heading import Heading
from app.services.awards import opened_by, recipient_of, tier_awards, with_gifts
from app.services.giving import Given, given_to
from app.services.member_benefits import accounts_of, rights_of
from app.services.member_facts import with_facts
from app.services.member_view import MemberView
from app.services.move_outcomes import MoveDone, MoveNotPossible, MoveProblem
from app.services.open_basket import snapshot_of
from app.services.ports import Chance
from app.services.rules import ReadyRevision
from app.services.sale_gifts import Gifts, rule_used
from app.services.standing_sale import standing_sale
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A sale as it stands, the revision it was made at, and who shall have it. last: what moved it before."""

    sale: SaleCommitted
    rules: ReadyRevision
    stored: StoredSale
    last: SaleClaimed | SaleReassigned | None
    member: MemberView
    snapshot: MemberSnapshot

    @property
    def gave(self) -> bytes:
        """The document that gave what was given for the sale."""
        return self.sale.sale_id if self.last is None else self.last.heading.document_id


def moving(unit: Unit, sale_id: bytes, member_id: bytes, now: int) -> Moving | MoveNotPossible:
    """Looks both up."""
    sale = standing_sale(unit, sale_id)
    if sale is None:
        return MoveNotPossible(problem=MoveProblem.UNKNOWN_SALE)
    member = unit.members.view(member_id, now)
    if member is None:
        return MoveNotPossible(problem=MoveProblem.UNKNOWN_MEMBER)
    last = unit.sales.last_move(sale_id)
    stored = StoredSale(
        inputs=sale.inputs,
        quote=sale.quote,
        day=date.fromisoformat(sale.business_day),
        before=unit.returns.of_sale(sale_id).after,
        claimed=isinstance(last, SaleClaimed),
    )
    rules = unit.catalogue.rules(sale.inputs.revision)
    return Moving(
        sale=sale,
        rules=rules,
        stored=stored,
        last=last,
        member=member,
        snapshot=_snapshot(unit, rules, sale, member),
    )


def _snapshot(unit: Unit, rules: ReadyRevision, sale: SaleCommitted, member: MemberView) -> MemberSnapshot:
    """The member as he is now, with what he earned on the sale's day. Nothing is spent, so his word is enough."""
    history = unit.members.history(member.member_id, sale.committed_at)
    today = local_time(sale.inputs.opened_at, sale.inputs.zone).date()
    days = _from_birthday(unit, member.member_id, today) if rules.asks.birthday else None
    snapshot = with_facts(unit, snapshot_of(member, Proof.TOLD, history, days), rules.asks, today)
    accounts = all_of(unit, rules, member.member_id, sale.committed_at)
    return replace(
        snapshot,
        plans=accounts.plans,
        stamps=tuple(
            StampCount(card_id=card, stamps=max(0, held.balance)) for card, held in accounts.stamps.items()
        ),
    )


def _from_birthday(unit: Unit, member_id: bytes, today: date) -> int | None:
    try:
        return days_from_birthday(unit.members.birthday(member_id), today)
    except ValueError:
        return None


def all_of(unit: Unit, rules: ReadyRevision, member_id: bytes, at: int) -> Accounts:
    """All that can be given to a member, as it is."""
    return accounts_of(unit, member_id, (card.id for card in rules.programme.stamp_cards), at)


def occasion_of(heading: Heading, tier_id: str | None) -> Occasion:
    """The document as what gives."""
    return Occasion(
        document_id=heading.document_id,
        at=heading.committed_at,
        today=date.fromisoformat(heading.business_day),
        tier_id=tier_id,
    )


def rights_to(unit: Unit, found: Moving) -> tuple[Right, ...]:
    """What limits left the member on the sale's day; a claim counts those by member."""
    rules = found.rules
    return rights_of(unit, rules.programme, rules.asks, found.member.member_id, found.stored.day)


def limits_moved(found: Moving, credited: Credited) -> tuple[Change, ...]:
    """What the sale used of limits is used no more, and what it uses with its new member is."""
    stored, prepared = found.stored, found.rules.prepared
    if not stored.inputs.rights and not credited.inputs.rights:
        return ()
    before = uses_of(prepared, stored.inputs, stored.quote, stored.day, stored.before)
    after = uses_of(prepared, credited.inputs, credited.quote, stored.day, stored.before)
    return tuple(rule_used(use) for use in (*undone(before), *after))


def lot_of(found: Moving, credited: Credited, chance: Chance, now: int) -> Lot | None:
    """The lot of the points, whole."""
    return lot_of_credited(found.rules.prepared, credited, chance.new_id(now), now)


def credited_to(
    unit: Unit, chance: Chance, found: Moving, credited: Credited, lot: Lot | None, heading: Heading
) -> tuple[Given, Movement]:
    """What the member gets: the points' own movement, and all together."""
    member_id, now = found.member.member_id, heading.committed_at
    before = all_of(unit, found.rules, member_id, now)
    points = NO_MOVEMENT if lot is None else credit(before.points, lot)
    accounts = replace(before, points=moved(before.points, points))
    occasion = occasion_of(heading, found.snapshot.tier_id)
    programme = found.rules.programme
    gifts = granted(programme, credited.grants, credited.stamps, accounts, occasion)
    given = given_to(member_id, programme, chance, occasion, accounts, gifts, points)
    return _with_tier_gifts(unit, chance, found, credited, given, heading), points


def _with_tier_gifts(
    unit: Unit, chance: Chance, found: Moving, credited: Credited, given: Given, heading: Heading
) -> Given:
    """And the awards of a tier that he reaches, by the revision that lifts him: the one in force."""
    programme, member = unit.catalogue.programme(), found.member
    reached = _tier_reached(unit, found, credited, heading)
    if reached == member.tier_id:
        return given
    before = recipient_of(unit, programme, member.member_id, heading.committed_at)
    to = replace(before, accounts=before.accounts.after(given.bookings, opened_by(given.changes)))
    gifts = tier_awards(unit, chance, programme, to, member.tier_id, occasion_of(heading, reached))
    both = with_gifts(Gifts(bookings=given.bookings, changes=given.changes), gifts)
    accounts = to.accounts.after(gifts.bookings, opened_by(gifts.changes))
    return Given(bookings=both.bookings, changes=both.changes, accounts=accounts)


def changes_of(unit: Unit, found: Moving, credited: Credited, heading: Heading) -> tuple[Change, ...]:
    """The sale is his; it counts on its own day; a tier that he reaches is his from now on."""
    member = found.member
    changes: list[Change] = [SaleMoved(member_id=member.member_id, sale_id=found.sale.sale_id)]
    if credited.metric:
        day = credited.day.isoformat()
        changes.append(MetricCounted(member_id=member.member_id, business_day=day, amount=credited.metric))
    reached = _tier_reached(unit, found, credited, heading)
    if reached != member.tier_id:
        changes.append(TierSet(member_id=member.member_id, tier_id=reached, since=heading.business_day))
    return (*changes, *limits_moved(found, credited))


def _tier_reached(unit: Unit, found: Moving, credited: Credited, heading: Heading) -> str:
    metric = _metric(unit, found, credited, heading)
    return tier_after(unit.catalogue.programme(), found.member.tier_id, metric)


def _metric(unit: Unit, found: Moving, credited: Credited, heading: Heading) -> int:
    """The member's metric with the sale, if its day is in the window."""
    member, rules = found.member, unit.catalogue.programme().tier_rules
    opens = window_start(rules, date.fromisoformat(heading.business_day), member.joined_on)
    return member.tier_metric + (credited.metric if credited.day >= opens else 0)


def done_of(unit: Unit, fact: SaleClaimed | SaleReassigned, now: int) -> MoveDone:
    """What the screen shows of a sale that got another member."""
    view = unit.members.view(fact.member.member_id, now)
    if view is None:
        raise LookupError("a member who got a sale is not there")
    return MoveDone(points=0 if fact.earned is None else fact.earned.original, member=view)
