"""The merchant's stores, as values."""

from sqlalchemy import Connection, select

from app.protocol.facts import Store
from app.storage.server.tables import shared
from app.storage.shop_rows import store_of


def store_by_id(connection: Connection, merchant_id: bytes, store_id: bytes) -> Store | None:
    """One store."""
    stores = shared.stores
    statement = select(stores).where(stores.c.merchant_id == merchant_id, stores.c.store_id == store_id)
    row = connection.execute(statement).first()
    return None if row is None else store_of(row)


def all_stores(connection: Connection, merchant_id: bytes) -> tuple[Store, ...]:
    """Every store, oldest first."""
    stores = shared.stores
    statement = select(stores).where(stores.c.merchant_id == merchant_id).order_by(stores.c.store_id)
    return tuple(store_of(row) for row in connection.execute(statement))
