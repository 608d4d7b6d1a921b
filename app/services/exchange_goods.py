"""Exchanges things: a return and the sale that it pays, in one transaction and one record, exactly once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.basket import TenderKind
from app.domain.basket_faults import InvalidBasket
from app.domain.refunding import less
from app.domain.returns import RefundPart
from app.protocol.facts import GoodsExchanged, SaleCommitted, SaleReturned
from app.services.basket_over import is_over
from app.services.commit_return import (
    ReturnReceiptFacts,
    return_fact,
    return_receipt_facts,
    return_refusal,
)
from app.services.commit_return import outcome_of as return_done
from app.services.commit_sale import Payment, ReadySale, ReceiptFacts, WriteMore, ready_sale, receipt_facts
from app.services.commit_sale import outcome_of as sale_done
from app.services.document_parts import heading_of
from app.services.exchange_money import Settled, settle
from app.services.exchange_outcomes import (
    ExchangeDone,
    ExchangeOutcome,
    ExchangePreview,
    ExchangeProblem,
    ExchangeRefused,
    ExchangeRequest,
)
from app.services.outcomes import PriceChanged, SaleRefusal, SaleRefused
from app.services.ports import Chance
from app.services.preview_return import PlannedReturn, Wanted, plan_return
from app.services.queue_receipt import queue_more
from app.services.quote_again import of_today
from app.services.receipt import Receipt
from app.services.return_outcomes import ReturnNotPossible, ReturnProblem
from app.services.unit import Unit
from app.services.whose_shift import shift_refusal, without_word


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeReceiptFacts:
    """What an exchange's receipt is written from."""

    back: ReturnReceiptFacts
    sale: ReceiptFacts
    fact: GoodsExchanged


