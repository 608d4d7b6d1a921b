"""Items and programme revisions of a terminal."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select

from app.domain.basket import Item
from app.domain.engine.prepared import prepare
from app.domain.programme.document import Programme
from app.services.rules import ReadyRevision, asks_of
from app.storage.driver_read import read_rows
from app.storage.programmes import programme_in
from app.storage.shop_rows import item_of
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
        return None if row is None else item_of(row)

    def item_by_sku(self, sku: str) -> Item | None:
        """The item with that SKU."""
        row = self.connection.execute(self._mine().where(_items.c.sku == sku)).first()
        return None if row is None else item_of(row)

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
        return tuple(item_of(row) for row in rows)

    def all_items(self) -> tuple[Item, ...]:
        """The whole catalogue by name."""
        return tuple(item_of(row) for row in self.connection.execute(self._mine().order_by(_items.c.name)))

    def programme(self, revision: int | None = None) -> Programme:
        """A revision, by default the newest. LookupError when there is none."""
        return programme_in(self._document(revision))

    def rules(self, revision: int) -> ReadyRevision:
        """A revision made ready to quote with, once. LookupError when there is none."""
        return _rules(self._document(revision))

    def _document(self, revision: int | None) -> bytes:
        wanted = _NEWEST if revision is None else _AT_REVISION
        rows = read_rows(self.connection, wanted, {"merchant": self.merchant_id, "revision": revision})
        if not rows:
            raise LookupError(f"no programme of revision {revision}")
        document: bytes = rows[0].document
        return document

    def _mine(self) -> Select[*tuple[Any, ...]]:
        return select(*_items.columns).where(_items.c.merchant_id == self.merchant_id)


@lru_cache(maxsize=8)
def _rules(document: bytes) -> ReadyRevision:
    programme = programme_in(document)
    return ReadyRevision(prepare(programme), asks_of(programme))
