"""One member's history made ready to be another's: which bytes of its records and which values of its rows change.

A `Person` is a list of values in a fixed order; each row is a pick out of it and the constants, and each record a
join of such picks. Both are bare C calls, for they run some twenty million times.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import msgpack

from app.protocol.record import encode
from tests.support.member_histories import CARD, NAME, PHONE, History

_SEQ = 0x7ABC_DEF0
"""A place in the journal whose bytes stand nowhere else in a record."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes the place of the history's member. seqs: of his records; ids and receipts: in the history's order."""

    ids: Sequence[bytes]
    receipts: Sequence[str]
    seqs: Sequence[int]
    card: str
    name: str
    phone: str
    digest: bytes

    def values(self) -> list[Any]:
        """As rows have them."""
        texts = (self.card, self.name, self.name.lower(), self.phone, self.phone[:0:-1])
        return [*self.ids, self.digest, *texts, *self.receipts, *self.seqs]

    def packed(self) -> list[bytes]:
        """As records have them."""
        texts = [msgpack.packb(text) for text in (self.card, "", "", "", "", *self.receipts)]
        return [*self.ids, self.digest, *texts, *map(msgpack.packb, self.seqs)]


Row = Callable[[Sequence[Any]], tuple[Any, ...]]


class Stencil:
    """rows: by table and its columns, how each row is picked; records: likewise their pieces."""

    def __init__(self, history: History) -> None:
        self._history = history
        ids, receipts = history.ids, history.receipts
        texts = (CARD, NAME, NAME.lower(), PHONE, PHONE[:0:-1])
        marks = [*ids, history.records[0].sidecar, *texts, *receipts]
        self._places: dict[Any, int] = {mark: place for place, mark in enumerate(marks)}
        self._seqs = {record.seq: len(marks) + number for number, record in enumerate(history.records)}
        self._length = len(marks) + len(history.records)
        self._constants: list[Any] = []
        self.rows = {
            (table, tuple(rows[0])): [self._row(row) for row in rows]
            for table, rows in history.rows.items()
            if rows
        }
        self.row_constants, self._constants = self._constants, []
        self.records = [self._record(number) for number in range(len(history.records))]
        self.record_constants = self._constants
        self.ids, self.receipts = len(ids), len(receipts)

    def _row(self, row: Any) -> Row:
        return itemgetter(*(self._place(column, value) for column, value in row.items()))

    def _place(self, column: str, value: Any) -> int:
        if column == "seq":
            return self._seqs[value]
        if isinstance(value, bytes | str) and value in self._places:
            return self._places[value]
        return self._constant(value)

    def _constant(self, value: Any) -> int:
        self._constants.append(value)
        return self._length + len(self._constants) - 1

    def _record(self, number: int) -> Row:
        encoded = encode(replace(self._history.records[number], seq=_SEQ))
        marks = {
            mark if isinstance(mark, bytes) else msgpack.packb(mark): place
            for mark, place in self._places.items()
        }
        marks[msgpack.packb(_SEQ)] = self._seqs[self._history.records[number].seq]
        pieces = re.split(b"(" + b"|".join(map(re.escape, marks)) + b")", encoded)
        return itemgetter(*(marks[piece] if piece in marks else self._constant(piece) for piece in pieces))
