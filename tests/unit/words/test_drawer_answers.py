"""Every refusal about a drawer has a sentence that says what to do."""

import pytest

from app.domain.shift_rules import CloseRefusal, MoveRefusal
from app.services.drawer_outcomes import ShiftProblem
from app.words.drawer_answers import close_sentence, move_sentence, shift_sentence
from app.words.translate import Language, Words

WORDS = Words(Language.ENGLISH)


@pytest.mark.parametrize("problem", list(ShiftProblem))
def test_why_no_shift_begins(problem: ShiftProblem) -> None:
    assert shift_sentence(WORDS, problem).endswith(".")


@pytest.mark.parametrize("reason", list(MoveRefusal))
def test_why_a_drawer_stays_shut(reason: MoveRefusal) -> None:
    assert move_sentence(WORDS, reason).endswith(".")


@pytest.mark.parametrize("reason", list(CloseRefusal))
def test_why_a_shift_stays_open(reason: CloseRefusal) -> None:
    assert close_sentence(WORDS, reason).endswith(".")
