"""Answers a case: the quote, what is on offer, and what each return of the sale gives back."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, prepare
from app.domain.quote import Quote, settled
from app.domain.returns import NOTHING_YET, LineBack, ReturnQuote, ReturnRefused, return_of
from app.protocol.case_inputs import instant_of, thousandths
from app.protocol.expectation import Difference, differences
from app.protocol.plain import to_plain
from app.protocol.quote_case import QuoteCase
from app.services.offers import Offer, offers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """What `setia quote --json` prints. name: the case's. returns: of each return of the case, in order."""

    name: str | None
    quote: Quote
    offers: tuple[Offer, ...]
    returns: tuple[ReturnQuote | ReturnRefused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCase:
    """A case with what the engine looked at, and its answer."""

    case: QuoteCase
    inputs: QuoteInputs
    answer: CaseAnswer


def answer_case(case: QuoteCase, inputs: QuoteInputs) -> AnsweredCase:
    """Raises InvalidBasket for a basket that makes no sense."""
    prepared = prepare(case.programme)
    quoted = quote(prepared, inputs)
    answer = CaseAnswer(
        name=case.name,
        quote=quoted,
        offers=offers_of(case.programme, quoted),
        returns=tuple(_returns(case, prepared, inputs, quoted)),
    )
    return AnsweredCase(case=case, inputs=inputs, answer=answer)


def _returns(
    case: QuoteCase, prepared: Prepared, inputs: QuoteInputs, quoted: Quote
) -> Iterator[ReturnQuote | ReturnRefused]:
    """One after another; a return that is refused changes nothing for those after it."""
    sold, before = settled(quoted), NOTHING_YET
    for step in case.returns:
        wanted = [LineBack(number=back.line, quantity=thousandths(back.quantity)) for back in step.lines]
        at = None if step.at is None else instant_of(step.at, inputs.zone)
        returned = return_of(prepared, inputs, sold, before, wanted, at)
        if isinstance(returned, ReturnQuote):
            before = returned.after
        yield returned


def unmet(answered: AnsweredCase) -> tuple[Difference, ...]:
    """Where the answer isn't what the case expects."""
    case, answer = answered.case, answered.answer
    plain = to_plain(answer)
    found = list(differences(case.expect or {}, plain["quote"], "quote"))
    for place, step in enumerate(case.returns):
        found += differences(step.expect or {}, plain["returns"][place], f"returns[{place}]")
    return tuple(found)
