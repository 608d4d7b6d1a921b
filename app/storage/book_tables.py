"""Members' books: postings, lots, who may spend them, balances, and what counts towards the tier."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from app.storage.columns import column, key, partial_index


def postings(metadata: MetaData) -> Table:
    """Double entry: `amount` (above zero) leaves `source` and enters `target`. Never updated or deleted."""
    return Table(
        "postings",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        key("ordinal", Integer),
        column("kind", String),
        column("asset", String),
        column("source", String),
        column("target", String),
        column("amount", BigInteger),
        column("lot_id", LargeBinary),
        column("store_id", LargeBinary),
        column("terminal_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
        column("at", BigInteger),
    )


def lots(metadata: MetaData) -> Table:
    """Points earned together; their expiry is frozen, and up to held_until none is spent.

    The partial indexes are the spending order, what lapses next, and what lapses by inactivity: each sale asks whether
    its member has any of those.
    """
    lots = Table(
        "lots",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("lot_id"),
        column("asset", String),
        column("earned_at", BigInteger),
        column("expires_at", BigInteger, nullable=True),
        column("held_until", BigInteger, nullable=True),
        column("inactivity_months", Integer, nullable=True),
        column("original", BigInteger),
        column("remaining", BigInteger),
    )
    live, idle = "remaining > 0", "inactivity_months IS NOT NULL"
    owner = ("merchant_id", "member_id")
    partial_index(lots, "ix_lots_spending_order", live, *owner, "asset", "expires_at", "earned_at")
    partial_index(lots, "ix_lots_lapsing", live, "merchant_id", "expires_at", "member_id")
    partial_index(lots, "ix_lots_idle", idle, *owner, "lot_id")
    return lots


def holders(metadata: MetaData) -> Table:
    """Who may hold rights: the centre and each terminal. kind: `centre` or `terminal`."""
    return Table(
        "holders",
        metadata,
        key("merchant_id"),
        key("holder_id"),
        column("kind", String),
        column("name", String),
    )


def rights(metadata: MetaData) -> Table:
    """Slices of lots that one holder may spend. lease_until: when the till stops spending it; None: never."""
    return Table(
        "rights",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("lot_id"),
        key("holder_id"),
        column("asset", String),
        column("amount", BigInteger),
        column("lease_until", BigInteger, nullable=True),
        ForeignKeyConstraint(
            ["merchant_id", "holder_id"],
            ["holders.merchant_id", "holders.holder_id"],
            name="fk_rights_holder",
        ),
    )


def accounts(metadata: MetaData) -> Table:
    """A member's balance per book (`asset`): the sum of its postings (on a terminal: opening state and postings).

    debt: what is owed, the sum of the postings of `DEBT_LOT`; balance = Σ lots − debt. Below zero: two tills paid
    one debt, and the server has not given it back yet.
    """
    return Table(
        "accounts",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("asset", String),
        column("balance", BigInteger),
        column("debt", BigInteger),
    )


def tier_entries(metadata: MetaData) -> Table:
    """What each document adds to the tier metric, at its business day (ISO date). A merge has entries of many days."""
    return Table(
        "tier_entries",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        key("business_day", String),
        column("amount", BigInteger),
        column("terminal_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
    )


def rule_uses(metadata: MetaData) -> Table:
    """What each document uses of a rule's limits on a business day (ISO date); below zero: a return frees it.

    times: applications. amount: rupiah (bonus points) of a budget.
    """
    return Table(
        "rule_uses",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        key("rule_id", String),
        column("business_day", String),
        column("times", BigInteger),
        column("amount", BigInteger),
        Index(None, "merchant_id", "rule_id", "business_day", "times", "amount"),
    )


def vouchers(metadata: MetaData) -> Table:
    """Single rights with a code. member_id: whose; empty: the bearer's. uses_left falls with each use.

    used_amount: rupiah that uses took off. document_id: what issued it. holder_id: the terminal that issued it, which
    may take it without asking a server; empty: none may. revoked: it counts no more, whatever is left.
    """
    return Table(
        "vouchers",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("code", String),
        column("kind_id", String),
        column("expires_at", BigInteger, nullable=True),
        column("uses_left", Integer),
        column("used_amount", BigInteger),
        column("revoked", Boolean),
        column("document_id", LargeBinary),
        column("holder_id", LargeBinary),
        Index(None, "merchant_id", "code", unique=True),
        Index(None, "merchant_id", "document_id"),
    )


def entitlements(metadata: MetaData) -> Table:
    """Plans that were paid for or given, each day from `starts` to `ends` (ISO dates). ends before starts: undone."""
    return Table(
        "entitlements",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        key("ordinal", Integer),
        column("plan_id", String),
        column("starts", String),
        column("ends", String),
    )
