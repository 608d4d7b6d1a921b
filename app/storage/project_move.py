"""A sale that gets another member, into rows; and whose a sale is."""

from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select

from app.domain.changes import NOBODY
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.meaning import Meaning
from app.protocol.record import Record
from app.storage.books import CannotPlace
from app.storage.merged import current_member
from app.storage.project_document import project_document
from app.storage.shared_tables import SharedTables


def project_move(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: SaleClaimed | SaleReassigned,
    meaning: Meaning,
) -> None:
    """Writes a claim or a move. Raises CannotPlace before writing anything."""
    owner = owner_of_sale(connection, tables, record.merchant_id, fact.sale_id)
    if owner is None:
        raise CannotPlace("unknown-sale")
    loser = fact.wrong_id if isinstance(fact, SaleReassigned) else NOBODY
    if owner != current_member(connection, tables, record.merchant_id, loser):
        raise CannotPlace("moved-already")
    project_document(connection, tables, record, meaning)


def owner_of_sale(
    connection: Connection, tables: SharedTables, merchant_id: bytes, sale_id: bytes
) -> bytes | None:
    """Whose a sale is now, after claims, moves and merges; empty: a guest's; None: there is no such sale."""
    key = {"merchant": merchant_id, "sale": sale_id}
    sales = tables.sales
    sold_to = connection.execute(
        select(sales.c.member_id).where(sales.c.merchant_id == merchant_id, sales.c.sale_id == sale_id)
    ).scalar()
    if sold_to is None:
        return None
    moved_to = connection.execute(moves_of_sale(tables, tables.claims.c.member_id), key).scalar()
    return current_member(connection, tables, merchant_id, sold_to if moved_to is None else moved_to)


def moves_of_sale(tables: SharedTables, what: Any) -> Select[Any]:
    """Something of each document that moved the sale `sale` of `merchant`, the newest first."""
    claims, documents = tables.claims, tables.documents
    same = and_(
        documents.c.merchant_id == claims.c.merchant_id,
        documents.c.member_id == claims.c.member_id,
        documents.c.document_id == claims.c.document_id,
    )
    return (
        select(what)
        .select_from(claims)
        .join(documents, same)
        .where(claims.c.merchant_id == bindparam("merchant"), claims.c.sale_id == bindparam("sale"))
        .order_by(claims.c.committed_at.desc(), documents.c.epoch.desc(), documents.c.seq.desc())
    )
