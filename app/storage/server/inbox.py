"""Every record ever received, by its hash: known ones are duplicates, and nothing is taken out again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.protocol.centre import Held, Place
from app.protocol.messages import RecordException
from app.protocol.record import Head
from app.storage.server.tables import heads, inbox, record_exceptions
from app.storage.server.terminals import Terminal
from app.storage.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A record as it came, its place, and the hash of the record before it."""

    record_hash: bytes
    epoch: int
    branch: int
    seq: int
    previous: bytes
    kind: str
    record: bytes


def held_of(connection: Connection, terminal: Terminal, epoch: int, named: Sequence[bytes]) -> Held:
    """What is held of an epoch, and where the named hashes stand in it."""
    found_heads = connection.execute(
        select(heads.c.branch, heads.c.seq, heads.c.record_hash).where(
            heads.c.merchant_id == terminal.merchant_id,
            heads.c.terminal_id == terminal.terminal_id,
            heads.c.epoch == epoch,
        )
    )
    places = connection.execute(
        select(inbox.c.record_hash, inbox.c.branch, inbox.c.seq).where(
            inbox.c.merchant_id == terminal.merchant_id,
            inbox.c.terminal_id == terminal.terminal_id,
            inbox.c.epoch == epoch,
            inbox.c.record_hash.in_(named),
        )
    )
    return Held(
        heads={
            row.branch: Head(epoch=epoch, seq=row.seq, record_hash=row.record_hash) for row in found_heads
        },
        places={row.record_hash: Place(row.branch, row.seq) for row in places},
    )


def keep(connection: Connection, terminal: Terminal, received: Received, now: int) -> bool:
    """Stores a record; False when it is there already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(inbox).on_conflict_do_nothing().returning(inbox.c.seq)
    row = {
        "merchant_id": terminal.merchant_id,
        "terminal_id": terminal.terminal_id,
        "record_hash": received.record_hash,
        "epoch": received.epoch,
        "branch": received.branch,
        "seq": received.seq,
        "previous": received.previous,
        "kind": received.kind,
        "record": received.record,
        "received_at": now,
    }
    return connection.execute(statement, row).first() is not None


def move_head(connection: Connection, terminal: Terminal, branch: int, head: Head) -> None:
    """The branch ends here now."""
    row = {
        "merchant_id": terminal.merchant_id,
        "terminal_id": terminal.terminal_id,
        "epoch": head.epoch,
        "branch": branch,
        "seq": head.seq,
        "record_hash": head.record_hash,
    }
    upsert(connection, heads, [row])


def newest_head(connection: Connection, terminal: Terminal) -> tuple[int, int]:
    """(epoch, seq) of what was applied of a terminal; (0, 0): nothing yet."""
    row = connection.execute(
        select(heads.c.epoch, heads.c.seq)
        .where(heads.c.merchant_id == terminal.merchant_id, heads.c.terminal_id == terminal.terminal_id)
        .order_by(heads.c.epoch.desc(), heads.c.seq.desc())
        .limit(1)
    ).first()
    return (0, 0) if row is None else (row.epoch, row.seq)


def note_exception(
    connection: Connection, terminal: Terminal, record_hash: bytes, found: RecordException, now: int
) -> None:
    """Remembers that a record was not placed, for a person to settle."""
    row = {
        "merchant_id": terminal.merchant_id,
        "terminal_id": terminal.terminal_id,
        "record_hash": record_hash,
        "seq": found.seq,
        "reason": found.reason,
        "found_at": now,
        "settled_at": None,
    }
    upsert(connection, record_exceptions, [row])


def exceptions_of(
    connection: Connection, terminal: Terminal, named: Sequence[bytes]
) -> tuple[RecordException, ...]:
    """The exceptions among the named records, by seq."""
    rows = connection.execute(
        select(record_exceptions.c.seq, record_exceptions.c.reason)
        .where(
            record_exceptions.c.merchant_id == terminal.merchant_id,
            record_exceptions.c.terminal_id == terminal.terminal_id,
            record_exceptions.c.record_hash.in_(named),
        )
        .order_by(record_exceptions.c.seq)
    )
    return tuple(RecordException(seq=row.seq, reason=row.reason) for row in rows)


def records_of(connection: Connection, terminal: Terminal) -> Iterator[Received]:
    """All records of a terminal, by epoch, branch and seq."""
    rows = connection.execute(
        select(inbox)
        .where(inbox.c.merchant_id == terminal.merchant_id, inbox.c.terminal_id == terminal.terminal_id)
        .order_by(inbox.c.epoch, inbox.c.branch, inbox.c.seq),
        execution_options={"yield_per": 500},
    )
    for row in rows:
        yield Received(
            record_hash=row.record_hash,
            epoch=row.epoch,
            branch=row.branch,
            seq=row.seq,
            previous=row.previous,
            kind=row.kind,
            record=row.record,
        )


def count_exceptions(connection: Connection, terminal: Terminal) -> int:
    """How many exceptions of a terminal's records nobody has settled."""
    statement = (
        select(func.count())
        .select_from(record_exceptions)
        .where(
            record_exceptions.c.merchant_id == terminal.merchant_id,
            record_exceptions.c.terminal_id == terminal.terminal_id,
            record_exceptions.c.settled_at.is_(None),
        )
    )
    return connection.execute(statement).scalar_one()
