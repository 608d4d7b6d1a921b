"""Batches of preprinted things as rows: the same for the projection of a document and for what a server says."""

from sqlalchemy import Connection, select

from app.domain.batches import Batch, Cards, VouchersOf
from app.domain.changes import BatchAdded, SerialsBlocked
from app.domain.serials import SerialRange
from app.storage.books import CannotPlace
from app.storage.shared_tables import SharedTables
from app.storage.upsert import upsert


def batch_of(added: BatchAdded) -> Batch:
    """What was printed. ValueError: its serials are no range."""
    return Batch(
        batch_id=added.batch_id,
        of=VouchersOf(kind_id=added.kind_id) if added.kind_id else Cards(),
        store=added.store,
        serials=SerialRange(first=added.first, last=added.last),
    )


def put_batch(
    connection: Connection, tables: SharedTables, merchant_id: bytes, added: BatchAdded, holder_id: bytes
) -> None:
    """A batch. holder_id: the terminal that opened it."""
    row = {
        "merchant_id": merchant_id,
        "batch_id": added.batch_id,
        "kind_id": added.kind_id,
        "store": added.store,
        "first": added.first,
        "last": added.last,
        "expires_at": added.expires_at,
        "holder_id": holder_id,
    }
    upsert(connection, tables.batches, [row])


def put_block(
    connection: Connection,
    tables: SharedTables,
    merchant_id: bytes,
    blocked: SerialsBlocked,
    document_id: bytes,
) -> None:
    """A range that a document blocked."""
    row = {
        "merchant_id": merchant_id,
        "batch_id": blocked.batch_id,
        "document_id": document_id,
        "first": blocked.first,
        "last": blocked.last,
        "reason": blocked.reason,
    }
    upsert(connection, tables.batch_blocks, [row])


def check_batch(
    connection: Connection, tables: SharedTables, merchant_id: bytes, change: BatchAdded | SerialsBlocked
) -> None:
    """A batch is opened once, with serials that are a range; what is blocked is of a known one. Raises CannotPlace."""
    batches = tables.batches
    row = connection.execute(
        select(batches.c.first, batches.c.last).where(
            batches.c.merchant_id == merchant_id, batches.c.batch_id == change.batch_id
        )
    ).first()
    if isinstance(change, BatchAdded):
        if row is not None:
            raise CannotPlace("known-batch")
        try:
            batch_of(change)
        except ValueError:
            raise CannotPlace("no-serials") from None
    elif row is None:
        raise CannotPlace("unknown-batch")
    elif not row.first <= change.first <= change.last <= row.last:
        raise CannotPlace("outside-batch")
