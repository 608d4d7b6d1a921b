"""The large store that benchmarks measure on is a real one: its journal proves, and a till finds everybody in it."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Connection, Executable, delete, func, select, text, update

from app.protocol.gist import gist_in
from app.protocol.meaning import meaning_of
from app.protocol.record import decode, fact_of
from app.services.check_store import CheckReport
from app.storage.terminal.check import check_store
from app.storage.terminal.receipts import sale_of_receipt
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import journal, shared
from tests.support.large_store import buyer, card_of, large_store, member_of, name_of, receipt_of_member
from tests.support.shop import NOON

MEMBERS = 5_000
PLACE = 321
NUMBER = buyer(PLACE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlTerminalStore]:
    store = large_store(tmp_path_factory.mktemp("large"), MEMBERS)
    yield store
    store.close()


class _TakenBack(Exception):
    """Ends a transaction, so that the next test finds the store as it was."""


def report_after(store: SqlTerminalStore, *changes: Executable) -> CheckReport:
    """What a check finds after changes that are taken back."""
    found = []
    with suppress(_TakenBack), store.writing() as unit:
        for change in changes:
            assert unit.connection.execute(change).rowcount
        found.append(check_store(unit.connection))
        raise _TakenBack
    return found[0]


def test_it_proves_and_every_record_row_and_member_was_looked_at(store: SqlTerminalStore) -> None:
    told: list[tuple[int, int]] = []
    with store.reading() as unit:
        report = check_store(unit.connection, lambda done, of: told.append((done, of)))
        records = unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()
    assert report.findings == ()
    assert (report.records, report.sales, report.members) == (records, 5 * 1_450, MEMBERS + 3)
    assert 4.95 * MEMBERS < report.postings < 5.05 * MEMBERS
    assert told == sorted(told)
    assert len(told) > 10
    assert told[-1][0] == told[-1][1]


def test_the_till_finds_its_members_and_receipts(store: SqlTerminalStore) -> None:
    with store.reading() as unit:
        holder = unit.members.by_card(card_of(NUMBER))
        assert holder is not None
        view = unit.members.view(holder.member_id, NOON)
        assert view is not None
        assert (view.member_id, view.name) == (member_of(NUMBER), name_of(NUMBER))
        assert view.balance >= view.usable > 0
        receipt = sale_of_receipt(unit.connection, unit.identity().merchant_id, receipt_of_member(NUMBER, 4))
    assert receipt is not None
    assert receipt.member_id == member_of(NUMBER)


def _document(connection: Connection) -> bytes:
    wanted = select(shared.sales.c.sale_id).where(shared.sales.c.member_id == member_of(NUMBER)).limit(1)
    sale_id: bytes = connection.execute(wanted).scalar_one()
    return sale_id


def test_of_many_rows_the_one_that_was_changed_is_named(store: SqlTerminalStore) -> None:
    lots, postings = shared.lots, shared.postings
    with store.reading() as unit:
        sale_id = _document(unit.connection)
    mine = (lots.c.member_id == member_of(NUMBER)) & (lots.c.remaining > 0)
    grown = report_after(store, update(lots).where(mine).values(remaining=lots.c.remaining + 1))
    assert {finding.code for finding in grown.findings} == {"lot", "lots-of-member"}
    assert all(member_of(NUMBER).hex() in finding.where for finding in grown.findings)
    lost = report_after(
        store, delete(postings).where(postings.c.document_id == sale_id, postings.c.ordinal == 0)
    )
    assert {(finding.code, finding.where) for finding in lost.findings} == {
        ("postings", sale_id.hex()),
        ("posted", sale_id.hex()),
    }


def test_postings_that_lie_apart_are_found_all_the_same(store: SqlTerminalStore) -> None:
    """Rows needn't lie as they were written; here one document's last posting comes first."""
    with store.reading() as unit:
        sale_id = _document(unit.connection)
    moved = text("UPDATE postings SET rowid = -1 WHERE document_id = :sale AND ordinal = 0")
    assert report_after(store, moved.bindparams(sale=sale_id)).findings == ()


def test_a_gist_means_what_the_whole_fact_means(store: SqlTerminalStore) -> None:
    with store.reading() as unit:
        wanted = select(journal.c.record).where(journal.c.seq % 37 == 0)
        encoded = unit.connection.execute(wanted).scalars().all()
    gists = [gist_in(one) for one in encoded]
    facts = [fact_of(decode(one)) for one in encoded]
    assert len({type(fact) for fact in facts}) == 3
    for gist, fact in zip(gists, facts, strict=True):
        assert gist is not None
        assert fact is not None
        assert meaning_of(gist.fact) == meaning_of(fact)
