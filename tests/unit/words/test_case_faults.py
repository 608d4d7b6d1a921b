"""What is wrong with a case, its basket or a return is a sentence in both languages."""

import pytest

from app.domain.basket_faults import BasketFault, BasketFaultKind
from app.domain.returns import ReturnRefusal, ReturnRefused
from app.protocol.case_faults import CaseFault, CaseFaultKind
from app.protocol.expectation import Difference
from app.words.case_faults import basket_fault_sentence, case_fault_sentence, difference_sentence
from app.words.return_text import return_refused_sentence
from app.words.translate import Words
from tests.support.named_programme import ENGLISH, LANGUAGES, is_a_sentence

both = pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)


@both
@pytest.mark.parametrize("kind", CaseFaultKind)
def test_every_fault_of_a_case(words: Words, kind: CaseFaultKind) -> None:
    fault = CaseFault(kind=kind, where="basket[0].sku", found="bred", nearest="bread")
    sentence = case_fault_sentence(words, fault)
    assert is_a_sentence(sentence)
    assert sentence.startswith("basket[0].sku: ")
    assert "`bread`" in sentence


@both
@pytest.mark.parametrize("kind", BasketFaultKind)
def test_every_fault_of_a_basket(words: Words, kind: BasketFaultKind) -> None:
    for line in (0, 3):
        sentence = basket_fault_sentence(words, BasketFault(kind=kind, line=line, found="Asia/{zone}"))
        assert is_a_sentence(sentence.replace("Asia/{zone}", "what was found"))


@both
@pytest.mark.parametrize("reason", ReturnRefusal)
def test_every_refusal_of_a_return(words: Words, reason: ReturnRefusal) -> None:
    for line in (0, 3):
        refused = ReturnRefused(reason=reason, line=line, left=1_500, days=2)
        assert is_a_sentence(return_refused_sentence(words, refused))


def test_a_refused_return_tells_what_would_do() -> None:
    more = ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=2, left=1_000)
    late = ReturnRefused(reason=ReturnRefusal.WINDOW_OVER, days=2)
    assert return_refused_sentence(ENGLISH, more) == "Line 2: Only 1 of it can still come back."
    assert return_refused_sentence(ENGLISH, late) == "The time for returns ended 2 days ago."


def test_a_difference_tells_both_sides() -> None:
    def told(difference: Difference) -> str:
        return difference_sentence(ENGLISH, difference)

    assert told(Difference(path="payable", expected="1", found="2")) == "payable: 2 instead of 1."
    assert told(Difference(path="lines[0]", expected="{}")) == "lines[0]: {} is not there."
    assert told(Difference(path="paiable", expected="1", nearest="payable")) == (
        "paiable: there is no such key. Did you mean `payable`?"
    )
