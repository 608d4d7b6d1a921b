"""The index of a terminal's sales; the documents themselves are journal records."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, select, tuple_

from app.domain.blind_return import SoldFor
from app.protocol.facts import SaleCommitted
from app.protocol.meaning import parts_of
from app.protocol.record import decode, fact_of
from app.protocol.sold_lines import sold_lines
from app.services.unit import Identity
from app.storage.terminal.tables import journal, shared, sync_state

_sales = shared.sales


_DOCUMENTS = (
    select(journal.c.record)
    .join(_sales, and_(_sales.c.epoch == journal.c.epoch, _sales.c.seq == journal.c.seq))
    .where(_sales.c.merchant_id == bindparam("merchant"), _sales.c.terminal_id == bindparam("terminal"))
)
_BY_ID = _DOCUMENTS.where(_sales.c.sale_id == bindparam("sale"))
_SOLD = _DOCUMENTS.where(
    _sales.c.business_day >= bindparam("since"),
    func.instr(journal.c.record, bindparam("sku")) > 0,
    ~exists().where(
        shared.returns.c.merchant_id == _sales.c.merchant_id,
        shared.returns.c.sale_id == _sales.c.sale_id,
        shared.returns.c.void,
    ),
)
"""Records that hold the bytes of an item's SKU somewhere: others needn't be read."""
_NEWEST = _DOCUMENTS.order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(1)
_CONFIRMED = select(_sales.c.sale_id).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.terminal_id == bindparam("terminal"),
    _sales.c.sale_id == bindparam("sale"),
    tuple_(_sales.c.epoch, _sales.c.seq)
    <= select(sync_state.c.acked_epoch, sync_state.c.acked_seq).limit(1).scalar_subquery(),
)
_COUNT = (
    select(func.count())
    .select_from(_sales)
    .where(
        _sales.c.merchant_id == bindparam("merchant"),
        _sales.c.business_day == bindparam("day"),
        _sales.c.terminal_id == bindparam("terminal"),
    )
)


@dataclass(frozen=True, slots=True)
class TerminalSales:
    """Reads sales on one connection."""

    connection: Connection
    identity: Identity

    def by_id(self, sale_id: bytes) -> SaleCommitted | None:
        """A sale of this terminal's journal."""
        return self._first(_BY_ID, sale=sale_id)

    def count_on(self, business_day: str) -> int:
        """How many sales this terminal made on a business day."""
        return self.connection.execute(_COUNT, {**self._mine(), "day": business_day}).scalar_one()

    def last(self) -> SaleCommitted | None:
        """The newest sale of this terminal."""
        return self._first(_NEWEST)

    def sold_for(self, sku: str, since: str) -> tuple[SoldFor, ...]:
        """What an item was sold for at this terminal from a business day on, unless the sale was voided."""
        wanted = {**self._mine(), "since": since, "sku": sku.encode()}
        records = self.connection.execute(_SOLD, wanted).scalars().all()
        return tuple(sold for record in records for sold in sold_lines(record, sku))

    def is_confirmed(self, sale_id: bytes) -> bool:
        """Whether a server has a sale of this terminal, so that other tills may know of it."""
        if self.identity.server_url is None:
            return False
        return self.connection.execute(_CONFIRMED, {**self._mine(), "sale": sale_id}).first() is not None

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}

    def _first(self, documents: Select[bytes], **wanted: bytes) -> SaleCommitted | None:
        row = self.connection.execute(documents, {**self._mine(), **wanted}).first()
        fact = None if row is None else fact_of(decode(row.record))
        parts = () if fact is None else parts_of(fact)
        return next((part for part in parts if isinstance(part, SaleCommitted)), None)
