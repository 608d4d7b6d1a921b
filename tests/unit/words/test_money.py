from datetime import date
from decimal import Decimal

import pytest

from app.words.money import day, decimal, masked_phone, percent, points, quantity, rupiah, rupiah_exact
from app.words.translate import Language, Words


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp0"), (999, "Rp999"), (1_000, "Rp1.000"), (1_250_000, "Rp1.250.000"), (-2_850, "−Rp2.850")],
)
def test_rupiah_has_dots_and_the_minus_before_the_sign(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (9565, 2, "Rp4.782,5"),
        (4000, 1, "Rp4.000"),
        (1, 3, "Rp0,33"),
        (2, 3, "Rp0,67"),
        (-9565, 2, "−Rp4.782,5"),
    ],
)
def test_an_amount_before_rounding_shows_two_decimals_at_most(
    numerator: int, denominator: int, text: str
) -> None:
    assert rupiah_exact(numerator, denominator) == text


def test_points_below_zero_have_a_minus() -> None:
    assert [points(1_250), points(-50)] == ["1.250", "−50"]


@pytest.mark.parametrize(
    ("thousandths", "text"), [(2_000, "2"), (1_250, "1,25"), (500, "0,5"), (12_000_000, "12.000")]
)
def test_a_quantity_has_decimals_only_when_needed(thousandths: int, text: str) -> None:
    assert quantity(thousandths) == text


def test_percentages_and_multipliers_use_a_comma() -> None:
    assert [percent(Decimal("2.50")), percent(Decimal(10)), decimal(Decimal("1.25"))] == [
        "2,5%",
        "10%",
        "1,25",
    ]


@pytest.mark.parametrize(
    ("phone", "text"),
    [("+6281234567890", "0812••••890"), ("+628571111222", "0857••••222"), ("+65123", "••••"), ("", "••••")],
)
def test_a_phone_shows_four_and_three_digits_or_nothing(phone: str, text: str) -> None:
    assert masked_phone(phone) == text


def test_months_are_named_in_the_language() -> None:
    when = date(2026, 8, 17)
    assert day(Words(Language.INDONESIAN), when) == "17 Agu 2026"
    assert day(Words(Language.ENGLISH), when) == "17 Aug 2026"
