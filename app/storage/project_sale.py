"""A committed sale into rows: its index entry, and what it means."""

from typing import Any

from sqlalchemy import Connection

from app.domain.changes import NOBODY
from app.domain.ledger import postings_of_sale
from app.protocol.facts import SaleCommitted
from app.protocol.meaning import Meaning
from app.protocol.record import Record
from app.services.sums import points_spent
from app.storage.books import CannotPlace
from app.storage.many_rows import insert_rows
from app.storage.project_document import check_document, write_document
from app.storage.shared_tables import SharedTables


def project_sale(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted, meaning: Meaning
) -> None:
    """Writes what a sale means. Raises CannotPlace before writing anything."""
    checked = check_document(connection, tables, record, meaning)
    if fact.inputs.member is not None and fact.postings != postings_of_sale(fact.earned, fact.spent):
        raise CannotPlace("unbalanced")
    insert_rows(connection, tables.sales, [_sale_row(record, fact)])
    write_document(connection, tables, record, checked.meaning, checked.idle)


def _sale_row(record: Record, fact: SaleCommitted) -> dict[str, Any]:
    member = fact.inputs.member
    return {
        "merchant_id": record.merchant_id,
        "member_id": NOBODY if member is None else member.member_id,
        "sale_id": fact.sale_id,
        "receipt_number": fact.receipt_number,
        "store_id": fact.store_id,
        "terminal_id": record.terminal_id,
        "cashier_id": fact.cashier_id,
        "epoch": record.epoch,
        "seq": record.seq,
        "business_day": fact.business_day,
        "committed_at": fact.committed_at,
        "revision": fact.inputs.revision,
        "tender": "" if fact.tender.kind is None else fact.tender.kind.value,
        "payable": fact.quote.payable,
        "points_earned": 0 if fact.earned is None else fact.earned.original,
        "points_spent": points_spent(fact.quote),
        "bill_till": "" if fact.bill is None else fact.bill.till,
        "bill_number": "" if fact.bill is None else fact.bill.number,
    }
