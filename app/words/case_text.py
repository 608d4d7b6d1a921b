"""The answer to a case as text for people."""

from collections.abc import Iterator

from app.services.answer_case import AnsweredCase
from app.words.page import paragraph
from app.words.quote_text import quote_text
from app.words.return_text import return_text
from app.words.translate import Words


def case_text(words: Words, answered: AnsweredCase) -> Iterator[str]:
    """Line by line: the case, its quote, and each return."""
    case, answer = answered.case, answered.answer
    for text in filter(None, (case.name, case.description)):
        yield from paragraph(text)
    if case.name or case.description:
        yield ""
    yield from quote_text(words, case.programme, answered.inputs, answer.quote, answer.offers)
    for number, (step, returned) in enumerate(zip(case.returns, answer.returns, strict=True), start=1):
        yield ""
        heading = words.gettext("Return {number}", number=number)
        yield from paragraph(f"{heading}: {step.name}" if step.name else heading)
        yield from return_text(words, case.programme, answered.inputs, returned)
