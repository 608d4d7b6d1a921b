"""What services ask of bills that were split."""

from typing import Protocol


class Splits(Protocol):
    """Baskets that became several; each is remembered for good, so that none is sold as a whole as well."""

    def parts_of(self, basket_id: bytes) -> tuple[bytes, ...]:
        """The ids of its parts, in order; empty: it wasn't split."""

    def note(self, basket_id: bytes, part_ids: tuple[bytes, ...], at: int) -> None:
        """Remembers that a basket was split."""

    def forget(self, basket_id: bytes) -> None:
        """Its parts were put together again."""
