"""Sales of a terminal as somebody looks for one: the newest of a day, or that of a receipt's number."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, select

from app.services.past_sales_port import PrintState
from app.services.unit import Identity
from app.storage.terminal.tables import print_jobs, shared

_sales, _returns = shared.sales, shared.returns
_NEWEST = (
    select(_sales.c.sale_id)
    .where(
        _sales.c.merchant_id == bindparam("merchant"),
        _sales.c.business_day == bindparam("day"),
        _sales.c.terminal_id == bindparam("terminal"),
    )
    .order_by(literal_column("sales.rowid").desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
"""As with the last number of a day: the day's index has the rows in the order they came."""
_VOID = (
    select(_returns.c.return_id)
    .where(
        _returns.c.merchant_id == bindparam("merchant"),
        _returns.c.sale_id == bindparam("sale"),
        _returns.c.void,
    )
    .limit(1)
)
_BY_NUMBER = select(_sales.c.sale_id).where(
    _sales.c.merchant_id == bindparam("merchant"),
    _sales.c.terminal_id == bindparam("terminal"),
    _sales.c.receipt_number == bindparam("number"),
)
_BY_RETURN = select(_returns.c.sale_id).where(
    _returns.c.merchant_id == bindparam("merchant"),
    _returns.c.business_day == bindparam("day"),
    _returns.c.terminal_id == bindparam("terminal"),
    _returns.c.receipt_number == bindparam("number"),
)
_STATE = (
    select(print_jobs.c.state)
    .where(print_jobs.c.document_id == bindparam("document"), print_jobs.c.kind == "receipt")
    .order_by(print_jobs.c.copy.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class TerminalPastSales:
    """Reads past sales on one connection."""

    connection: Connection
    identity: Identity

    def newest_on(self, business_day: str, limit: int, skip: int) -> tuple[bytes, ...]:
        """The ids of at most so many sales of a business day, the newest first, without the `skip` newest."""
        key = {**self._mine(), "day": business_day, "limit": limit, "skip": skip}
        return tuple(self.connection.execute(_NEWEST, key).scalars())

    def of_receipt(self, number: str) -> bytes | None:
        """The sale that a receipt's number names: its own, or one of a return of it."""
        key = {**self._mine(), "number": number}
        sold = self.connection.execute(_BY_NUMBER, key).first()
        found = sold or self.connection.execute(_BY_RETURN, {**key, "day": _day_in(number)}).first()
        return None if found is None else bytes(found.sale_id)

    def voided(self, sale_id: bytes) -> bool:
        """Whether a void took a sale back."""
        key = {"merchant": self.identity.merchant_id, "sale": sale_id}
        return self.connection.execute(_VOID, key).first() is not None

    def print_state(self, document_id: bytes) -> PrintState:
        """How the newest receipt of a document is."""
        state = self.connection.execute(_STATE, {"document": document_id}).scalar()
        return PrintState.NONE if state is None else PrintState(state)

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}


def _day_in(number: str) -> str:
    """The business day that a number of this shop's names, `BDG1-261122-R0001`, as ISO date; empty: none."""
    day = number.rpartition("-")[0].rpartition("-")[2]
    return f"20{day[:2]}-{day[2:4]}-{day[4:]}" if len(day) == 6 else ""
