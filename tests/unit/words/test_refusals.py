"""Every refusal is a sentence in both languages, with how far away it was and what would do."""

from collections.abc import Iterator

import pytest

from app.domain.programme.benefits import FreeProduct
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Phase, RedemptionBound, Refusal, RefusalReason
from app.words.explain import refusal_sentence
from app.words.translate import Language, Words
from tests.support.named_programme import BREAD, ENGLISH, LANGUAGES, is_a_sentence, programme, promotion


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
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "monday", "tuesday", "wednesday"),
            "Only on Monday to Wednesday.",
        ),
        (
            RefusalReason.WRONG_TIME,
            0,
            ("00:00", "24:00", "monday", "wednesday", "friday"),
            "Only on Monday, Wednesday, Friday.",
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


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (
            Refusal(
                rule_id="rule",
                phase=Phase.ORDER_PROMOTION,
                reason=RefusalReason.BELOW_MINIMUM,
                distance=15_000,
            ),
            "Rp15.000 lagi.",
        ),
        (
            Refusal(
                rule_id="rule",
                phase=Phase.ORDER_PROMOTION,
                reason=RefusalReason.WRONG_TIME,
                wanted=("17:00", "24:00"),
            ),
            "Mulai 17.00.",
        ),
        (
            Refusal(
                rule_id="rule",
                phase=Phase.ORDER_PROMOTION,
                reason=RefusalReason.WRONG_TIER,
                wanted=("gold",),
            ),
            "Khusus Gold.",
        ),
        (
            Refusal(
                rule_id="rule",
                phase=Phase.ORDER_PROMOTION,
                reason=RefusalReason.NO_RIGHT,
                limit=LimitKind.IN_TOTAL,
            ),
            "Kuota kasir ini habis.",
        ),
    ],
    ids=["minimum", "time", "tier", "right"],
)
def test_a_cashier_in_indonesia_reads_how_far_away_it_is(refusal: Refusal, sentence: str) -> None:
    assert refusal_sentence(Words(Language.INDONESIAN), programme(), refusal) == sentence
