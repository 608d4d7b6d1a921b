"""The terminal's tables: the shared ones, its journal, its queues and its place in the sync."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, MetaData, String, Table

from app.storage.columns import NAMING, column, key
from app.storage.shared_tables import build

metadata = MetaData(naming_convention=NAMING)
shared = build(metadata)

identity = Table(
    "identity",
    metadata,
    key("terminal_id"),
    column("merchant_id", LargeBinary),
    column("store_id", LargeBinary),
    column("terminal_name", String),
    column("epoch", Integer),
    column("signing_key", LargeBinary),
    column("server_url", String, nullable=True),
    column("server_key", LargeBinary, nullable=True),
)
"""One row: who this terminal is. signing_key: raw Ed25519 private key; the file is encrypted."""

journal = Table(
    "journal",
    metadata,
    key("epoch", Integer),
    key("seq", BigInteger),
    column("record_hash", LargeBinary),
    column("record", LargeBinary),
    column("sidecar", LargeBinary, nullable=True),
)
"""The records as they were encoded. sidecar: digest of the record's side-car. Never updated or deleted."""

baskets = Table(
    "baskets",
    metadata,
    key("sale_id"),
    column("state", LargeBinary),
    column("kept_at", BigInteger),
    column("held_at", BigInteger, nullable=True),
    column("paid", BigInteger),
)
"""Baskets that are open or held: packed, so that a power cut loses none. held_at: NULL: open. paid: rupiah so far."""

splits = Table(
    "splits",
    metadata,
    key("basket_id"),
    column("part_ids", LargeBinary),
    column("split_at", BigInteger),
)
"""Baskets that were split into others, for good: packed ids of those. So none is sold as a whole as well."""

discards = Table(
    "discards",
    metadata,
    key("sale_id"),
    column("staff_id", LargeBinary),
    column("reason", String),
    column("price", BigInteger),
    column("held_at", BigInteger),
    column("discarded_at", BigInteger),
    column("approver_id", LargeBinary),
)
"""Baskets that were given up: who, why, by whose word, and what their lines came to in rupiah. This till's own."""

batch_codes = Table(
    "batch_codes",
    metadata,
    key("merchant_id"),
    key("code", String),
    column("batch_id", LargeBinary),
    column("serial", BigInteger),
)
"""Which card or voucher of which batch has a code. Made of the batch and its secret, when that becomes known here."""

print_jobs = Table(
    "print_jobs",
    metadata,
    key("job_id"),
    column("document_id", LargeBinary),
    column("subject_id", LargeBinary, nullable=True),
    column("copy", Integer),
    column("receipt", LargeBinary),
    column("state", String),
    column("fault", String, nullable=True),
    column("created_at", BigInteger),
    Index(None, "document_id"),
    Index(None, "state", "created_at"),
)
"""The spool. copy 0 is the original.

state: kept (nobody asked for paper yet), queued, sending, sent, confirmed, unconfirmed.
"""

lockouts = Table(
    "lockouts",
    metadata,
    key("staff_id"),
    column("failures", Integer),
    column("locked_until", BigInteger),
)
"""Wrong PINs in a row."""

member_states = Table(
    "member_states",
    metadata,
    key("merchant_id"),
    key("member_id"),
    column("state", LargeBinary),
    column("included_epoch", Integer),
    column("included_seq", BigInteger),
    column("visits", BigInteger),
    column("last_visit_at", BigInteger, nullable=True),
    column("day_elsewhere", String),
    column("earned_elsewhere", BigInteger),
    column("spent_elsewhere", BigInteger),
)
"""What the server last said of a member, packed; local records after (epoch, seq) lie over it.

visits, last_visit_at, …elsewhere: as in the packed state, for rules that ask. day_elsewhere empty: no such day.
"""

sync_state = Table(
    "sync_state",
    metadata,
    key("terminal_id"),
    column("generation", LargeBinary, nullable=True),
    column("acked_epoch", Integer),
    column("acked_seq", BigInteger),
    column("cursor", BigInteger),
    column("failures", Integer),
    column("retry_at", BigInteger),
    column("last_success_at", BigInteger, nullable=True),
    column("server_offset", BigInteger, nullable=True),
)
"""One row: how far the server confirmed this journal and how far this terminal has pulled."""

unknown_changes = Table(
    "unknown_changes",
    metadata,
    key("kind", String),
    key("change_key"),
    column("body", LargeBinary),
)
"""Changes of a kind that this version doesn't know: kept and reported."""
