"""Items and programme revisions of a terminal."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, or_, select

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.protocol.plain import unpack
from app.storage.terminal.tables import shared

_items = shared.items
_programmes = shared.programmes

_REVISIONS = select(_programmes.c.document).where(_programmes.c.merchant_id == bindparam("merchant"))
_NEWEST = _REVISIONS.order_by(_programmes.c.revision.desc()).limit(1)
_AT_REVISION = _REVISIONS.where(_programmes.c.revision == bindparam("revision"))


@dataclass(frozen=True, slots=True)
class TerminalCatalogue:
    """Reads the catalogue on one connection."""

    connection: Connection
    merchant_id: bytes

    def item_by_gtin(self, gtin: str) -> Item | None:
        """The item with that barcode."""
        row = self.connection.execute(self._mine().where(_items.c.gtin == gtin).limit(1)).first()
        return None if row is None else _item(row)

    def search(self, text: str, limit: int) -> tuple[Item, ...]:
        """Items whose name holds the text, or whose SKU or barcode starts with it."""
        wanted = text.strip()
        if not wanted:
            return ()
        matches = or_(
            _items.c.name.icontains(wanted, autoescape=True),
            _items.c.sku.istartswith(wanted, autoescape=True),
            _items.c.gtin.startswith(wanted, autoescape=True),
        )
        rows = self.connection.execute(self._mine().where(matches).order_by(_items.c.name).limit(limit))
        return tuple(_item(row) for row in rows)

    def all_items(self) -> tuple[Item, ...]:
        """The whole catalogue by name."""
        return tuple(_item(row) for row in self.connection.execute(self._mine().order_by(_items.c.name)))

    def programme(self, revision: int | None = None) -> Programme:
        """A revision, by default the newest. LookupError when there is none."""
        wanted = _NEWEST if revision is None else _AT_REVISION
        document = self.connection.execute(
            wanted, {"merchant": self.merchant_id, "revision": revision}
        ).scalar()
        if document is None:
            raise LookupError(f"no programme of revision {revision}")
        return _programme(document)

    def _mine(self) -> Select[*tuple[Any, ...]]:
        return select(*_items.columns).where(_items.c.merchant_id == self.merchant_id)


@lru_cache(maxsize=8)
def _programme(document: bytes) -> Programme:
    """A revision never changes, so reading it once is enough."""
    return unpack(Programme, document)


def _item(row: Row[tuple[object, ...]]) -> Item:
    return Item(
        sku=row.sku,
        gtin=row.gtin,
        name=row.name,
        category=row.category,
        price=row.price,
        no_promotion=row.no_promotion,
    )
