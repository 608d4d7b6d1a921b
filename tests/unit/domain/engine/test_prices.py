"""What lines cost before any promotion: price lists of tier, plan and promotion, and prices set by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.basket import Entitlement, Line, MemberSnapshot
from app.domain.programme.benefits import OpenPriceList
from app.domain.programme.conditions import MinimumSpend, OnList
from app.domain.programme.document import Programme
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Group, GroupMode, Limits, ListedPrice, PriceList, Promotion
from app.domain.quote import Part, Phase
from tests.support.loyalty import (
    CAKE,
    COFFEE,
    DRINKS,
    GIFT_CARD,
    SHOT,
    TEA,
    TOBACCO,
    a_line,
    a_member,
    basket,
    goods,
    nets,
    off,
    percent,
    quoted,
    refusals_of,
    right,
    rule,
    shop,
    taken,
    why_not,
)

TODAY = date(2026, 11, 22)
VIP = a_member(plans=(Entitlement(plan_id="vip", starts=TODAY, ends=TODAY),))


def price_list(
    list_id: str, *, starts: date | None = None, ends: date | None = None, **prices: int
) -> PriceList:
    listed = tuple(ListedPrice(sku=sku.replace("_", "-"), price=price) for sku, price in prices.items())
    return PriceList(id=list_id, name=list_id, prices=listed, starts=starts, ends=ends)


CLUB_LIST = price_list("club", tea=8_000, coffee=15_000)


def opens(list_id: str, **changes: Any) -> Promotion:
    return replace(rule(OpenPriceList(price_list=list_id)), **changes)


def lists(*promotions: Promotion, listed: tuple[PriceList, ...] = (CLUB_LIST,), **changes: Any) -> Programme:
    return shop(*promotions, price_lists=listed, **changes)


def with_tier_list(*listed: PriceList) -> Programme:
    tier = Tier(id="basic", name="Basic", threshold=0, price_list=listed[0].id)
    return lists(listed=listed, tiers=(tier,))


def test_an_open_list_lowers_what_it_names_to_its_prices() -> None:
    answer = quoted(lists(opens("club")), basket((TEA, 2), CAKE, COFFEE))
    assert (nets(answer), answer.price) == ([16_000, 30_000, 15_000], 70_000)
    assert answer.effects == (off(9_000, base=40_000, lines=(1, 3), phase=Phase.PRICE),)
    assert answer.lines[0].parts == (Part(rule_id="rule", phase=Phase.PRICE, amount=4_000),)


def test_a_listed_price_rounds_once_for_the_line() -> None:
    beef = price_list("club", thing=99_999)
    answer = quoted(lists(opens("club"), listed=(beef,)), [a_line(1, goods(129_900), quantity=735)])
    assert nets(answer) == [73_499]  # 73.499,265


def test_a_list_never_raises_a_price() -> None:
    dear = price_list("club", tea=10_000, coffee=25_000)
    answer = quoted(lists(opens("club"), listed=(dear,)), basket(TEA, COFFEE))
    assert (nets(answer), answer.effects) == ([10_000, 20_000], ())
    assert why_not(answer) == ("nothing-to-take", 0, ())


def test_a_tier_opens_its_list_for_its_members() -> None:
    programme = with_tier_list(CLUB_LIST)
    answer = quoted(programme, basket(TEA), a_member())
    assert answer.effects == (off(2_000, base=10_000, rule_id="club", phase=Phase.PRICE),)
    assert nets(quoted(programme, basket(TEA))) == [10_000]
    useless = quoted(programme, basket(CAKE), a_member())
    assert (useless.effects, useless.refusals) == ((), ())


def plans(*plan_ids: str) -> tuple[Plan, ...]:
    """Plans whose lists are called after them."""
    return tuple(
        Plan(id=plan_id, name=plan_id, sku=plan_id + "-fee", months=12, price_list=plan_id)
        for plan_id in plan_ids
    )


def test_a_plan_in_force_opens_its_list() -> None:
    programme = lists(plans=plans("vip", "x"), listed=(price_list("vip", tea=7_000), price_list("x", tea=1)))
    assert taken(quoted(programme, basket(TEA), VIP)) == [("vip", 3_000)]
    assert taken(quoted(programme, basket(TEA), a_member())) == []
    assert taken(quoted(programme, basket(TEA))) == []


def test_the_lowest_price_wins_and_of_equal_ones_tier_before_plans_before_promotions() -> None:
    def answer(tier: int, vip: int, promoted: int, member: MemberSnapshot = VIP) -> list[tuple[str, int]]:
        three = (price_list("tier", tea=tier), price_list("vip", tea=vip), price_list("open", tea=promoted))
        programme = replace(
            with_tier_list(*three), plans=plans("vip"), promotions=(opens("open", id="promotion"),)
        )
        return taken(quoted(programme, basket(TEA), member))

    assert answer(5_000, 5_000, 5_000) == [("tier", 5_000)]
    assert answer(5_001, 5_000, 5_000) == [("vip", 5_000)]
    assert answer(5_001, 5_001, 5_000) == [("promotion", 5_000)]
    assert answer(5_001, 4_000, 5_000, a_member()) == [("promotion", 5_000)]


def test_lists_are_compared_line_by_line_and_a_loser_is_told_only_if_it_is_a_promotion() -> None:
    one, two = price_list("one", tea=5_000, coffee=15_000), price_list("two", tea=6_000, coffee=14_000)
    both = lists(opens("one", id="a"), opens("two", id="b"), listed=(one, two))
    assert taken(quoted(both, basket(TEA, COFFEE))) == [("a", 5_000), ("b", 6_000)]
    answer = quoted(both, basket(TEA))
    assert (taken(answer), refusals_of(answer)) == ([("a", 5_000)], [("b", "nothing-to-take")])


def test_promotions_open_lists_in_the_order_of_priority_and_id() -> None:
    one, two = price_list("one", tea=5_000), price_list("two", tea=5_000)
    equal = lists(opens("one", id="b"), opens("two", id="a"), listed=(one, two))
    assert taken(quoted(equal, basket(TEA))) == [("a", 5_000)]
    first = lists(opens("one", id="b", priority=1), opens("two", id="a"), listed=(one, two))
    assert taken(quoted(first, basket(TEA))) == [("b", 5_000)]


def test_a_promotion_opens_its_list_only_where_it_takes_lines_and_its_conditions_hold() -> None:
    tea_only = lists(opens("club", lines=Lines(skus=("tea",))))
    assert nets(quoted(tea_only, basket(TEA, COFFEE))) == [8_000, 20_000]
    early = lists(opens("club", conditions=(OnList(lists=("early",)),)))
    assert nets(quoted(early, basket(TEA), a_member(lists=("early",)))) == [8_000]
    late = quoted(early, basket(TEA), a_member())
    assert (nets(late), why_not(late)) == ([10_000], ("not-on-list", 0, ("early",)))
    limited = lists(opens("club", limits=Limits(in_total=5)))
    assert why_not(quoted(limited, basket(TEA))) == ("no-right", 0, ())
    assert nets(quoted(limited, basket(TEA), rights=(right("in-total", 1),))) == [8_000]
    stopped = quoted(lists(opens("club", stopped=True)), basket(TEA))
    assert (nets(stopped), why_not(stopped)) == ([10_000], ("stopped", 0, ()))


def test_conditions_of_a_promotion_that_opens_a_list_see_the_catalogue_s_prices() -> None:
    """The tier's list has made it 5.000 by then: that is no earlier phase."""
    half, open_list = price_list("half", tea=5_000), price_list("open", tea=4_000)

    def answer(minimum: int) -> tuple[list[tuple[str, int]], object]:
        promotion = opens("open", conditions=(MinimumSpend(amount=minimum),))
        found = quoted(
            replace(with_tier_list(half, open_list), promotions=(promotion,)), basket(TEA), a_member()
        )
        return taken(found), why_not(found)

    assert answer(10_000) == ([("rule", 6_000)], None)
    assert answer(10_001) == ([("half", 5_000)], ("below-minimum", 1, ()))


