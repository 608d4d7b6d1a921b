"""Makes two records of one person one: here, on a till that is its own centre; else it asks the server."""

from collections.abc import Iterator

from app.domain.changes import VoucherRevoked
from app.domain.holding import Booking, booked, by_book, moved
from app.domain.merging import Person, SecondWelcome, merged_books, merged_changes
from app.protocol.facts import MemberEnrolled
from app.protocol.facts_people import MembersMerged, MergeRequested
from app.protocol.heading import Heading
from app.services.approval import not_approved
from app.services.headings import heading_of, made_before
from app.services.members_port import MemberRow
from app.services.merge_outcomes import (
    MergeAsked,
    MergeDone,
    MergeOutcome,
    MergeProblem,
    MergeRefused,
    MergeRequest,
)
from app.services.unit import Unit

REASON = "same-person"


def merge_members(unit: Unit, request: MergeRequest, now: int) -> MergeOutcome:
    """Merges, with a manager's word. The same request again gives the same answer and writes nothing."""
    done = made_before(unit, request.document_id, MembersMerged, MergeRequested)
    if isinstance(done, MembersMerged):
        return _done(unit, done, now)
    if isinstance(done, MergeRequested):
        return MergeAsked(absorbed_id=done.absorbed_id, kept_id=done.kept_id)
    absorbed = unit.members.row(unit.members.current(request.absorbed_id))
    kept = unit.members.row(unit.members.current(request.kept_id))
    if absorbed is None or kept is None:
        return MergeRefused(problem=MergeProblem.UNKNOWN_MEMBER)
    if absorbed.member_id == kept.member_id:
        return MergeRefused(problem=MergeProblem.SAME_MEMBER)
    refused = not_approved(unit, request.approval, now)
    if refused is not None or request.approval is None:
        return MergeRefused(problem=MergeProblem.NOT_APPROVED, approval=refused)
    heading = heading_of(
        unit,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=request.approval.staff_id,
        reason=REASON,
    )
    if unit.identity().server_url is None:
        return _merge(unit, heading, absorbed, kept, now)
    return _ask(unit, heading, absorbed, kept)


def _ask(unit: Unit, heading: Heading, absorbed: MemberRow, kept: MemberRow) -> MergeAsked:
    fact = MergeRequested(heading=heading, absorbed_id=absorbed.member_id, kept_id=kept.member_id)
    unit.journal.append(fact, member_id=kept.member_id, revision=unit.catalogue.programme().revision)
    return MergeAsked(absorbed_id=fact.absorbed_id, kept_id=fact.kept_id)


def _merge(unit: Unit, heading: Heading, absorbed: MemberRow, kept: MemberRow, now: int) -> MergeDone:
    programme = unit.catalogue.programme()
    second = _second_welcome(unit, absorbed, kept)
    changes = merged_changes(programme, _person(unit, absorbed), _person(unit, kept), heading.business_day)
    fact = MembersMerged(
        heading=heading,
        absorbed_id=absorbed.member_id,
        kept_id=kept.member_id,
        bookings=_bookings(unit, absorbed, kept, second, now),
        changes=(*second.vouchers, *changes),
    )
    unit.journal.append(fact, member_id=kept.member_id, revision=programme.revision)
    return _done(unit, fact, now)


def _person(unit: Unit, row: MemberRow) -> Person:
    return Person(
        member_id=row.member_id,
        tier_id=row.tier_id,
        tier_since=row.tier_since,
        household=row.household_id,
        days=row.days,
        absorbed=unit.members.absorbed_by(row.member_id),
    )


def _bookings(
    unit: Unit, absorbed: MemberRow, kept: MemberRow, second: SecondWelcome, now: int
) -> tuple[Booking, ...]:
    """Every book that the absorbed one has, after his second welcome was taken back."""
    bookings: list[Booking] = []
    for book in absorbed.books:
        theirs = unit.members.holding(absorbed.member_id, now, book)
        taken = second.taken_from(theirs, book, now)
        pair = merged_books(
            (absorbed.member_id, moved(theirs, taken)),
            (kept.member_id, unit.members.holding(kept.member_id, now, book)),
            book,
            now,
        )
        bookings += by_book((*booked(absorbed.member_id, book, taken), *pair))
    return tuple(bookings)


def _second_welcome(unit: Unit, absorbed: MemberRow, kept: MemberRow) -> SecondWelcome:
    """What the absorbed one was given when he enrolled, if the kept one was given something, too."""
    people = (kept.member_id, *unit.members.absorbed_by(kept.member_id))
    first = any(enrolled.bookings or enrolled.changes for enrolled in _enrolments(unit, people))
    second = next(iter(_enrolments(unit, (absorbed.member_id,))), None)
    if not first or second is None or second.heading is None:
        return SecondWelcome()
    lots = tuple(
        (booking.book, lot, unit.members.lapsed(absorbed.member_id, lot.lot_id))
        for booking in second.bookings
        for lot in booking.movement.opened
    )
    vouchers = tuple(
        VoucherRevoked(member_id=voucher.member_id, code=voucher.code)
        for voucher in unit.benefits.issued_by(second.heading.document_id)
        if not voucher.revoked and voucher.uses_left
    )
    return SecondWelcome(lots=lots, vouchers=vouchers)


def _enrolments(unit: Unit, people: tuple[bytes, ...]) -> Iterator[MemberEnrolled]:
    for member_id in people:
        enrolled = unit.documents.enrolment_of(member_id)
        if enrolled is not None:
            yield enrolled


def _done(unit: Unit, fact: MembersMerged, now: int) -> MergeDone:
    view = unit.members.view(fact.kept_id, now)
    if view is None:
        raise LookupError("a member who was kept is not there")
    return MergeDone(member=view)
