"""The index of a terminal's returns; the documents themselves are journal records."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

from app.domain.ledger import CASHBACK_BOOK, GIFT_VALUE_BOOK, Account
from app.protocol.facts import SaleReturned
from app.protocol.meaning import parts_of
from app.protocol.record import decode, fact_of
from app.services.unit import Identity, ReturnedSoFar
from app.storage.project_return import returned_so_far
from app.storage.terminal.tables import journal, shared

_returns = shared.returns
_MINE = and_(_returns.c.merchant_id == bindparam("merchant"), _returns.c.terminal_id == bindparam("terminal"))
_BY_ID = (
    select(journal.c.record)
    .join(_returns, and_(_returns.c.epoch == journal.c.epoch, _returns.c.seq == journal.c.seq))
    .where(_MINE, _returns.c.return_id == bindparam("return"))
)
_POINTS_BACK = select(func.coalesce(func.sum(_returns.c.points_back), 0)).where(
    _returns.c.merchant_id == bindparam("merchant"), _returns.c.sale_id == bindparam("sale")
)
_postings = shared.postings


def _of_sale(column: ColumnElement[bytes]) -> Select[bytes]:
    """A column of a sale's returns."""
    return select(column).where(
        _returns.c.merchant_id == bindparam("merchant"), _returns.c.sale_id == bindparam("sale")
    )


_WALLET_BACK = select(func.coalesce(func.sum(_postings.c.amount), 0)).where(
    _postings.c.merchant_id == bindparam("merchant"),
    _postings.c.member_id.in_(_of_sale(_returns.c.member_id)),
    _postings.c.document_id.in_(_of_sale(_returns.c.return_id)),
    _postings.c.asset == CASHBACK_BOOK,
    _postings.c.source == Account.REDEMPTION.value,
)
_PUT_BACK = select(func.coalesce(func.sum(_postings.c.amount), 0)).where(
    _postings.c.merchant_id == bindparam("merchant"),
    _postings.c.member_id == bindparam("owner"),
    _postings.c.asset == GIFT_VALUE_BOOK,
    _postings.c.source == Account.REDEMPTION.value,
    _postings.c.document_id.in_(_of_sale(_returns.c.return_id)),
)
_REFUNDED = select(func.coalesce(func.sum(_returns.c.refund), 0)).where(
    _returns.c.merchant_id == bindparam("merchant"), _returns.c.sale_id == bindparam("sale")
)
_TODAY = and_(_MINE, _returns.c.business_day == bindparam("day"))
_COUNT = select(func.count()).select_from(_returns).where(_TODAY)
_WITHOUT_SERVER = select(func.coalesce(func.sum(_returns.c.refund), 0)).where(
    _TODAY, _returns.c.without_server
)


@dataclass(frozen=True, slots=True)
class TerminalReturns:
    """Reads returns on one connection."""

    connection: Connection
    identity: Identity

    def by_id(self, return_id: bytes) -> SaleReturned | None:
        """A return of this terminal's journal."""
        row = self.connection.execute(_BY_ID, {**self._mine(), "return": return_id}).first()
        fact = None if row is None else fact_of(decode(row.record))
        parts = () if fact is None else parts_of(fact)
        return next((part for part in parts if isinstance(part, SaleReturned)), None)

    def of_sale(self, sale_id: bytes) -> ReturnedSoFar:
        """All that has come back of a sale."""
        key = {"merchant": self.identity.merchant_id, "sale": sale_id}
        return ReturnedSoFar(
            after=returned_so_far(self.connection, shared, self.identity.merchant_id, sale_id),
            points_back=int(self.connection.execute(_POINTS_BACK, key).scalar_one()),
            wallet_back=int(self.connection.execute(_WALLET_BACK, key).scalar_one()),
        )

    def put_back(self, sale_id: bytes, owner_id: bytes) -> int:
        """Rupiah that returns of a sale put back onto a gift card which had paid for it."""
        key = {"merchant": self.identity.merchant_id, "sale": sale_id, "owner": owner_id}
        return int(self.connection.execute(_PUT_BACK, key).scalar_one())

    def count_on(self, business_day: str) -> int:
        """How many returns this terminal made on a business day."""
        return self.connection.execute(_COUNT, {**self._mine(), "day": business_day}).scalar_one()

    def refunded(self, sale_id: bytes) -> int:
        """Rupiah of a sale that were paid back."""
        key = {"merchant": self.identity.merchant_id, "sale": sale_id}
        return int(self.connection.execute(_REFUNDED, key).scalar_one())

    def refunded_without_server(self, business_day: str) -> int:
        """Rupiah that this terminal paid back on a business day although only the server might have."""
        return int(
            self.connection.execute(_WITHOUT_SERVER, {**self._mine(), "day": business_day}).scalar_one()
        )

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}
