"""Takes pushes in: each record once, by its hash, in one transaction with all that it means."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.protocol.centre import Continues, Forks, Gap, is_linked, judge
from app.protocol.messages import (
    MAX_RECORDS,
    Ack,
    Problem,
    ProblemCode,
    Push,
    RecordException,
    signed_ack,
    signed_head,
)
from app.protocol.plain import MALFORMED
from app.protocol.record import VERSION, Head, Record, chain, decode
from app.protocol.sidecar import SideCar, digest
from app.server.centre import Centre, is_signed_by
from app.server.placing import place
from app.storage.server.feed import Touched, touch
from app.storage.server.inbox import Received, exceptions_of, held_of, keep, move_head, note_exception
from app.storage.server.terminals import Terminal, note_contact, terminal_by_id

FORK = "fork"
"""The reason of the exception on the first record of a branch."""
LARGEST_PLACE = 2**62
NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A record of a push, read and hashed."""

    record_hash: bytes
    previous: bytes
    encoded: bytes
    record: Record
    sidecar: SideCar | None


def push(centre: Centre, message: Push) -> Ack | Problem:
    """Stores what is new in a push and answers what is held; or refuses the whole push and writes nothing."""
    if not _is_well_formed(message):
        return Problem(code=ProblemCode.MALFORMED)
    with centre.database.reading() as connection:
        terminal = terminal_by_id(connection, message.merchant_id, message.terminal_id)
    if terminal is None or not is_signed_by(terminal.public_key, message.signature, signed_head(message)):
        return Problem(code=ProblemCode.UNAUTHORISED)
    arrivals = _read(message)
    if isinstance(arrivals, Problem):
        return arrivals
    with centre.database.writing() as connection:
        return _take(connection, centre, terminal, message, arrivals)


def _is_well_formed(message: Push) -> bool:
    return (
        0 < len(message.records) <= MAX_RECORDS
        and len(message.sidecars) <= len(message.records)
        and 0 < message.epoch < LARGEST_PLACE
        and 0 < message.from_seq < LARGEST_PLACE
        and is_linked(message.from_seq, message.prev_hash)
        and len(message.nonce) == NONCE_BYTES
    )


def _read(message: Push) -> list[_Arrival] | Problem:
    """The push's records; a Problem unless each is well formed, in its place, and the chain ends as signed."""
    hashes = chain(message.prev_hash, message.records)
    if hashes[-1] != message.head_hash:
        return Problem(code=ProblemCode.MALFORMED)
    sidecars = {digest(sidecar): sidecar for sidecar in message.sidecars}
    before = (message.prev_hash, *hashes)
    arrivals = []
    for index, encoded in enumerate(message.records):
        record = _record_at(message, message.from_seq + index, encoded)
        if record is None:
            return Problem(code=ProblemCode.MALFORMED)
        sidecar = None if record.sidecar is None else sidecars.get(record.sidecar)
        arrivals.append(_Arrival(hashes[index], before[index], encoded, record, sidecar))
    return arrivals


def _record_at(message: Push, seq: int, encoded: bytes) -> Record | None:
    """The record, when it says of itself what the push says of it."""
    try:
        record = decode(encoded)
    except MALFORMED:
        return None
    said = (record.version, record.merchant_id, record.terminal_id, record.epoch, record.seq)
    expected = (VERSION, message.merchant_id, message.terminal_id, message.epoch, seq)
    return record if said == expected else None


def _take(
    connection: Connection, centre: Centre, terminal: Terminal, message: Push, arrivals: list[_Arrival]
) -> Ack | Problem:
    now = centre.clock()
    hashes = [arrival.record_hash for arrival in arrivals]
    held = held_of(connection, terminal, message.epoch, [message.prev_hash, *hashes])
    judgement = judge(message.from_seq, message.prev_hash, hashes, held)
    if isinstance(judgement, Gap):
        return Problem(code=ProblemCode.GAP, seq=judgement.seq)
    _store(connection, terminal, judgement, arrivals[judgement.new_from :], now)
    note_contact(connection, terminal, now, forked=isinstance(judgement, Forks))
    unsigned = Ack(
        nonce=message.nonce,
        generation=centre.generation,
        epoch=message.epoch,
        seq=arrivals[-1].record.seq,
        head_hash=message.head_hash,
        exceptions=exceptions_of(connection, terminal, hashes),
        server_time=now,
        signature=b"",
    )
    return replace(unsigned, signature=centre.sign(signed_ack(unsigned)))


def _store(
    connection: Connection,
    terminal: Terminal,
    judgement: Continues | Forks,
    new: list[_Arrival],
    now: int,
) -> None:
    """Keeps and places the new records, oldest first, and tells the feed what changed, once each."""
    if not new:
        return
    touched: list[Touched] = []
    for arrival in new:
        if keep(connection, terminal, _received(arrival, judgement.branch), now):
            things, reasons = place(connection, arrival.record, arrival.sidecar)
            touched += things
            _note(connection, terminal, arrival, reasons, now)
    if isinstance(judgement, Forks):
        _note(connection, terminal, new[0], [FORK], now)
    last = new[-1]
    head = Head(epoch=last.record.epoch, seq=last.record.seq, record_hash=last.record_hash)
    move_head(connection, terminal, judgement.branch, head)
    touch(connection, terminal.merchant_id, once_each(touched))


def _received(arrival: _Arrival, branch: int) -> Received:
    return Received(
        record_hash=arrival.record_hash,
        epoch=arrival.record.epoch,
        branch=branch,
        seq=arrival.record.seq,
        previous=arrival.previous,
        kind=arrival.record.kind,
        record=arrival.encoded,
    )


def _note(
    connection: Connection, terminal: Terminal, arrival: _Arrival, reasons: list[str], now: int
) -> None:
    for reason in reasons:
        found = RecordException(seq=arrival.record.seq, reason=reason)
        note_exception(connection, terminal, arrival.record_hash, found, now)


def once_each(touched: Iterable[Touched]) -> list[Touched]:
    """Each thing at its last place, with its newest side-car."""
    merged: dict[tuple[str, bytes], Touched] = {}
    for thing in touched:
        before = merged.pop((thing.kind, thing.key), None)
        sidecar = thing.sidecar or (before.sidecar if before else None)
        merged[thing.kind, thing.key] = replace(thing, sidecar=sidecar)
    return list(merged.values())
