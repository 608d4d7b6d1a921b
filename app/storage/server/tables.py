"""The server's tables: the shared ones, who may speak to it, what it received, and what it tells."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, MetaData, String, Table

from app.storage.columns import NAMING, column, key
from app.storage.shared_tables import build

metadata = MetaData(naming_convention=NAMING)
shared = build(metadata)

server_identity = Table(
    "server_identity",
    metadata,
    key("server_id"),
    column("signing_key", LargeBinary),
    column("generation", LargeBinary),
    column("merchant_id", LargeBinary, nullable=True),
    column("created_at", BigInteger),
)
"""One row. signing_key: raw Ed25519 private key. generation: another one after a restore from a backup.
merchant_id: whose centre this is; the first enrolment decides."""

terminals = Table(
    "terminals",
    metadata,
    key("merchant_id"),
    key("terminal_id"),
    column("store_id", LargeBinary),
    column("name", String),
    column("public_key", LargeBinary),
    column("enrolled_at", BigInteger),
    column("seen_at", BigInteger),
    column("forked_at", BigInteger, nullable=True),
)
"""Who may push and pull. forked_at: when its journal was first seen to branch; None: never."""

enrol_codes = Table(
    "enrol_codes",
    metadata,
    key("code_hash"),
    column("store_id", LargeBinary, nullable=True),
    column("created_at", BigInteger),
    column("expires_at", BigInteger),
    column("used_at", BigInteger, nullable=True),
    column("used_by", LargeBinary, nullable=True),
)
"""One-time codes, as SHA-256. store_id None: the founder's own, or the only one there is."""

inbox = Table(
    "inbox",
    metadata,
    key("merchant_id"),
    key("terminal_id"),
    key("record_hash"),
    column("epoch", Integer),
    column("branch", Integer),
    column("seq", BigInteger),
    column("previous", LargeBinary),
    column("kind", String),
    column("record", LargeBinary),
    column("received_at", BigInteger),
    Index(None, "merchant_id", "terminal_id", "epoch", "seq"),
)
"""Every record ever received, as it was encoded. Never updated or deleted."""

heads = Table(
    "heads",
    metadata,
    key("merchant_id"),
    key("terminal_id"),
    key("epoch", Integer),
    key("branch", Integer),
    column("seq", BigInteger),
    column("record_hash", LargeBinary),
)
"""The newest record of each branch of each epoch. More than one branch: the journal was cloned or restored."""

record_exceptions = Table(
    "record_exceptions",
    metadata,
    key("merchant_id"),
    key("terminal_id"),
    key("record_hash"),
    key("reason", String),
    column("seq", BigInteger),
    column("found_at", BigInteger),
    column("settled_at", BigInteger, nullable=True),
)
"""Records that were kept but not placed, until a person settles them."""

feed_heads = Table("feed_heads", metadata, key("merchant_id"), column("cursor", BigInteger))
"""The last cursor that was given out; its row is locked until the transaction that took one ends."""

feed = Table(
    "feed",
    metadata,
    key("merchant_id"),
    key("kind", String),
    key("change_key"),
    column("cursor", BigInteger),
    column("sidecar", LargeBinary, nullable=True),
    Index(None, "merchant_id", "cursor", unique=True),
)
"""The last change of each thing. What it is now is read when it is told. sidecar: digest of the newest one."""
