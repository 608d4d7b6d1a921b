"""A sale and its returns, for tests that say what comes back."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.basket import UNIT, QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, prepare
from app.domain.programme.document import Programme
from app.domain.quote import Quote, settled
from app.domain.returns import NOTHING_YET, LineBack, Returned, ReturnQuote, ReturnRefused, return_of, void_of


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
