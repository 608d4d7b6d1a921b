"""Batches of preprinted things as they are now, for the feed."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.protocol.changes import BatchState, BlockState, State
from app.storage.server.tables import shared


def batch_states(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> dict[bytes, State]:
    """Batches by id, each with all that was blocked of it."""
    batches, blocked = shared.batches, _blocked(connection, merchant_id, keys)
    rows = connection.execute(
        select(batches).where(batches.c.merchant_id == merchant_id, batches.c.batch_id.in_(keys))
    )
    return {
        row.batch_id: BatchState(
            batch_id=row.batch_id,
            kind_id=row.kind_id,
            store=row.store,
            first=row.first,
            last=row.last,
            expires_at=row.expires_at,
            holder_id=row.holder_id,
            blocked=tuple(blocked[row.batch_id]),
        )
        for row in rows
    }


def _blocked(
    connection: Connection, merchant_id: bytes, keys: Sequence[bytes]
) -> defaultdict[bytes, list[BlockState]]:
    blocks = shared.batch_blocks
    found: defaultdict[bytes, list[BlockState]] = defaultdict(list)
    for row in connection.execute(
        select(blocks)
        .where(blocks.c.merchant_id == merchant_id, blocks.c.batch_id.in_(keys))
        .order_by(blocks.c.batch_id, blocks.c.document_id)
    ):
        found[row.batch_id].append(
            BlockState(document_id=row.document_id, first=row.first, last=row.last, reason=row.reason)
        )
    return found
