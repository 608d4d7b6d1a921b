"""What a member has, in words: each figure is explained, and what there is none of is left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.about_member import AboutMember
from app.words.about_member import (
    Topic,
    about_sections,
    balance_sentence,
    birthday_words,
    next_reward_words,
)
from app.words.translate import Language, Words
from tests.support.gift_shop import open_gift_shop
from tests.support.office import DAY, office_of, opened
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

WORDS = Words(Language.ENGLISH)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made


def about(shop: SmallShop) -> AboutMember:
    told = office_of(shop).about_member(shop.members[0])
    assert told is not None
    return told


def rows(about: AboutMember, topic: Topic) -> list[tuple[str, str]]:
    """Names and figures of a topic."""
    found = (section for section in about_sections(WORDS, about) if section.topic is topic)
    return [(row.name, row.figure) for section in found for row in section.rows]


def test_a_new_member_has_points_and_a_level_and_nothing_else(shop: SmallShop) -> None:
    assert [section.topic for section in about_sections(WORDS, about(shop))] == [Topic.POINTS, Topic.TIER]
    assert rows(about(shop), Topic.POINTS) == [("Can be spent now", "0")]


def test_every_lot_has_its_last_day(shop: SmallShop) -> None:
    opened(shop, 1_250, expires_at=shop.clock.at + 20 * DAY)
    opened(shop, 300)
    assert rows(about(shop), Topic.POINTS) == [
        ("Can be spent now", "1.550"),
        ("Until 12 Dec 2026", "1.250"),
        ("Never expires", "300"),
    ]


def test_gifts_and_sales_are_told_with_their_figures(shop: SmallShop) -> None:
    open_gift_shop(shop)
    sell(shop, "KOP-001", "BIJ-001")
    assert rows(about(shop), Topic.GIFTS) == [
        ("Cashback wallet", "Rp1.200"),
        ("Potongan", "× 1"),
        ("Potongan", "× 1"),
        ("Kartu kopi", "1 / 4"),
    ]
    assert rows(about(shop), Topic.SALES) == [("22 Nov 2026", "Rp358.000")]


@pytest.mark.parametrize(
    ("balance", "usable", "debt", "pending", "elsewhere", "said"),
    [
        (100, 100, 0, 0, 0, ""),
        (-50, 0, 50, 0, 0, "Owes 50 points: what is earned next pays them first"),
        (500, 300, 0, 200, 0, "Balance 500: 200 can be spent later"),
        (500, 300, 0, 0, 200, "Balance 500: 200 only at other tills"),
        (500, 100, 0, 150, 250, "Balance 500: 150 later, 250 at other tills"),
        (500, 100, 0, 0, 0, "Balance 500"),
    ],
)
def test_less_than_the_balance_has_a_reason(
    shop: SmallShop, balance: int, usable: int, debt: int, pending: int, elsewhere: int, said: str
) -> None:
    told = about(shop)
    member = replace(told.member, balance=balance, usable=usable, debt=debt)
    told = replace(told, member=member, pending=pending, elsewhere=elsewhere)
    assert balance_sentence(WORDS, member, told) == said


def test_without_an_answer_yet_no_reason_is_made_up(shop: SmallShop) -> None:
    member = replace(about(shop).member, balance=500, usable=100)
    assert balance_sentence(WORDS, member, None) == "Balance 500"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, ""),
        (0, "Birthday today"),
        (-1, "Birthday tomorrow"),
        (1, "Birthday yesterday"),
        (-7, "Birthday in 7 days"),
        (3, "Birthday 3 days ago"),
        (-8, ""),
        (8, ""),
    ],
)
def test_a_birthday_is_worth_a_word_for_a_week(shop: SmallShop, days: int | None, said: str) -> None:
    assert birthday_words(WORDS, replace(about(shop), from_birthday=days)) == said


def test_the_way_to_the_next_reward_is_told_unless_points_are_owed(shop: SmallShop) -> None:
    open_gift_shop(shop)
    opened(shop, 40)
    told = about(shop)
    assert next_reward_words(WORDS, told) == "60 points to Voucher"
    assert next_reward_words(WORDS, replace(told, member=replace(told.member, debt=5))) == ""
