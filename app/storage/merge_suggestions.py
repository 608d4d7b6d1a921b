"""Members who may be one person: they have one phone. A phone is not unique, so a person decides."""

from sqlalchemy import Connection, and_, func, select

from app.storage.shared_tables import SharedTables


def same_phone(
    connection: Connection, tables: SharedTables, merchant_id: bytes, limit: int
) -> dict[str, tuple[bytes, ...]]:
    """At most so many phones (E.164), each with those whose it is, the oldest first; merged ones are one."""
    profiles, members = tables.profiles, tables.members
    current = func.coalesce(members.c.merged_into, members.c.member_id)
    people = profiles.join(
        members,
        and_(members.c.merchant_id == profiles.c.merchant_id, members.c.member_id == profiles.c.member_id),
    )
    ours = and_(profiles.c.merchant_id == merchant_id, profiles.c.phone != "")
    shared_phones = (
        select(profiles.c.phone)
        .select_from(people)
        .where(ours)
        .group_by(profiles.c.phone)
        .having(func.count(current.distinct()) > 1)
        .order_by(profiles.c.phone)
        .limit(limit)
    )
    rows = connection.execute(
        select(profiles.c.phone, current.label("member_id"))
        .select_from(people)
        .where(ours, profiles.c.phone.in_(shared_phones))
        .order_by(profiles.c.phone, profiles.c.member_id)
    )
    found: dict[str, dict[bytes, None]] = {}
    for row in rows:
        found.setdefault(row.phone, {})[row.member_id] = None
    return {phone: tuple(people) for phone, people in found.items()}
