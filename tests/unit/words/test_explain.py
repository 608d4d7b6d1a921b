"""Every effect, refusal and gift is a sentence in both languages."""

from collections.abc import Iterator
from datetime import date
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
    GivePoints,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
    UnitChoice,
    UnitsOff,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier, TierMetric, TierRules
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import EarnRate, PointsRules
from app.domain.programme.promotions import LimitKind, ListedPrice, PriceList, Promotion
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.domain.quote import (
    POINTS_RULE,
    Carried,
    Clip,
    EarnedBy,
    Earning,
    Effect,
    Grant,
    GrantKind,
    Phase,
    RedemptionBound,
    Refusal,
    RefusalReason,
    StampProgress,
    TaxTotal,
    TierProgress,
)
from app.words.explain import (
    carried_sentence,
    earner_name,
    earning_sentence,
    effect_sentence,
    expiry_sentence,
    grant_sentence,
    refusal_sentence,
    rule_name,
    service_sentence,
    stamps_sentence,
    tax_sentence,
    tier_sentence,
)
from app.words.translate import Language, Words

ENGLISH = Words(Language.ENGLISH)
LANGUAGES = [Words(language) for language in Language]

BREAD = Lines(categories=("bread",))
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


def programme(*promotions: Promotion, metric: TierMetric = TierMetric.SPEND) -> Programme:
    """One of everything that has a name."""
    return Programme(
        name="Kopi",
        zone="Asia/Jakarta",
        points=PointsRules(
            rupiah_per_point=1_000,
            value=10,
            rates=(EarnRate(id="fresh", name="Fresh food", lines=BREAD, rupiah_per_point=500),),
        ),
        tiers=(
            Tier(id="basic", name="Basic", threshold=0),
            Tier(id="gold", name="Gold", threshold=5_000_000, multiplier=Decimal("1.5")),
        ),
        tier_rules=TierRules(metric=metric),
        plans=(Plan(id="vip", name="VIP", sku="vip", months=12, multiplier=Decimal("1.2")),),
        promotions=promotions,
        price_lists=(
            PriceList(id="prices", name="Members' prices", prices=(ListedPrice(sku="tea", price=1),)),
        ),
        rewards=(Reward(id="mug", name="A mug", points=100, gives=FreeProduct(of=BREAD)),),
        vouchers=(VoucherKind(id="voucher", name="A voucher", gives=AmountOff(amount=10_000)),),
        stamp_cards=(StampCard(id="card", name="Coffee card", size=10, gives=(GivePoints(points=10),)),),
        donations=(Donation(id="trees", name="Trees", charity="Bakau", permit="1/2026"),),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),)),),
        service_charge=ServiceCharge(name="Service", percent=Decimal(5)),
    )


def promotion(benefit: Benefit) -> Promotion:
    return Promotion(id="rule", name="Rule", benefit=benefit)


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


def is_a_sentence(text: str) -> bool:
    """Something is said, and every place was filled in."""
    return bool(text.strip()) and text == text.strip() and not set("{}") & set(text) and "  " not in text


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


def refusals(reason: RefusalReason) -> Iterator[Refusal]:
    """As the engine may write it, and as it shouldn't."""
    wanted: tuple[tuple[str, ...], ...] = (
        (),
        ("gold",),
        ("2026-12-01",),
        ("16:00", "18:00", "monday"),
        ("18", "150"),
        *((bound.value,) for bound in RedemptionBound),
    )
    for limit in (None, *LimitKind):
        for distance in (0, 1, 15_000):
            for what in wanted:
                for phase in (Phase.LINE_PROMOTION, Phase.REDEMPTION, Phase.TENDER):
                    yield Refusal(
                        rule_id="rule",
                        phase=phase,
                        reason=reason,
                        distance=distance,
                        wanted=what,
                        limit=limit,
                    )


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_a_sentence(words: Words, reason: RefusalReason) -> None:
    rules = programme(promotion(FreeProduct(of=BREAD)))
    for refusal in refusals(reason):
        assert is_a_sentence(refusal_sentence(words, rules, refusal))


