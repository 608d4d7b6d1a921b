"""A sale of ten lines that redeems points, in a store of a million members and five million postings.

`commit_sale` beside the very same rows by hand-written SQL on the same driver and settings in a copy of the store, and,
with no goal, on plain `sqlite3` in one that isn't encrypted. All three had read the member's rows before. The
rows are heard at a rehearsal of the same sales.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket
from app.storage.key_file import KeyFile
from app.storage.open_store import connect_store
from benchmarks.harness import Comparison, milliseconds
from benchmarks.hearing import hearing
from benchmarks.kept_store import MILLION, QUICK, copy_of, kept_store, plain_copy_of
from benchmarks.large_till import LargeTill, large_till
from benchmarks.member_reads import READS
from benchmarks.selling import commit, ten_lines

_ROUNDS, _QUICK_ROUNDS = 1_000, 60


@dataclass(frozen=True, slots=True)
class Write:
    """One statement as the driver got it."""

    statement: str
    parameters: Any
    many: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a sale wrote: `before` opened its basket."""

    member_id: bytes
    before: Sequence[Write]
    writes: Sequence[Write]


@dataclass(frozen=True, slots=True)
class Sales:
    """Sells to another member each time; the same ones in the same order whenever it begins anew."""

    large: LargeTill
    random: Random = field(default_factory=lambda: Random(20_07))

    def sell(self) -> float:
        """Only the commit is timed."""
        basket, payment = self.ready()
        return milliseconds(lambda: commit(self.large, basket, payment))()

    def ready(self) -> tuple[OpenBasket, Payment]:
        """The next one."""
        return ten_lines(self.large, self.large.some_buyer(self.random))


def _rehearsed(kept: Path, members: int, count: int) -> Sequence[Repeat]:
    """What the sales will write, heard from a till on a copy of its own: to be listened to would slow ours down."""
    written: list[Write] = []

    def note(statement: str, parameters: Any, many: bool) -> None:
        written.append(Write(statement, parameters, many))

    repeats: list[Repeat] = []
    with (
        copy_of(kept) as own,
        hearing(own / "store.db", note),
        large_till(own, members) as large,
    ):
        sales = Sales(large)
        for _ in range(count):
            written.clear()
            basket, payment = sales.ready()
            opened = len(written)
            commit(large, basket, payment)
            assert basket.member is not None
            repeats.append(Repeat(basket.member.member_id, written[:opened], written[opened:]))
    return repeats


@dataclass(frozen=True, slots=True)
class Repeater:
    """Repeats sales on a plain connection, each in one transaction."""

    cursor: Any
    key: dict[str, bytes]
    to_repeat: Iterator[Repeat]

    def repeat(self) -> float:
        """Times the sale's writes, not those that opened the basket, nor the look at the member."""
        sale = next(self.to_repeat)
        self._transaction(sale.before)
        for statement in READS:
            self.cursor.execute(statement, {**self.key, "member": sale.member_id}).fetchall()
        return milliseconds(lambda: self._transaction(sale.writes))()

    def _transaction(self, writes: Sequence[Write]) -> None:
        self.cursor.execute("BEGIN IMMEDIATE")
        for write in writes:
            run = self.cursor.executemany if write.many else self.cursor.execute
            run(write.statement, write.parameters)
        self.cursor.execute("COMMIT")


def _plain(path: Path) -> sqlite3.Connection:
    """With the settings of a store."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Copies of one store: ours sells in the first, the others repeat its writes in theirs."""
    members, rounds = (QUICK, _QUICK_ROUNDS) if quick else (MILLION, _ROUNDS)
    kept = kept_store(members)
    repeats = _rehearsed(kept, members, rounds + 1)  # one doesn't count
    with (
        copy_of(kept) as own,
        copy_of(kept) as other,
        plain_copy_of(kept) as plain,
        large_till(own, members) as large,
    ):
        key = KeyFile(other / "store.key", other / "store.db").key()
        with (
            closing(connect_store(other / "store.db", key)) as same_driver,
            closing(_plain(plain)) as unencrypted,
        ):
            peer, beside = (
                Repeater(each.cursor(), large.key, iter(repeats)) for each in (same_driver, unencrypted)
            )
            yield Comparison(
                name="commit",
                ours=Sales(large).sell,
                peer=peer.repeat,
                unit="ms",
                goal=2.5,
                p99_goal=2.5,
                rounds=rounds,
                beside={"sqlite3": beside.repeat},
            )
