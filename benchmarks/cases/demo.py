"""The demo shop: how long it takes to be ready, beside the ten seconds that a stranger waits at the most."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app.entrypoints.demo import build_demo
from app.entrypoints.system import SystemClock
from app.words.translate import Language
from benchmarks.harness import Comparison, milliseconds

_LIMIT_MS = 10_000.0


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Ours builds a whole shop each time; the limit is a constant."""
    with TemporaryDirectory() as name:
        shops, clock = count(), SystemClock()

        def build() -> None:
            build_demo(
                Path(name) / str(next(shops)), clock.now(), Language.INDONESIAN, lambda _done, _of: None
            )

        yield Comparison(
            name="demo",
            ours=milliseconds(build),
            peer=lambda: _LIMIT_MS,
            unit="ms",
            goal=1,
            rounds=1 if quick else 5,
        )
