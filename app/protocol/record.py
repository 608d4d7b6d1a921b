"""The journal record: encoded once, hashed over its bytes, chained to the record before it.

hash = SHA-256(tag ‖ previous hash ‖ record bytes). The previous hash is not in the record: it travels once
per batch. Order is (epoch, seq), never a clock. What the personal side-car holds, the record only digests.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.protocol.facts import FACT_KINDS, Fact
from app.protocol.plain import from_plain, pack, unpack

VERSION = 1
_TAG = b"setia journal record 1\n"
GENESIS = bytes(32)
"""The previous hash of an epoch's first record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """device: ms since 1970 UTC. monotonic: ns. server_offset: ms that the server was last seen ahead; None: never."""

    device: int
    monotonic: int
    server_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpentRight:
    """A slice of a right that the record used up."""

    asset: str
    lot_id: bytes
    holder_id: bytes
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One committed fact. seq counts from 1 without gaps in an epoch. member_id is opaque.

    revision: of the programme in force; 0: none yet. sidecar: SHA-256 of the sealed personal data; None: none.
    body: the fact's plain form; while a record is being made, what `to_pack` makes of the fact.
    """

    version: int
    record_id: bytes
    merchant_id: bytes
    terminal_id: bytes
    epoch: int
    seq: int
    kind: str
    member_id: bytes | None
    body: dict[str, Any]
    clocks: Clocks
    revision: int
    rights: tuple[SpentRight, ...]
    sidecar: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last record of a journal: its place and hash. seq 0: the epoch has none yet."""

    epoch: int
    seq: int
    record_hash: bytes


def record_hash(previous: bytes, encoded: bytes) -> bytes:
    """The hash that chains a record to the one before."""
    return sha256(_TAG + previous + encoded).digest()


def chain(previous: bytes, encoded: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The hashes of a batch of records that follow `previous`."""
    hashes = []
    for one in encoded:
        previous = record_hash(previous, one)
        hashes.append(previous)
    return tuple(hashes)


def fact_of(record: Record) -> Fact | None:
    """The fact in a record; None: a kind that this version doesn't know, which is kept and reported."""
    fact_type = FACT_KINDS.get(record.kind)
    return None if fact_type is None else from_plain(fact_type, record.body)


def encode(record: Record) -> bytes:
    """A record's bytes, made once; they are stored and sent as they are and never made again."""
    return pack(record)


def decode(encoded: bytes) -> Record:
    """The record in its bytes; raises one of `plain.MALFORMED`."""
    return unpack(Record, encoded)
