"""1,000 promotions of which 20 can match, beside 100 promotions: rules for what isn't there cost next to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from benchmarks.harness import Comparison, milliseconds
from benchmarks.promotions import inputs, programme, promotion

LINES = 20


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """The same basket; 980 of the 1,000 are for items that it doesn't hold."""
    near = tuple(promotion(number) for number in range(20))
    far = tuple(promotion(number, sku=f"elsewhere-{number}") for number in range(20, 1_000))
    many = prepare(programme(near + far))
    hundred = prepare(programme(tuple(promotion(number) for number in range(100))))
    basket = inputs(LINES)
    yield Comparison(
        name="quote_many",
        ours=milliseconds(lambda: quote(many, basket), times=5),
        peer=milliseconds(lambda: quote(hundred, basket), times=5),
        unit="ms",
        goal=2,
        rounds=10 if quick else 60,
    )
