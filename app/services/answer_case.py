"""Answers a case: the quote, what is on offer, and what each return of the sale gives back."""

from dataclasses import dataclass

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.quote import Quote
from app.protocol.expectation import Difference, differences
from app.protocol.plain import to_plain
from app.protocol.quote_case import QuoteCase
from app.services.offers import Offer, offers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """What `setia quote --json` prints. name: the case's."""

    name: str | None
    quote: Quote
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredCase:
    """A case with what the engine looked at, and its answer."""

    case: QuoteCase
    inputs: QuoteInputs
    answer: CaseAnswer


def answer_case(case: QuoteCase, inputs: QuoteInputs) -> AnsweredCase:
    """Raises InvalidBasket for a basket that makes no sense."""
    quoted = quote(prepare(case.programme), inputs)
    answer = CaseAnswer(name=case.name, quote=quoted, offers=offers_of(case.programme, quoted))
    return AnsweredCase(case=case, inputs=inputs, answer=answer)


def unmet(answered: AnsweredCase) -> tuple[Difference, ...]:
    """Where the answer isn't what the case expects."""
    expected = answered.case.expect or {}
    return tuple(differences(expected, to_plain(answered.answer.quote), "quote"))
