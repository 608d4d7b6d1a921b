"""Some hundred random cases that are the same on every run, with what the slow calculator says of each.

Small enough that a change of the engine is told apart from it within a second; thousands of them are tried in
`tests/property`.
"""

from collections.abc import Iterator
from functools import cache
from random import Random

from app.domain.basket import QuoteInputs
from app.domain.programme.document import Programme
from tests.support.random_baskets import BasketSeeds, inputs_of
from tests.support.random_programmes import ProgrammeSeeds, programme_of
from tests.support.slow_calculator import Answer, slow_quote

CASES = 160
BATCH = 20


def case(number: int) -> tuple[Programme, QuoteInputs]:
    """The random programme and basket of that number."""
    random = Random(number)

    def seeds(most: int) -> tuple[int, ...]:
        return tuple(random.getrandbits(32) for _ in range(random.randint(0, most)))

    def seed() -> int:
        return random.getrandbits(32)

    programme = programme_of(
        ProgrammeSeeds(
            promotions=seeds(8),
            rewards=seeds(3),
            vouchers=seeds(4),
            group=seed(),
            points=seed(),
            tiers=seed(),
            plans=seed(),
            lists=seed(),
            cards=seed(),
            cashback=seed(),
            taxes=seed(),
            service=seed(),
            instruments=seed(),
            cash=seed(),
        )
    )
    basket = BasketSeeds(
        lines=seeds(7),
        member=seed(),
        moment=seed(),
        payment=seed(),
        gifts=seed(),
        rights=seed(),
        points_asked=random.choice((0, random.randint(0, 300), random.randint(0, 20_000))),
    )
    return programme, inputs_of(basket, programme)


@cache
def answered(number: int) -> tuple[Programme, QuoteInputs, Answer]:
    """A case with the slow calculator's answer, worked out once for a run."""
    programme, inputs = case(number)
    return programme, inputs, slow_quote(programme, inputs)


def batch(first: int) -> Iterator[tuple[Programme, QuoteInputs, Answer]]:
    """`BATCH` cases from a number on."""
    return (answered(number) for number in range(first, first + BATCH))
