"""Rewards: who may have one, what it costs, what it takes off or grants, and what is on offer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.basket import HeldVoucher, Proof
from app.domain.programme.benefits import (
    AmountOff,
    Attend,
    Donate,
    FreeProduct,
    GivePlan,
    GiveVoucher,
    PercentOff,
    RewardGift,
)
from app.domain.programme.conditions import MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.quote import Effect, Grant, GrantKind, Part, Phase, RewardOffer
from tests.support.loyalty import (
    CAKE,
    COFFEE,
    FOOD,
    TEA,
    TOBACCO,
    a_member,
    basket,
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
    with_points,
)

THREE_OFF = Reward(id="reward", name="reward", points=100, gives=AmountOff(amount=3_000))
Why = tuple[str, int, tuple[str, ...]] | None


def reward(reward_id: str = "reward", **changes: Any) -> Reward:
    return replace(THREE_OFF, id=reward_id, **changes)


def gives(*rewards: Reward, **changes: Any) -> Programme:
    return shop(rewards=rewards or (THREE_OFF,), **changes)


def why(of: Reward = THREE_OFF, **others: Any) -> Why:
    """Why somebody with 10.000 points can't have a reward on a tea."""
    return why_not(
        quoted(gives(of), basket(TEA), **{"member": a_member(), "rewards": (of.id,), **others}), of.id
    )


def test_a_reward_takes_its_benefit_off_and_its_points_are_spread_by_what_it_took() -> None:
    answer = quoted(gives(), basket(TEA, COFFEE), a_member(), rewards=("reward",))
    assert nets(answer) == [9_000, 18_000]
    assert answer.effects == (
        off(3_000, base=30_000, lines=(1, 2), rule_id="reward", phase=Phase.VOUCHER, points=100),
    )
    assert [line.parts for line in answer.lines] == [
        (Part(rule_id="reward", phase=Phase.VOUCHER, amount=1_000, points=33),),
        (Part(rule_id="reward", phase=Phase.VOUCHER, amount=2_000, points=67),),
    ]
    assert answer.redemption.reward_points == 100


def test_a_reward_wants_a_member() -> None:
    assert why(member=None) == ("needs-member", 0, ())


def test_an_unknown_reward_is_unknown() -> None:
    assert why_not(quoted(gives(), basket(TEA), a_member(), rewards=("gone",)), "gone") == ("unknown", 0, ())


def test_a_reward_has_a_window() -> None:
    assert why(reward(starts=date(2026, 11, 22), ends=date(2026, 11, 22))) is None
    assert why(reward(starts=date(2026, 11, 24))) == ("not-started", 2, ("2026-11-24",))
    assert why(reward(ends=date(2026, 11, 21))) == ("ended", 0, ("2026-11-21",))


def test_a_reward_may_be_for_some_tiers() -> None:
    assert why(reward(tiers=("basic",))) is None
    assert why(reward(tiers=("gold", "silver"))) == ("wrong-tier", 0, ("gold", "silver"))


def test_a_reward_on_the_price_wants_a_line() -> None:
    assert why(reward(lines=FOOD)) == ("no-eligible-line", 0, ())
    thing = reward(lines=FOOD, gives=GiveVoucher(voucher="v"))
    assert why(thing) is None


def test_a_reward_has_conditions_on_its_own_lines() -> None:
    assert why(reward(conditions=(MinimumSpend(amount=10_000),))) is None
    assert why(reward(conditions=(MinimumSpend(amount=10_001),))) == ("below-minimum", 1, ())


def test_rewards_see_the_net_at_the_start_of_their_phase_not_vouchers_nor_each_other() -> None:
    """9.000 after the tier; a voucher and another reward come before the one that asks for 9.000."""
    tier = Tier(id="basic", name="Basic", threshold=0, discount_percent=Decimal(10))
    kind = VoucherKind(id="kind", name="kind", gives=AmountOff(amount=2_000))
    shown: dict[str, Any] = {
        "member": a_member(),
        "vouchers": (HeldVoucher(code="A1", kind_id="kind"),),
        "rewards": ("a", "b"),
    }

    def asking(net: int) -> Programme:
        needs = reward("b", conditions=(MinimumSpend(amount=net),))
        return gives(reward("a"), needs, tiers=(tier,), vouchers=(kind,))

    enough = quoted(asking(9_000), basket(TEA), **shown)
    assert taken(enough) == [("basic", 1_000), ("kind", 2_000), ("a", 3_000), ("b", 3_000)]
    assert why_not(quoted(asking(9_001), basket(TEA), **shown), "b") == ("below-minimum", 1, ())


