"""Finding members as people ask for them, and what a lease does."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.basket import Item, ItemKind
from app.domain.programme.levels import TierRules, TierWindow
from app.services.found_shop import list_items, publish_first
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
        "6281234567890",
        "62 812 3456 7890",
        "0062 812-3456-7890",
        "0812345",
        "+62 812 345",
        "SITI  RAHAYU",
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


def test_points_that_are_held_show_and_cannot_be_spent(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        pay(shop, basket_of(shop, "BIJ-001"))
        for held, usable in ((NOON - 1, 334), (NOON, 0), (None, 334)):
            with shop.store.writing() as unit:
                unit.connection.execute(update(shared.lots).values(held_until=held))
            assert (member_at(shop).balance, member_at(shop).usable) == (334, usable)


@pytest.mark.parametrize(
    ("rules", "sold", "counts"),
    [
        (TierRules(months=1), "2026-10-22", 0),
        (TierRules(months=1), "2026-10-23", 24_000),
        (TierRules(window=TierWindow.CALENDAR_YEAR), "2025-12-31", 0),
        (TierRules(window=TierWindow.CALENDAR_YEAR), "2026-01-01", 24_000),
        (TierRules(window=TierWindow.MEMBERSHIP_YEAR), "2026-06-30", 0),
        (TierRules(window=TierWindow.MEMBERSHIP_YEAR), "2026-07-01", 24_000),
    ],
)
def test_what_counts_towards_a_tier_begins_with_the_programme_s_window(
    tmp_path: Path, rules: TierRules, sold: str, counts: int
) -> None:
    joined = NOON - (145 + 3 * 365) * 86_400_000  # 1 July 2023
    with small_shop(tmp_path) as shop:
        pay(shop, basket_of(shop, "KOP-001"))
        with shop.store.writing() as unit:
            publish_first(unit, replace(shop.programme, revision=2, tier_rules=rules))
            unit.connection.execute(update(shared.members).values(joined_at=joined))
            unit.connection.execute(update(shared.tier_entries).values(business_day=sold))
        assert member_at(shop).tier_metric == counts


def test_an_item_keeps_all_that_rules_look_at(tmp_path: Path) -> None:
    gift = Item(
        sku="GIF-001",
        gtin="8999998000999",
        name="Kartu hadiah",
        category="Hadiah",
        price=100_000,
        kind=ItemKind.GIFT_VALUE,
        tags=("new", 'a "quoted" one'),
        weighed=True,
        tax="ppn",
        cost=90_000,
    )
    with small_shop(tmp_path) as shop:
        with shop.store.writing() as unit:
            list_items(unit, (gift,))
        with shop.store.reading() as unit:
            assert unit.catalogue.item_by_gtin(gift.gtin) == gift
            assert unit.catalogue.search("kartu", 1) == (gift,)
            assert shop.item("KOP-001") in unit.catalogue.all_items()


def test_what_is_looked_up_together_is_of_one_state_of_the_store(tmp_path: Path) -> None:
    """Though a sale is committed in between."""
    with small_shop(tmp_path) as shop:
        with shop.store.reading() as unit:
            before = unit.members.view(shop.members[0], NOON)
            pay(shop, basket_of(shop, "BIJ-001"))
            assert unit.members.view(shop.members[0], NOON) == before
        with shop.store.reading() as unit:
            assert unit.members.view(shop.members[0], NOON) != before
