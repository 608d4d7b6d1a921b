"""What a till's process takes of memory after 200 sales and 200 look-ups: in a large store and in a small one.

Each measurement is a process of its own, which says the most that it ever had (`ru_maxrss`).
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.harness import Comparison, Measurement
from benchmarks.kept_store import MILLION, QUICK, copy_of, kept_store
from benchmarks.large_till import large_till
from benchmarks.selling import sell_ten_lines
from tests.support.large_store import card_of, name_of

_SMALL = 1_000
_TIMES = 200


def work(directory: Path, members: int) -> None:
    """Sells and looks up in the store of a directory, and prints the peak in megabytes."""
    random = Random()
    with large_till(directory, members) as large:
        for _ in range(_TIMES):
            sell_ten_lines(large, large.some_buyer(random))
            number = random.randrange(members)
            with large.store.reading() as unit:
                assert unit.members.by_card(card_of(number)) is not None
                assert unit.members.search(name_of(number)[:8], 8, large.store.clock.now())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _megabytes(directory: Path, members: int) -> Measurement:
    command = [sys.executable, "-m", "benchmarks.cases.memory", str(directory), str(members)]

    def measured() -> float:
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    return measured


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """The large store is a thousand times the small one."""
    members = QUICK if quick else MILLION
    with copy_of(kept_store(members)) as large, copy_of(kept_store(_SMALL)) as small:
        yield Comparison(
            name="memory",
            ours=_megabytes(large, members),
            peer=_megabytes(small, _SMALL),
            unit="MB",
            goal=1.1,
            rounds=3,
        )


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
