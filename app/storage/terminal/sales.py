"""The index of a terminal's sales; the documents themselves are journal records."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    tuple_,
)

from app.domain.blind_return import SoldFor
from app.protocol.facts import OtherBill, SaleCommitted
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.meaning import parts_of
from app.protocol.record import decode, fact_of
from app.protocol.sold_lines import sold_lines
from app.services.unit import Identity
from app.storage.driver_read import read_rows
from app.storage.project_move import moves_of_sale
from app.storage.terminal.tables import journal, shared, sync_state

_sales = shared.sales


_DOCUMENTS = (
    select(journal.c.record)
    .join(_sales, and_(_sales.c.epoch == journal.c.epoch, _sales.c.seq == journal.c.seq))
    .where(_sales.c.merchant_id == bindparam("merchant"), _sales.c.terminal_id == bindparam("terminal"))
)
_BY_ID = _DOCUMENTS.where(_sales.c.sale_id == bindparam("sale"))
_OF_MEMBER = (
    select(_sales.c.sale_id)
    .where(
        _sales.c.merchant_id == bindparam("merchant"),
        _sales.c.member_id == bindparam("member"),
        _sales.c.terminal_id == bindparam("terminal"),
    )
    .order_by(_sales.c.epoch, _sales.c.seq)
)
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
_BETWEEN = (
    select(_sales.c.sale_id)
    .where(
        _sales.c.merchant_id == bindparam("merchant"),
        _sales.c.terminal_id == bindparam("terminal"),
        _sales.c.business_day.between(bindparam("first"), bindparam("last")),
    )
    .order_by(_sales.c.epoch, _sales.c.seq)
)
_NEWEST = _DOCUMENTS.order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(1)
_BY_NUMBER = select(_sales.c.sale_id).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.terminal_id == bindparam("terminal"),
    _sales.c.receipt_number == bindparam("number"),
)
_BY_BILL = select(_sales.c.receipt_number).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.business_day == bindparam("day"),
    _sales.c.store_id == bindparam("store"),
    _sales.c.bill_till == bindparam("till"),
    _sales.c.bill_number == bindparam("number"),
    ~exists().where(
        shared.returns.c.merchant_id == _sales.c.merchant_id,
        shared.returns.c.sale_id == _sales.c.sale_id,
        shared.returns.c.void,
    ),
)
"""One of the day's sales: the day's index has few of them. What was voided may be entered again."""
_CONFIRMED = select(_sales.c.sale_id).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.terminal_id == bindparam("terminal"),
    _sales.c.sale_id == bindparam("sale"),
    tuple_(_sales.c.epoch, _sales.c.seq)
    <= select(sync_state.c.acked_epoch, sync_state.c.acked_seq).limit(1).scalar_subquery(),
)
_LAST_MOVE = (
    moves_of_sale(shared, journal.c.record)
    .join(
        journal,
        and_(journal.c.epoch == shared.documents.c.epoch, journal.c.seq == shared.documents.c.seq),
    )
    .where(shared.documents.c.terminal_id == bindparam("terminal"))
)
_LAST_OF_DAY = (
    select(_sales.c.receipt_number)
    .where(
        _sales.c.merchant_id == bindparam("merchant"),
        _sales.c.business_day == bindparam("day"),
        _sales.c.terminal_id == bindparam("terminal"),
    )
    .order_by(literal_column("sales.rowid").desc())
    .limit(1)
)
"""Rows keep the order they came in, and the day's index has them in it: one look, however long the day is."""


@dataclass(frozen=True, slots=True)
class TerminalSales:
    """Reads sales on one connection."""

    connection: Connection
    identity: Identity

    def by_id(self, sale_id: bytes) -> SaleCommitted | None:
        """A sale of this terminal's journal."""
        return self._first(_BY_ID, sale=sale_id)

    def last_number_on(self, business_day: str) -> int:
        """The count at the end of the last receipt number of this terminal on a business day; 0: none yet."""
        rows = read_rows(self.connection, _LAST_OF_DAY, {**self._mine(), "day": business_day})
        return int(rows[0].receipt_number.rpartition("-")[2]) if rows else 0

    def last(self) -> SaleCommitted | None:
        """The newest sale of this terminal."""
        return self._first(_NEWEST)

    def by_number(self, receipt_number: str) -> bytes | None:
        """The id of this terminal's sale whose receipt has a number."""
        key = {**self._mine(), "number": receipt_number.strip()}
        return self.connection.execute(_BY_NUMBER, key).scalar()

    def by_bill(self, bill: OtherBill, business_day: str) -> str | None:
        """The receipt number under which another till's bill of a business day counted here, unless it was voided."""
        key = {
            "merchant": self.identity.merchant_id,
            "day": business_day,
            "store": self.identity.store.store_id,
            "till": bill.till,
            "number": bill.number,
        }
        return self.connection.execute(_BY_BILL, key).scalars().first()

    def last_move(self, sale_id: bytes) -> SaleClaimed | SaleReassigned | None:
        """The newest document that gave a sale of this terminal another member."""
        row = self.connection.execute(_LAST_MOVE, {**self._mine(), "sale": sale_id}).first()
        fact = None if row is None else fact_of(decode(row.record))
        return fact if isinstance(fact, SaleClaimed | SaleReassigned) else None

    def ids_of(self, member_id: bytes) -> tuple[bytes, ...]:
        """A member's sales of this terminal, the oldest first."""
        key = {**self._mine(), "member": member_id}
        return tuple(self.connection.execute(_OF_MEMBER, key).scalars())

    def sold_for(self, sku: str, since: str) -> tuple[SoldFor, ...]:
        """What an item was sold for at this terminal from a business day on, unless the sale was voided."""
        wanted = {**self._mine(), "since": since, "sku": sku.encode()}
        records = self.connection.execute(_SOLD, wanted).scalars().all()
        return tuple(sold for record in records for sold in sold_lines(record, sku))

    def ids_between(self, first_day: str, last_day: str) -> tuple[bytes, ...]:
        """Sales of this terminal on some business days, both in it, the oldest first."""
        key = {**self._mine(), "first": first_day, "last": last_day}
        return tuple(self.connection.execute(_BETWEEN, key).scalars())

    def is_confirmed(self, sale_id: bytes) -> bool:
        """Whether a server has a sale of this terminal, so that other tills may know of it."""
        if self.identity.server_url is None:
            return False
        return self.connection.execute(_CONFIRMED, {**self._mine(), "sale": sale_id}).first() is not None

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}

    def _first(self, documents: Select[bytes], **wanted: bytes) -> SaleCommitted | None:
        rows = read_rows(self.connection, documents, {**self._mine(), **wanted})
        fact = fact_of(decode(rows[0].record)) if rows else None
        parts = () if fact is None else parts_of(fact)
        return next((part for part in parts if isinstance(part, SaleCommitted)), None)
