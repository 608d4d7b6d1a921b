"""Members, what names them, and what is known of them."""

from sqlalchemy import BigInteger, Boolean, Index, LargeBinary, MetaData, String, Table

from app.storage.columns import column, key, partial_index


def members(metadata: MetaData) -> Table:
    """Whoever has books: people, and gift cards (kind; they have no tier, no profile, and are nobody's).

    tier_since: ISO date on which the tier was reached or kept; None: when the member joined.

    household_id: whom points may be shared with. merged_into: the member that this one became, who was never merged
    away himself.
    """
    members = Table(
        "members",
        metadata,
        key("merchant_id"),
        key("member_id"),
        column("tier_id", String),
        column("joined_at", BigInteger),
        column("tier_since", String, nullable=True),
        column("household_id", LargeBinary, nullable=True),
        column("merged_into", LargeBinary, nullable=True),
        column("kind", String),
        Index(None, "merchant_id", "household_id"),
    )
    partial_index(members, "ix_members_merged", "merged_into IS NOT NULL", "merchant_id", "merged_into")
    return members


def cards(metadata: MetaData) -> Table:
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


def marks(metadata: MetaData) -> Table:
    """Segments, flags and lists of members, by their ids in the programme. held: false: taken away again."""
    return Table(
        "marks",
        metadata,
        key("merchant_id"),
        key("member_id"),
        key("kind", String),
        key("mark", String),
        column("held", Boolean),
    )


def personal_keys(metadata: MetaData) -> Table:
    """The key that a person's side-cars are sealed with; erasing the row erases what they say."""
    return Table("personal_keys", metadata, key("merchant_id"), key("subject_id"), column("key", LargeBinary))


def sidecars(metadata: MetaData) -> Table:
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


def profiles(metadata: MetaData) -> Table:
    """What is known of a member as a person, unsealed. birthday: MM-DD. phone: E.164.

    details: what else the side-car says (`services.profile`), packed; empty: nothing. name_key: the name without case,
    to be found by its start. phone_end: the digits from the last to the first, to be found by its end.
    """
    return Table(
        "profiles",
        metadata,
        key("merchant_id"),
        key("member_id"),
        column("name", String),
        column("phone", String),
        column("birthday", String),
        column("details", LargeBinary),
        column("name_key", String),
        column("phone_end", String),
        Index(None, "merchant_id", "phone"),
        Index(None, "merchant_id", "name_key"),
        Index(None, "merchant_id", "phone_end"),
    )
