"""What a sale gives, taxes and what carries the bill are told in both languages."""

from datetime import date

import pytest

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import FixedPrice
from app.domain.programme.levels import TierMetric
from app.domain.quote import (
    POINTS_RULE,
    Carried,
    EarnedBy,
    Earning,
    Grant,
    GrantKind,
    StampProgress,
    TaxTotal,
    TierProgress,
)
from app.words.explain import (
    carried_sentence,
    earner_name,
    earning_sentence,
    expiry_sentence,
    grant_sentence,
    rule_name,
    service_sentence,
    stamps_sentence,
    tax_sentence,
    tier_sentence,
)
from app.words.translate import Words
from tests.support.named_programme import ENGLISH, LANGUAGES, is_a_sentence, programme, promotion


def earning(
    exact: tuple[int, int] = (10, 1), bonus: int = 0, capped: int = 0, rules: tuple[str, ...] = ()
) -> Earning:
    points = exact[0] // exact[1] + bonus - capped
    by = tuple(EarnedBy(rule_id=rule, points=1) for rule in (POINTS_RULE, *rules))
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
        (earning((15, 1), rules=("gold",)), "Rp10.000 at Rp1.000 per point, times 1,5, is 15 points."),
        (
            earning((17, 1), rules=("gold", "vip")),
            "Rp10.000 at Rp1.000 per point, times 1,7, is 17 points.",
        ),
        # Not all of it was multiplied.
        (earning((25, 2), rules=("gold",)), "Rp10.000 earns 12,5, rounded down to 12 points."),
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
