"""Which sale a receipt's number names."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.storage.terminal.tables import shared

_sales = shared.sales
_BY_RECEIPT = select(_sales.c.sale_id, _sales.c.member_id, _sales.c.terminal_id, _sales.c.business_day).where(
    _sales.c.merchant_id == bindparam("merchant"), _sales.c.receipt_number == bindparam("number")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFound:
    """The sale of a receipt. member_id: empty for a guest's. business_day: ISO date."""

    sale_id: bytes
    member_id: bytes
    terminal_id: bytes
    business_day: str


def sale_of_receipt(connection: Connection, merchant_id: bytes, typed: str) -> ReceiptFound | None:
    """The sale that a receipt's number names, as a person types it: in any case, with blanks around."""
    key = {"merchant": merchant_id, "number": "".join(typed.split()).upper()}
    row = connection.execute(_BY_RECEIPT, key).first()
    if row is None:
        return None
    return ReceiptFound(
        sale_id=row.sale_id,
        member_id=row.member_id,
        terminal_id=row.terminal_id,
        business_day=row.business_day,
    )
