"""What changed, in an order without holes: each thing stands once, at the cursor of its last change.

A cursor is taken from a row that stays locked until the transaction ends, so that nobody can see a cursor
before every smaller one is visible too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.storage.server.tables import feed, feed_heads


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing that changed. sidecar: digest of the person's new side-car; None: the one before still holds."""

    kind: str
    key: bytes
    sidecar: bytes | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A thing and the cursor of its last change."""

    cursor: int
    kind: str
    key: bytes
    sidecar: bytes | None


def touch(connection: Connection, merchant_id: bytes, touched: Sequence[Touched]) -> None:
    """Puts things at the end of the feed."""
    if not touched:
        return
    first = _take_cursors(connection, merchant_id, len(touched))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(feed)
    new = statement.excluded
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["merchant_id", "kind", "change_key"],
            set_={"cursor": new.cursor, "sidecar": func.coalesce(new.sidecar, feed.c.sidecar)},
        ),
        [
            {
                "merchant_id": merchant_id,
                "kind": thing.kind,
                "change_key": thing.key,
                "cursor": first + place,
                "sidecar": thing.sidecar,
            }
            for place, thing in enumerate(touched)
        ],
    )


def entries_after(connection: Connection, merchant_id: bytes, cursor: int, limit: int) -> list[FeedEntry]:
    """At most `limit` things that changed after a cursor, in order."""
    rows = connection.execute(
        select(feed)
        .where(feed.c.merchant_id == merchant_id, feed.c.cursor > cursor)
        .order_by(feed.c.cursor)
        .limit(limit)
    )
    return [FeedEntry(row.cursor, row.kind, row.change_key, row.sidecar) for row in rows]


def _take_cursors(connection: Connection, merchant_id: bytes, count: int) -> int:
    """The first of `count` new cursors."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(feed_heads)
    last: int = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["merchant_id"],
            set_={"cursor": feed_heads.c.cursor + statement.excluded.cursor},
        ).returning(feed_heads.c.cursor),
        {"merchant_id": merchant_id, "cursor": count},
    ).scalar_one()
    return last - count + 1
