"""The indexes of documents; the documents themselves are journal records."""

from sqlalchemy import BigInteger, Boolean, Index, Integer, LargeBinary, MetaData, String, Table

from app.storage.columns import column, key


def sales(metadata: MetaData) -> Table:
    """The index of sales; the whole document is in the record at (terminal_id, epoch, seq)."""
    return Table(
        "sales",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("sale_id"),
        column("receipt_number", String),
        column("store_id", LargeBinary),
        column("terminal_id", LargeBinary),
        column("cashier_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
        column("business_day", String),
        column("committed_at", BigInteger),
        column("revision", Integer),
        column("tender", String),
        column("payable", BigInteger),
        column("points_earned", BigInteger),
        column("points_spent", BigInteger),
        column("bill_till", String),
        column("bill_number", String),
        Index(None, "merchant_id", "sale_id", unique=True),
        Index(None, "merchant_id", "receipt_number"),
        Index(None, "merchant_id", "business_day"),
    )


def returns(metadata: MetaData) -> Table:
    """The index of returns and voids; the whole document is in the record at (terminal_id, epoch, seq).

    after: all that has come back of the sale with this return, packed. sale_day: the sale's business day.
    """
    return Table(
        "returns",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("return_id"),
        column("sale_id", LargeBinary),
        column("receipt_number", String),
        column("terminal_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
        column("business_day", String),
        column("sale_day", String),
        column("committed_at", BigInteger),
        column("refund", BigInteger),
        column("points_back", BigInteger),
        column("clawback", BigInteger),
        column("void", Boolean),
        column("without_server", Boolean),
        column("after", LargeBinary),
        Index(None, "merchant_id", "return_id", unique=True),
        Index(None, "merchant_id", "sale_id"),
        Index(None, "merchant_id", "business_day"),
    )


def documents(metadata: MetaData) -> Table:
    """The index of all other documents, a row for each member concerned; the empty member id: none is.

    kind: the record's. number: what it is called by; empty: nothing. The whole document is in the record at
    (terminal_id, epoch, seq).
    """
    return Table(
        "documents",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        column("kind", String),
        column("number", String),
        column("store_id", LargeBinary),
        column("terminal_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
        column("business_day", String),
        column("committed_at", BigInteger),
        Index(None, "merchant_id", "document_id"),
        Index(None, "merchant_id", "kind", "business_day"),
    )


def claims(metadata: MetaData) -> Table:
    """Whose a sale is that was a guest's, or another member's: the newest row counts. document_id: what moved it."""
    return Table(
        "claims",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        column("sale_id", LargeBinary),
        column("committed_at", BigInteger),
        Index(None, "merchant_id", "sale_id"),
    )


def places(metadata: MetaData) -> Table:
    """Places at events that a document gave, or below zero took back, of a sale. given_at: instant of the document."""
    return Table(
        "places",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        key("reward_id", String),
        column("sale_id", LargeBinary),
        column("places", Integer),
        column("given_at", BigInteger),
        Index(None, "merchant_id", "reward_id"),
    )


def shifts(metadata: MetaData) -> Table:
    """Drawer sessions. expected, counted: rupiah in the drawer at the end; number: of the Z report; None: open."""
    return Table(
        "shifts",
        metadata,
        key("merchant_id"),
        key("shift_id"),
        column("terminal_id", LargeBinary),
        column("store_id", LargeBinary),
        column("cashier_id", LargeBinary),
        column("business_day", String),
        column("opened_at", BigInteger),
        column("float_amount", BigInteger),
        column("closed_at", BigInteger, nullable=True),
        column("expected", BigInteger, nullable=True),
        column("counted", BigInteger, nullable=True),
        column("number", Integer, nullable=True),
        Index(None, "merchant_id", "terminal_id", "closed_at"),
    )


def drawer_moves(metadata: MetaData) -> Table:
    """What each document takes in or pays out in a shift, by method; rupiah, below zero: out. kind: why."""
    return Table(
        "drawer_moves",
        metadata,
        key("merchant_id"),
        key("shift_id"),
        key("document_id"),
        key("ordinal", Integer),
        column("kind", String),
        column("method", String),
        column("amount", BigInteger),
        column("at", BigInteger),
    )
