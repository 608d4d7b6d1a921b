"""Findings in words: each says which rule, what is wrong, and what would do."""

import pytest

from app.services.check_programme import findings
from app.services.programme_checks.contradictions import Contradiction
from app.services.programme_checks.finding import Finding, FindingKind
from app.words.programme.findings import finding_sentence, summary_sentence
from app.words.translate import Language, Words
from tests.support.checked_programmes import SHOP, TODAY
from tests.support.finding_pairs import Pair, pairs

ENGLISH = Words(Language.ENGLISH)
PAIRS = pairs()


def said(kind: FindingKind, language: Language = Language.ENGLISH) -> str:
    pair = PAIRS[kind]
    known = dict(pair.known)
    found = findings(pair.wrong, known.pop("items", None), today=TODAY, **known)
    first = next(finding for finding in found if finding.kind is kind)
    return finding_sentence(Words(language), pair.wrong, first)


@pytest.mark.parametrize(("kind", "pair"), PAIRS.items(), ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("language", Language)
def test_every_finding_has_a_sentence(kind: FindingKind, pair: Pair, language: Language) -> None:
    sentence = said(kind, language)
    assert sentence.endswith((".", "?"))
    assert "None" not in sentence


@pytest.mark.parametrize("subject", Contradiction)
def test_every_contradiction_has_a_subject(subject: Contradiction) -> None:
    finding = Finding(kind=FindingKind.NEVER_HOLDS, path=(), ids=("gold",), of=subject.value)
    assert "contradict" in finding_sentence(ENGLISH, SHOP, finding)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            FindingKind.UNKNOWN_ID,
            "promotions[0].conditions[1].tiers[0]: There is no tier `golt`. Did you mean `gold`?",
        ),
        (
            FindingKind.CODES_COLLIDE,
            (
                "promotions[1].conditions[1].codes[0]: The code hemat sets off B and A at once; "
                "capitals and small letters are the same."
            ),
        ),
        (
            FindingKind.TIE_SETTLED_BY_ID,
            (
                "promotions[1].priority: B has the same order as A, on common lines: only their ids decide which "
                "comes first. Give them different orders."
            ),
        ),
        (
            FindingKind.BELOW_COST,
            "With A the item roti sells for Rp14.800; it costs Rp15.000. Items below cost: 1.",
        ),
        (FindingKind.HAS_ENDED, "promotions[0]: A ended on 31 Oct 2026."),
        (
            FindingKind.REWARD_OUT_OF_REACH,
            "rewards[0].points: Trip costs 18.001 points; a good customer can have about 18.000.",
        ),
        (
            FindingKind.POINT_WORTH_ITS_PRICE,
            "points.rupiah_per_point: A point costs Rp1.000 and pays Rp1.000: points give back all that is spent.",
        ),
    ],
)
def test_a_sentence_names_the_rule_and_the_amounts(kind: FindingKind, sentence: str) -> None:
    assert said(kind) == sentence


def test_a_summary_counts() -> None:
    assert summary_sentence(ENGLISH, 0, 0) == "Nothing to complain about."
    assert summary_sentence(ENGLISH, 2, 1) == "Errors: 2. Warnings: 1."