def test_a_list_counts_on_each_day_of_its_window() -> None:
    def on(starts: int, ends: int) -> tuple[list[int], object]:
        listed = price_list("club", tea=8_000, starts=date(2026, 11, starts), ends=date(2026, 11, ends))
        answer = quoted(lists(opens("club"), listed=(listed,)), basket(TEA))
        return nets(answer), why_not(answer)

    assert on(22, 22) == ([8_000], None)
    assert on(23, 30) == ([10_000], ("not-started", 1, ("2026-11-23",)))
    assert on(1, 21) == ([10_000], ("ended", 0, ("2026-11-21",)))


def test_a_tier_s_list_out_of_its_window_is_told_under_its_own_name() -> None:
    over = price_list("club", tea=8_000, ends=date(2026, 11, 21))
    answer = quoted(with_tier_list(over), basket(TEA), a_member())
    assert (nets(answer), why_not(answer, "club")) == ([10_000], ("ended", 0, ("2026-11-21",)))


def test_a_list_that_the_revision_does_not_have_is_unknown() -> None:
    answer = quoted(lists(opens("gone")), basket(TEA))
    assert (nets(answer), why_not(answer)) == ([10_000], ("unknown", 0, ("gone",)))


def test_lists_name_lines_by_their_own_sku_modifiers_and_what_is_no_goods_too() -> None:
    listed = price_list("club", shot=3_000, gift_card=90_000, tobacco=1)
    lines = [a_line(1, TEA), a_line(2, SHOT, of=1), a_line(3, GIFT_CARD), a_line(4, TOBACCO)]
    tier = quoted(with_tier_list(listed), lines, a_member())
    assert nets(tier) == [10_000, 3_000, 90_000, 32_000]
    promoted = quoted(lists(opens("club", lines=DRINKS), listed=(listed,)), lines)
    assert nets(promoted) == [10_000, 3_000, 100_000, 32_000]


