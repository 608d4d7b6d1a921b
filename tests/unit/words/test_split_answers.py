"""Every reason why a bill isn't split has a sentence."""

import pytest

from app.domain.splitting import SplitRefusal, SplitRefused
from app.services.split_bill import SplitNotDone, SplitProblem
from app.words.split_answers import split_sentence
from app.words.translate import Language, Words

WORDS = Words(Language.ENGLISH)


@pytest.mark.parametrize("problem", list(SplitProblem))
def test_a_problem_of_the_bill(problem: SplitProblem) -> None:
    assert split_sentence(WORDS, SplitNotDone(problem=problem)).endswith(".")


@pytest.mark.parametrize("reason", list(SplitRefusal))
def test_a_problem_of_a_line(reason: SplitRefusal) -> None:
    refused = SplitRefused(reason=reason, line=1, left=2_000)
    sentence = split_sentence(WORDS, SplitNotDone(problem=SplitProblem.SPLIT, refused=refused))
    assert sentence.endswith(".")
    assert ("2" in sentence) is (reason is SplitRefusal.MORE_THAN_LEFT)
