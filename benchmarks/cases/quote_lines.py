"""300 lines beside ten times 30 lines: a quote's cost grows with its lines and not faster."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from benchmarks.harness import Comparison, milliseconds
from benchmarks.promotions import inputs, programme, promotion


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """100 promotions on each."""
    prepared = prepare(programme(tuple(promotion(number) for number in range(100))))
    small, large = inputs(30), inputs(300)
    yield Comparison(
        name="quote_lines",
        ours=milliseconds(lambda: quote(prepared, large)),
        peer=milliseconds(lambda: [quote(prepared, small) for _ in range(10)]),
        unit="ms",
        goal=1.3,
        rounds=8 if quick else 40,
    )