@pytest.mark.parametrize("limit", ["stock", "per-member"])
def test_stock_and_the_member_s_share_are_rights(limit: str) -> None:
    limited = reward(stock=5) if limit == "stock" else reward(per_member=5)
    assert why(limited) == ("no-right", 0, (limit,))
    assert why(limited, rights=(right(limit, 0, "reward"),)) == ("no-right", 0, (limit,))
    assert why(limited, rights=(right(limit, 1, "reward"),)) is None
    twice: dict[str, Any] = {"member": a_member(), "rewards": ("reward", "reward")}
    one_left = quoted(gives(limited), basket(TEA), rights=(right(limit, 1, "reward"),), **twice)
    assert (nets(one_left), refusals_of(one_left)) == ([7_000], [("reward", "no-right")])
    two_left = quoted(gives(limited), basket(TEA), rights=(right(limit, 2, "reward"),), **twice)
    assert (nets(two_left), two_left.redemption.reward_points) == ([4_000], 200)
    thrice: dict[str, Any] = {"member": a_member(), "rewards": ("reward",) * 3}
    third = quoted(gives(limited), basket(TEA), rights=(right(limit, 2, "reward"),), **thrice)
    assert (nets(third), refusals_of(third)) == ([4_000], [("reward", "no-right")])


def test_a_reward_wants_its_points_usable_here() -> None:
    assert why(member=a_member(usable=100)) is None
    assert why(member=a_member(usable=70)) == ("too-few-points", 30, ())
    assert why(member=a_member(usable=100, balance=-24)) == ("in-debt", 24, ())
    assert why(member=a_member(usable=100, balance=0)) is None


def test_rewards_go_by_id_and_each_leaves_fewer_points_for_the_next() -> None:
    programme = gives(reward("b"), reward("a", gives=percent("50")))
    answer = quoted(programme, basket(TEA), a_member(usable=150), rewards=("b", "a"))
    assert (taken(answer), why_not(answer, "b")) == ([("a", 5_000)], ("too-few-points", 50, ()))
    enough = quoted(programme, basket(TEA), a_member(usable=200), rewards=("b", "a"))
    assert taken(enough) == [("a", 5_000), ("b", 3_000)]


def test_a_reward_without_points_may_be_had_in_debt() -> None:
    free = reward(points=0, gives=Attend(capacity=20, at="Saturday"))
    place = (right("stock", 1, "reward"),)
    assert why(free, member=a_member(balance=-1, usable=0), rights=place) is None
    assert why(free, member=None) == ("needs-member", 0, ())


def test_spending_much_wants_more_than_a_told_number() -> None:
    def proof(how: Proof, above: int | None, *rewards: str) -> list[tuple[str, str]]:
        programme = with_points(gives(THREE_OFF, reward("z")), proof_above=above)
        return refusals_of(quoted(programme, basket(TEA), a_member(proof=how), rewards=rewards))

    assert proof(Proof.TOLD, 100, "reward") == []
    assert proof(Proof.TOLD, 99, "reward") == [("reward", "needs-proof")]
    told = with_points(gives(), proof_above=99)
    answer = quoted(told, basket(TEA), a_member(proof=Proof.TOLD), rewards=("reward",))
    assert why_not(answer, "reward") == ("needs-proof", 0, ())
    assert proof(Proof.TOLD, None, "reward") == []
    assert proof(Proof.TOLD, 199, "reward", "z") == [("z", "needs-proof")]
    assert proof(Proof.TOLD, 200, "reward", "z") == []
    for shown in (Proof.CARD, Proof.PIN, Proof.ONE_TIME_CODE):
        assert proof(shown, 0, "reward") == []


def test_a_reward_that_takes_nothing_costs_nothing() -> None:
    free = replace(gives(), promotions=(rule(percent("100")),))
    answer = quoted(free, basket(TEA), a_member(), rewards=("reward",))
    assert why_not(answer, "reward") == ("nothing-to-take", 0, ())
    assert answer.redemption.reward_points == 0
    cake = gives(reward(gives=FreeProduct(of=FOOD)))
    missing = quoted(cake, basket(TEA), a_member(), rewards=("reward",))
    assert (why_not(missing, "reward"), missing.redemption.reward_points) == (("add-product", 0, ()), 0)


