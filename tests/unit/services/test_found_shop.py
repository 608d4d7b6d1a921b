"""What a shop starts with is in its journal, and a PIN is six digits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.protocol.facts import ItemsListed, MemberEnrolled, ProgrammePublished, ShopFounded, StaffAdded
from app.protocol.record import decode, fact_of
from app.services.found_shop import add_staff
from app.services.front import LoggedIn, Role
from app.storage.terminal.tables import journal
from tests.support.server_word import complaints
from tests.support.shop import NOON, PEOPLE, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def test_founding_a_shop_is_a_chain_of_records_from_the_first(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        rows = unit.connection.execute(select(journal.c.record).order_by(journal.c.seq)).scalars()
        records = [decode(row) for row in rows]
    kinds = [type(fact_of(record)) for record in records]
    assert (
        kinds == [ShopFounded, ProgrammePublished, ItemsListed, StaffAdded, StaffAdded] + [MemberEnrolled] * 3
    )
    assert [record.seq for record in records] == list(range(1, 9))
    assert complaints(shop) == []


def test_a_new_member_is_at_the_lowest_tier_and_found_by_phone_and_name(shop: SmallShop) -> None:
    for number, (name, phone, _) in enumerate(PEOPLE):
        for text in (phone[-4:], phone, "0" + phone[3:], name[:3].lower(), name):
            (found,) = shop.till.find_members(text)
            assert (found.member_id, found.tier_id) == (shop.members[number], "basic")


def test_a_search_needs_something_to_go_by(shop: SmallShop) -> None:
    for text in ("", " ", "S", "123", "%", "__", "nobody"):
        assert shop.till.find_members(text) == ()


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", " 12345", "12345²"])
def test_a_pin_has_six_ascii_digits(shop: SmallShop, pin: str) -> None:
    with shop.store.writing() as unit, pytest.raises(ValueError, match="6 digits"):
        add_staff(unit, shop.chance, NOON, name="Eka", role=Role.CASHIER, pin=pin)
    assert [tile.name for tile in shop.till.front().staff] == ["Ayu", "Citra"]


def test_the_same_pin_of_two_people_is_hashed_differently(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        eka, fajar = (
            add_staff(unit, shop.chance, NOON, name=name, role=Role.CASHIER, pin="000000")
            for name in ("Eka", "Fajar")
        )
        hashes = {member.pin_hash for member in unit.staff.all() if member.staff_id in {eka, fajar}}
    assert len(hashes) == 2
    assert all(each.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for each in hashes)
    assert isinstance(shop.till.log_in(eka, "000000"), LoggedIn)
