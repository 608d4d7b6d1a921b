"""A store with as many members as one likes that proves: its journal's chain, and every row out of its records.

Everybody was enrolled with an opening balance; 29 of a hundred bought five times since, each time redeeming what they
had. The services made each history once (`member_histories`); here its records and rows are repeated for other
members, in bulk. 1,000,000 members have 5,000,000 postings. Old receipts' print jobs are the only rows left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from math import gcd
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.schema import CreateIndex, CreateTable

from app.protocol.record import Head, record_hash
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, SideCar, digest, seal
from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.key_file import KeyFile
from app.storage.open_store import unlock
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import metadata
from tests.support.history_stencil import Person, Stencil
from tests.support.member_histories import History, histories
from tests.support.shop import NOON, open_store, small_shop

GIVEN = (
    "Siti",
    "Budi",
    "Dewi",
    "Agus",
    "Rina",
    "Eko",
    "Putri",
    "Asep",
    "Wayan",
    "Komang",
    "Made",
    "Nur",
    "Tri",
    "Yudi",
)
FAMILY = (
    "Rahayu",
    "Santoso",
    "Lestari",
    "Wibowo",
    "Hidayat",
    "Nasution",
    "Siregar",
    "Purnama",
    "Utami",
    "Gunawan",
)
HUNDRED, BUYERS, SALES = 100, 29, 5
"""Of each hundred members so many bought, so many times."""
_HISTORIES = 48
_CHUNK = 10_000
_SCATTER = 7_919
_TAIL = 7
_PREFIXES = tuple(bytes.fromhex(f"019a0000000070{role:02x}80") for role in range(2 + 4 * SALES))
"""Ids as a UUIDv7 looks: what it is of (the member, a record, a lot, ...), and his number."""
_BULK = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF", "cache_size = -1000000")
_JOURNAL = ("epoch", "seq", "record_hash", "record", "sidecar")
_KEYS = ("merchant_id", "subject_id", "key")
_SIDECARS = ("merchant_id", "subject_id", "digest", "sealed")


def card_of(number: int) -> str:
    """The card of the member of a number."""
    return f"LC{number:09d}"


def phone_of(number: int) -> str:
    """His phone, E.164: the digits are spread, so that neighbours don't look alike."""
    return f"+62812{number * 7_919 % 10**8:08d}"


def name_of(number: int) -> str:
    """His name, which nobody else has."""
    place = number * 31 % (len(GIVEN) * len(FAMILY))
    return f"{GIVEN[place // len(FAMILY)]} {FAMILY[place % len(FAMILY)]} {number}"


def receipt_of_member(number: int, sale: int = 0) -> str:
    """The number of one of his receipts, if he bought (`buyer`)."""
    return f"BDG9-25010{sale + 1}-{number:08d}"


def buyer(place: int) -> int:
    """The member's number of the buyer at a place; there are 29 of them for each hundred members."""
    return place // BUYERS * HUNDRED + place % BUYERS