@pytest.mark.parametrize(
    ("reason", "distance", "wanted", "sentence"),
    [
        (RefusalReason.BELOW_MINIMUM, 15_000, (), "Rp15.000 more is needed."),
        (RefusalReason.TOO_FEW_UNITS, 2_000, (), "2 more is needed."),
        (RefusalReason.TOO_FEW_POINTS, 250, (), "250 points more are needed."),
        (RefusalReason.IN_DEBT, 24, (), "24 points are owed. New points pay that first."),
        (RefusalReason.NOT_STARTED, 9, ("2026-12-01",), "Starts on 1 Dec 2026."),
        (RefusalReason.ENDED, 0, ("2026-10-31",), "Ended on 31 Oct 2026."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00"), "Starts at 17.00."),
        (RefusalReason.WRONG_TIME, 0, ("17:00", "24:00", "friday"), "Starts at 17.00, on Friday."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00"), "Only until 10.00."),
        (RefusalReason.WRONG_TIME, 0, ("00:00", "10:00", "friday"), "Only until 10.00, on Friday."),
        (RefusalReason.WRONG_TIME, 0, ("14:00", "17:00"), "Only from 14.00 to 17.00."),
        (RefusalReason.WRONG_TIME, 0, ("22:00", "02:00", "friday"), "Only from 22.00 to 02.00, on Friday."),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "saturday", "sunday"),
            "Only on Saturday, Sunday.",
        ),
        (RefusalReason.WRONG_STORE, 0, ("kemang",), "Only in the store kemang."),
        (RefusalReason.WRONG_TENDER, 0, ("qris", "card"), "Pay with QRIS, Card."),
        (RefusalReason.WRONG_TIER, 0, ("gold",), "Only for Gold members."),
        (RefusalReason.NEEDS_PLAN, 0, ("vip",), "Only with the plan VIP."),
        (RefusalReason.WRONG_AGE, 0, ("60", "150"), "Only from the age of 60 on."),
        (RefusalReason.WRONG_AGE, 0, ("18", "25"), "Only for ages from 18 to 25."),
        (RefusalReason.NOT_BIRTHDAY, 4, (), "In 4 days, around the birthday."),
        (RefusalReason.WRONG_VISIT, 3, ("10",), "3 visits to go."),
        (RefusalReason.NOT_NEW, 0, ("30",), "Only in the first 30 days after joining."),
        (RefusalReason.ADD_PRODUCT, 0, (), "Add it to the basket: bread."),
        (RefusalReason.NO_RIGHT, 0, ("stock",), "There are none left."),
        (
            RefusalReason.OVER_LIMIT,
            500,
            ("proof",),
            (
                "500 points more were asked than this basket allows. "
                "For more, scan the card or ask for the PIN or a one-time code."
            ),
        ),
    ],
    ids=str,
)
def test_a_refusal_tells_how_far_away_it_is_and_what_would_do(
    reason: RefusalReason, distance: int, wanted: tuple[str, ...], sentence: str
) -> None:
    refusal = Refusal(
        rule_id="rule", phase=Phase.LINE_PROMOTION, reason=reason, distance=distance, wanted=wanted
    )
    assert refusal_sentence(ENGLISH, programme(promotion(FreeProduct(of=BREAD))), refusal) == sentence


def test_a_product_to_add_has_its_name_where_that_is_known() -> None:
    rules = programme(promotion(FreeProduct(of=Lines(skus=("tea",)))))
    refusal = Refusal(rule_id="rule", phase=Phase.LINE_PROMOTION, reason=RefusalReason.ADD_PRODUCT)
    sentence = refusal_sentence(ENGLISH, rules, refusal, {"tea": "Iced tea"})
    assert sentence == "Add it to the basket: Iced tea."


def test_each_limit_that_is_used_up_is_told_from_the_others() -> None:
    sentences = {
        refusal_sentence(
            ENGLISH,
            programme(),
            Refusal(rule_id="rule", phase=Phase.LINE_PROMOTION, reason=RefusalReason.NO_RIGHT, limit=limit),
        )
        for limit in LimitKind
    }
    assert len(sentences) == len(LimitKind)
    assert "This till's share for today is used up." in sentences


def earning(exact: tuple[int, int] = (10, 1), bonus: int = 0, capped: int = 0) -> Earning:
    points = exact[0] // exact[1] + bonus - capped
    by = (EarnedBy(rule_id=POINTS_RULE, points=points),)
    return Earning(
        base=10_000,
        numerator=exact[0],
        denominator=exact[1],
        bonus=bonus,
        capped=capped,
        points=points,
        by=by,
    )


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (earning(), "Rp10.000 at Rp1.000 per point is 10 points."),
        (earning((25, 2)), "Rp10.000 at Rp1.000 per point, times 1,25, is 12 points."),
        (earning((37, 3)), "Rp10.000 earns 12,33, rounded down to 12 points."),
        (earning(bonus=1), "Rp10.000 at Rp1.000 per point is 10 points. 1 bonus point on top."),
        (
            earning(capped=4),
            "Rp10.000 at Rp1.000 per point is 10 points. 4 points are above the limit and aren't given.",
        ),
    ],
    ids=str,
)
def test_an_earning_tells_how_its_points_come_about(of: Earning, sentence: str) -> None:
    assert earning_sentence(ENGLISH, programme(), of) == sentence
    assert all(is_a_sentence(earning_sentence(words, programme(), of)) for words in LANGUAGES)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
