"""Tier reviews that are due, a slice at a time: who no longer earns his tier goes down, the others keep theirs.

Nobody is demoted by anything else: not by a return, and not by a revision with other thresholds. A review sees all
that counted, so a till that has a server leaves it alone: other tills' sales may not be known here.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import business_day, local_time
from app.domain.programme.document import Programme
from app.domain.tiers import Reviewed, Standing, is_review_due, latest_due, review
from app.protocol.facts_awards import MemberReviewed, TierReviewed
from app.services.document_parts import heading_of
from app.services.due_port import TierHolder
from app.services.ports import Chance
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone
from app.services.unit import Unit

MEMBERS_AT_ONCE = 100
"""In one record: a bound on its size, and on how long a sale may wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsDue:
    """Who comes next, at most a slice of them, and how many there are in all."""

    members: tuple[bytes, ...]
    count: int


def reviews_due(unit: Unit, now: int, limit: int = MEMBERS_AT_ONCE) -> ReviewsDue | LeftToServer:
    """Looks for members whose review is due. Reads only, so that no sale waits."""
    if unit.identity().server_url is not None:
        return LeftToServer()
    rules, today = unit.catalogue.programme(), _today(unit, now)
    above = tuple(tier.id for tier in rules.tiers[1:])
    until = latest_due(rules.tier_rules, today).isoformat()
    due = [
        holder.member_id
        for holder in unit.due.tier_holders(above, until)
        if is_review_due(rules.tier_rules, _since(unit, holder), _joined_on(unit, holder), today)
    ]
    return ReviewsDue(members=tuple(due[:limit]), count=len(due))


def review_slice(unit: Unit, chance: Chance, due: ReviewsDue, now: int) -> RoundOutcome:
    """Reviews those of a slice who are still due, in one record; none when nobody is.

    A till that was off over two review dates comes to the second one in a later slice.
    """
    programme = unit.catalogue.programme()
    holders = [holder for who in due.members if (holder := unit.due.tier_holder(who)) is not None]
    reviews = tuple(
        done for holder in holders if (done := _reviewed(unit, programme, holder, now)) is not None
    )
    if reviews:
        heading = heading_of(unit.identity(), chance.new_id(now), now)
        fact = TierReviewed(heading=heading, reviews=reviews)
        unit.journal.append(fact, revision=programme.revision)
    return SliceDone(done=len(reviews), left=due.count - len(due.members))


def _reviewed(unit: Unit, programme: Programme, holder: TierHolder, now: int) -> MemberReviewed | None:
    standing = Standing(tier_id=holder.tier_id, since=_since(unit, holder))
    entries = unit.due.tier_entries(holder.member_id)
    outcome = review(programme, standing, entries, _today(unit, now), _joined_on(unit, holder))
    if not isinstance(outcome, Reviewed):
        return None
    return MemberReviewed(
        member_id=holder.member_id,
        tier_before=holder.tier_id,
        tier_after=outcome.standing.tier_id,
        metric=outcome.metric,
        since=outcome.standing.since.isoformat(),
    )


def _today(unit: Unit, now: int) -> date:
    store = unit.identity().store
    return business_day(now, store.zone, store.cut_over_hour)


def _since(unit: Unit, holder: TierHolder) -> date:
    return _joined_on(unit, holder) if holder.since is None else date.fromisoformat(holder.since)


def _joined_on(unit: Unit, holder: TierHolder) -> date:
    return local_time(holder.joined_at, unit.identity().store.zone).date()
