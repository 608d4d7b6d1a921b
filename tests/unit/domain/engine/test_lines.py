"""Which lines a rule takes: by SKU, category and tag, with their modifiers, and never what is closed to rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.basket import Entitlement, HeldVoucher, ItemKind, ManualDiscount
from app.domain.programme.benefits import AmountOff, BonusPoints, OpenPriceList, UnitChoice, UnitsOff
from app.domain.programme.conditions import MinimumQuantity, MinimumSpend
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import ListedPrice, PriceList, Scope
from tests.support.loyalty import (
    CAKE,
    CHARITY,
    COFFEE,
    GIFT_CARD,
    SHOP,
    SHOT,
    TEA,
    TOBACCO,
    a_line,
    a_member,
    an_item,
    basket,
    goods,
    nets,
    percent,
    quoted,
    rule,
    shop,
    why_not,
)

TEN = percent("10")


def test_a_line_costs_its_unit_price_times_its_quantity_half_up_once() -> None:
    beef = a_line(1, goods(129_900), quantity=735)
    assert beef.price == 95_477  # 95.476,5
    assert quoted(shop(), [beef]).price == 95_477
    assert a_line(1, goods(129_999), quantity=735).price == 95_549  # 95.549,265


@pytest.mark.parametrize(
    ("lines", "takes"),
    [
        (ALL_LINES, ["tea", "coffee", "cake"]),
        (Lines(skus=("tea",)), ["tea"]),
        (Lines(categories=("drinks",)), ["tea", "coffee"]),
        (Lines(tags=("hot",)), ["tea"]),
        (Lines(skus=("cake",), tags=("hot",)), ["tea", "cake"]),
        (Lines(except_skus=("tea",)), ["coffee", "cake"]),
        (Lines(except_categories=("drinks",)), ["cake"]),
        (Lines(except_tags=("hot",)), ["coffee", "cake"]),
        (Lines(categories=("drinks",), except_tags=("hot",)), ["coffee"]),
        (Lines(skus=("tea",), except_categories=("drinks",)), []),
        (Lines(categories=("tea",)), []),
        (Lines(skus=("tea", "tea")), ["tea"]),
    ],
)
def test_lines_are_named_by_sku_category_or_tag_less_the_exceptions(lines: Lines, takes: list[str]) -> None:
    answer = quoted(shop(rule(TEN, lines=lines)), basket(TEA, COFFEE, CAKE))
    assert [line.line.item.sku for line in answer.lines if line.net < line.line.price] == takes


def test_a_sku_a_category_and_a_tag_of_the_same_name_are_different_things() -> None:
    odd = an_item("food", 10_000, "hot", tags=("cake",))
    for lines in (Lines(categories=("food",)), Lines(skus=("cake",)), Lines(tags=("hot",))):
        answer = quoted(shop(rule(TEN, lines=lines)), basket(odd))
        assert why_not(answer) == ("no-eligible-line", 0, ())


def test_what_is_marked_no_promotion_beats_every_rule_even_by_name() -> None:
    by_name = rule(TEN, lines=Lines(skus=("tobacco",)))
    alone = quoted(shop(by_name), basket(TOBACCO))
    assert (nets(alone), why_not(alone)) == ([32_000], ("no-eligible-line", 0, ()))
    assert nets(quoted(shop(rule(TEN)), basket(TOBACCO, TEA))) == [32_000, 9_000]


def test_no_rule_of_any_phase_touches_what_is_marked_no_promotion() -> None:
    """Every kind of rule names everything, or the cigarettes and the closed courier by their SKUs."""
    courier = an_item("courier", 15_000, kind=ItemKind.DELIVERY_FEE, no_promotion=True)
    half, by_name = percent("50"), Lines(skus=("tobacco", "courier"))
    one_rupiah = PriceList(
        id="list", name="list", prices=tuple(ListedPrice(sku=sku, price=1) for sku in ("tobacco", "courier"))
    )
    tier = Tier(
        id="basic",
        name="Basic",
        threshold=0,
        discount_percent=half.percent,
        multiplier=Decimal(2),
        price_list="list",
    )
    plan = Plan(
        id="vip",
        name="VIP",
        sku="vip-fee",
        months=1,
        discount_percent=half.percent,
        price_list="list",
        free_delivery=True,
    )
    programme = shop(
        rule(half, id="line", lines=by_name),
        rule(half, id="order", scope=Scope.ORDER),
        rule(BonusPoints(points=5, per_units=1), id="bonus", lines=by_name),
        rule(OpenPriceList(price_list="list"), id="open", lines=by_name),
        tiers=(tier,),
        plans=(plan,),
        price_lists=(one_rupiah,),
        vouchers=(VoucherKind(id="voucher", name="v", gives=half),),
        rewards=(Reward(id="reward", name="r", points=10, gives=half),),
        points=replace(
            SHOP.points, rates=(EarnRate(id="named", name="n", lines=by_name, rupiah_per_point=1),)
        ),
    )
    in_force = Entitlement(plan_id="vip", starts=date(2026, 11, 22), ends=date(2026, 11, 22))
    answer = quoted(
        programme,
        [a_line(1, TOBACCO, manual=1), a_line(2, courier)],
        a_member(plans=(in_force,)),
        manual=ManualDiscount(basis_points=5_000),
        vouchers=(HeldVoucher(code="1", kind_id="voucher"),),
        rewards=("reward",),
        points_asked=100,
    )
    assert ([line.parts for line in answer.lines], nets(answer)) == ([(), ()], [32_000, 15_000])
    assert (answer.redemption.points, answer.redemption.reward_points) == (0, 0)
    assert (answer.earning.base, answer.earning.points) == (0, 0)
    assert [(effect.lines, effect.amount, effect.points) for effect in answer.effects] == [((), 0, 0)] * len(
        answer.effects
    )
    assert answer.tier is not None
    assert answer.tier.counted == 0


def test_what_is_no_goods_is_taken_by_its_sku_only() -> None:
    answer = quoted(shop(rule(TEN)), basket(GIFT_CARD, CHARITY, TEA))
    assert nets(answer) == [100_000, 10_000, 9_000]
    assert why_not(quoted(shop(rule(TEN)), basket(GIFT_CARD))) == ("no-eligible-line", 0, ())
    by_category = rule(TEN, lines=Lines(categories=("cards",)))
    assert nets(quoted(shop(by_category), basket(GIFT_CARD))) == [100_000]
    by_sku = rule(TEN, lines=Lines(skus=("gift-card",)))
    assert nets(quoted(shop(by_sku), basket(GIFT_CARD, TEA))) == [90_000, 10_000]
    but_not = rule(TEN, lines=Lines(skus=("gift-card",), except_categories=("cards",)))
    assert nets(quoted(shop(but_not), basket(GIFT_CARD))) == [100_000]


def test_a_modifier_goes_with_its_line_judged_by_what_that_is() -> None:
    lines = [a_line(1, TEA), a_line(2, SHOT, of=1), a_line(3, CAKE)]
    drinks = rule(TEN, lines=Lines(categories=("drinks",)))
    assert nets(quoted(shop(drinks), lines)) == [9_000, 4_500, 30_000]
    extras = rule(TEN, lines=Lines(categories=("extras",)))
    assert nets(quoted(shop(extras), lines)) == [10_000, 5_000, 30_000]
    no_tea = rule(TEN, lines=Lines(except_skus=("tea",)))
    assert nets(quoted(shop(no_tea), lines)) == [10_000, 5_000, 27_000]


def test_a_modifier_whose_own_sku_is_named_is_taken_alone() -> None:
    lines = [a_line(1, TEA), a_line(2, SHOT, of=1)]
    free_shot = rule(percent("100"), lines=Lines(skus=("shot",)))
    assert nets(quoted(shop(free_shot), lines)) == [10_000, 0]
    but_extras = rule(percent("100"), lines=Lines(skus=("shot",), except_categories=("extras",)))
    assert nets(quoted(shop(but_extras), lines)) == [10_000, 5_000]
    but_drinks = rule(percent("100"), lines=Lines(skus=("shot",), except_categories=("drinks",)))
    assert nets(quoted(shop(but_drinks), lines)) == [10_000, 0]


def test_a_modifier_of_something_closed_is_closed_and_a_closed_modifier_stays_out_alone() -> None:
    on_tobacco = [a_line(1, TOBACCO), a_line(2, SHOT, of=1)]
    assert nets(quoted(shop(rule(TEN)), on_tobacco)) == [32_000, 5_000]
    assert nets(quoted(shop(rule(TEN, lines=Lines(skus=("shot",)))), on_tobacco)) == [32_000, 5_000]
    rum = replace(SHOT, no_promotion=True)
    assert nets(quoted(shop(rule(TEN)), [a_line(1, TEA), a_line(2, rum, of=1)])) == [9_000, 5_000]


def test_a_modifier_counts_towards_spending_but_is_no_unit_of_its_own() -> None:
    lines = [a_line(1, TEA), a_line(2, SHOT, of=1)]
    assert why_not(quoted(shop(rule(TEN, MinimumSpend(amount=15_000))), lines)) is None
    assert why_not(quoted(shop(rule(TEN, MinimumQuantity(quantity=2_000))), lines)) == (
        "too-few-units",
        1_000,
        (),
    )


def test_a_unit_is_worth_what_its_whole_family_comes_to() -> None:
    lines = [a_line(1, TEA), a_line(2, goods(9_000, "syrup"), of=1), a_line(3, goods(18_000))]
    cheapest_free = rule(UnitsOff(units=1))
    assert nets(quoted(shop(cheapest_free), lines)) == [10_000, 9_000, 0]  # 19.000 with its syrup
    dearest_free = rule(UnitsOff(units=1, take=UnitChoice.DEAREST))
    assert nets(quoted(shop(dearest_free), lines)) == [0, 0, 18_000]


def test_a_family_s_odd_rupiah_are_on_its_first_units() -> None:
    """299 is 100, 100, 99 and 149 is 50, 50, 49: the third unit of the family is worth 148."""
    lines = [a_line(1, goods(100), 3), a_line(2, goods(50, "shot"), 3, of=1)]
    one_off = rule(AmountOff(amount=1), lines=Lines(skus=("thing",)), id="a")
    shot_off = rule(AmountOff(amount=1), lines=Lines(skus=("shot",)), id="b")
    cheapest = quoted(shop(one_off, shot_off, rule(UnitsOff(units=1), id="c")), lines)
    assert (cheapest.effects[-1].amount, nets(cheapest)) == (148, [200, 100])
    dearest = rule(UnitsOff(units=1, take=UnitChoice.DEAREST), id="c")
    assert nets(quoted(shop(one_off, shot_off, dearest), lines)) == [199, 99]


def test_what_is_weighed_or_broken_has_no_units() -> None:
    kilo = an_item("apples", 40_000, weighed=True)
    free = rule(UnitsOff(units=1))
    assert why_not(quoted(shop(free), [a_line(1, kilo, quantity=1_000)])) == ("too-few-units", 0, ())
    assert why_not(quoted(shop(free), [a_line(1, CAKE, quantity=1_500)])) == ("too-few-units", 0, ())
    assert nets(quoted(shop(free), [a_line(1, CAKE, quantity=2_000)])) == [30_000]


def test_everything_is_found_even_when_lines_have_gaps_in_their_numbers() -> None:
    lines = [a_line(3, TEA), a_line(7, SHOT, of=3), a_line(9, CAKE)]
    answer = quoted(shop(rule(TEN, lines=Lines(categories=("drinks",)))), lines)
    assert answer.effects[0].lines == (3, 7)
