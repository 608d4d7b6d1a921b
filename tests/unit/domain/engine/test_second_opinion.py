"""The engine agrees with the slow calculator on some hundred random cases that are always the same."""

import pytest

from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from tests.support.fixed_cases import BATCH, CASES, batch
from tests.support.slow_calculator import differences, plain_answer


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_both_calculators_agree(first: int) -> None:
    for programme, inputs, expected in batch(first):
        found = differences(plain_answer(quote(prepare(programme), inputs)), expected)
        assert not found, f"{found}\n{programme}\n{inputs}"