def test_rewards_on_the_price() -> None:
    tea = gives(reward(gives=FreeProduct(of=Lines(skus=("tea",)))))
    assert nets(quoted(tea, basket(TEA, CAKE), a_member(), rewards=("reward",))) == [0, 30_000]
    most = gives(reward(gives=PercentOff(percent=Decimal(50), most=4_000)))
    assert nets(quoted(most, basket(TEA), a_member(), rewards=("reward",))) == [6_000]


@pytest.mark.parametrize(
    ("gift", "kind", "what", "amount"),
    [
        (GiveVoucher(voucher="kopi", count=2), GrantKind.VOUCHER, "kopi", 2),
        (GivePlan(plan="vip", months=3), GrantKind.PLAN_MONTHS, "vip", 3),
        (Donate(donation="reef", amount=5_000), GrantKind.DONATION, "reef", 5_000),
        (Attend(capacity=20, at="Saturday"), GrantKind.EVENT_PLACE, "reward", 1),
    ],
)
def test_a_reward_that_gives_a_thing_costs_its_points_and_grants_it(
    gift: RewardGift, kind: GrantKind, what: str, amount: int
) -> None:
    place = (right("stock", 1, "reward"),) if isinstance(gift, Attend) else ()
    answer = quoted(gives(reward(gives=gift)), basket(TEA), a_member(), rewards=("reward",), rights=place)
    assert answer.grants == (Grant(rule_id="reward", kind=kind, what=what, amount=amount),)
    assert (nets(answer), answer.redemption.reward_points, answer.refusals) == ([10_000], 100, ())
    assert answer.effects == (
        Effect(
            rule_id="reward",
            phase=Phase.VOUCHER,
            base=0,
            numerator=0,
            denominator=1,
            amount=0,
            points=100,
        ),
    )


def test_a_thing_may_be_had_with_nothing_to_take_from() -> None:
    ticket = gives(reward(gives=Attend(capacity=20, at="Saturday")))
    wish = {"rewards": ("reward",), "rights": (right("stock", 1, "reward"),)}
    assert quoted(ticket, basket(TOBACCO), a_member(), **wish).redemption.reward_points == 100
    assert quoted(ticket, (), a_member(), **wish).redemption.reward_points == 100


def test_the_places_of_an_event_are_its_stock() -> None:
    event = reward(gives=Attend(capacity=2, at="Saturday"))
    assert why(event) == ("no-right", 0, ("stock",))
    assert why(event, rights=(right("stock", 0, "reward"),)) == ("no-right", 0, ("stock",))
    assert why(event, rights=(right("stock", 1, "reward"),)) is None


def test_points_spent_on_rewards_are_not_there_as_money() -> None:
    answer = quoted(gives(), basket(TEA), a_member(usable=150), rewards=("reward",), points_asked=100)
    assert (answer.redemption.limit, answer.redemption.points, nets(answer)) == (50, 50, [6_500])


def test_what_could_be_had_is_told_cheapest_first_with_the_points_that_are_missing() -> None:
    programme = gives(reward("a", points=300), reward("c", points=50), reward("b", points=50))
    answer = quoted(programme, basket(TEA), a_member(usable=120))
    assert answer.rewards == (
        RewardOffer(reward_id="b", points=50, missing=0),
        RewardOffer(reward_id="c", points=50, missing=0),
        RewardOffer(reward_id="a", points=300, missing=180),
    )
    after = quoted(programme, basket(TEA), a_member(usable=120), rewards=("c",), points_asked=10)
    assert [(each.reward_id, each.missing) for each in after.rewards] == [("b", 0), ("a", 240)]


def test_what_is_not_for_this_member_today_is_not_on_offer() -> None:
    programme = gives(
        reward("gold", tiers=("gold",)),
        reward("mine", tiers=("basic",)),
        reward("late", starts=date(2026, 11, 23)),
        reward("gone", ends=date(2026, 11, 21)),
        reward("now", starts=date(2026, 11, 22), ends=date(2026, 11, 22)),
        tiers=(Tier(id="basic", name="Basic", threshold=0), Tier(id="gold", name="Gold", threshold=9)),
    )
    assert [each.reward_id for each in quoted(programme, basket(TEA), a_member()).rewards] == ["mine", "now"]
    assert quoted(programme, basket(TEA)).rewards == ()


def test_in_debt_every_point_is_missing() -> None:
    answer = quoted(gives(), basket(TEA), a_member(usable=500, balance=-1))
    assert answer.rewards == (RewardOffer(reward_id="reward", points=100, missing=100),)
