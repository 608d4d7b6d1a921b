"""A member's card to the painted panel while every fsync takes 30 ms longer: looking never waits for writing.

The figure is the 95th percentile of a run; its peer is the limit of 150 ms.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.at_the_counter import at_the_counter
from benchmarks.harness import Comparison


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """See the module."""
    with at_the_counter("till_slow_disk", "member", 150, quick, slow=True) as comparison:
        yield comparison
