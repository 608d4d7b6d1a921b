"""A gist is a fact with nothing in it but its meaning; of what isn't exactly such a record there is none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.changes import CardSet
from app.domain.holding import Booking, Movement
from app.domain.ledger import CASHBACK_BOOK, Account, Asset, Posting, PostingKind
from app.protocol.gist import gist_in
from app.protocol.meaning import meaning_of
from app.protocol.plain import to_plain
from app.protocol.record import Record, decode, encode, fact_of
from app.storage.terminal.tables import journal
from tests.support.selling import sell
from tests.support.shop import small_shop


@pytest.fixture
def records(tmp_path: Path) -> Iterator[list[Record]]:
    """A small shop's: three members enrolled, a member's sale, a sale that redeems, a guest's sale."""
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        sell(shop, "KOP-003", "KUE-001", points=300)
        sell(shop, "KOP-001", member=None)
        with shop.store.reading() as unit:
            rows = unit.connection.execute(select(journal.c.record).order_by(journal.c.seq)).scalars()
            yield [decode(row) for row in rows]


def with_body(record: Record, **changed: Any) -> bytes:
    """The record as another program might have written it."""
    return encode(replace(record, body={**record.body, **changed}))


def test_sales_and_enrolments_have_gists_that_mean_the_same(records: list[Record]) -> None:
    gists = {record.seq: gist_in(encode(record)) for record in records}
    assert {record.kind for record in records if gists[record.seq]} == {"member.enrolled", "sale.committed"}
    for record in records:
        gist, fact = gists[record.seq], fact_of(record)
        assert fact is not None
        if gist is not None:
            assert (gist.epoch, gist.seq) == (record.epoch, record.seq)
            assert type(gist.fact) is type(fact)
            assert meaning_of(gist.fact) == meaning_of(fact)


def test_what_a_sale_changes_besides_points_is_in_its_gist(records: list[Record]) -> None:
    posting = Posting(
        kind=PostingKind.ACCRUAL,
        asset=Asset.CASHBACK,
        source=Account.ISSUANCE,
        target=Account.MEMBER,
        amount=500,
        lot_id=b"lot",
    )
    booking = Booking(member_id=b"him", book=CASHBACK_BOOK, movement=Movement(postings=(posting,)))
    change = CardSet(member_id=b"him", code="LC1", blocked=True)
    encoded = with_body(records[-2], bookings=to_plain((booking,)), changes=[_tagged(change)])
    gist = gist_in(encoded)
    assert gist is not None
    meaning, fact = meaning_of(gist.fact), fact_of(decode(encoded))
    assert meaning is not None
    assert fact is not None
    assert (meaning.bookings[-1], meaning.changes[-1]) == (booking, change)
    assert meaning == meaning_of(fact)


def _tagged(change: CardSet) -> dict[str, Any]:
    return {"type": "card-set", **to_plain(change)}


def _changed_posting(record: Record, **changed: Any) -> bytes:
    first, *others = record.body["postings"]
    return with_body(record, postings=[{**first, **changed}, *others])


def test_what_is_not_exactly_such_a_record_has_no_gist(records: list[Record]) -> None:
    sale = records[-2]
    assert gist_in(encode(sale)) is not None
    for strange in (
        encode(sale)[:-1],
        b"nothing",
        encode(replace(sale, kind="sale.unheard-of")),
        with_body(sale, more=1),
        with_body(sale, sale_id="text"),
        with_body(sale, committed_at=True),
        with_body(sale, changes=[{"type": "unheard-of"}]),
        _changed_posting(sale, amount="300"),
        _changed_posting(sale, source="nowhere"),
        _changed_posting(sale, lot_id=None),
    ):
        assert gist_in(strange) is None


def test_a_gist_has_nothing_else(records: list[Record]) -> None:
    gist = gist_in(encode(records[-2]))
    assert gist is not None
    with pytest.raises(AttributeError):
        _ = gist.fact.quote.lines  # type: ignore[union-attr]  # it is a sale
