"""Points of a day's sales that got another member since: they count for who has the sale now, and for nobody else.

The rows of sales and returns name whom they were made for.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, select

from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.record import decode, fact_of
from app.storage.driver_read import read_rows
from app.storage.merged import current_member
from app.storage.project_move import moves_of_sale
from app.storage.terminal.tables import journal, shared

_sales, _returns, _claims, _documents = shared.sales, shared.returns, shared.claims, shared.documents
_MOVED = select(_sales.c.sale_id, _sales.c.member_id, _sales.c.points_earned).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.business_day == bindparam("day"),
    exists().where(_claims.c.merchant_id == _sales.c.merchant_id, _claims.c.sale_id == _sales.c.sale_id),
)
_BACK = select(_returns.c.member_id, _returns.c.clawback, _returns.c.epoch, _returns.c.seq).where(
    _returns.c.merchant_id == bindparam("merchant"), _returns.c.sale_id == bindparam("sale")
)
_MOVE = (
    moves_of_sale(shared, journal.c.record)
    .add_columns(journal.c.epoch, journal.c.seq)
    .join(journal, and_(journal.c.epoch == _documents.c.epoch, journal.c.seq == _documents.c.seq))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class MovedToday:
    """A member's share of a business day's moved sales."""

    connection: Connection
    merchant_id: bytes
    member_id: bytes
    day: str

    def points(self) -> int:
        """What to add to the points that his rows of sales and returns say. Only moves of this till's are known."""
        key = {"merchant": self.merchant_id, "day": self.day}
        return sum(self._of(sale) for sale in read_rows(self.connection, _MOVED, key))

    def _of(self, sale: Row[*tuple[Any, ...]]) -> int:
        key = {"merchant": self.merchant_id, "sale": sale.sale_id}
        back = self.connection.execute(_BACK, key).all()
        said = sale.points_earned if self._is_his(sale.member_id) else 0
        said -= sum(each.clawback for each in back if self._is_his(each.member_id))
        move = self.connection.execute(_MOVE, key).first()
        fact = None if move is None else fact_of(decode(move.record))
        if move is None or not isinstance(fact, SaleClaimed | SaleReassigned):
            return 0
        if not self._is_his(fact.member.member_id):
            return -int(said)
        earned = 0 if fact.earned is None else fact.earned.original
        later = [each for each in back if (each.epoch, each.seq) > (move.epoch, move.seq)]
        return int(earned - sum(each.clawback for each in later) - said)

    def _is_his(self, member_id: bytes) -> bool:
        if not member_id:
            return False
        return current_member(self.connection, shared, self.merchant_id, member_id) == self.member_id
