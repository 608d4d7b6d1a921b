"""What a merchant has: stores, items, programme revisions, staff."""

from sqlalchemy import JSON, BigInteger, Boolean, Index, Integer, LargeBinary, MetaData, String, Table

from app.storage.columns import column, key


def stores(metadata: MetaData) -> Table:
    return Table(
        "stores",
        metadata,
        key("merchant_id"),
        key("store_id"),
        column("code", String),
        column("name", String),
        column("address", String),
        column("tax_number", String),
        column("zone", String),
        column("cut_over_hour", Integer),
    )


def items(metadata: MetaData) -> Table:
    return Table(
        "items",
        metadata,
        key("merchant_id"),
        key("sku", String),
        column("gtin", String),
        column("name", String),
        column("category", String),
        column("price", BigInteger),
        column("no_promotion", Boolean),
        column("kind", String),
        column("tags", JSON),
        column("weighed", Boolean),
        column("tax", String),
        column("cost", BigInteger, nullable=True),
        Index(None, "merchant_id", "gtin"),
    )


def programmes(metadata: MetaData) -> Table:
    """One row per revision; `document` is the packed programme."""
    return Table(
        "programmes",
        metadata,
        key("merchant_id"),
        key("revision", Integer),
        column("based_on", Integer),
        column("document", LargeBinary),
        column("published_at", BigInteger),
    )


def staff(metadata: MetaData) -> Table:
    """Who may log in. Name and PIN hash come from the side-car."""
    return Table(
        "staff",
        metadata,
        key("merchant_id"),
        key("staff_id"),
        column("role", String),
        column("name", String),
        column("pin_hash", String),
    )
