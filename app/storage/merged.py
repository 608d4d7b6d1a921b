"""Who a member is now: whoever was merged away is the one who was kept, and what names him names that one.

Books and tier metric move in a merge. All else (sales, cards, vouchers, plans, used limits) stays in the rows of who
was merged away and is read together with that of the kept member, so that it can't be lost or counted twice.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, Table, and_, bindparam, cast, select

from app.storage.shared_tables import SharedTables


def current_member(
    connection: Connection, tables: SharedTables, merchant_id: bytes, member_id: bytes
) -> bytes:
    """Who a member is now: himself, or who he was merged into."""
    key = {"merchant": merchant_id, "member": member_id}
    return connection.execute(_merged_into(tables), key).scalar() or member_id


def of_person(table: Table, members: Table) -> ColumnElement[bool]:
    """Rows of the member that the parameters `merchant` and `member` name, and of all who were merged into him."""
    himself = select(cast(bindparam("member"), LargeBinary))
    absorbed = select(members.c.member_id).where(
        members.c.merchant_id == bindparam("merchant"), members.c.merged_into == bindparam("member")
    )
    return and_(
        table.c.merchant_id == bindparam("merchant"), table.c.member_id.in_(himself.union_all(absorbed))
    )


@lru_cache(maxsize=8)
def _merged_into(tables: SharedTables) -> Select[Any]:
    members = tables.members
    return select(members.c.merged_into).where(
        members.c.merchant_id == bindparam("merchant"), members.c.member_id == bindparam("member")
    )
