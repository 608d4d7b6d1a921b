"""Items and programme revisions of a terminal's store, as services ask them."""

from typing import Protocol

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.services.rules import ReadyRevision


class Catalogue(Protocol):
    """Items and programme revisions."""

    def item_by_gtin(self, gtin: str) -> Item | None:
        """The item with that barcode."""

    def search(self, text: str, limit: int) -> tuple[Item, ...]:
        """Items whose name holds the text, or whose SKU or barcode starts with it."""

    def all_items(self) -> tuple[Item, ...]:
        """The whole catalogue by name."""

    def programme(self, revision: int | None = None) -> Programme:
        """A revision, by default the newest. LookupError when there is none."""

    def rules(self, revision: int) -> ReadyRevision:
        """A revision made ready to quote with, once. LookupError when there is none."""
