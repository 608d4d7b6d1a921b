"""Lots: which are spent first, when they lapse, and what a sale moves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.ledger import (
    Account,
    Asset,
    Draw,
    Lot,
    PostingKind,
    draw,
    expiry,
    lot_of_sale,
    postings_of_sale,
    spending_order,
)
from app.domain.quote import quote
from tests.support.worked_example import (
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    NOON,
    SILVER,
    inputs,
    item,
    lines,
)

DAY = 86_400_000


def lot(name: bytes, remaining: int, earned_at: int = 0, expires_at: int | None = None) -> Lot:
    return Lot(
        lot_id=name,
        asset=Asset.POINTS,
        earned_at=earned_at,
        expires_at=expires_at,
        original=remaining,
        remaining=remaining,
    )


def test_lots_are_spent_first_expiring_first_then_by_earn_time_then_id_and_undated_last() -> None:
    lots = [
        lot(b"undated", 1),
        lot(b"late", 1, earned_at=1, expires_at=NOON + 2),
        lot(b"b", 1, earned_at=2, expires_at=NOON + 1),
        lot(b"a", 1, earned_at=2, expires_at=NOON + 1),
        lot(b"older", 1, earned_at=1, expires_at=NOON + 1),
    ]
    order = [each.lot_id for each in spending_order(lots, NOON)]
    assert order == [b"older", b"a", b"b", b"late", b"undated"]


def test_a_lot_can_be_spent_up_to_its_last_millisecond() -> None:
    lapsing = lot(b"lapsing", 5, expires_at=NOON)
    assert draw([lapsing], 5, NOON) == (Draw(lot_id=b"lapsing", amount=5),)
    assert draw([lapsing], 5, NOON + 1) is None


def test_a_spend_takes_whole_lots_in_order_and_a_part_of_the_last() -> None:
    lots = [lot(b"undated", 50), lot(b"first", 30, expires_at=NOON), lot(b"empty", 0)]
    assert draw(lots, 31, NOON) == (Draw(lot_id=b"first", amount=30), Draw(lot_id=b"undated", amount=1))
    assert draw(lots, 30, NOON) == (Draw(lot_id=b"first", amount=30),)
    assert draw(lots, 0, NOON) == ()


def test_more_than_there_is_cannot_be_spent() -> None:
    assert draw([lot(b"a", 30)], 31, NOON) is None
    assert draw([], 1, NOON) is None


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("earned_at", "last_instant"),
    [
        ("2026-11-22T05:00:00", "2027-11-22T16:59:59.999"),
        ("2026-11-22T16:59:59", "2027-11-22T16:59:59.999"),
        ("2026-11-22T17:00:00", "2027-11-23T16:59:59.999"),
        ("2028-02-28T17:00:00", "2029-02-28T16:59:59.999"),
    ],
    ids=["noon", "just before midnight", "midnight in the programme's zone", "29 February"],
)
def test_points_lapse_at_the_end_of_a_day_in_the_programme_s_zone(earned_at: str, last_instant: str) -> None:
    yearly = replace(EXAMPLE_PROGRAMME, points=replace(EXAMPLE_PROGRAMME.points, expire_after_months=12))
    assert expiry(yearly, at(earned_at)) == at(last_instant)


def test_points_without_a_policy_never_lapse() -> None:
    assert expiry(EXAMPLE_PROGRAMME, NOON) is None


def test_a_lot_keeps_the_expiry_that_it_was_earned_with() -> None:
    yearly = replace(EXAMPLE_PROGRAMME, points=replace(EXAMPLE_PROGRAMME.points, expire_after_months=12))
    earned = lot_of_sale(yearly, quote(yearly, EXAMPLE_INPUTS), b"lot", NOON)
    assert earned is not None
    assert (earned.original, earned.remaining, earned.expires_at) == (94, 94, expiry(yearly, NOON))


def test_a_sale_that_earns_nothing_makes_no_lot() -> None:
    small = quote(EXAMPLE_PROGRAMME, inputs(lines((item("sweet", "sweets", 500), 1)), SILVER))
    assert lot_of_sale(EXAMPLE_PROGRAMME, small, b"lot", NOON) is None
    assert postings_of_sale(None, ()) == ()


def test_a_sale_posts_what_it_redeems_before_what_it_earns() -> None:
    earned = lot_of_sale(EXAMPLE_PROGRAMME, quote(EXAMPLE_PROGRAMME, EXAMPLE_INPUTS), b"new", NOON)
    spent = (Draw(lot_id=b"old", amount=1_400), Draw(lot_id=b"older", amount=100))
    postings = postings_of_sale(earned, spent)
    assert [
        (posting.kind, posting.source, posting.target, posting.amount, posting.lot_id) for posting in postings
    ] == [
        (PostingKind.REDEMPTION, Account.MEMBER, Account.REDEMPTION, 1_400, b"old"),
        (PostingKind.REDEMPTION, Account.MEMBER, Account.REDEMPTION, 100, b"older"),
        (PostingKind.ACCRUAL, Account.ISSUANCE, Account.MEMBER, 94, b"new"),
    ]
