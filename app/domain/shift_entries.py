"""Sales and returns as a shift's report counts them."""

from collections import Counter

from app.domain.basket import QuoteInputs
from app.domain.engine.charges import tax_ids
from app.domain.engine.prepared import Prepared
from app.domain.engine.scene import Scene
from app.domain.frozen_parts import State
from app.domain.paid import paid_of, refund_of
from app.domain.quote import Phase, Quote
from app.domain.returns import Returned, ReturnQuote, state_after
from app.domain.shift import ReturnEntry, SaleEntry, TaxPart


def sale_entry(document_id: bytes, at: int, inputs: QuoteInputs, quote: Quote) -> SaleEntry:
    """A sale as it was settled."""
    by_points = sum(
        part.amount for line in quote.lines for part in line.parts if part.phase is Phase.REDEMPTION
    )
    return SaleEntry(
        document_id=document_id,
        at=at,
        total=quote.total,
        price=quote.price,
        discount=quote.price - quote.net - by_points,
        by_points=by_points,
        added=quote.total - quote.net,
        cash_rounding=quote.cash_rounding,
        paid=paid_of(inputs.tender, quote),
        taxes=tuple(TaxPart(tax_id=one.tax_id, amount=one.amount) for one in quote.taxes),
        points_given=0 if inputs.member is None else quote.earning.points,
        points_redeemed=quote.redemption.points + quote.redemption.reward_points,
    )


def return_entry(
    document_id: bytes,
    at: int,
    prepared: Prepared,
    inputs: QuoteInputs,
    quote: Quote,
    before: Returned,
    returned: ReturnQuote,
    *,
    void: bool,
    deducted: int = 0,
) -> ReturnEntry:
    """A return of a sale. before: what had come back already. deducted: rupiah that the refund is smaller by."""
    return ReturnEntry(
        document_id=document_id,
        at=at,
        void=void,
        total=returned.amount,
        cash_rounding=returned.cash_rounding,
        paid=refund_of(returned, deducted),
        taxes=_taxes_back(prepared, inputs, quote, before, returned),
        points_taken_back=returned.clawback,
        points_restored=returned.points_back,
        deducted=deducted,
    )


def _taxes_back(
    prepared: Prepared, inputs: QuoteInputs, quote: Quote, before: Returned, returned: ReturnQuote
) -> tuple[TaxPart, ...]:
    """By tax: that of the lines, and the service charge's part of its own."""
    *owners, of_service = tax_ids(Scene(inputs), prepared)
    owner_of = {line.number: owner for line, owner in zip(inputs.lines, owners, strict=True)}
    amounts: Counter[str] = Counter()
    for line in returned.lines:
        amounts[owner_of[line.number]] += line.tax
    earlier, later = (state_after(inputs, quote, state) for state in (before, returned.after))
    amounts[of_service] += _service_tax(later) - _service_tax(earlier)
    return tuple(TaxPart(tax_id=tax_id, amount=amount) for tax_id, amount in amounts.items() if amount)


def _service_tax(state: State) -> int:
    """The service charge's tax that has come back in all: in proportion to the charge, half up."""
    service = state.quote.service
    if service is None:
        return 0
    whole = service.amount + service.tax_on_top
    return (2 * service.tax * state.service() + whole) // (2 * whole)