def member_of(number: int) -> bytes:
    """The id of the member of a number."""
    return _PREFIXES[0] + number.to_bytes(_TAIL, "big")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a large store is made of: the same plan gives the same store, but for its key."""

    members: int
    quiet: tuple[Stencil, ...]
    busy: tuple[Stencil, ...]
    fingerprint: str

    @property
    def buyers(self) -> int:
        return self.members // HUNDRED * BUYERS


def plan(directory: Path, members: int) -> Plan:
    """Lives the histories, in a directory that may go afterwards. members: whole hundreds."""
    if members % HUNDRED:
        raise ValueError(f"{members} is not so many hundreds")
    quiet = histories(_made(directory / "quiet"), 0, 1)
    busy = histories(_made(directory / "busy"), SALES, _HISTORIES)
    return Plan(
        members, tuple(map(Stencil, quiet)), tuple(map(Stencil, busy)), _fingerprint(members, (*quiet, *busy))
    )


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


def _fingerprint(members: int, lived: tuple[History, ...]) -> str:
    tables = [str(CreateTable(table)) for table in metadata.sorted_tables]
    indexes = [
        str(CreateIndex(index))
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    return sha256(repr((1, members, tables, indexes, lived)).encode()).hexdigest()[:12]


def build(planned: Plan, directory: Path) -> None:
    """The small shop in a directory, and the planned members in it."""
    with small_shop(directory) as shop, shop.store.reading() as unit:
        merchant_id, head = unit.identity().merchant_id, unit.journal.head()
    path = directory / "store.db"
    connection = unlock(path, KeyFile(directory / "store.key", path).key())
    try:
        _Filling(connection, planned, merchant_id, head).fill()
    finally:
        connection.close()


def large_store(directory: Path, members: int) -> SqlTerminalStore:
    """A small store of this kind in an empty directory: to prove, not to measure."""
    build(plan(_made(directory / "histories"), members), directory)
    return opened(directory)


def opened(directory: Path, seed: int = 3) -> SqlTerminalStore:
    """The store of a directory. seed: of the ids that it makes."""
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(seed)))


class _Filling:
    """Writes a plan's rows, then its journal, in one transaction that nothing protects: half a store is thrown away."""

    def __init__(self, connection: Any, planned: Plan, merchant_id: bytes, head: Head) -> None:
        self._cursor = connection.cursor()
        self._plan = planned
        self._merchant_id = merchant_id
        self._head = head
        self._digests = bytearray()
        buyers = planned.buyers
        self._scatter = next(step for step in count(_SCATTER) if gcd(step, buyers) == 1)
        self._gather = pow(self._scatter, -1, buyers)

    def fill(self) -> None:
        """Indexes are made at the end: that sorts, and doesn't look for a place for each row."""
        run = self._cursor.execute
        for pragma in _BULK:
            run(f"PRAGMA {pragma}")
        kept = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        indexes = run(kept).fetchall()
        run("BEGIN EXCLUSIVE")
        for name, _ in indexes:
            run(f"DROP INDEX {name}")
        for start in range(0, self._plan.members, _CHUNK):
            self._fill_rows(range(start, min(start + _CHUNK, self._plan.members)))
        self._insert("journal", _JOURNAL, self._chained())
        for _, sql in indexes:
            run(sql)
        run("COMMIT")

    def _insert(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        places = ",".join("?" * len(columns))
        self._cursor.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({places})", rows)

    def _fill_rows(self, numbers: range) -> None:
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        for number in numbers:
            sidecar = self._sidecar(number)
            self._digests += digest(sidecar)
            stencil = self._stencil(number)
            values = self._person(number, stencil).values() + stencil.row_constants
            for kind, picks in stencil.rows.items():
                rows[kind] += [pick(values) for pick in picks]
            owner = (self._merchant_id, sidecar.subject_id)
            rows["personal_keys", _KEYS].append((*owner, sidecar.key))
            rows["sidecars", _SIDECARS].append((*owner, digest(sidecar), sidecar.sealed))
        for (table, columns), found in rows.items():
            self._insert(table, columns, found)

    def _sidecar(self, number: int) -> SideCar:
        personal = {"name": name_of(number), "phone": phone_of(number), "birthday": "04-21"}
        key, nonce = sha256(b"key %d" % number).digest(), number.to_bytes(NONCE_BYTES, "big")
        return seal(member_of(number), key[:KEY_BYTES], nonce, personal)

    def _stencil(self, number: int) -> Stencil:
        stencils = self._plan.busy if number % HUNDRED < BUYERS else self._plan.quiet
        return stencils[number % len(stencils)]

    def _person(self, number: int, stencil: Stencil) -> Person:
        tail = number.to_bytes(_TAIL, "big")
        return Person(
            ids=[prefix + tail for prefix in _PREFIXES[: stencil.ids]],
            receipts=[receipt_of_member(number, sale) for sale in range(stencil.receipts)],
            seqs=self._seqs(number, stencil.receipts),
            card=card_of(number),
            name=name_of(number),
            phone=phone_of(number),
            digest=bytes(self._digests[32 * number : 32 * number + 32]),
        )

    def _seqs(self, number: int, sales: int) -> list[int]:
        """Everybody comes in one after the other; then each buys once, in an order that jumps about, and again."""
        first = self._head.seq + 1
        place = number // HUNDRED * BUYERS + number % HUNDRED
        turn = place * self._gather % self._plan.buyers
        bought = first + 2 * self._plan.members + turn
        enrolled = first + 2 * number
        return [enrolled, enrolled + 1, *(bought + sale * self._plan.buyers for sale in range(sales))]

    def _chained(self) -> Iterator[tuple[Any, ...]]:
        """The journal's rows."""
        previous, seq = self._head.record_hash, self._head.seq
        for encoded, sidecar in self._encoded():
            previous, seq = record_hash(previous, encoded), seq + 1
            yield self._head.epoch, seq, previous, encoded, sidecar

    def _encoded(self) -> Iterator[tuple[bytes, bytes | None]]:
        for number in range(self._plan.members):
            enrolled, opened = self._records(number, (0, 1))
            yield enrolled, bytes(self._digests[32 * number : 32 * number + 32])
            yield opened, None
        for sale in range(SALES):
            for turn in range(self._plan.buyers):
                number = buyer(turn * self._scatter % self._plan.buyers)
                yield self._records(number, (2 + sale,))[0], None

    def _records(self, number: int, wanted: tuple[int, ...]) -> list[bytes]:
        stencil = self._stencil(number)
        packed = self._person(number, stencil).packed() + stencil.record_constants
        return [b"".join(stencil.records[one](packed)) for one in wanted]