def test_the_first_of_two_prices_for_one_sku_counts() -> None:
    twice = PriceList(
        id="club",
        name="club",
        prices=(ListedPrice(sku="tea", price=9_000), ListedPrice(sku="tea", price=1_000)),
    )
    assert nets(quoted(lists(opens("club"), listed=(twice,)), basket(TEA))) == [9_000]


def test_an_exclusive_list_closes_the_lines_that_it_lowered() -> None:
    ten = rule(percent("10"), id="ten")
    open_to_all = lists(opens("club"), ten)
    assert nets(quoted(open_to_all, basket(TEA, CAKE))) == [7_200, 27_000]
    exclusive = lists(opens("club", exclusive=True), ten)
    assert nets(quoted(exclusive, basket(TEA, CAKE))) == [8_000, 27_000]


def test_groups_do_not_matter_to_price_lists() -> None:
    one, two = price_list("one", tea=5_000), price_list("two", coffee=5_000)
    in_group = lists(
        opens("one", id="a", group="g"),
        opens("two", id="b", group="g"),
        listed=(one, two),
        groups=(Group(id="g", mode=GroupMode.FIRST),),
    )
    assert nets(quoted(in_group, basket(TEA, COFFEE))) == [5_000, 5_000]


def by_hand(price: int, line: int = 1, **changes: Any) -> Line:
    return a_line(line, TEA, manual=price, **changes)


def test_a_price_by_hand_counts_when_it_is_lower_still() -> None:
    answer = quoted(lists(opens("club")), [by_hand(7_000)])
    assert taken(answer) == [("rule", 2_000), ("manual", 1_000)]
    assert answer.effects[1] == off(1_000, base=8_000, rule_id="manual", phase=Phase.PRICE)
    assert taken(quoted(lists(opens("club")), [by_hand(8_000)])) == [("rule", 2_000)]
    same = quoted(shop(), [by_hand(10_000, 4)])
    assert (taken(same), why_not(same, "manual")) == ([], ("nothing-to-take", 0, ("4",)))


def test_a_price_by_hand_is_per_unit_and_one_effect_for_all_lines() -> None:
    answer = quoted(shop(), [by_hand(9_000, pieces=3), a_line(2, COFFEE), by_hand(1, 3)])
    assert (nets(answer), taken(answer)) == ([27_000, 20_000, 1], [("manual", 12_999)])
    assert answer.effects[0].lines == (1, 3)


def test_nothing_is_marked_down_by_hand_that_is_closed_to_rules() -> None:
    answer = quoted(shop(), [a_line(2, TOBACCO, manual=1)])
    assert (nets(answer), why_not(answer, "manual")) == ([32_000], ("no-eligible-line", 0, ("2",)))
