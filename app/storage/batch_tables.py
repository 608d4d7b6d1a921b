"""Batches of preprinted cards and vouchers: what they are, and which of their serials count no more.

A batch's secret is in its side-car, sealed under a key of its own.
"""

from sqlalchemy import BigInteger, LargeBinary, MetaData, String, Table

from app.storage.columns import column, key


def batches(metadata: MetaData) -> Table:
    """kind_id: of vouchers; empty: member cards. first, last: serials. holder_id: the till that takes the vouchers."""
    return Table(
        "batches",
        metadata,
        key("merchant_id"),
        key("batch_id"),
        column("kind_id", String),
        column("store", String),
        column("first", BigInteger),
        column("last", BigInteger),
        column("expires_at", BigInteger, nullable=True),
        column("holder_id", LargeBinary),
    )


def batch_blocks(metadata: MetaData) -> Table:
    """Ranges of serials that were blocked, each by its document; only ever added to."""
    return Table(
        "batch_blocks",
        metadata,
        key("merchant_id"),
        key("batch_id"),
        key("document_id"),
        column("first", BigInteger),
        column("last", BigInteger),
        column("reason", String),
    )
