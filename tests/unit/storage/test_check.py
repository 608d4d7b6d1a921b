"""A check of the store finds what was tampered with or torn, and names the place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, insert, select, text, update

from app.protocol.facts import SaleCommitted
from app.protocol.record import Record, decode, encode, fact_of, record_hash
from app.services.check_store import CheckReport
from app.storage.terminal.check import check_store
from app.storage.terminal.tables import journal, shared
from tests.support.selling import sell
from tests.support.server_word import apply, change, complaints, lot, member_state, with_lot
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Three sales: two of a member, who redeems with the second, and a guest's between them."""
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        sell(shop, "KOP-001", member=None)
        sell(shop, "KOP-003", "KUE-001", points=300)
        yield shop


def points_of(shop: SmallShop, member: int) -> str:
    """How a check names a member's book of points."""
    return f"{shop.members[member].hex()}/points"


def run(shop: SmallShop, statement: Executable) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(statement)


def report(shop: SmallShop) -> CheckReport:
    with shop.store.reading() as unit:
        return check_store(unit.connection)


def found(shop: SmallShop) -> set[tuple[str, str]]:
    return set(complaints(shop))


def sales(shop: SmallShop) -> list[tuple[Record, SaleCommitted]]:
    """The sales' records in order."""
    with shop.store.reading() as unit:
        rows = unit.connection.execute(select(journal.c.record).order_by(journal.c.seq)).scalars()
        records = [decode(row) for row in rows]
    facts = [(record, fact_of(record)) for record in records]
    return [(record, fact) for record, fact in facts if isinstance(fact, SaleCommitted)]


