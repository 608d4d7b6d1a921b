"""Finding members as people ask for them, and what a lease does."""

from pathlib import Path

import pytest
from sqlalchemy import update

from app.storage.terminal.tables import shared
from tests.support.selling import basket_of, member_at, pay
from tests.support.shop import NOON, small_shop


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "+62 812-3456-7890",
        "0812 3456 7890",
        "67890",
        "7890",
        "siti",
        "Siti R",
        "(0812) 34567890",
    ],
)
def test_a_member_is_found_by_phone_in_any_spelling_and_by_the_start_of_the_name(
    tmp_path: Path, text: str
) -> None:
    with small_shop(tmp_path) as shop:
        assert [found.member_id for found in shop.till.find_members(text)] == [shop.members[0]]


def test_a_member_is_found_by_his_card(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        found = shop.till.find_members(shop.cards[2])
        assert [view.member_id for view in found] == [shop.members[2]]


@pytest.mark.parametrize("text", ["", "s", "789", "%", "__", "12x4", "0812 99"])
def test_too_little_or_nobody_finds_nobody(tmp_path: Path, text: str) -> None:
    with small_shop(tmp_path) as shop:
        assert shop.till.find_members(text) == ()


def test_points_whose_lease_has_ended_show_and_cannot_be_spent(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        pay(shop, basket_of(shop, "BIJ-001"))
        for lease, usable in ((NOON, 334), (NOON - 1, 0)):
            with shop.store.writing() as unit:
                unit.connection.execute(update(shared.rights).values(lease_until=lease))
            assert (member_at(shop).balance, member_at(shop).usable) == (334, usable)
