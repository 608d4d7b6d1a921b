"""What a merge asks of a member, on either side."""

from sqlalchemy import Connection, func, select

from app.domain.ledger import OwnerKind
from app.services.members_port import MemberRow
from app.storage.shared_tables import SharedTables


def member_row(
    connection: Connection, tables: SharedTables, merchant_id: bytes, member_id: bytes
) -> MemberRow | None:
    """A member's own rows, whoever he was merged into; None: nobody knows him, or it is a gift card."""
    members, accounts, entries = tables.members, tables.accounts, tables.tier_entries
    row = connection.execute(
        select(members).where(members.c.merchant_id == merchant_id, members.c.member_id == member_id)
    ).first()
    if row is None or row.kind != OwnerKind.MEMBER.value:
        return None
    # Somebody whose empty lots came with a merge has them and no account: nothing was posted.
    books = {
        book
        for table in (accounts, tables.lots)
        for book in connection.execute(
            select(table.c.asset)
            .where(table.c.merchant_id == merchant_id, table.c.member_id == member_id)
            .distinct()
        ).scalars()
    }
    days = connection.execute(
        select(entries.c.business_day, func.sum(entries.c.amount).label("amount"))
        .where(entries.c.merchant_id == merchant_id, entries.c.member_id == member_id)
        .group_by(entries.c.business_day)
        .order_by(entries.c.business_day)
    )
    return MemberRow(
        member_id=member_id,
        tier_id=row.tier_id,
        tier_since=row.tier_since,
        household_id=row.household_id,
        merged_into=row.merged_into,
        books=tuple(sorted(books)),
        days=tuple((day.business_day, int(day.amount)) for day in days if day.amount),
    )
