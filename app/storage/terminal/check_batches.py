"""The part of a store's check that looks at batches: what the records say of them stands there, and every code leads to
the serial that it was made of.

A server may say more than this till's records: batches of other tills, and what they blocked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.batches import entries
from app.domain.changes import BatchAdded, SerialsBlocked
from app.services.check_store import Finding
from app.storage.terminal.batches import TerminalBatches
from app.storage.terminal.tables import batch_codes, identity, shared

BlockKey = tuple[bytes, bytes]
"""Batch, and the document that blocks."""
Key = TypeVar("Key", bytes, BlockKey)


def compare_batches(
    connection: Connection,
    opened: Mapping[bytes, BatchAdded],
    blocked: Mapping[BlockKey, SerialsBlocked],
) -> Iterator[Finding]:
    """Batches, blocked ranges and codes that aren't as they must be. opened, blocked: what the records say."""
    who = connection.execute(select(identity.c.merchant_id, identity.c.server_url)).first()
    if who is None:
        return
    told = who.server_url is not None
    yield from _unlike("batch", opened, _batches(connection), told=told)
    yield from _unlike("batch-block", blocked, _blocks(connection), told=told)
    yield from _compare_codes(connection, TerminalBatches(connection, who.merchant_id))


def _batches(connection: Connection) -> dict[bytes, BatchAdded]:
    batches = shared.batches
    return {
        row.batch_id: BatchAdded(
            batch_id=row.batch_id,
            kind_id=row.kind_id,
            store=row.store,
            first=row.first,
            last=row.last,
            expires_at=row.expires_at,
        )
        for row in connection.execute(select(batches))
    }


def _blocks(connection: Connection) -> dict[BlockKey, SerialsBlocked]:
    blocks = shared.batch_blocks
    return {
        (row.batch_id, row.document_id): SerialsBlocked(
            batch_id=row.batch_id, first=row.first, last=row.last, reason=row.reason
        )
        for row in connection.execute(select(blocks))
    }


def _compare_codes(connection: Connection, batches: TerminalBatches) -> Iterator[Finding]:
    """A batch whose secret was erased keeps the codes that it had."""
    codes = batch_codes.c
    found: defaultdict[bytes, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(select(codes.code, codes.batch_id, codes.serial)):
        found[row.batch_id][row.code] = row.serial
    for known in batches.all():
        rows = found.pop(known.batch.batch_id, {})
        secret = batches.secret_of(known.batch.batch_id)
        if secret is None:
            continue
        wanted = {entry.code: entry.serial for entry in entries(known.batch, secret)}
        if wanted != rows:
            yield _finding("batch-codes", known.batch.batch_id, str(len(wanted)), str(len(rows)))
    for batch_id, rows in found.items():
        yield _finding("batch-codes", batch_id, "0", str(len(rows)))


def _unlike(
    code: str, expected: Mapping[Key, object], found: Mapping[Key, object], *, told: bool
) -> Iterator[Finding]:
    """told: a server may have said what isn't expected."""
    for key in expected.keys() | (set() if told else found.keys()):
        if expected.get(key) != found.get(key):
            yield _finding(code, key, str(expected.get(key, "-")), str(found.get(key, "-")))


def _finding(code: str, key: bytes | BlockKey, expected: str, found: str) -> Finding:
    where = key.hex() if isinstance(key, bytes) else "/".join(part.hex() for part in key)
    return Finding(code=code, where=where, expected=expected, found=found)
