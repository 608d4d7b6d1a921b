"""Gives a guest's sale to the member who shows its receipt, once, within the days of the sale's own revision."""

from datetime import date

from app.domain.claiming import ClaimRefused, claim
from app.protocol.facts_people import SaleClaimed
from app.services.headings import heading_of, made_before
from app.services.move_outcomes import MoveNotPossible, MoveOutcome, MoveProblem, MoveRequest
from app.services.moving_sale import changes_of, credited_to, done_of, lot_of, moving, rights_to
from app.services.ports import Chance
from app.services.unit import Unit

REASON = "claimed"


def claim_sale(unit: Unit, chance: Chance, request: MoveRequest, now: int) -> MoveOutcome:
    """Earns what is kept of the sale, no more. The same request again gives the same answer and writes nothing."""
    done = made_before(unit, request.document_id, SaleClaimed)
    if isinstance(done, SaleClaimed):
        return done_of(unit, done, now)
    found = moving(unit, request.sale_id, request.member_id, now)
    if isinstance(found, MoveNotPossible):
        return found
    heading = heading_of(unit, request.document_id, now, staff_id=request.staff_id, reason=REASON)
    today = date.fromisoformat(heading.business_day)
    credited = claim(found.rules.prepared, found.stored, found.snapshot, today, rights_to(unit, found))
    if isinstance(credited, ClaimRefused):
        return MoveNotPossible(problem=MoveProblem.REFUSED, refused=credited)
    given, points = credited_to(unit, chance, found, credited, lot_of(found, credited, chance, now), heading)
    member_id = found.member.member_id
    fact = SaleClaimed(
        heading=heading,
        sale_id=found.sale.sale_id,
        member=found.snapshot,
        rights=credited.inputs.rights,
        earned=next(iter(points.opened), None),
        bookings=given.bookings,
        changes=(*changes_of(unit, found, credited, heading), *given.changes),
    )
    unit.journal.append(fact, member_id=member_id, revision=found.sale.inputs.revision)
    return done_of(unit, fact, now)
