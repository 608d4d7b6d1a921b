"""From the last byte of a member's card to the painted member panel, in a window over a million members.

The figure is the 95th percentile of a run; its peer is the limit of 50 ms that a cashier doesn't notice.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.at_the_counter import at_the_counter
from benchmarks.harness import Comparison


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """See the module."""
    with at_the_counter("till_member", "member", 50, quick) as comparison:
        yield comparison
