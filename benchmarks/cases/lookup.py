"""A card scanned in a store with a million members: the member's view beside the same rows read by hand-written SQL.

The peer reads by the same indexes on the same driver, a statement for each table that the view tells of. Names, phones
and receipts are looked up too; each look and its limit stand on stderr, with how much the process grew meanwhile.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Any

from app.storage.terminal.receipts import sale_of_receipt
from app.storage.terminal.store import SqlTerminalStore
from benchmarks.harness import Comparison, milliseconds
from benchmarks.kept_store import MILLION, QUICK, kept_store
from benchmarks.member_reads import BY_CARD, READS
from tests.support.large_store import (
    BUYERS,
    HUNDRED,
    buyer,
    card_of,
    name_of,
    opened,
    phone_of,
    receipt_of_member,
)
from tests.support.shop import NOON

SEARCH_LIMIT_MS = 50.0
GROWTH_LIMIT_MB = 32.0
_LOOKS = 200
_SHOWN = 8


@dataclass(slots=True)
class Looks:
    """Looks members up, each time another."""

    store: SqlTerminalStore
    members: int
    random: Random

    def number(self) -> int:
        return self.random.randrange(self.members)

    def ours(self) -> None:
        """A card to what the till shows."""
        with self.store.reading() as unit:
            holder = unit.members.by_card(card_of(self.number()))
            assert holder is not None
            assert unit.members.view(holder.member_id, NOON) is not None

    def search(self, text: str) -> None:
        """What a cashier typed to the members that it finds."""
        with self.store.reading() as unit:
            assert unit.members.search(text, _SHOWN, NOON)

    def receipt(self) -> None:
        """A receipt's number to its sale."""
        with self.store.reading() as unit:
            place = self.random.randrange(self.members // HUNDRED * BUYERS)
            number = receipt_of_member(buyer(place)).lower()
            assert sale_of_receipt(unit.connection, unit.identity().merchant_id, number) is not None


@dataclass(slots=True)
class Peer:
    """Reads the same by hand."""

    cursor: Any
    looks: Looks
    key: dict[str, bytes]

    def read(self) -> None:
        """A card to the rows that its view is made of."""
        run = self.cursor.execute
        run("BEGIN")
        key: dict[str, object] = {**self.key, "code": card_of(self.looks.number())}
        member, _ = run(BY_CARD, key).fetchone()
        key["member"] = member
        for statement in READS:
            run(statement, key).fetchall()
        run("COMMIT")


def _tell(name: str, act: Callable[[], None], times: int) -> None:
    """The slowest of so many, as a person feels it."""
    slowest, total = 0.0, 0.0
    for _ in range(times):
        begun = perf_counter()
        act()
        taken = (perf_counter() - begun) * 1_000
        slowest, total = max(slowest, taken), total + taken
    verdict = "holds" if total / times <= SEARCH_LIMIT_MS else "MISSED"
    print(
        f"  {name:28} {total / times:6.2f} ms, slowest {slowest:6.2f} ms, limit {SEARCH_LIMIT_MS:g}: {verdict}",
        file=sys.stderr,
    )


def _tell_all(looks: Looks, times: int) -> None:
    def phone(spell: Callable[[str], str]) -> Callable[[], None]:
        return lambda: looks.search(spell(phone_of(looks.number())))

    before = _peak_megabytes()
    _tell("name, two letters", lambda: looks.search("Si"), times)
    _tell("name, first and a letter", lambda: looks.search("wayan r"), times)
    _tell("whole name", lambda: looks.search(name_of(looks.number())), times)
    _tell("phone 0812…", phone(lambda phone: "0" + phone[3:]), times)
    _tell("phone +62 812-…", phone(lambda phone: f"{phone[:3]} {phone[3:6]}-{phone[6:]}"), times)
    _tell("phone, last six digits", phone(lambda phone: phone[-6:]), times)
    _tell("receipt number", looks.receipt, times)
    grown = _peak_megabytes() - before
    verdict = "holds" if grown <= GROWTH_LIMIT_MB else "MISSED"
    print(f"  the process grew by {grown:.1f} MB, limit {GROWTH_LIMIT_MB:g}: {verdict}", file=sys.stderr)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both look members up at random, so that pages come from everywhere."""
    members = QUICK if quick else MILLION
    store = opened(kept_store(members))
    try:
        looks = Looks(store, members, Random(20_07))
        with store.reading() as unit:
            who = unit.identity()
        plain = store.engine.raw_connection()
        peer = Peer(plain.cursor(), looks, {"merchant": who.merchant_id, "holder": who.terminal_id})
        _tell_all(looks, 20 if quick else _LOOKS)
        yield Comparison(
            name="lookup",
            ours=milliseconds(looks.ours, times=_LOOKS),
            peer=milliseconds(peer.read, times=_LOOKS),
            unit="ms",
            goal=3,
            rounds=5 if quick else 21,
        )
        plain.close()
    finally:
        store.close()
