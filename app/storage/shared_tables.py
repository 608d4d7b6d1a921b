"""The tables that terminal and server have in common, built into either's metadata.

`(merchant_id, member_id)` leads every key of member data, so that a server's schema can be distributed by it;
no key is a serial number. Ids are bytes (UUIDv7), money is rupiah, instants are milliseconds since 1970 UTC.
A guest's sale has the empty member id.
"""

from dataclasses import dataclass

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass(frozen=True, slots=True)
class SharedTables:
    """Each table of `build`, by name."""

    stores: Table
    items: Table
    programmes: Table
    staff: Table
    members: Table
    cards: Table
    personal_keys: Table
    sidecars: Table
    profiles: Table
    sales: Table
    returns: Table
    postings: Table
    lots: Table
    holders: Table
    rights: Table
    accounts: Table
    tier_entries: Table


def build(metadata: MetaData) -> SharedTables:
    """Defines the shared tables in a metadata."""
    return SharedTables(
        stores=_stores(metadata),
        items=_items(metadata),
        programmes=_programmes(metadata),
        staff=_staff(metadata),
        members=_members(metadata),
        cards=_cards(metadata),
        personal_keys=_personal_keys(metadata),
        sidecars=_sidecars(metadata),
        profiles=_profiles(metadata),
        sales=_sales(metadata),
        returns=_returns(metadata),
        postings=_postings(metadata),
        lots=_lots(metadata),
        holders=_holders(metadata),
        rights=_rights(metadata),
        accounts=_accounts(metadata),
        tier_entries=_tier_entries(metadata),
    )


def key(
    name: str, kind: type[LargeBinary] | type[String] | type[BigInteger] | type[Integer] = LargeBinary
) -> Column:  # type: ignore[type-arg]  # a column's Python type follows its kind
    """A column of a primary key."""
    return Column(name, kind, primary_key=True, autoincrement=False, nullable=False)


def column(name: str, kind: type, *, nullable: bool = False) -> Column:  # type: ignore[type-arg]  # as above
    """A plain column."""
    return Column(name, kind, nullable=nullable)


def _stores(metadata: MetaData) -> Table:
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


def _items(metadata: MetaData) -> Table:
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


def _programmes(metadata: MetaData) -> Table:
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


def _staff(metadata: MetaData) -> Table:
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


def _members(metadata: MetaData) -> Table:
    return Table(
        "members",
        metadata,
        key("merchant_id"),
        key("member_id"),
        column("tier_id", String),
        column("joined_at", BigInteger),
    )


def _cards(metadata: MetaData) -> Table:
    """Every code that names a member; looked up by code, listed by member."""
    return Table(
        "cards",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("code", String),
        column("blocked", Boolean),
        Index(None, "merchant_id", "code"),
    )


def _personal_keys(metadata: MetaData) -> Table:
    """The key that a person's side-cars are sealed with; erasing the row erases what they say."""
    return Table("personal_keys", metadata, key("merchant_id"), key("subject_id"), column("key", LargeBinary))


def _sidecars(metadata: MetaData) -> Table:
    """Sealed personal data, by the digest that a journal record holds."""
    return Table(
        "sidecars",
        metadata,
        key("merchant_id"),
        key("subject_id"),
        key("digest"),
        column("sealed", LargeBinary),
        Index(None, "merchant_id", "digest"),
    )


def _profiles(metadata: MetaData) -> Table:
    """What can be searched of a member, unsealed. birthday: MM-DD. phone: E.164.

    name_key: the name without case, to be found by its start. phone_end: the digits from the last to the first, to
    be found by its end.
    """
    return Table(
        "profiles",
        metadata,
        key("merchant_id"),
        key("member_id"),
        column("name", String),
        column("phone", String),
        column("birthday", String),
        column("name_key", String),
        column("phone_end", String),
        Index(None, "merchant_id", "phone"),
        Index(None, "merchant_id", "name_key"),
        Index(None, "merchant_id", "phone_end"),
    )


def _sales(metadata: MetaData) -> Table:
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
        Index(None, "merchant_id", "sale_id", unique=True),
        Index(None, "merchant_id", "receipt_number"),
        Index(None, "merchant_id", "business_day"),
    )


def _returns(metadata: MetaData) -> Table:
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


def _postings(metadata: MetaData) -> Table:
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


def _lots(metadata: MetaData) -> Table:
    """Points earned together; their expiry is frozen, and up to held_until none is spent.

    The partial index is the spending order.
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
    live = text("remaining > 0")
    Index(
        "ix_lots_spending_order",
        lots.c.merchant_id,
        lots.c.member_id,
        lots.c.asset,
        lots.c.expires_at,
        lots.c.earned_at,
        sqlite_where=live,
        postgresql_where=live,
    )
    return lots


def _holders(metadata: MetaData) -> Table:
    """Who may hold rights: the centre and each terminal. kind: `centre` or `terminal`."""
    return Table(
        "holders",
        metadata,
        key("merchant_id"),
        key("holder_id"),
        column("kind", String),
        column("name", String),
    )


def _rights(metadata: MetaData) -> Table:
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


def _accounts(metadata: MetaData) -> Table:
    """A member's balance per asset: always the sum of the postings (on a terminal: opening state and postings).

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


def _tier_entries(metadata: MetaData) -> Table:
    """What each document adds to the tier metric, at its business day (ISO date)."""
    return Table(
        "tier_entries",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("document_id"),
        column("business_day", String),
        column("amount", BigInteger),
        column("terminal_id", LargeBinary),
        column("epoch", Integer),
        column("seq", BigInteger),
    )
