"""A return or void into rows: its index entry, what it does to the member's books, and tier metric."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from app.domain.changes import NOBODY
from app.domain.ledger import Account, Posting
from app.domain.returns import NOTHING_YET, Returned
from app.protocol.facts import SaleReturned
from app.protocol.meaning import Meaning
from app.protocol.plain import pack, unpack
from app.protocol.record import Record
from app.storage.books import CannotPlace
from app.storage.merged import current_member
from app.storage.project_document import check_document, write_document
from app.storage.project_move import owner_of_sale
from app.storage.shared_tables import SharedTables


def project_return(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleReturned, meaning: Meaning
) -> None:
    """Writes what a return means. Raises CannotPlace before writing anything."""
    member_id = NOBODY if fact.member_id is None else fact.member_id
    _check_sale(connection, tables, record, fact, member_id)
    _check_amounts(fact)
    checked = check_document(connection, tables, record, meaning)
    connection.execute(tables.returns.insert(), _return_row(record, fact, member_id))
    write_document(connection, tables, record, checked.meaning, checked.idle)


def returned_so_far(
    connection: Connection, tables: SharedTables, merchant_id: bytes, sale_id: bytes
) -> Returned:
    """All that has come back of a sale: each return says it, and the last one says the most."""
    rows = connection.execute(_returns_of(tables), {"merchant": merchant_id, "sale": sale_id}).scalars()
    states = [unpack(Returned, after) for after in rows]
    return max(states, key=lambda state: sum(back.quantity for back in state.lines), default=NOTHING_YET)


def _check_sale(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleReturned, member_id: bytes
) -> None:
    """The sale is this member's, and nothing came back of it that the return doesn't know of."""
    owner = owner_of_sale(connection, tables, record.merchant_id, fact.sale_id)
    if owner is None:
        raise CannotPlace("unknown-sale")
    if owner != current_member(connection, tables, record.merchant_id, member_id):
        raise CannotPlace("unknown-member")
    if returned_so_far(connection, tables, record.merchant_id, fact.sale_id) != fact.before:
        raise CannotPlace("stale-return")


def _check_amounts(fact: SaleReturned) -> None:
    """What is posted is what the return gives and takes."""
    returned, postings = fact.returned, fact.postings
    if fact.member_id is None:
        if postings or fact.opened:
            raise CannotPlace("unbalanced")
        return
    restored = sum(posting.amount for posting in postings if posting.source is Account.REDEMPTION)
    taken = sum(posting.amount * _back_to_issuance(posting) for posting in postings)
    if (restored, taken) != (returned.points_back, returned.clawback):
        raise CannotPlace("unbalanced")


def _back_to_issuance(posting: Posting) -> int:
    return (posting.target is Account.ISSUANCE) - (posting.source is Account.ISSUANCE)


def _return_row(record: Record, fact: SaleReturned, member_id: bytes) -> dict[str, Any]:
    return {
        "merchant_id": record.merchant_id,
        "member_id": member_id,
        "return_id": fact.return_id,
        "sale_id": fact.sale_id,
        "receipt_number": fact.receipt_number,
        "terminal_id": record.terminal_id,
        "epoch": record.epoch,
        "seq": record.seq,
        "business_day": fact.business_day,
        "sale_day": fact.sale_day,
        "committed_at": fact.committed_at,
        "refund": fact.returned.refund - fact.deducted,
        "points_back": fact.returned.points_back,
        "clawback": fact.returned.clawback,
        "void": fact.void,
        "without_server": fact.without_server,
        "after": pack(fact.returned.after),
    }


@lru_cache(maxsize=8)
def _returns_of(tables: SharedTables) -> Select[bytes]:
    returns = tables.returns
    return select(returns.c.after).where(
        returns.c.merchant_id == bindparam("merchant"), returns.c.sale_id == bindparam("sale")
    )
