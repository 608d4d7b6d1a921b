"""Keeps what a customer answered after a sale, once. It is the member's only where he agreed to that."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.satisfaction import Question
from app.protocol.facts import SaleCommitted
from app.protocol.facts_ratings import SaleRated
from app.services.headings import heading_of, made_before
from app.services.unit import Unit

SURVEY = "survey"
"""The purpose of the consent by which a member lets his answers be kept as his."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """document_id: made when the question is shown, so that one touch is one answer."""

    document_id: bytes
    sale_id: bytes
    question: Question
    answer: int


class RatingProblem(StrEnum):
    """Why nothing was kept."""

    UNKNOWN_SALE = "unknown-sale"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """It is on disk. named: as the member's."""

    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRated:
    """Nothing was kept."""

    problem: RatingProblem


RatingOutcome = Rated | NotRated


def rate_sale(unit: Unit, rating: Rating, now: int) -> RatingOutcome:
    """Writes the answer, once, however often it is asked."""
    done = made_before(unit, rating.document_id, SaleRated)
    if isinstance(done, SaleRated):
        return Rated(named=done.member_id is not None)
    sale = unit.sales.by_id(rating.sale_id)
    if sale is None:
        return NotRated(problem=RatingProblem.UNKNOWN_SALE)
    if rating.answer not in rating.question.scale.answers:
        return NotRated(problem=RatingProblem.NO_ANSWER)
    member_id = _whose(unit, sale)
    guests = sale.inputs.member is None
    fact = SaleRated(
        heading=heading_of(unit, rating.document_id, now, staff_id=b""),
        scale=rating.question.scale,
        answer=rating.answer,
        question=rating.question.text,
        sale_id=sale.sale_id if guests or member_id is not None else None,
        member_id=member_id,
    )
    unit.journal.append(fact, member_id=member_id, revision=sale.inputs.revision)
    return Rated(named=member_id is not None)


def _whose(unit: Unit, sale: SaleCommitted) -> bytes | None:
    """The member, if he agreed when he was enrolled here; what this till doesn't know of he didn't."""
    if sale.inputs.member is None:
        return None
    enrolment = unit.documents.enrolment_of(sale.inputs.member.member_id)
    if enrolment is None or all(consent.purpose != SURVEY for consent in enrolment.consents):
        return None
    return unit.members.current(sale.inputs.member.member_id)
