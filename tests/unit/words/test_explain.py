from decimal import Decimal

import pytest

from app.domain.quote import POINTS_RULE, Earning, Effect, Phase, Refusal, RefusalReason
from app.words.explain import earning_sentence, effect_sentence, refusal_sentence, rule_name
from app.words.translate import Language, Words
from tests.support.shop import small_programme

ENGLISH = Words(Language.ENGLISH)
PROGRAMME = small_programme()


def test_a_percentage_is_told_with_its_base() -> None:
    effect = Effect(
        rule_id="bakery-10",
        phase=Phase.LINE_PROMOTION,
        base=28_500,
        numerator=2_850,
        denominator=1,
        amount=2_850,
    )
    assert rule_name(ENGLISH, PROGRAMME, "bakery-10") == "Roti pagi 10%"
    assert effect_sentence(ENGLISH, PROGRAMME, effect) == "10% of Rp28.500 is Rp2.850."


def test_rounding_is_told_when_there_was_any() -> None:
    effect = Effect(
        rule_id="silver", phase=Phase.TIER, base=95_650, numerator=9_565, denominator=2, amount=4_783
    )
    assert effect_sentence(ENGLISH, PROGRAMME, effect) == "5% of Rp95.650 is Rp4.782,5, rounded to Rp4.783."


def test_points_are_told_as_money() -> None:
    effect = Effect(
        rule_id=POINTS_RULE,
        phase=Phase.REDEMPTION,
        base=100_000,
        numerator=4_000,
        denominator=1,
        amount=4_000,
        points=400,
    )
    assert effect_sentence(ENGLISH, PROGRAMME, effect) == "400 points at Rp10 each pay Rp4.000."


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (RefusalReason.NOT_STARTED, "Starts on 1 Nov 2026."),
        (RefusalReason.ENDED, "Ended on 31 Dec 2026."),
        (RefusalReason.STOPPED, "Stopped by a manager."),
        (RefusalReason.NEEDS_MEMBER, "For members only. Scan a card or find the member."),
        (RefusalReason.BELOW_MINIMUM, "Rp15.000 more is needed."),
        (RefusalReason.OVER_LIMIT, "15.000 points more were asked than this basket allows."),
        (RefusalReason.NO_ELIGIBLE_LINE, "Nothing in this basket takes part."),
    ],
)
def test_every_refusal_is_a_sentence(reason: RefusalReason, sentence: str) -> None:
    refusal = Refusal(rule_id="bakery-10", phase=Phase.LINE_PROMOTION, reason=reason, distance=15_000)
    assert refusal_sentence(ENGLISH, PROGRAMME, refusal) == sentence


def test_an_earning_tells_its_multiplier_only_when_there_is_one() -> None:
    plain = Earning(base=10_000, multiplier=Decimal(1), numerator=10, denominator=1, points=10, rules=())
    times = Earning(
        base=10_000, multiplier=Decimal("1.25"), numerator=25, denominator=2, points=12, rules=("silver",)
    )
    assert earning_sentence(ENGLISH, PROGRAMME, plain) == "Rp10.000 at Rp1.000 per point is 10 points."
    assert earning_sentence(ENGLISH, PROGRAMME, times).endswith("times 1,25, is 12 points.")
