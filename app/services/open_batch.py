"""Opens a batch of preprinted cards or vouchers: one small record and an index of its codes in one transaction."""

from datetime import date

from app.domain.batches import SECRET_BYTES, Batch, BatchRefusal, Cards, Overlap, VouchersOf, refusal_of
from app.domain.calendar import business_day, end_of_day
from app.domain.expiring import voucher_expiry
from app.domain.programme.document import Programme
from app.domain.serials import SerialRange, serial_range
from app.protocol.facts_batches import BatchOpened
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, SideCar, seal
from app.services.approval import not_approved
from app.services.batch_outcomes import (
    BatchIsOpen,
    BatchNotOpened,
    BatchProblem,
    BatchSheet,
    NoSheet,
    OpenBatchOutcome,
    OpenBatchRequest,
)
from app.services.batches_port import MADE_WITH
from app.services.headings import heading_of
from app.services.ports import Chance
from app.services.unit import Unit

_PROBLEMS = {
    BatchRefusal.NO_STORE: BatchProblem.NO_STORE,
    BatchRefusal.TOO_LARGE: BatchProblem.TOO_LARGE,
}


def open_batch(unit: Unit, chance: Chance, request: OpenBatchRequest, now: int) -> OpenBatchOutcome:
    """A new batch, with a manager's word. Other tills learn of it from the server."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, BatchOpened):
        return _outcome_of(done)
    programme = unit.catalogue.programme()
    checked = _checked(unit, programme, request, now)
    if isinstance(checked, BatchNotOpened):
        return checked
    refused = not_approved(unit, request.approval, now)
    if refused is not None:
        return refused
    fact = _fact(unit, programme, request, checked, now)
    unit.journal.append(fact, sidecar=_sealed(chance, request.document_id), revision=programme.revision)
    unit.batches.index(request.document_id)
    return _outcome_of(fact)


def batch_sheet(unit: Unit, batch_id: bytes) -> BatchSheet | NoSheet:
    """What a printer's file is made of."""
    known = unit.batches.by_id(batch_id)
    if known is None:
        return NoSheet.UNKNOWN_BATCH
    secret = unit.batches.secret_of(batch_id)
    if secret is None:
        return NoSheet.ERASED
    return BatchSheet(batch=known.batch, secret=secret, blocked=known.blocked)


def _checked(unit: Unit, programme: Programme, request: OpenBatchRequest, now: int) -> Batch | BatchNotOpened:
    """The batch, when it can stand beside those that are known here."""
    found = serial_range(request.first, request.last)
    if found is None:
        return BatchNotOpened(problem=BatchProblem.NO_SERIALS)
    if request.kind_id and request.kind_id not in {kind.id for kind in programme.vouchers}:
        return BatchNotOpened(problem=BatchProblem.UNKNOWN_KIND)
    if request.last_day is not None and request.last_day < _today(unit, now):
        return BatchNotOpened(problem=BatchProblem.PAST)
    batch = Batch(
        batch_id=request.document_id,
        of=VouchersOf(kind_id=request.kind_id) if request.kind_id else Cards(),
        store=request.store or unit.identity().store.code,
        serials=found,
    )
    refusal = refusal_of(batch, (known.batch for known in unit.batches.all()))
    if isinstance(refusal, Overlap):
        return BatchNotOpened(problem=BatchProblem.OVERLAP, overlap=refusal)
    return batch if refusal is None else BatchNotOpened(problem=_PROBLEMS[refusal])


def _today(unit: Unit, now: int) -> date:
    store = unit.identity().store
    return business_day(now, store.zone, store.cut_over_hour)


def _fact(unit: Unit, programme: Programme, request: OpenBatchRequest, batch: Batch, now: int) -> BatchOpened:
    approver_id = request.approval.staff_id if request.approval else b""
    heading = heading_of(unit, request.document_id, now, staff_id=request.staff_id, approver_id=approver_id)
    return BatchOpened(
        heading=heading,
        kind_id=request.kind_id,
        store=batch.store,
        first=batch.serials.first,
        last=batch.serials.last,
        expires_at=_expiry(programme, request, now),
    )


def _expiry(programme: Programme, request: OpenBatchRequest, now: int) -> int | None:
    """Cards have no end."""
    if not request.kind_id:
        return None
    if request.last_day is not None:
        return end_of_day(request.last_day, programme.zone)
    kind = next(kind for kind in programme.vouchers if kind.id == request.kind_id)
    return voucher_expiry(kind.valid_days, now, programme.zone)


def _sealed(chance: Chance, batch_id: bytes) -> SideCar:
    """The batch's secret, under a key of its own: who erases that key can't make its codes again."""
    secret = {MADE_WITH: chance.random_bytes(SECRET_BYTES)}
    return seal(batch_id, chance.random_bytes(KEY_BYTES), chance.random_bytes(NONCE_BYTES), secret)


def _outcome_of(fact: BatchOpened) -> BatchIsOpen:
    batch = Batch(
        batch_id=fact.heading.document_id,
        of=VouchersOf(kind_id=fact.kind_id) if fact.kind_id else Cards(),
        store=fact.store,
        serials=SerialRange(first=fact.first, last=fact.last),
    )
    return BatchIsOpen(batch=batch, expires_at=fact.expires_at)
