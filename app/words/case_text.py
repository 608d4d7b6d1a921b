"""The answer to a case as text for people."""

from collections.abc import Iterator

from app.services.answer_case import AnsweredCase
from app.words.page import paragraph
from app.words.quote_text import quote_text
from app.words.translate import Words


def case_text(words: Words, answered: AnsweredCase) -> Iterator[str]:
    """Line by line: the case, and its quote."""
    case, answer = answered.case, answered.answer
    if case.name:
        yield from paragraph(case.name)
    if case.description:
        yield from paragraph(case.description)
    if case.name or case.description:
        yield ""
    yield from quote_text(words, case.programme, answered.inputs, answer.quote, answer.offers)
