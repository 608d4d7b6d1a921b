"""A programme in sentences says everything that the document says, and a difference is told where it is."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from app.domain.programme.benefits import Award, Benefit, Discount, PercentOff, RewardGift
from app.domain.programme.conditions import (
    AllOf,
    AnyOf,
    Condition,
    MembersOnly,
    NoneOf,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierRules
from app.domain.programme.lines import Lines
from app.domain.programme.points import Expiry, TransferRules
from app.services.programme_changes import ChangeKind, changes
from app.words.programme.benefits import gift_phrase
from app.words.programme.conditions import condition_phrase, conditions_sentence
from app.words.programme.labels import field_label
from app.words.programme.points import expiry_phrase
from app.words.programme.terms import Terms
from app.words.programme_changes import change_sentence, section_noun
from app.words.programme_sentences import programme_sections, section_lines
from app.words.translate import Language, Words
from tests.support.altered import Altered, altered
from tests.support.checked_programmes import NOVEMBER, SHOP, having, percent
from tests.support.rich_programme import PLAIN, RICH_PROGRAMMES

ENGLISH = Words(Language.ENGLISH)
TERMS = Terms(ENGLISH, SHOP)

NOT_SHOWN = {
    (Programme, "format"),
    (Programme, "revision"),  # both of these are in the title
    (Programme, "name"),
    (TransferRules, "minimum"),  # where nobody may give any
    (TierRules, "months"),  # of another window
}
"""What a rich programme holds without meaning anything by it."""


def shown(programme: Programme) -> str:
    return "\n".join(section_lines(programme_sections(ENGLISH, programme)))


def told(before: Programme, after: Programme) -> list[str]:
    return [change_sentence(ENGLISH, before, after, change) for change in changes(before, after)]


ALTERED = [
    (before, one)
    for before in RICH_PROGRAMMES
    for key, one in altered(before).items()
    if key not in NOT_SHOWN
]


def named(case: Any) -> str:
    return f"{case.owner.__name__}.{case.field}" if isinstance(case, Altered) else case.name


@pytest.mark.parametrize(("before", "one"), ALTERED, ids=named)
def test_whatever_is_altered_is_heard(before: Programme, one: Altered) -> None:
    english_only = one.field == "indonesian"
    words = Words(Language.INDONESIAN) if english_only else ENGLISH

    def said(programme: Programme) -> list[str]:
        return list(section_lines(programme_sections(words, programme)))

    assert said(before) != said(one.value)


@pytest.mark.parametrize(("before", "one"), ALTERED, ids=named)
def test_whatever_is_altered_is_told_in_a_sentence(before: Programme, one: Altered) -> None:
    sentences = told(before, one.value)
    assert sentences
    for sentence in sentences:
        assert sentence.endswith((".", "”"))
        assert [raw for raw in ("None", "{", "<", "Decimal", "kw_only") if raw in sentence] == []


@pytest.mark.parametrize("programme", [*RICH_PROGRAMMES, PLAIN], ids=lambda programme: programme.name)
@pytest.mark.parametrize("language", Language)
def test_a_programme_differs_from_itself_in_nothing(programme: Programme, language: Language) -> None:
    assert changes(programme, replace(programme, revision=99)) == ()
    assert all(
        paragraph.sentences
        for section in programme_sections(Words(language), programme)
        for paragraph in section.paragraphs
    )


def test_programmes_that_share_nothing_are_told_in_full() -> None:
    one, other = RICH_PROGRAMMES
    assert len(told(one, other)) > 50
    assert len(told(other, one)) > 50


def held(kinds: Iterable[Any]) -> dict[type, Any]:
    """One value of each class, as the rich programmes have it."""
    found: dict[type, Any] = {}

    def look(value: Any) -> None:
        if isinstance(value, tuple):
            for member in value:
                look(member)
        elif hasattr(value, "__dataclass_fields__"):
            found.setdefault(type(value), value)
            for field in fields(value):
                look(getattr(value, field.name))

    look(RICH_PROGRAMMES)
    return {kind: found[kind] for kind in kinds}


def test_every_condition_has_words() -> None:
    values = held(get_args(Condition)).values()
    phrases = [condition_phrase(TERMS, condition) for condition in values]
    assert all(phrases)
    assert len(set(phrases)) == len(phrases)


def test_every_gift_has_words() -> None:
    unions = (Benefit, Award, Discount, RewardGift)
    values = held({kind for union in unions for kind in get_args(union)}).values()
    assert all(gift_phrase(TERMS, gift) for gift in values)


def test_every_expiry_has_words() -> None:
    phrases = [expiry_phrase(TERMS, expiry) for expiry in held(get_args(Expiry)).values()]
    assert len(set(phrases)) == len(get_args(Expiry))


def test_every_section_and_every_field_has_a_name() -> None:
    for field in fields(Programme):
        if field.name not in {"format", "revision"}:
            assert section_noun(ENGLISH, field.name)
    for before in RICH_PROGRAMMES:
        for owner, field_name in altered(before):
            if owner not in {Programme, Lines} and field_name not in {"period", "date"}:
                assert field_label(ENGLISH, owner, field_name)


WEB, APP = ThroughChannel(channels=("web",)), ThroughChannel(channels=("app",))


@pytest.mark.parametrize(
    ("condition", "phrase"),
    [
        (AllOf(conditions=(MembersOnly(), WEB)), "for members and through web"),
        (AnyOf(conditions=(MembersOnly(), WEB)), "for members or through web"),
        (NoneOf(conditions=(MembersOnly(), WEB)), "not for members and not through web"),
        (
            AnyOf(conditions=(MembersOnly(), AllOf(conditions=(WEB, APP)))),
            "for members or (through web and through app)",
        ),
        (
            NoneOf(conditions=(AnyOf(conditions=(WEB, APP)),)),
            "not (through web or through app)",
        ),
        (NoneOf(conditions=(AllOf(conditions=(WEB,)),)), "not through web"),
    ],
)
def test_nested_conditions_read_as_one_says_them(condition: Condition, phrase: str) -> None:
    assert condition_phrase(TERMS, condition) == phrase


@pytest.mark.parametrize(
    ("times", "phrase"),
    [
        (WeekTime(), "on all days"),
        (WeekTime(weekdays=(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)), "on Monday–Wednesday"),
        (WeekTime(weekdays=(Weekday.SUNDAY, Weekday.MONDAY)), "on Monday and Sunday"),
        (WeekTime(starts=420, ends=540), "at 07.00–09.00"),
        (WeekTime(starts=1_320, ends=120), "at 22.00–02.00 the next day"),
    ],
)
def test_hours_read_as_one_says_them(times: WeekTime, phrase: str) -> None:
    assert condition_phrase(TERMS, times) == phrase


def test_conditions_become_one_sentence() -> None:
    assert conditions_sentence(TERMS, (MembersOnly(), WEB, APP)) == (
        "Applies for members, through web and through app."
    )
    assert conditions_sentence(TERMS, ()) == ""


def test_names_stand_for_ids_and_skus() -> None:
    lines = Lines(skus=("roti",), categories=("a", "b"), except_tags=("old",))
    assert Terms(ENGLISH, SHOP, {"roti": "Roti Sobek"}).lines(lines) == (
        "Roti Sobek and the categories a and b except items tagged old"
    )


def test_points_are_told_first_and_tiers_with_what_they_bring() -> None:
    lines = shown(SHOP).splitlines()
    assert lines[:2] == ["Earning points", "  Every Rp1.000 → 1 point."]
    start = lines.index("Tiers")
    assert lines[start + 1 : start + 6] == [
        "  Basic (basic)",
        "    From the first day on.",
        "  Gold (gold)",
        "    From Rp5.000.000 on.",
        "    Points ×1,5.",
    ]


def test_the_same_is_told_in_indonesian() -> None:
    lines = list(section_lines(programme_sections(Words(Language.INDONESIAN), SHOP)))
    assert lines[1] == "  Setiap Rp1.000 → 1 poin."


def hours(starts: int) -> Programme:
    morning = WeekTime(starts=starts, ends=1_140)
    return having(replace(percent("pagi", 10, morning), name="Roti pagi"))


def test_a_difference_is_told_by_the_name_of_its_rule() -> None:
    before, after = hours(17 * 60), hours(16 * 60)
    assert told(before, after) == ["Roti pagi: starts 17.00 → 16.00."]
    deeper = replace(before.promotions[0], benefit=PercentOff(percent=Decimal(15)))
    assert told(before, replace(before, promotions=(deeper,))) == ["Roti pagi: 10% → 15%."]


def test_rules_are_known_by_their_ids_however_they_stand() -> None:
    one, other = percent("a", 5), percent("b", 6)
    assert changes(having(one, other), having(other, one)) == ()
    renamed = replace(one, name="Baru")
    assert told(having(one, other), having(other, renamed)) == ["Baru: name A → Baru."]


def test_what_came_and_what_went_is_told_with_what_it_does() -> None:
    before, after = having(percent("a", 5)), having(percent("b", 6))
    gone, new = told(before, after)
    assert gone == "Gone: promotion A (a)."
    assert new == (
        "New: promotion B (b). 6% off all goods. Applies from 1 Nov 2026 to 30 Nov 2026. Order 100."
    )


def test_a_condition_that_came_or_went_is_told_by_itself() -> None:
    plain, only = having(percent("a", 5)), having(percent("a", 5, MembersOnly()))
    assert told(plain, only) == ["A: now only for members."]
    assert told(only, plain) == ["A: no longer only for members."]
    assert [change.kind for change in changes(plain, only)] == [ChangeKind.ADDED]


def test_the_order_is_told_where_the_first_decides() -> None:
    before = RICH_PROGRAMMES[0]
    taxes = before.taxes[::-1]
    assert len(taxes) > 1
    (moved,) = changes(before, replace(before, taxes=taxes))
    assert moved.kind is ChangeKind.MOVED
    assert told(before, replace(before, taxes=taxes)) == [
        f"Tax: the order is now {', '.join(tax.id for tax in taxes)}."
    ]


def test_a_single_price_of_a_list_is_told() -> None:
    before = next(programme for programme in RICH_PROGRAMMES if programme.price_lists)
    prices = before.price_lists[0]
    cheaper = replace(prices.prices[0], price=prices.prices[0].price + 1_000)
    lists = (replace(prices, prices=(cheaper, *prices.prices[1:])), *before.price_lists[1:])
    (sentence,) = told(before, replace(before, price_lists=lists))
    assert sentence.startswith(f"{prices.name}, {cheaper.sku}: Rp")


def test_windows_move_by_their_own_days() -> None:
    before = having(percent("a", 5))
    window = replace(NOVEMBER, ends=date(2026, 12, 24))
    after = replace(before, promotions=(replace(before.promotions[0], conditions=(window,)),))
    assert told(before, after) == ["A: ends 30 Nov 2026 → 24 Dec 2026."]
