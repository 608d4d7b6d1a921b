"""Records and receipts name nobody: who a person is stands in side-cars and profiles only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary, String, delete, select

from app.protocol.record import decode
from app.protocol.sidecar import SideCar, digest, unseal
from app.storage.terminal.sync import SqlSyncJournal
from app.storage.terminal.tables import journal, metadata, print_jobs, shared
from tests.support.selling import basket_of, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import CASHIER_PIN, PEOPLE, SmallShop, small_shop

MEMBERS = [word for name, phone, _ in PEOPLE for word in (*name.split(), phone, phone[3:])]
MEMBERS += ["04-21", "02-29"]  # birthdays; the third is the day of these sales
PERSONAL = [*MEMBERS, "Ayu", "Citra", "argon2", CASHIER_PIN]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        shop.till.keep(basket_of(shop, "KOP-001", member=2))
        sell(shop, "BIJ-001")
        sale = pay(shop, basket_of(shop, "KOP-003", "KUE-001", points=300))
        shop.till.reprint(sale.sale_id)
        shop.till.publish(shop.programme, 1, shop.manager_id)
        yield shop


def said_in(content: bytes, words: list[str]) -> list[str]:
    return [word for word in words if word.encode() in content]


def test_no_record_holds_a_name_a_phone_a_birthday_or_a_pin(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        records = unit.connection.execute(select(journal.c.record)).scalars().all()
    assert len({decode(record).kind for record in records}) == 6, "every kind of fact is there"
    assert [said for record in records for said in said_in(record, PERSONAL)] == []


def test_only_profiles_and_open_baskets_say_who_a_member_is(shop: SmallShop) -> None:
    sayers = set()
    with shop.store.reading() as unit:
        for table in metadata.sorted_tables:
            texts = [column for column in table.columns if isinstance(column.type, LargeBinary | String)]
            for row in unit.connection.execute(select(*texts)):
                content = b"\0".join(each.encode() if isinstance(each, str) else each or b"" for each in row)
                if said_in(content, MEMBERS):
                    sayers.add(table.name)
    assert sayers == {"profiles", "baskets"}


def test_a_paid_basket_leaves_no_copy_of_the_member(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=1)
    shop.till.keep(basket)
    pay(shop, basket)
    with shop.store.reading() as unit:
        assert unit.baskets.newest() != basket
    assert complaints(shop) == []


def test_a_receipt_in_the_spool_has_placeholders_that_are_filled_when_it_is_printed(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        job = unit.spool.take()
    assert job is not None
    assert job.values == {"member_name": PEOPLE[0][0], "member_phone": PEOPLE[0][1]}
    assert "{member_name}" in repr(job.receipt)


def test_an_erased_member_s_receipt_has_nothing_to_fill_in(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(delete(shared.profiles))
        job = unit.spool.take()
        kept = unit.connection.execute(select(print_jobs.c.receipt)).scalars().all()
    assert job is not None
    assert job.values == {}
    assert [said for receipt in kept for said in said_in(receipt, MEMBERS)] == []


def sidecars(shop: SmallShop) -> tuple[SideCar, ...]:
    with shop.store.reading() as unit:
        head = unit.journal.head()
    return SqlSyncJournal(shop.store).batch(head.epoch, 1, 500, 10**6).sidecars


def test_a_side_car_says_who_it_is_about_only_with_its_key_and_to_its_record(shop: SmallShop) -> None:
    (siti,) = [each for each in sidecars(shop) if each.subject_id == shop.members[0]]
    assert unseal(siti) == {"name": PEOPLE[0][0], "phone": PEOPLE[0][1], "birthday": PEOPLE[0][2]}
    with shop.store.reading() as unit:
        records = [decode(row) for row in unit.connection.execute(select(journal.c.record)).scalars()]
    (enrolment,) = [record for record in records if record.sidecar == digest(siti)]
    assert (enrolment.kind, enrolment.member_id) == ("member.enrolled", shop.members[0])
    for other in (
        SideCar(subject_id=siti.subject_id, key=b"\0" * 32, sealed=siti.sealed),
        SideCar(subject_id=shop.members[1], key=siti.key, sealed=siti.sealed),
        SideCar(subject_id=siti.subject_id, key=siti.key, sealed=siti.sealed[:-1] + b"\0"),
    ):
        with pytest.raises(InvalidTag):
            unseal(other)


def test_without_its_key_a_side_car_is_gone_and_the_chain_still_holds(shop: SmallShop) -> None:
    before = len(sidecars(shop))
    with shop.store.writing() as unit:
        unit.connection.execute(
            delete(shared.personal_keys).where(shared.personal_keys.c.subject_id == shop.members[0])
        )
    assert len(sidecars(shop)) == before - 1
    assert complaints(shop) == []
