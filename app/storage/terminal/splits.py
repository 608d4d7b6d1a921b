"""Which baskets of a terminal were split."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select

from app.protocol.plain import pack, unpack
from app.storage.driver_read import read_rows
from app.storage.terminal.tables import splits
from app.storage.upsert import upsert

_PARTS = select(splits.c.part_ids).where(splits.c.basket_id == bindparam("basket"))


@dataclass(frozen=True, slots=True)
class TerminalSplits:
    """Keeps them on one connection."""

    connection: Connection

    def parts_of(self, basket_id: bytes) -> tuple[bytes, ...]:
        """The ids of its parts, in order; empty: it wasn't split."""
        rows = read_rows(self.connection, _PARTS, {"basket": basket_id})
        return unpack(tuple[bytes, ...], rows[0].part_ids) if rows else ()

    def note(self, basket_id: bytes, part_ids: tuple[bytes, ...], at: int) -> None:
        """Remembers that a basket was split."""
        row = {"basket_id": basket_id, "part_ids": pack(part_ids), "split_at": at}
        upsert(self.connection, splits, [row])

    def forget(self, basket_id: bytes) -> None:
        """Its parts were put together again."""
        self.connection.execute(delete(splits).where(splits.c.basket_id == basket_id))
