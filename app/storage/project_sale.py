"""A committed sale into rows: its index entry, what it does to the member's books, and tier metric."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Update, bindparam, update

from app.domain.ledger import postings_of_sale
from app.protocol.facts import SaleCommitted
from app.protocol.record import Record
from app.services.sums import points_spent
from app.storage.books import CannotPlace, Entry, check_entry, post_entry, same_member
from app.storage.idle_lots import put_off_idle_lots
from app.storage.shared_tables import SharedTables

GUEST = b""
"""The member id of a sale without a member."""


def project_sale(connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted) -> None:
    """Writes what a sale means. Raises CannotPlace before writing anything."""
    member = fact.inputs.member
    member_id = GUEST if member is None else member.member_id
    entry = _entry(fact, member_id)
    has_idle_lots = member is not None and _check_member(connection, tables, record, fact, entry)
    connection.execute(tables.sales.insert(), _sale_row(record, fact, member_id))
    if member is None or fact.quote.tier is None:
        return
    post_entry(connection, tables, record, entry)
    key = {"merchant_id": record.merchant_id, "member_id": member_id}
    row = tier_entry(record, key, fact.sale_id, fact.business_day, fact.quote.tier.counted)
    connection.execute(tables.tier_entries.insert(), row)
    if has_idle_lots or (fact.earned is not None and fact.earned.inactivity_months is not None):
        put_off_idle_lots(connection, tables, key)
    if fact.tier_after != member.tier_id:
        owner = {"merchant": record.merchant_id, "member": member_id}
        connection.execute(_set_tier(tables), {**owner, "tier": fact.tier_after})


def _entry(fact: SaleCommitted, member_id: bytes) -> Entry:
    return Entry(
        document_id=fact.sale_id,
        member_id=member_id,
        store_id=fact.store_id,
        at=fact.committed_at,
        postings=fact.postings,
        opened=() if fact.earned is None else (fact.earned,),
    )


def _check_member(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted, entry: Entry
) -> bool:
    """As `check_entry`; and the postings are those of a sale."""
    has_idle_lots = check_entry(connection, tables, record, entry)
    if fact.postings != postings_of_sale(fact.earned, fact.spent):
        raise CannotPlace("unbalanced")
    return has_idle_lots


def _sale_row(record: Record, fact: SaleCommitted, member_id: bytes) -> dict[str, Any]:
    return {
        "merchant_id": record.merchant_id,
        "member_id": member_id,
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
        "tender": fact.tender.kind.value,
        "payable": fact.quote.payable,
        "points_earned": 0 if fact.earned is None else fact.earned.original,
        "points_spent": points_spent(fact.quote),
    }


def tier_entry(
    record: Record, key: dict[str, bytes], document_id: bytes, business_day: str, amount: int
) -> dict[str, Any]:
    """What a document adds to the tier metric, on a business day."""
    return {
        **key,
        "document_id": document_id,
        "business_day": business_day,
        "amount": amount,
        "terminal_id": record.terminal_id,
        "epoch": record.epoch,
        "seq": record.seq,
    }


@lru_cache(maxsize=8)
def _set_tier(tables: SharedTables) -> Update:
    return update(tables.members).where(same_member(tables.members)).values(tier_id=bindparam("tier"))
