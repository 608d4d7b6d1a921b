"""Takes things back without a receipt: at the lowest price of the last 30 days, in cash, with a manager's word.

Of the last 30 days this till knows what it sold a thing for itself, and of today what it is listed for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import UNIT, ItemKind
from app.domain.blind_return import DAYS, SoldFor, blind_refund
from app.domain.calendar import add_days
from app.domain.refunding import rounded
from app.protocol.facts import Store
from app.protocol.facts_blind import BlindLine, GoodsReturnedBlind
from app.services.approval import ApprovalFault, not_approved
from app.services.blind_outcomes import (
    BlindDone,
    BlindOutcome,
    BlindPreview,
    BlindProblem,
    BlindRefused,
    BlindRequest,
    BlindWanted,
)
from app.services.document_parts import day_of, heading_of
from app.services.drawer_paper import name_of
from app.services.ports import Chance
from app.services.receipt import Receipt
from app.services.unit import Unit

KIND = "goods.returned-blind"
_NOT_ALLOWED = {
    ApprovalFault.NEEDS_MANAGER: BlindProblem.NEEDS_MANAGER,
    ApprovalFault.NOT_APPROVED: BlindProblem.NOT_APPROVED,
    ApprovalFault.NOT_A_MANAGER: BlindProblem.NOT_A_MANAGER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindReceiptFacts:
    """What its receipt is written from."""

    fact: GoodsReturnedBlind
    store: Store
    cashier_name: str
    approver_name: str


WriteBlindReceipt = Callable[[BlindReceiptFacts], Receipt]


def preview_blind(unit: Unit, wanted: Iterable[BlindWanted], now: int) -> BlindPreview | BlindRefused:
    """What it would give back. Reads only: this till's sales of 30 days, and the catalogue."""
    today = date.fromisoformat(day_of(unit.identity(), now))
    lines = []
    for each in wanted:
        line = _line(unit, each, today)
        if isinstance(line, BlindProblem):
            return BlindRefused(problem=line, sku=each.item.sku)
        lines.append(line)
    if not lines:
        return BlindRefused(problem=BlindProblem.NOTHING_WANTED)
    amount = sum(line.amount for line in lines)
    refund = rounded(unit.catalogue.programme().cash, amount)
    return BlindPreview(lines=tuple(lines), cash_rounding=refund - amount, refund=refund)


def _line(unit: Unit, wanted: BlindWanted, today: date) -> BlindLine | BlindProblem:
    item, quantity = wanted.item, wanted.quantity
    if item.kind is not ItemKind.GOODS:
        return BlindProblem.NOT_GOODS
    if quantity <= 0 or (quantity % UNIT and not item.weighed):
        return BlindProblem.QUANTITY
    sold = _sold_for(unit, item.sku, today)
    price, amount = blind_refund(sold, UNIT, today), blind_refund(sold, quantity, today)
    if price is None or amount is None:
        return BlindProblem.NOT_SOLD
    if amount == 0:
        return BlindProblem.WORTHLESS
    return BlindLine(item=item, quantity=quantity, price=price, amount=amount)


def _sold_for(unit: Unit, sku: str, today: date) -> tuple[SoldFor, ...]:
    """What it was sold for, and what anybody may buy it for now; nothing when it wasn't sold."""
    sold = unit.sales.sold_for(sku, add_days(today, 1 - DAYS).isoformat())
    listed = unit.catalogue.item_by_sku(sku)
    return (*sold, SoldFor(day=today, price=listed.price)) if sold and listed is not None else sold


def return_blind(
    unit: Unit, chance: Chance, write_receipt: WriteBlindReceipt, request: BlindRequest, now: int
) -> BlindOutcome:
    """Writes document, receipt and print job. One that was made before gives the same answer and writes nothing."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, GoodsReturnedBlind):
        return _outcome(done)
    preview = preview_blind(unit, request.wanted, now)
    if isinstance(preview, BlindRefused):
        return preview
    if preview.refund != request.expected:
        return BlindRefused(problem=BlindProblem.REFUND_CHANGED, preview=preview)
    refused = not_approved(unit, request.approval, now)  # the PIN comes last
    if refused is not None:
        return BlindRefused(problem=_NOT_ALLOWED[refused.fault], pin=refused.pin)
    fact = _fact(unit, request, preview, now)
    unit.journal.append(fact)
    _print(unit, chance, write_receipt, fact)
    return _outcome(fact)


def _fact(unit: Unit, request: BlindRequest, preview: BlindPreview, now: int) -> GoodsReturnedBlind:
    identity = unit.identity()
    heading = heading_of(
        identity,
        request.document_id,
        now,
        staff_id=request.cashier_id,
        approver_id=b"" if request.approval is None else request.approval.staff_id,
        reason=request.reason.value,
    )
    count = unit.documents.count_on(KIND, heading.business_day) + 1
    number = f"{identity.terminal_name}-{heading.business_day[2:].replace('-', '')}-B{count:04d}"
    return GoodsReturnedBlind(
        heading=replace(heading, number=number),
        lines=preview.lines,
        cash_rounding=preview.cash_rounding,
        refund=preview.refund,
        shift_id=unit.shifts.open_id(),
    )


def _print(unit: Unit, chance: Chance, write_receipt: WriteBlindReceipt, fact: GoodsReturnedBlind) -> None:
    heading = fact.heading
    facts = BlindReceiptFacts(
        fact=fact,
        store=unit.identity().store,
        cashier_name=name_of(unit, heading.staff_id),
        approver_name=name_of(unit, heading.approver_id),
    )
    unit.spool.queue(
        job_id=chance.new_id(heading.committed_at),
        document_id=heading.document_id,
        subject_id=None,
        receipt=write_receipt(facts),
        copy=0,
        at=heading.committed_at,
    )


def _outcome(fact: GoodsReturnedBlind) -> BlindDone:
    return BlindDone(document_id=fact.heading.document_id, number=fact.heading.number, refund=fact.refund)