def test_a_sound_store_has_no_findings_and_everything_was_looked_at(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        head = unit.journal.head()
    sound = report(shop)
    assert (sound.records, sound.sales, sound.postings, sound.members) == (head.seq, 3, 3, 3)
    assert sound.findings == ()


def test_a_deleted_record_is_a_gap_where_it_was(shop: SmallShop) -> None:
    (_, _), (guest, fact), (after, _) = sales(shop)
    run(shop, delete(journal).where(journal.c.seq == guest.seq))
    assert found(shop) == {
        ("gap", f"record 1/{after.seq}"),
        ("broken-chain", f"record 1/{after.seq}"),
        ("unknown-sale", fact.sale_id.hex()),
    }


def test_a_deleted_last_record_leaves_a_sale_that_nothing_explains(shop: SmallShop) -> None:
    record, fact = sales(shop)[-1]
    run(shop, delete(journal).where(journal.c.seq == record.seq))
    assert ("unknown-sale", fact.sale_id.hex()) in found(shop)
    assert ("balance", points_of(shop, 0)) in found(shop)


def test_a_deleted_first_record_is_a_gap(shop: SmallShop) -> None:
    run(shop, delete(journal).where(journal.c.seq == 1))
    assert found(shop) == {("gap", "record 1/2"), ("broken-chain", "record 1/2")}


@pytest.mark.parametrize("place", [0, 1, 40, 200, -1])
def test_a_changed_byte_breaks_the_chain_at_its_record_only(shop: SmallShop, place: int) -> None:
    record, _ = sales(shop)[1]
    changed = bytearray(encode(record))
    changed[place] ^= 1
    run(shop, update(journal).where(journal.c.seq == record.seq).values(record=bytes(changed)))
    broken = {where for code, where in found(shop) if code == "broken-chain"}
    assert broken == {f"record 1/{record.seq}"}


def test_a_record_that_was_changed_and_hashed_again_breaks_the_chain_after_it(shop: SmallShop) -> None:
    (first, _), (record, _), (after, _) = sales(shop)
    with shop.store.reading() as unit:
        wanted = select(journal.c.record_hash).where(journal.c.seq == record.seq - 1)
        previous = unit.connection.execute(wanted).scalar_one()
    forged = encode(record).replace(b"BDG1", b"BDG2")
    values = {"record": forged, "record_hash": record_hash(previous, forged)}
    run(shop, update(journal).where(journal.c.seq == record.seq).values(values))
    assert first.seq < record.seq
    assert found(shop) == {("broken-chain", f"record 1/{after.seq}")}


def test_bytes_that_hold_no_record_are_unreadable(shop: SmallShop) -> None:
    run(shop, update(journal).where(journal.c.seq == 2).values(record=b"nothing"))
    assert found(shop) == {("broken-chain", "record 1/2"), ("unreadable", "record 1/2")}


def test_a_record_at_another_place_than_it_says_is_misplaced(shop: SmallShop) -> None:
    record, _ = sales(shop)[-1]
    moved = update(journal).where(journal.c.seq == record.seq).values(seq=record.seq + 1)
    run(shop, moved)
    where = f"record 1/{record.seq + 1}"
    assert {("gap", where), ("misplaced", where)} <= found(shop)


def test_a_doubled_posting_is_found_at_its_sale(shop: SmallShop) -> None:
    _, sale = sales(shop)[0]
    with shop.store.writing() as unit:
        row = (
            unit.connection.execute(
                select(shared.postings).where(shared.postings.c.document_id == sale.sale_id)
            )
            .mappings()
            .one()
        )
        unit.connection.execute(insert(shared.postings), {**row, "ordinal": 1})
    assert found(shop) == {("postings", sale.sale_id.hex()), ("posted", sale.sale_id.hex())}


def test_a_changed_posting_is_found_at_its_sale(shop: SmallShop) -> None:
    _, sale = sales(shop)[0]
    run(shop, update(shared.postings).where(shared.postings.c.document_id == sale.sale_id).values(amount=335))
    assert found(shop) == {("posted", sale.sale_id.hex())}


def test_a_lost_posting_is_found_at_its_sale(shop: SmallShop) -> None:
    _, sale = sales(shop)[2]
    lost = (shared.postings.c.document_id == sale.sale_id) & (shared.postings.c.ordinal == 0)
    run(shop, delete(shared.postings).where(lost))
    assert ("postings", sale.sale_id.hex()) in found(shop)


def test_a_changed_balance_is_found_at_its_member(shop: SmallShop) -> None:
    run(shop, update(shared.accounts).values(balance=shared.accounts.c.balance + 1))
    assert found(shop) == {("balance", points_of(shop, 0))}


def test_a_balance_of_somebody_who_earned_nothing_is_found(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        row = unit.connection.execute(select(shared.accounts)).mappings().one()
        unit.connection.execute(insert(shared.accounts), {**row, "member_id": shop.members[1], "balance": 5})
    assert found(shop) == {("balance", points_of(shop, 1))}


def test_a_changed_lot_is_found_at_the_lot_and_its_member(shop: SmallShop) -> None:
    _, sale = sales(shop)[0]
    assert sale.earned is not None
    lot_id = sale.earned.lot_id
    run(shop, update(shared.lots).where(shared.lots.c.lot_id == lot_id).values(remaining=99))
    member = shop.members[0].hex()
    assert found(shop) == {("lot", f"{member}/{lot_id.hex()}"), ("lots-of-member", f"{member}/points")}


def test_a_right_that_grew_is_found_at_its_lot(shop: SmallShop) -> None:
    _, sale = sales(shop)[0]
    assert sale.earned is not None
    lot_id = sale.earned.lot_id
    run(shop, update(shared.rights).where(shared.rights.c.lot_id == lot_id).values(amount=334))
    assert found(shop) == {("right", f"{shop.members[0].hex()}/{lot_id.hex()}")}


def test_a_missing_sale_is_found_by_its_id(shop: SmallShop) -> None:
    _, sale = sales(shop)[1]
    run(shop, delete(shared.sales).where(shared.sales.c.sale_id == sale.sale_id))
    assert found(shop) == {("missing-sale", sale.sale_id.hex())}


def test_a_sale_that_points_at_another_record_is_found(shop: SmallShop) -> None:
    (record, _), (_, sale), _ = sales(shop)
    run(shop, update(shared.sales).where(shared.sales.c.sale_id == sale.sale_id).values(seq=record.seq))
    assert found(shop) == {("misplaced-sale", sale.sale_id.hex())}


def test_a_sale_that_stands_in_the_journal_twice_is_found_even_a_guest_s(shop: SmallShop) -> None:
    _, sale = sales(shop)[1]
    with shop.store.writing() as unit:
        unit.connection.execute(delete(shared.sales).where(shared.sales.c.sale_id == sale.sale_id))
        unit.journal.append(sale, revision=1)
    assert found(shop) == {("doubled-sale", sale.sale_id.hex()), ("misplaced-sale", sale.sale_id.hex())}


def test_a_changed_tier_figure_is_found_at_its_member(shop: SmallShop) -> None:
    run(shop, update(shared.tier_entries).values(amount=shared.tier_entries.c.amount + 1))
    assert found(shop) == {("tier-metric", shop.members[0].hex())}


def test_what_the_server_said_is_part_of_the_sum(shop: SmallShop) -> None:
    apply(shop, change("member", with_lot(member_state(shop), lot(b"elsewhere", 40))))
    sell(shop, "KOP-001")
    assert found(shop) == set()
    run(shop, text("UPDATE member_states SET included_seq = included_seq + 1"))
    assert ("balance", points_of(shop, 0)) in found(shop)


def test_a_flood_of_findings_is_bounded(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        row = unit.connection.execute(select(shared.accounts)).mappings().one()
        rows = [{**row, "member_id": number.to_bytes(16, "big"), "balance": 5} for number in range(300)]
        unit.connection.execute(insert(shared.accounts), rows)
    assert len(report(shop).findings) == 100
