"""Nothing is posted before a sale is committed; what was committed stays as it is, and later documents point at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.basket import PaymentMethod
from app.protocol.facts import SaleCommitted, SaleReturned
from app.protocol.record import decode, fact_of
from app.services.move_outcomes import MoveDone, MoveRequest
from app.services.open_basket import TakenTender
from app.services.outcomes import SaleDone
from app.services.take_tender import TenderTaken
from app.storage.terminal.tables import journal, shared
from tests.support.office import last_fact, office_of, opened
from tests.support.selling import basket_of, member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

Rows = list[tuple[Any, ...]]
BOOKS = (journal, shared.postings, shared.lots, shared.accounts, shared.tier_entries)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def rows(shop: SmallShop, *tables: Any) -> dict[str, Rows]:
    with shop.store.reading() as unit:
        return {
            table.name: [tuple(row) for row in unit.connection.execute(select(table)).all()]
            for table in tables
        }


def posted_by(shop: SmallShop, document_id: bytes) -> Rows:
    postings = shared.postings
    wanted = select(postings).where(postings.c.document_id == document_id).order_by(postings.c.ordinal)
    with shop.store.reading() as unit:
        return [tuple(row) for row in unit.connection.execute(wanted).all()]


def as_committed(shop: SmallShop, sale: SaleDone) -> tuple[Rows, Rows, list[bytes]]:
    """A sale's row, its postings, and the bytes of its record."""
    row = select(shared.sales).where(shared.sales.c.sale_id == sale.sale_id)
    with shop.store.reading() as unit:
        records = unit.connection.execute(select(journal.c.record).order_by(journal.c.seq)).scalars().all()
        found = [tuple(each) for each in unit.connection.execute(row).all()]
    its_own = [record for record in records if is_of(record, sale)]
    return found, posted_by(shop, sale.sale_id), its_own


def is_of(record: bytes, sale: SaleDone) -> bool:
    fact = fact_of(decode(record))
    return isinstance(fact, SaleCommitted) and fact.sale_id == sale.sale_id


def pointing_at(shop: SmallShop, sale: SaleDone) -> bytes:
    """The id of the newest document, which is a return of this sale."""
    fact = last_fact(shop)
    assert isinstance(fact, SaleReturned)
    assert fact.sale_id == sale.sale_id
    return fact.return_id


def test_before_the_commit_nothing_is_posted_whatever_is_asked_paid_and_given_up(shop: SmallShop) -> None:
    opened(shop, 500)
    before = rows(shop, *BOOKS)
    basket = basket_of(shop, "BIJ-001", points=300)
    part = TakenTender(method=PaymentMethod.CARD, amount=50_000, received=50_000)
    taken = shop.till.take_tender(basket, part)
    assert isinstance(taken, TenderTaken)
    given_back = shop.till.give_back_tender(taken.quoted.basket, 0)
    shop.till.hold(given_back, "Meja 4", shop.cashier_id)
    shop.till.recall(basket.sale_id)
    shop.till.discard(basket.sale_id)
    assert rows(shop, *BOOKS) == before
    assert member_at(shop).usable == 500


def test_a_sale_stays_as_it_was_committed_through_moves_returns_and_a_void(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "KOP-001")
    committed = as_committed(shop, sale)
    assert [len(part) for part in committed] == [1, 1, 1]
    request = MoveRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        sale_id=sale.sale_id,
        member_id=shop.members[1],
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).reassign(request), MoveDone)
    bring_back(shop, sale, (2, 1))
    void(shop, sale)
    assert as_committed(shop, sale) == committed


def test_a_return_and_a_void_are_documents_of_their_own_that_point_at_the_sale(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "KOP-001")
    returned = bring_back(shop, sale, (2, 1)).return_id, pointing_at(shop, sale)
    voided = void(shop, sale).return_id, pointing_at(shop, sale)
    assert [document == written for document, written in (returned, voided)] == [True, True]
    assert len({sale.sale_id, returned[0], voided[0]}) == 3


def test_every_posting_carries_the_store_of_its_document(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "KOP-001")
    sell(shop, "KUE-001", points=100)
    back = bring_back(shop, sale, (2, 1))
    with shop.store.reading() as unit:
        store_id = unit.identity().store.store_id
        postings = shared.postings
        rows = unit.connection.execute(select(postings.c.document_id, postings.c.store_id)).all()
    assert {row.store_id for row in rows} == {store_id}
    assert {row.document_id for row in rows} >= {sale.sale_id, back.return_id}
