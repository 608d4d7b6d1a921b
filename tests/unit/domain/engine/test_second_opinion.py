"""The engine agrees with the slow calculator on some hundred random cases that are always the same."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from tests.support.fixed_cases import BATCH, CASES, batch
from tests.support.slow_calculator import differences, plain_answer


def numbers_in(value: object) -> Iterator[object]:
    """Every number in a quote, however deep."""
    if is_dataclass(value):
        for each in fields(value):
            yield from numbers_in(getattr(value, each.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers_in(one)
    elif not isinstance(value, str | bytes | bool | date | None):
        yield value


def test_every_number_in_a_quote_is_an_integer() -> None:
    for programme, inputs, _ in batch(0):
        answer = replace(quote(prepare(programme), inputs), lines=())
        assert {type(number) for number in numbers_in(answer)} == {int}


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_both_calculators_agree(first: int) -> None:
    for programme, inputs, expected in batch(first):
        found = differences(plain_answer(quote(prepare(programme), inputs)), expected)
        assert not found, f"{found}\n{programme}\n{inputs}"
