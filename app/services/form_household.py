"""A manager says which members share points: puts them into one household, or takes them out of theirs."""

from dataclasses import dataclass
from enum import StrEnum

from app.protocol.facts_points import HouseholdFormed
from app.services.approval import Approval, NotApproved, not_approved
from app.services.document_parts import heading_of
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRequest:
    """members: two or more who come together; whoever is in a household already brings the others into it.

    leaving: they leave theirs instead. staff_id: who is at the till.
    """

    document_id: bytes
    members: tuple[bytes, ...]
    staff_id: bytes
    leaving: bool = False
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSet:
    """household_id: the one that they are in now; None: none."""

    document_id: bytes
    household_id: bytes | None


class HouseholdProblem(StrEnum):
    """Why nothing was changed. TWO_HOUSEHOLDS: some have to leave theirs first."""

    UNKNOWN_MEMBER = "unknown-member"
    NOBODY_ELSE = "nobody-else"
    TWO_HOUSEHOLDS = "two-households"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdNotSet:
    """Everybody is where he was."""

    problem: HouseholdProblem


HouseholdOutcome = HouseholdSet | HouseholdNotSet | NotApproved


def form_household(unit: Unit, request: HouseholdRequest, now: int) -> HouseholdOutcome:
    """Changes who shares with whom, once, however often it is asked."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, HouseholdFormed):
        return HouseholdSet(document_id=request.document_id, household_id=done.household_id)
    members = tuple(dict.fromkeys(unit.members.current(one) for one in request.members))
    household_id = _household(unit, members, request, now)
    if isinstance(household_id, HouseholdProblem):
        return HouseholdNotSet(problem=household_id)
    refused = not_approved(unit, request.approval, now)
    if refused is not None:
        return refused
    _write(unit, request, members, household_id, now)
    return HouseholdSet(document_id=request.document_id, household_id=household_id)


def _household(
    unit: Unit, members: tuple[bytes, ...], request: HouseholdRequest, now: int
) -> bytes | HouseholdProblem | None:
    """Which one they will be in."""
    if any(unit.members.view(member_id, now) is None for member_id in members):
        return HouseholdProblem.UNKNOWN_MEMBER
    if len(members) < (1 if request.leaving else 2):
        return HouseholdProblem.NOBODY_ELSE
    if request.leaving:
        return None
    present = {household for one in members if (household := unit.members.household(one)) is not None}
    if len(present) > 1:
        return HouseholdProblem.TWO_HOUSEHOLDS
    return next(iter(present), request.document_id)


def _write(
    unit: Unit,
    request: HouseholdRequest,
    members: tuple[bytes, ...],
    household_id: bytes | None,
    now: int,
) -> None:
    heading = heading_of(
        unit.identity(),
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=b"" if request.approval is None else request.approval.staff_id,
    )
    fact = HouseholdFormed(heading=heading, household_id=household_id, members=members)
    unit.journal.append(fact, member_id=members[0], revision=unit.catalogue.programme().revision)
