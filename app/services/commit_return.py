"""Commits a return or a void: everything it means, in one transaction, exactly once."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.holding import NO_MOVEMENT
from app.domain.ledger import DEBT_LOT, into_member
from app.domain.programme.document import Programme
from app.protocol.facts import SaleCommitted, SaleReturned, Store
from app.protocol.record import SpentRight
from app.services.approval import ApprovalFault, not_approved
from app.services.ports import Chance
from app.services.preview_return import PlannedReturn, plan_return
from app.services.receipt import Receipt
from app.services.return_outcomes import (
    ReturnDone,
    ReturnNotPossible,
    ReturnOutcome,
    ReturnProblem,
    ReturnRequest,
)
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReceiptFacts:
    """What a return's receipt is written from. approver_name: empty when nobody had to approve.

    balance_before: the member's points before the return; None: a guest.
    """

    returned: SaleReturned
    sale: SaleCommitted
    programme: Programme
    store: Store
    cashier_name: str
    approver_name: str
    balance_before: int | None
    offline: bool


WriteReturnReceipt = Callable[[ReturnReceiptFacts], Receipt]
_NOT_ALLOWED = {
    ApprovalFault.NEEDS_MANAGER: ReturnProblem.NEEDS_MANAGER,
    ApprovalFault.NOT_APPROVED: ReturnProblem.NOT_APPROVED,
    ApprovalFault.NOT_A_MANAGER: ReturnProblem.NOT_A_MANAGER,
}


def commit_return(
    unit: Unit, chance: Chance, write_receipt: WriteReturnReceipt, request: ReturnRequest, now: int
) -> ReturnOutcome:
    """Works the return out again, checks who may allow it, and writes document, postings, receipt and print job.

    A request that was committed before gives the same answer again and writes nothing.
    """
    done = unit.returns.by_id(request.return_id)
    if done is not None:
        return outcome_of(done)
    lot_ids = (chance.new_id(now), chance.new_id(now))
    planned = plan_return(unit, request.sale_id, None if request.void else request.wanted, now, lot_ids)
    if isinstance(planned, ReturnNotPossible):
        return planned
    if planned.preview.returned.refund != request.expected:
        return ReturnNotPossible(problem=ReturnProblem.REFUND_CHANGED, preview=planned.preview)
    refusal = _refusal(unit, planned, request, now)
    if refusal is not None:
        return refusal
    fact = _fact(unit, planned, request, now)
    _write(unit, chance, write_receipt, planned, fact)
    return outcome_of(fact)


def _refusal(
    unit: Unit, planned: PlannedReturn, request: ReturnRequest, now: int
) -> ReturnNotPossible | None:
    """Why nobody here may do it. The PIN comes last, so that it isn't tried for nothing."""
    offline = planned.preview.offline
    if offline is not None and not offline.fits:
        return ReturnNotPossible(problem=ReturnProblem.OVER_OFFLINE_LIMIT, offline=offline)
    if request.approval is None:
        if offline is not None:
            return ReturnNotPossible(problem=ReturnProblem.NEEDS_SERVER, offline=offline)
        return ReturnNotPossible(problem=ReturnProblem.NEEDS_MANAGER) if request.void else None
    refused = not_approved(unit, request.approval, now)
    if refused is None:
        return None
    return ReturnNotPossible(problem=_NOT_ALLOWED[refused.fault], pin=refused.pin)


def _fact(unit: Unit, planned: PlannedReturn, request: ReturnRequest, now: int) -> SaleReturned:
    identity, sale, preview = unit.identity(), planned.sale, planned.preview
    movement = planned.movement or NO_MOVEMENT
    member = sale.inputs.member
    count = unit.returns.count_on(planned.business_day) + 1
    day = planned.business_day[2:].replace("-", "")
    return SaleReturned(
        return_id=request.return_id,
        sale_id=sale.sale_id,
        member_id=None if member is None else member.member_id,
        receipt_number=f"{identity.terminal_name}-{day}-R{count:04d}",
        store_id=identity.store.store_id,
        cashier_id=request.cashier_id,
        approver_id=b"" if request.approval is None else request.approval.staff_id,
        business_day=planned.business_day,
        sale_day=sale.business_day,
        committed_at=now,
        reason=request.reason.value,
        void=request.void,
        without_server=preview.offline is not None,
        wanted=preview.left if request.void else request.wanted,
        before=planned.so_far.after,
        returned=preview.returned,
        postings=movement.postings,
        opened=movement.opened,
        balance_after=preview.balance_after,
        debt_after=preview.debt_after,
    )


def _write(
    unit: Unit,
    chance: Chance,
    write_receipt: WriteReturnReceipt,
    planned: PlannedReturn,
    fact: SaleReturned,
) -> None:
    unit.journal.append(
        fact,
        member_id=fact.member_id,
        revision=planned.sale.inputs.revision,
        rights=_rights(fact, unit.identity().terminal_id),
    )
    receipt = write_receipt(
        ReturnReceiptFacts(
            returned=fact,
            sale=planned.sale,
            programme=planned.rules.programme,
            store=unit.identity().store,
            cashier_name=_name(unit, fact.cashier_id),
            approver_name=_name(unit, fact.approver_id),
            balance_before=planned.preview.balance_before,
            offline=unit.journal.waiting() > 1,
        )
    )
    unit.spool.queue(
        job_id=chance.new_id(fact.committed_at),
        document_id=fact.return_id,
        subject_id=fact.member_id,
        receipt=receipt,
        copy=0,
        at=fact.committed_at,
    )


def _rights(fact: SaleReturned, holder_id: bytes) -> tuple[SpentRight, ...]:
    """The slices that the clawback used up."""
    return tuple(
        SpentRight(
            asset=posting.asset.value, lot_id=posting.lot_id, holder_id=holder_id, amount=posting.amount
        )
        for posting in fact.postings
        if into_member(posting) < 0 and posting.lot_id != DEBT_LOT
    )


def _name(unit: Unit, staff_id: bytes) -> str:
    who = unit.staff.by_id(staff_id)
    return "" if who is None else who.name


def outcome_of(fact: SaleReturned) -> ReturnDone:
    """What the screen shows of a committed return."""
    returned = fact.returned
    return ReturnDone(
        return_id=fact.return_id,
        sale_id=fact.sale_id,
        receipt_number=fact.receipt_number,
        void=fact.void,
        refund=returned.refund,
        money=returned.money,
        points_back=returned.points_back,
        clawback=returned.clawback,
        balance=fact.balance_after,
        debt=fact.debt_after,
        everything=returned.everything,
    )
