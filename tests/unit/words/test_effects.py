"""Every effect is a sentence in both languages, with its base and what held it down."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import (
    AmountOff,
    Benefit,
    BonusPoints,
    BonusStamps,
    BundlePart,
    BundlePrice,
    BuyGet,
    CashbackAmount,
    CashbackPercent,
    FixedPrice,
    FreeProduct,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
    UnitChoice,
    UnitsOff,
)
from app.domain.programme.levels import Plan
from app.domain.quote import POINTS_RULE, Clip, Effect, Phase
from app.words.explain import effect_sentence
from app.words.translate import Words
from tests.support.named_programme import BREAD, ENGLISH, LANGUAGES, is_a_sentence, programme, promotion

BENEFITS: tuple[Benefit, ...] = (
    PercentOff(percent=Decimal(10)),
    AmountOff(amount=5_000),
    AmountOff(amount=5_000, per_unit=True),
    UnitsOff(units=1),
    UnitsOff(units=2, percent=Decimal(50)),
    UnitsOff(units=1, take=UnitChoice.DEAREST),
    UnitsOff(units=2, percent=Decimal(50), take=UnitChoice.DEAREST),
    BuyGet(buy=2, get=1),
    BuyGet(buy=2, get=1, percent=Decimal(50), get_lines=BREAD),
    FixedPrice(price=10_000),
    BundlePrice(price=45_000, parts=(BundlePart(lines=BREAD),)),
    FreeProduct(of=BREAD),
    OpenPriceList(price_list="prices"),
    PointsMultiplier(times=Decimal(2)),
    PointsMultiplier(times=Decimal(2), paid_with=(PaymentMethod.QRIS,)),
    BonusPoints(points=50),
    BonusStamps(card="card"),
    CashbackPercent(percent=Decimal(3), most=5_000),
    CashbackAmount(amount=2_000),
    IssueVoucher(voucher="voucher"),
    MatchDonation(donation="trees", percent=Decimal(1), most=1_000),
)


def effect(
    phase: Phase = Phase.LINE_PROMOTION,
    rule_id: str = "rule",
    base: int = 28_500,
    exact: tuple[int, int] = (2_850, 1),
    amount: int = 2_850,
    points: int = 0,
    times: int = 1,
    clipped: Clip | None = None,
) -> Effect:
    return Effect(
        rule_id=rule_id,
        phase=phase,
        base=base,
        numerator=exact[0],
        denominator=exact[1],
        amount=amount,
        points=points,
        times=times,
        clipped=clipped,
    )


def said(benefit: Benefit, of: Effect) -> str:
    return effect_sentence(ENGLISH, programme(promotion(benefit)), of)


def test_no_kind_of_benefit_is_left_out() -> None:
    assert {type(benefit) for benefit in BENEFITS} == set(get_args(Benefit))


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("benefit", BENEFITS, ids=str)
def test_every_effect_is_a_sentence(words: Words, phase: Phase, benefit: Benefit) -> None:
    rules = programme(promotion(benefit))
    for rule_id in ("rule", "mug", "voucher", "gold", "vip", "prices", "manual", POINTS_RULE, "gone"):
        for clip in (None, *Clip):
            for times, points in ((1, 0), (2, 3)):
                of = effect(phase, rule_id, clipped=clip, times=times, points=points)
                assert is_a_sentence(effect_sentence(words, rules, of))


@pytest.mark.parametrize(
    ("benefit", "of", "sentence"),
    [
        (PercentOff(percent=Decimal(10)), effect(), "10% of Rp28.500 is Rp2.850."),
        (
            PercentOff(percent=Decimal(10)),
            effect(amount=2_000, clipped=Clip.MOST),
            "10% of Rp28.500 is Rp2.850. At most Rp2.000.",
        ),
        (
            PercentOff(percent=Decimal(10)),
            effect(amount=1_500, clipped=Clip.BUDGET),
            "10% of Rp28.500 is Rp2.850. Only Rp1.500 of its budget was left.",
        ),
        (
            AmountOff(amount=50_000),
            effect(exact=(50_000, 1), amount=28_500, clipped=Clip.NET),
            "Rp50.000 off Rp28.500. There was only Rp28.500 to take it from.",
        ),
        (
            AmountOff(amount=1_000, per_unit=True),
            effect(amount=3_000, times=3),
            "Rp1.000 off each of 3: Rp3.000 less.",
        ),
        (UnitsOff(units=1), effect(), "The cheapest one is free: Rp2.850 less."),
        (UnitsOff(units=2, percent=Decimal(50)), effect(), "50% off the 2 cheapest: Rp2.850 less."),
        (BuyGet(buy=2, get=1), effect(), "Buy 2, get 1 free: Rp2.850 less."),
        (BuyGet(buy=2, get=1), effect(times=2), "Buy 2, get 1 free, 2 times: Rp2.850 less."),
        (FixedPrice(price=10_000), effect(), "Each costs Rp10.000: Rp2.850 less."),
        (
            BundlePrice(price=45_000, parts=(BundlePart(lines=BREAD),)),
            effect(times=2),
            "2 times together for Rp45.000: Rp2.850 less.",
        ),
        (FreeProduct(of=BREAD), effect(), "A free product: Rp2.850 less."),
        (
            OpenPriceList(price_list="prices"),
            effect(Phase.PRICE),
            "A lower price: Rp2.850 less than Rp28.500.",
        ),
        (
            PointsMultiplier(times=Decimal(2)),
            effect(Phase.EARNING, points=28),
            "Points times 2 on Rp28.500: 28 points more.",
        ),
        (
            CashbackPercent(percent=Decimal(3), most=500),
            effect(Phase.EARNING, clipped=Clip.MOST),
            "3% of Rp28.500 as cashback. At most Rp500.",
        ),
    ],
    ids=str,
)
def test_an_effect_tells_its_base_and_what_held_it_down(benefit: Benefit, of: Effect, sentence: str) -> None:
    assert said(benefit, of) == sentence


def test_rounding_is_told_when_there_was_any() -> None:
    of = effect(Phase.TIER, "gold", base=95_650, exact=(9_565, 2), amount=4_783)
    sentence = effect_sentence(ENGLISH, programme(), of)
    assert sentence == "5% of Rp95.650 is Rp4.782,5, rounded to Rp4.783."


def test_points_are_told_as_money_and_rewards_by_what_they_cost() -> None:
    redeemed = effect(Phase.REDEMPTION, POINTS_RULE, amount=4_000, points=400)
    assert effect_sentence(ENGLISH, programme(), redeemed) == "400 points at Rp10 each pay Rp4.000."
    reward = effect(Phase.VOUCHER, "mug", points=100)
    assert (
        effect_sentence(ENGLISH, programme(), reward) == "A free product: Rp2.850 less. It costs 100 points."
    )
    thing = effect(Phase.VOUCHER, "mug", base=0, exact=(0, 1), amount=0, points=100)
    assert effect_sentence(ENGLISH, programme(), thing) == "It costs 100 points."


def test_a_delivery_that_a_plan_makes_free_says_so_and_its_percentage_stays_one() -> None:
    rules = replace(programme(), plans=(Plan(id="vip", name="VIP", sku="vip", months=1, free_delivery=True),))
    fee = effect(Phase.TIER, "vip", base=15_000, exact=(15_000, 1), amount=15_000)
    assert effect_sentence(ENGLISH, rules, fee) == "Free delivery: Rp15.000 less."
    tenth = effect(Phase.TIER, "vip", base=15_000, exact=(1_500, 1), amount=1_500)
    assert effect_sentence(ENGLISH, rules, tenth) == "10% of Rp15.000 is Rp1.500."
