"""The quick way to prove a store does for every kind of document; what it can't vouch for, the thorough way names."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.protocol.gist import gist_in
from app.protocol.glance import GlancedSale, glance
from app.protocol.meaning import meaning_of
from app.protocol.plain import packed, unpacked
from app.storage.terminal.check import check_store, proved
from app.storage.terminal.reading import Reading
from app.storage.terminal.sums import weighed
from tests.support.crash_kinds import KINDS
from tests.support.crash_shop import begun
from tests.support.selling import sell
from tests.support.server_word import apply, change, lot, member_state, with_lot
from tests.support.shop import SmallShop, open_store, small_shop


def is_proved_quickly(shop: SmallShop) -> bool:
    with shop.store.reading() as unit:
        return proved(Reading(unit.connection)) is not None


def test_a_sound_store_is_proved_quickly_after_every_kind_of_document(tmp_path: Path) -> None:
    story = begun(tmp_path, open_store)
    try:
        for commit in KINDS:
            commit(story)
            if story.shop.members:
                assert is_proved_quickly(story.shop), commit.__name__
    finally:
        story.shop.store.close()


def test_both_ways_report_as_much(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        sell(shop, "KOP-001", member=None)
        with shop.store.reading() as unit:
            quick = proved(Reading(unit.connection))
            assert quick == check_store(unit.connection)
            assert quick is not None
            assert (quick.sales, quick.postings, quick.members) == (2, 1, 3)


def test_whom_the_server_told_of_is_proved_quickly_too(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001", member=1)
        apply(shop, change("member", with_lot(member_state(shop), lot(b"elsewhere", 40))))
        sell(shop, "KOP-001")
        assert is_proved_quickly(shop)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE accounts SET balance = balance + 1",
        "UPDATE accounts SET debt = debt + 1",
        "UPDATE lots SET remaining = remaining - 1",
        "UPDATE rights SET amount = amount + 1",
        "UPDATE postings SET amount = amount + 1",
        "UPDATE postings SET document_id = zeroblob(16)",
        "UPDATE tier_entries SET amount = amount - 1",
        "UPDATE members SET tier_id = 'gold'",
        "UPDATE members SET kind = 'gift-card'",
        "DELETE FROM members",
        "UPDATE cards SET blocked = 1",
        "DELETE FROM cards",
        "UPDATE sales SET seq = seq + 1",
        "DELETE FROM sales",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "UPDATE journal SET record_hash = zeroblob(32)",
        "UPDATE journal SET record = CAST(record || x'c0' AS BLOB)",
    ],
)
def test_whatever_is_changed_the_quick_way_doesn_t_vouch_for_and_is_named(
    tmp_path: Path, tampering: str
) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        with shop.store.writing() as unit:
            assert unit.connection.execute(text(tampering)).rowcount
        assert not is_proved_quickly(shop)
        with shop.store.reading() as unit:
            assert check_store(unit.connection).findings


def test_figures_that_change_places_have_another_sum() -> None:
    assert weighed({b"Siti": 3, b"Budi": 5}) == weighed({b"Budi": 5, b"Siti": 3})
    assert weighed({b"Siti": 3, b"Budi": 5}) != weighed({b"Siti": 5, b"Budi": 3})


def test_a_glance_says_of_a_sale_what_it_means(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        sell(shop, "KOP-003", "KUE-001", points=300)
        with shop.store.reading() as unit:
            sales = _records(unit.connection, "sale.committed")
    for encoded in sales:
        sale, gist = glance(encoded), gist_in(encoded)
        assert isinstance(sale, GlancedSale)
        assert gist is not None
        meaning = meaning_of(gist.fact)
        assert meaning is not None
        (booking,) = meaning.bookings
        assert (sale.place, sale.sale_id) == ((gist.epoch, gist.seq), meaning.document_id)
        assert sum(change for _, change, _ in sale.postings) == booking.movement.amount
        assert [lot_id for *_, lot_id in sale.postings] == [
            posting.lot_id for posting in booking.movement.postings
        ]


def test_a_record_that_is_cut_or_longer_than_it_says_isn_t_glanced_at_and_the_next_one_is(
    tmp_path: Path,
) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        with shop.store.reading() as unit:
            (sale,) = _records(unit.connection, "sale.committed")
    for end in range(0, len(sale), 7):
        assert glance(sale[:end]) is None
    assert glance(sale + b"\xc0") is None
    assert glance(sale) is not None


def _records(connection: Connection, kind: str) -> list[bytes]:
    rows = connection.execute(text("SELECT record FROM journal ORDER BY seq")).scalars()
    return [row for row in rows if kind.encode() in row]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 2),
        ("new", 1),
        ("body.new", 1),
        ("body.bill", {"till": "a", "number": "1"}),
        ("body.bookings", [None]),
        ("body.changes", [None]),
        ("body.tender.new", 1),
        ("body.tender.kind", "barter"),
        ("body.quote.carried", [None]),
        ("body.quote.payable", "1"),
        ("body.postings.0.asset", "cashback"),
        ("body.postings.0.source", "elsewhere"),
        ("body.postings.0.amount", 1.5),
        ("body.inputs.member.member_id", "text"),
    ],
)
def test_a_sale_that_says_anything_unusual_is_not_glanced_at(
    tmp_path: Path, path: str, value: object
) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        with shop.store.reading() as unit:
            (sale,) = _records(unit.connection, "sale.committed")
    plain = unpacked(sale)
    assert glance(packed(plain)) is not None
    *way, last = path.split(".")
    inner = plain
    for step in way:
        inner = inner[int(step) if isinstance(inner, list) else step]
    inner[last] = value
    assert glance(packed(plain)) is None
