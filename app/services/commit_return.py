"""Commits a return or a void: everything it means, in one transaction, exactly once."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.holding import NO_MOVEMENT
from app.domain.programme.document import Programme
from app.domain.refunding import less
from app.domain.returns import RefundPart
from app.protocol.facts import SaleCommitted, SaleReturned, Store
from app.services.approval import not_approved
from app.services.ports import Chance
from app.services.preview_return import PlannedReturn, Wanted, plan_return
from app.services.receipt import Receipt
from app.services.return_outcomes import (
    BAD_WORD,
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
_PROBLEM = {fault: problem for problem, fault in BAD_WORD.items()}


def commit_return(
    unit: Unit, chance: Chance, write_receipt: WriteReturnReceipt, request: ReturnRequest, now: int
) -> ReturnOutcome:
    """Works the return out again, checks who may allow it, and writes document, postings, receipt and print job.

    A request that was committed before gives the same answer again and writes nothing.
    """
    done = unit.returns.by_id(request.return_id)
    if done is not None:
        return outcome_of(done)
    wanted = Wanted(
        sale_id=request.sale_id,
        lines=None if request.void else request.wanted,
        deduct_debt=request.deduct_debt,
    )
    planned = plan_return(unit, chance, wanted, now, request.return_id)
    if isinstance(planned, ReturnNotPossible):
        return planned
    if planned.preview.refund != request.expected:
        return ReturnNotPossible(problem=ReturnProblem.REFUND_CHANGED, preview=planned.preview)
    refusal = return_refusal(unit, planned, request, now)
    if refusal is not None:
        return refusal
    fact = return_fact(unit, planned, request, now)
    _write(unit, chance, write_receipt, planned, fact)
    return outcome_of(fact)


def return_refusal(
    unit: Unit, planned: PlannedReturn, request: ReturnRequest, now: int
) -> ReturnNotPossible | None:
    """Why nobody here may do it. The PIN comes last, so that it isn't tried for nothing."""
    offline = planned.preview.offline
    if offline is not None and not offline.fits:
        return ReturnNotPossible(problem=ReturnProblem.OVER_OFFLINE_LIMIT, offline=offline)
    if request.approval is None:
        if offline is not None:
            return ReturnNotPossible(problem=ReturnProblem.NEEDS_SERVER, offline=offline)
        alone = not (request.void or request.deduct_debt)
        return None if alone else ReturnNotPossible(problem=ReturnProblem.NEEDS_MANAGER)
    refused = not_approved(unit, request.approval, now)
    if refused is None:
        return None
    return ReturnNotPossible(problem=_PROBLEM[refused.fault], pin=refused.pin)


def return_fact(unit: Unit, planned: PlannedReturn, request: ReturnRequest, now: int) -> SaleReturned:
    """The document of a planned return; nothing is written."""
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
        bookings=planned.gifts.bookings,
        changes=planned.gifts.changes,
        deducted=preview.deducted,
        shift_id=unit.shifts.open_id(),
    )


def _write(
    unit: Unit,
    chance: Chance,
    write_receipt: WriteReturnReceipt,
    planned: PlannedReturn,
    fact: SaleReturned,
) -> None:
    unit.journal.append(fact, member_id=fact.member_id, revision=planned.sale.inputs.revision)
    unit.spool.queue(
        job_id=chance.new_id(fact.committed_at),
        document_id=fact.return_id,
        subject_id=fact.member_id,
        receipt=write_receipt(return_receipt_facts(unit, planned, fact)),
        copy=0,
        at=fact.committed_at,
    )


def return_receipt_facts(unit: Unit, planned: PlannedReturn, fact: SaleReturned) -> ReturnReceiptFacts:
    """What the receipt of a return that was just written is made of."""
    return ReturnReceiptFacts(
        returned=fact,
        sale=planned.sale,
        programme=planned.rules.programme,
        store=unit.identity().store,
        cashier_name=_name(unit, fact.cashier_id),
        approver_name=_name(unit, fact.approver_id),
        balance_before=planned.preview.balance_before,
        offline=unit.journal.waiting() > 1,
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
        refund=returned.refund - fact.deducted,
        money=tuple(
            RefundPart(method=method, amount=amount)
            for method, amount in less(((part.method, part.amount) for part in returned.money), fact.deducted)
        ),
        deducted=fact.deducted,
        points_back=returned.points_back,
        clawback=returned.clawback,
        balance=fact.balance_after,
        debt=fact.debt_after,
        everything=returned.everything,
    )
