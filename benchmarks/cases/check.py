"""`setia db check` of a store with a million members and five million postings, beside a plain scan of its tables.

The scan reads every row of every table that the check reads, in the same file by the same driver, and looks at none.
Postings a second stand on stderr beside their limit, with the memory that the process took at the most.
"""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from benchmarks.harness import Comparison
from benchmarks.kept_store import MILLION, QUICK, kept_store
from tests.support.large_store import opened

LIMIT_PER_SECOND = 200_000
_TABLES = ("journal", "sales", "postings", "accounts", "lots", "rights", "tier_entries", "members", "cards")


@dataclass(frozen=True, slots=True)
class Checks:
    """Both read the whole store, in seconds."""

    store: SqlTerminalStore

    def check(self) -> float:
        begun = perf_counter()
        with self.store.reading() as unit:
            report = check_store(unit.connection)
        taken = perf_counter() - begun
        assert report.findings == ()
        _tell(report.postings, taken)
        return taken

    def scan(self) -> float:
        begun = perf_counter()
        with self.store.reading() as unit:
            run = unit.connection.exec_driver_sql
            for table in _TABLES:
                names = [row[1] for row in run(f"PRAGMA table_info({table})")]
                run(f"SELECT {', '.join(f'count({name})' for name in names)} FROM {table} NOT INDEXED").all()
        return perf_counter() - begun


def _tell(postings: int, taken: float) -> None:
    verdict = "holds" if postings / taken >= LIMIT_PER_SECOND else "MISSED"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {postings:,} postings in {taken:.1f} s: {postings / taken:,.0f} a second,"
        f" limit {LIMIT_PER_SECOND:,}: {verdict}; {memory:,.0f} MB",
        file=sys.stderr,
    )


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """In the kept store itself: a check changes nothing."""
    store = opened(kept_store(QUICK if quick else MILLION))
    try:
        checks = Checks(store)
        yield Comparison(
            name="check", ours=checks.check, peer=checks.scan, unit="s", goal=5, rounds=5 if quick else 1
        )
    finally:
        store.close()
