"""A return without a receipt."""

from datetime import date

from app.domain.blind_return import SoldFor, blind_refund

TODAY = date(2026, 11, 22)


def test_a_blind_return_gives_the_lowest_price_of_the_last_30_days() -> None:
    sold = [
        SoldFor(day=date(2026, 10, 23), price=1_000),
        SoldFor(day=date(2026, 10, 24), price=9_000),
        SoldFor(day=TODAY, price=9_500),
        SoldFor(day=date(2026, 11, 23), price=500),
    ]
    assert blind_refund(sold, 2_000, TODAY) == 18_000
    assert blind_refund(sold[2:], 735, TODAY) == 6_983  # 6.982,5


def test_what_was_not_sold_within_30_days_has_no_price_for_a_blind_return() -> None:
    assert blind_refund([SoldFor(day=date(2026, 10, 23), price=1_000)], 1_000, TODAY) is None
    assert blind_refund([], 1_000, TODAY) is None