@pytest.mark.parametrize("kind", GrantKind)
def test_every_gift_has_words(words: Words, kind: GrantKind) -> None:
    for what in ("", "voucher", "card", "vip", "trees", "gone"):
        for amount in (1, 2_500):
            grant = Grant(rule_id="rule", kind=kind, what=what, amount=amount)
            assert is_a_sentence(grant_sentence(words, programme(), grant))


def test_a_gift_has_its_name() -> None:
    rules = programme()

    def gift(kind: GrantKind, what: str, amount: int) -> str:
        return grant_sentence(ENGLISH, rules, Grant(rule_id="mug", kind=kind, what=what, amount=amount))

    assert gift(GrantKind.VOUCHER, "voucher", 1) == "1 voucher: A voucher"
    assert gift(GrantKind.PLAN_MONTHS, "vip", 12) == "12 months of VIP"
    assert gift(GrantKind.DONATION, "trees", 570) == "Rp570 from the merchant for Trees"
    assert gift(GrantKind.EVENT_PLACE, "mug", 1) == "1 place: A mug"


def test_a_stamp_card_tells_where_it_is() -> None:
    def card(completed: int, after: int) -> str:
        progress = StampProgress(card_id="card", before=7, given=2, completed=completed, after=after)
        return stamps_sentence(ENGLISH, programme(), progress)

    assert card(0, 9) == "Coffee card: 9 of 10 stamps."
    assert card(1, 1) == "Coffee card: full. 1 of 10 stamps on the next one."
    assert card(2, 1) == "Coffee card: full 2 times. 1 of 10 stamps on the next one."


@pytest.mark.parametrize(
    ("metric", "sentence"),
    [
        (TierMetric.SPEND, "Rp1.500 to Gold"),
        (TierMetric.POINTS, "1.500 points to Gold"),
        (TierMetric.VISITS, "1.500 visits to Gold"),
    ],
)
def test_the_way_to_the_next_level_is_told_in_what_counts(metric: TierMetric, sentence: str) -> None:
    progress = TierProgress(tier_id="basic", metric_after=10, next_id="gold", distance=1_500)
    assert tier_sentence(ENGLISH, programme(metric=metric), progress) == sentence


def test_a_level_that_is_reached_and_the_highest_one_are_told() -> None:
    reached = TierProgress(tier_id="basic", metric_after=10, next_id="gold", distance=0)
    highest = TierProgress(tier_id="gold", metric_after=10, next_id=None, distance=0)
    assert tier_sentence(ENGLISH, programme(), reached) == "With this sale the member is Gold."
    assert tier_sentence(ENGLISH, programme(), highest) == "Gold is the highest level."


def test_what_comes_after_the_discounts_is_told() -> None:
    rules, day = programme(), date(2026, 11, 22)
    inside = TaxTotal(tax_id="pb1", base=110_000, amount=10_000, inside=True)
    on_top = TaxTotal(tax_id="pb1", base=100_000, amount=10_000, inside=False)
    assert tax_sentence(ENGLISH, rules, inside, day) == "Includes PB1 10%"
    assert tax_sentence(ENGLISH, rules, on_top, day) == "PB1 10% on Rp100.000"
    assert service_sentence(ENGLISH, rules) == "Service 5%"
    voucher = Carried(rule_id="voucher", amount=10_000, code="ABC")
    reward = Carried(rule_id="mug", amount=10_000, points=100)
    wallet = Carried(rule_id="cashback", amount=10_000, method=PaymentMethod.CASHBACK)
    assert carried_sentence(ENGLISH, rules, voucher) == "A voucher (ABC)"
    assert carried_sentence(ENGLISH, rules, reward) == "A mug, 100 points"
    assert carried_sentence(ENGLISH, rules, wallet) == "Cashback wallet"


def test_rules_have_names_and_one_that_is_gone_has_its_id() -> None:
    rules = programme(promotion(FixedPrice(price=1)))
    ids = ("rule", "mug", "voucher", "prices", "vip", "fresh", "card", "gold", "points", "manual", "gone")
    assert [rule_name(ENGLISH, rules, rule_id) for rule_id in ids] == [
        "Rule",
        "A mug",
        "A voucher",
        "Members' prices",
        "VIP",
        "Fresh food",
        "Coffee card",
        "Gold member",
        "Points redeemed",
        "By hand",
        "gone",
    ]
    assert earner_name(ENGLISH, rules, POINTS_RULE) == "Plain rate"
    assert earner_name(ENGLISH, rules, "gold") == "Level Gold"


def test_points_that_lapse_next_have_a_last_day() -> None:
    assert expiry_sentence(ENGLISH, programme(), 50, 1_795_323_600_000) == "50 points expire on 22 Nov 2026"
