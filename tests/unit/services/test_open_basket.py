"""Each action on an open basket gives a new basket and leaves the old one."""

from dataclasses import replace
from datetime import date

from app.domain.basket import UNIT, Line, ManualDiscount, ManualPrice, Proof, TenderKind
from app.domain.manual_limits import ManualReason
from app.protocol.facts import Store
from app.services.member_view import NO_HISTORY, History, MemberView
from app.services.open_basket import (
    OpenBasket,
    asking,
    inputs_of,
    snapshot_of,
    with_item,
    with_manual_discount,
    with_manual_price,
    with_member,
    with_quantity,
    without_manual_discount,
    without_manual_price,
)
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
    joined_on=date(2025, 1, 31),
)
BRAGA = Store(
    store_id=b"braga",
    code="BDG",
    name="Kopi Setia Braga",
    address="",
    tax_number="",
    zone="Asia/Jayapura",
    cut_over_hour=4,
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


def test_the_engine_sees_the_basket_s_own_revision_and_instant_and_where_it_is_sold() -> None:
    member = snapshot_of(SITI, Proof.TOLD, NO_HISTORY, None)
    inputs = inputs_of(
        asking(with_member(with_item(EMPTY, COFFEE), SITI), 200), BRAGA, "BDG2", member, TenderKind.CASH
    )
    assert (inputs.revision, inputs.opened_at, inputs.zone) == (3, NOON, "Asia/Jayapura")
    assert (inputs.store, inputs.terminal) == ("BDG", "BDG2")
    assert (inputs.points_asked, inputs.tender, inputs.member) == (200, TenderKind.CASH, member)
    assert inputs_of(EMPTY, BRAGA, "BDG2", None, None).member is None


def test_the_engine_sees_what_a_member_holds_but_no_name() -> None:
    history = History(visits=7, last_visit_on=date(2026, 11, 1), earned_today=12, redeemed_today=100)
    member = snapshot_of(SITI, Proof.TOLD, history, -3)
    assert (member.member_id, member.tier_id, member.tier_metric) == (b"siti", "silver", 600_000)
    assert (member.balance, member.usable, member.proof) == (500, 300, Proof.TOLD)
    assert (member.joined_on, member.days_from_birthday) == (date(2025, 1, 31), -3)
    assert (member.visits, member.last_visit_on) == (7, date(2026, 11, 1))
    assert (member.earned_today, member.redeemed_today) == (12, 100)
    assert "Siti" not in repr(member)


def test_a_line_takes_what_modifies_it_along_and_is_not_mixed_with_it() -> None:
    extra = Line(number=2, item=TEA, quantity=UNIT, parent=1)
    basket = with_item(with_item(EMPTY, COFFEE), TEA)
    basket = replace(basket, lines=(basket.lines[0], extra))
    assert lines(with_item(basket, TEA)) == [(1, "KOP-001", UNIT), (2, "KOP-002", UNIT), (3, "KOP-002", UNIT)]
    assert lines(with_quantity(basket, 1, 0)) == []
    assert lines(with_quantity(basket, 2, 0)) == [(1, "KOP-001", UNIT)]


def test_a_line_with_a_price_of_its_own_does_not_grow() -> None:
    line = Line(number=1, item=COFFEE, quantity=UNIT, manual=ManualPrice(price=20_000, reason="cup broke"))
    assert lines(with_item(replace(EMPTY, lines=(line,)), COFFEE)) == [
        (1, "KOP-001", UNIT),
        (2, "KOP-001", UNIT),
    ]


def test_who_was_only_told_stays_so_until_a_card_is_shown() -> None:
    told = with_member(EMPTY, SITI, Proof.TOLD)
    assert asking(with_item(told, COFFEE), 100).proof is Proof.TOLD
    assert with_member(told, SITI).proof is Proof.CARD


def test_no_action_changes_the_basket_that_it_was_given() -> None:
    basket = with_item(EMPTY, COFFEE)
    with_item(basket, COFFEE)
    with_quantity(basket, 1, 0)
    with_member(basket, SITI)
    assert basket == with_item(EMPTY, COFFEE)


def test_a_price_by_hand_and_a_discount_by_hand_say_why_and_can_be_taken_back() -> None:
    basket = with_item(with_item(EMPTY, COFFEE), TEA)
    lowered = with_manual_price(basket, 2, 20_000, ManualReason.NEAR_EXPIRY)
    assert [line.manual for line in lowered.lines] == [None, ManualPrice(price=20_000, reason="near-expiry")]
    assert without_manual_price(lowered, 2) == basket
    percent = with_manual_discount(lowered, ManualReason.COMPLAINT, basis_points=500)
    amount = with_manual_discount(percent, ManualReason.OTHER, amount=1_000)
    assert percent.manual == ManualDiscount(basis_points=500, reason="complaint")
    assert inputs_of(amount, BRAGA, "BDG2", None, None).manual == ManualDiscount(amount=1_000, reason="other")
    assert without_manual_discount(amount) == lowered
