"""Amounts, points, phones and days as people and programs write them."""

from datetime import date
from decimal import Decimal

import pytest

from app.services.importing.days import DayOrder, birthday_in, day_in, order_shown
from app.services.importing.spellings import UNREADABLE, amount_in, count_in, flag_in, phone_in, rupiah_in


@pytest.mark.parametrize(
    "text",
    [
        "12500",
        "Rp12.500",
        "12,500.00",
        "12.500,00",
        "IDR 12 500",
        "Rp 12.500,-",
        "12500.00",
        "rp. 12,500",
        "12500,0",
    ],
)
def test_an_amount_is_read_in_every_spelling(text: str) -> None:
    assert rupiah_in(text) == 12_500


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1.250.000,00", 1_250_000),
        ("0", 0),
        ("Rp500", 500),
    ],
)
def test_groups_of_three_are_thousands(text: str, amount: int) -> None:
    assert rupiah_in(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "variable",
        "12.50",
        "12,5",
        "-500",
        "(500)",
        "1.25.000",
        "12.3456,7",
        "1e5",
        "１２",
        "12..500",
        "9" * 16,
    ],
)
def test_what_is_no_amount_of_whole_rupiah_is_refused(text: str) -> None:
    assert rupiah_in(text) is UNREADABLE


def test_a_sign_is_kept() -> None:
    assert [amount_in(text) for text in ("-1.500", "(1.500)", "−2,5")] == [-1500, -1500, Decimal("-2.5")]


@pytest.mark.parametrize(
    ("text", "plain", "points"),
    [
        ("1.250", False, 1250),
        ("1.250", True, Decimal("1.250")),
        ("12.50", False, Decimal("12.5")),
        ("1250.0", True, 1250),
    ],
)
def test_a_program_s_point_is_a_decimal_one_and_a_person_s_may_group(
    text: str, plain: bool, points: int
) -> None:
    assert count_in(text, plain=plain) == points


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "+6281234567890",
        "6281234567890",
        "+62 812-3456-7890",
        "0062 812 3456 7890",
        "(0812) 3456.7890",
        "+62 (0) 812 3456 7890",
        "81234567890",
        "'081234567890",
    ],
)
def test_a_phone_is_one_number_in_every_spelling(text: str) -> None:
    assert phone_in(text) == "+6281234567890"


def test_phones_of_other_kinds_and_lands_are_read_too() -> None:
    assert phone_in("(022) 4505613") == "+62224505613"
    assert phone_in("+65 9123 4567") == "+6591234567"


@pytest.mark.parametrize("text", ["0812", "nol delapan", "8.12346E+10", "08123456789012345", "+62", "-"])
def test_what_is_no_phone_is_refused(text: str) -> None:
    assert phone_in(text) is UNREADABLE


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "2026-11-22T10:15:00Z",
        "2026-11-22 10:15:00",
        "20261122",
        "22/11/2026",
        "22-11-2026",
        "22.11.26",
        "22 November 2026",
        "22 Nov 2026",
        "22 nopember 2026",
        "November 22, 2026",
        "46348",
    ],
)
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert day_in(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "22/22/2026", "2026-13-01", "besok", "0000-00-00", "22 Foo 2026"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert day_in(text) is UNREADABLE


@pytest.mark.parametrize(
    "text", ["04-21", "1990-04-21", "21/04/1990", "21/4", "21 April", "21 April 1990", "--04-21", "Apr 21"]
)
def test_a_birthday_needs_no_year(text: str) -> None:
    assert birthday_in(text) == "04-21"


def test_the_leap_day_is_a_birthday() -> None:
    assert birthday_in("02-29") == "02-29"
    assert birthday_in("02-30") is UNREADABLE


def test_a_column_shows_whether_the_month_stands_first() -> None:
    assert order_shown(["03/04/2026", "12/31/2026"]) is DayOrder.MONTH_FIRST
    assert order_shown(["03/04/2026", "31/12/2026"]) is DayOrder.DAY_FIRST
    assert order_shown(["03/04/2026"]) is None
    assert day_in("03/04/2026", DayOrder.MONTH_FIRST) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "flag"), [("Y", True), ("ya", True), ("FALSE", False), ("", False), ("?", UNREADABLE)]
)
def test_a_flag_is_a_word_of_either_language(text: str, flag: object) -> None:
    assert flag_in(text) is flag
