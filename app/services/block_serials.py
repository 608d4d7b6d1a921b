"""Blocks serials of a batch for good, and says which of them nobody accounts for."""

from app.domain.batches import block, missing
from app.domain.serials import Serials, serial_range
from app.protocol.facts_batches import BatchBlocked
from app.services.approval import not_approved
from app.services.batch_outcomes import (
    BlockOutcome,
    BlockProblem,
    BlockRequest,
    NotBlocked,
    SerialsAreBlocked,
)
from app.services.headings import heading_of
from app.services.unit import Unit


def block_serials(unit: Unit, request: BlockRequest, now: int) -> BlockOutcome:
    """Nobody gets these cards, and these vouchers pay nothing, with a manager's word. Any till may say so."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, BatchBlocked):
        return _outcome_of(done)
    problem = _problem(unit, request)
    if problem is not None:
        return NotBlocked(problem=problem)
    refused = not_approved(unit, request.approval, now)
    if refused is not None:
        return refused
    heading = heading_of(
        unit,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=request.approval.staff_id if request.approval else b"",
        reason=request.reason.value,
    )
    fact = BatchBlocked(heading=heading, batch_id=request.batch_id, first=request.first, last=request.last)
    unit.journal.append(fact, revision=unit.catalogue.programme().revision)
    return _outcome_of(fact)


def missing_serials(unit: Unit, batch_id: bytes, counted: Serials) -> Serials | None:
    """Serials of a batch that are neither counted in stock, given out, nor blocked; None: no such batch is here."""
    known = unit.batches.by_id(batch_id)
    if known is None:
        return None
    return missing(known.batch, counted, unit.batches.given_out(batch_id), known.blocked)


def _problem(unit: Unit, request: BlockRequest) -> BlockProblem | None:
    known = unit.batches.by_id(request.batch_id)
    if known is None:
        return BlockProblem.UNKNOWN_BATCH
    wanted = serial_range(request.first, request.last)
    if wanted is None:
        return BlockProblem.NO_SERIALS
    blocked = block(known.batch, known.blocked, wanted)
    return None if isinstance(blocked, tuple) else BlockProblem.OUTSIDE


def _outcome_of(fact: BatchBlocked) -> SerialsAreBlocked:
    return SerialsAreBlocked(batch_id=fact.batch_id, first=fact.first, last=fact.last)
