"""Each action on an open basket gives a new basket and leaves the old one."""

from dataclasses import replace

from app.domain.basket import UNIT, TenderKind
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket, asking, inputs_of, with_item, with_member, with_quantity
from tests.support.shop import NOON, small_items

COFFEE, TEA, *_ = small_items()
EMPTY = OpenBasket(sale_id=b"sale", revision=3, opened_at=NOON)
SITI = MemberView(
    member_id=b"siti",
    name="Siti",
    phone="+62",
    card="CARD",
    tier_id="silver",
    tier_metric=600_000,
    balance=500,
    usable=300,
    expiring=None,
    as_of=None,
)


def lines(basket: OpenBasket) -> list[tuple[int, str, int]]:
    return [(line.number, line.item.sku, line.quantity) for line in basket.lines]


def test_the_same_item_at_the_same_price_makes_its_line_grow() -> None:
    basket = with_item(with_item(with_item(EMPTY, COFFEE), TEA), COFFEE)
    assert lines(basket) == [(1, "KOP-001", 2 * UNIT), (2, "KOP-002", UNIT)]


def test_an_item_whose_price_changed_meanwhile_gets_a_line_of_its_own() -> None:
    basket = with_item(with_item(EMPTY, COFFEE), replace(COFFEE, price=25_000))
    assert [line.price for line in basket.lines] == [24_000, 25_000]


def test_a_weighed_item_is_added_by_its_thousandths() -> None:
    basket = with_item(with_item(EMPTY, COFFEE, 735), COFFEE, 15)
    assert lines(basket) == [(1, "KOP-001", 750)]


def test_a_quantity_of_nothing_removes_the_line_and_the_others_keep_their_numbers() -> None:
    basket = with_item(with_item(EMPTY, COFFEE), TEA)
    for nothing in (0, -UNIT):
        assert lines(with_quantity(basket, 1, nothing)) == [(2, "KOP-002", UNIT)]
    assert lines(with_item(with_quantity(basket, 1, 0), COFFEE)) == [
        (2, "KOP-002", UNIT),
        (3, "KOP-001", UNIT),
    ]
    assert lines(with_quantity(basket, 9, 0)) == lines(basket)


def test_points_are_asked_for_one_member_and_forgotten_with_him() -> None:
    basket = asking(with_member(with_item(EMPTY, COFFEE), SITI), 200)
    assert with_member(basket, replace(SITI, balance=1)).points_asked == 200
    assert with_member(basket, replace(SITI, member_id=b"asep")).points_asked == 0
    assert with_member(basket, None).points_asked == 0
    assert with_member(basket, None).lines == basket.lines
    assert asking(basket, -5).points_asked == 0


def test_the_engine_sees_the_basket_s_own_revision_instant_and_member_but_no_name() -> None:
    inputs = inputs_of(
        asking(with_member(with_item(EMPTY, COFFEE), SITI), 200), "Asia/Jayapura", TenderKind.CASH
    )
    assert (inputs.revision, inputs.opened_at, inputs.zone) == (3, NOON, "Asia/Jayapura")
    assert (inputs.points_asked, inputs.tender) == (200, TenderKind.CASH)
    assert inputs.member is not None
    assert (inputs.member.member_id, inputs.member.tier_id, inputs.member.tier_metric) == (
        b"siti",
        "silver",
        600_000,
    )
    assert (inputs.member.balance, inputs.member.usable) == (500, 300)
    assert "Siti" not in repr(inputs)
    assert inputs_of(EMPTY, "Asia/Jakarta", None).member is None


def test_no_action_changes_the_basket_that_it_was_given() -> None:
    basket = with_item(EMPTY, COFFEE)
    with_item(basket, COFFEE)
    with_quantity(basket, 1, 0)
    with_member(basket, SITI)
    assert basket == with_item(EMPTY, COFFEE)
