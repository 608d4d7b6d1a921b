"""Programme revisions as stored: packed, read once each."""

from functools import lru_cache

from sqlalchemy import Connection, select

from app.domain.programme.document import Programme
from app.protocol.plain import unpack
from app.storage.shared_tables import SharedTables


@lru_cache(maxsize=8)
def programme_in(document: bytes) -> Programme:
    """A revision never changes, so reading it once is enough."""
    return unpack(Programme, document)


def newest_programme(connection: Connection, tables: SharedTables, merchant_id: bytes) -> Programme | None:
    """The revision in force; None: nobody published any."""
    programmes = tables.programmes
    document = connection.execute(
        select(programmes.c.document)
        .where(programmes.c.merchant_id == merchant_id)
        .order_by(programmes.c.revision.desc())
        .limit(1)
    ).scalar()
    return None if document is None else programme_in(document)
