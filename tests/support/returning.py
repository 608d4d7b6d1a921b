"""A sale and its returns, for tests that say what comes back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.basket import UNIT, Item, PaymentMethod, QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, prepare
from app.domain.programme.document import Programme
from app.domain.quote import Quote, settled
from app.domain.returns import NOTHING_YET, LineBack, Returned, ReturnQuote, ReturnRefused, return_of, void_of
from tests.support.worked_example import BASIC, EXAMPLE_INPUTS, EXAMPLE_PROGRAMME, inputs, item, lines


@dataclass(frozen=True)
class Sale:
    """What a sale froze."""

    prepared: Prepared
    inputs: QuoteInputs
    quote: Quote

    def back(self, *pieces: tuple[int, int], before: Returned = NOTHING_YET) -> ReturnQuote:
        """The return of (line number, pieces)."""
        returned = self.asked(
            [LineBack(number=number, quantity=count * UNIT) for number, count in pieces], before
        )
        assert isinstance(returned, ReturnQuote), returned
        return returned

    def asked(
        self, wanted: Iterable[LineBack], before: Returned = NOTHING_YET, at: int | None = None
    ) -> ReturnQuote | ReturnRefused:
        return return_of(self.prepared, self.inputs, self.quote, before, wanted, at)

    def void(self, before: Returned = NOTHING_YET) -> ReturnQuote:
        returned = void_of(self.prepared, self.inputs, self.quote, before)
        assert isinstance(returned, ReturnQuote), returned
        return returned


def sale_of(rules: Programme, inputs: QuoteInputs) -> Sale:
    """A sale of a basket at a programme, as it was settled."""
    prepared = prepare(rules)
    return Sale(prepared=prepared, inputs=inputs, quote=settled(quote(prepared, inputs)))


DAY = 86_400_000
EXAMPLE = sale_of(EXAMPLE_PROGRAMME, EXAMPLE_INPUTS)
THING = item("thing", "things", 20_000)


def plain_sale(rules: Programme, *wanted: tuple[Item, int], **changes: object) -> Sale:
    """A sale to a member without a tier's benefits, paid by QRIS unless `changes` of the inputs say otherwise."""
    basket = inputs(lines(*wanted), BASIC, tender=TenderKind.QRIS)
    return sale_of(rules, replace(basket, **changes))  # type: ignore[arg-type]  # names and values of QuoteInputs


def paid_back(*returns: ReturnQuote) -> Counter[PaymentMethod]:
    sums: Counter[PaymentMethod] = Counter()
    for each in returns:
        sums.update({part.method: part.amount for part in each.money})
    return sums