WriteExchangeReceipt = Callable[[ExchangeReceiptFacts], Receipt]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Both documents, checked, and how the money goes."""

    planned: PlannedReturn
    returned: SaleReturned
    settled: Settled
    sale: ReadySale | SaleRefused | PriceChanged

    @property
    def preview(self) -> ExchangePreview:
        """What the screen shows."""
        return ExchangePreview(
            returned=self.planned.preview,
            quoted=self.settled.quoted,
            to_pay=self.settled.to_pay,
            back=self.settled.back,
        )


def preview_exchange(
    unit: Unit, chance: Chance, request: ExchangeRequest, now: int
) -> ExchangePreview | ExchangeRefused:
    """What an exchange would come to. It needs a transaction that writes, and leaves nothing in it."""
    ready = _ready(unit, chance, request, now)
    return ready if isinstance(ready, ExchangeRefused) else ready.preview


def exchange_goods(
    unit: Unit,
    chance: Chance,
    write_receipt: WriteExchangeReceipt,
    request: ExchangeRequest,
    now: int,
    *,
    needs_shift: bool = False,
    own_shift: bool = False,
    write_more: WriteMore = lambda _facts: (),
) -> ExchangeOutcome:
    """Works both out, the sale with what its member has after the return, checks them, and writes them together.

    An exchange that was made before gives the same answer again and writes nothing. write_more: what is printed of the
    sale besides.
    """
    done = unit.documents.by_id(request.exchange_id)
    if isinstance(done, GoodsExchanged):
        return _outcome(done)
    shift = shift_refusal(unit, request.back.cashier_id, needed=needs_shift, own=own_shift)
    if shift is SaleRefusal.NO_SHIFT:
        return ExchangeRefused(problem=ExchangeProblem.SALE, sale=SaleRefused(reason=shift))
    ready = _ready(unit, chance, request, now)
    if isinstance(ready, ExchangeRefused):
        return ready
    if ready.preview.difference != request.expected:
        return ExchangeRefused(problem=ExchangeProblem.CHANGED, preview=ready.preview)
    if not isinstance(ready.sale, ReadySale):
        return ExchangeRefused(problem=ExchangeProblem.SALE, sale=ready.sale)
    unpaid = _unpaid(ready.settled, request)
    if unpaid is not None:
        return ExchangeRefused(problem=unpaid)
    refusal = return_refusal(unit, ready.planned, request.back, now)  # the PIN comes last
    if refusal is not None:
        return ExchangeRefused(problem=ExchangeProblem.RETURN, returned=refusal)
    refused = without_word(unit, shift, request.back.approval, now)  # one word for both
    if refused is not None:
        return ExchangeRefused(problem=ExchangeProblem.SALE, sale=refused)
    fact = _fact(unit, request, ready.returned, ready.sale.sale, ready.settled, now)
    _write(unit, chance, write_receipt, write_more, ready.planned, ready.sale, fact)
    return _outcome(fact)


def _ready(unit: Unit, chance: Chance, request: ExchangeRequest, now: int) -> _Ready | ExchangeRefused:
    wrong = _wrong(unit, request)
    if wrong is not None:
        return ExchangeRefused(problem=wrong)
    back = request.back
    wanted = Wanted(sale_id=back.sale_id, lines=back.wanted, deduct_debt=back.deduct_debt)
    planned = plan_return(unit, chance, wanted, now, back.return_id)
    if isinstance(planned, ReturnNotPossible):
        return ExchangeRefused(problem=ExchangeProblem.RETURN, returned=planned)
    if planned.preview.refund != back.expected:
        changed = ReturnNotPossible(problem=ReturnProblem.REFUND_CHANGED, preview=planned.preview)
        return ExchangeRefused(problem=ExchangeProblem.RETURN, returned=changed)
    returned = return_fact(unit, planned, back, now)
    try:
        with unit.trying():
            unit.journal.append(returned, member_id=returned.member_id)
            settled = settle(unit, of_today(unit, request.basket, now), _money(returned), request.by, now)
            sale = _sale(unit, chance, request, settled, now)
    except InvalidBasket:
        refused = SaleRefused(reason=SaleRefusal.INVALID_BASKET)
        return ExchangeRefused(problem=ExchangeProblem.SALE, sale=refused)
    return _Ready(planned=planned, returned=returned, settled=settled, sale=sale)


def _wrong(unit: Unit, request: ExchangeRequest) -> ExchangeProblem | None:
    """What is wrong with the request itself."""
    if request.back.void:
        return ExchangeProblem.VOID
    if is_over(unit, request.basket.sale_id):
        return ExchangeProblem.SOLD
    if request.basket.tenders or unit.baskets.tenders(request.basket.sale_id):
        return ExchangeProblem.PAID
    return None


def _money(returned: SaleReturned) -> tuple[RefundPart, ...]:
    """What the return alone would give back."""
    parts = ((part.method, part.amount) for part in returned.returned.money)
    return tuple(
        RefundPart(method=method, amount=amount) for method, amount in less(parts, returned.deducted)
    )


def _sale(
    unit: Unit, chance: Chance, request: ExchangeRequest, settled: Settled, now: int
) -> ReadySale | SaleRefused | PriceChanged:
    """The sale, whose tender the refund has paid in part or in all."""
    payable = settled.quoted.quote.payable
    handed = request.received if settled.last is TenderKind.CASH and request.by is TenderKind.CASH else 0
    payment = Payment(
        kind=settled.last,
        received=max(payable, settled.credit + handed),
        expected=payable,
        cashier_id=request.back.cashier_id,
    )
    return ready_sale(unit, chance, settled.quoted.basket, payment, now)


def _unpaid(settled: Settled, request: ExchangeRequest) -> ExchangeProblem | None:
    """Whether what was handed over pays the difference; only cash gives change."""
    if not settled.fits:
        return ExchangeProblem.OTHER_WAY
    if request.received < settled.to_pay:
        return ExchangeProblem.SHORT
    change = request.by is TenderKind.CASH and settled.to_pay > 0
    return ExchangeProblem.OVERPAID if request.received > settled.to_pay and not change else None


def _fact(
    unit: Unit,
    request: ExchangeRequest,
    returned: SaleReturned,
    sale: SaleCommitted,
    settled: Settled,
    now: int,
) -> GoodsExchanged:
    heading = heading_of(
        unit.identity(),
        request.exchange_id,
        now,
        staff_id=returned.cashier_id,
        approver_id=returned.approver_id,
        reason=returned.reason,
    )
    return GoodsExchanged(
        heading=replace(heading, number=sale.receipt_number),
        returned=returned,
        sale=sale,
        to_pay=settled.to_pay,
        by=request.by,
        back=settled.back,
    )


def _write(
    unit: Unit,
    chance: Chance,
    write_receipt: WriteExchangeReceipt,
    write_more: WriteMore,
    planned: PlannedReturn,
    ready: ReadySale,
    fact: GoodsExchanged,
) -> None:
    member = fact.sale.inputs.member
    member_id = fact.returned.member_id if member is None else member.member_id
    unit.journal.append(fact, member_id=member_id, revision=fact.sale.inputs.revision)
    sold = receipt_facts(unit, ready)
    back = return_receipt_facts(unit, planned, fact.returned)
    receipt = write_receipt(ExchangeReceiptFacts(back=back, sale=sold, fact=fact))
    unit.spool.queue(
        job_id=chance.new_id(fact.heading.committed_at),
        document_id=fact.sale.sale_id,
        subject_id=member_id,
        receipt=receipt,
        copy=0,
        at=fact.heading.committed_at,
    )
    queue_more(unit, chance, fact.sale, write_more(sold))
    unit.baskets.discard(fact.sale.sale_id)


def _outcome(fact: GoodsExchanged) -> ExchangeDone:
    """What the screen shows of a committed exchange."""
    return ExchangeDone(
        exchange_id=fact.heading.document_id,
        returned=return_done(fact.returned),
        sale=sale_done(fact.sale),
        to_pay=fact.to_pay,
        back=fact.back,
        change=fact.sale.tender.change,
    )
