"""Three scans of a shown code tell how a keyboard scanner types, and what is wrong with its keys."""

import random

import pytest

from app.ui.wedge import Fate, Wedge, WedgeSettings
from app.ui.wedge_learning import LESSON_CODE, Burst, Key, Learnt, NotLearnt, WedgeTrouble, learn


def burst(text: str, gap_ms: int = 8, jitter_ms: int = 0, end: str = "\r") -> Burst:
    at_ms, keys = 1000, []
    shaky = random.Random(text + str(gap_ms))
    for letter in text + end:
        keys.append(Key(letter, at_ms))
        at_ms += gap_ms + shaky.randint(-jitter_ms, jitter_ms)
    return tuple(keys)


def thrice(text: str, gap_ms: int = 8, jitter_ms: int = 0, end: str = "\r") -> tuple[Burst, ...]:
    return (burst(text, gap_ms, jitter_ms, end),) * 3


def learnt(bursts: tuple[Burst, ...]) -> Learnt:
    lesson = learn(bursts)
    assert isinstance(lesson, Learnt), lesson
    return lesson


def reads(settings: WedgeSettings, keys: Burst) -> str | None:
    """What the till reads of these keys with these settings."""
    wedge = Wedge(settings)
    for key in keys[:-1]:
        assert wedge.character(key.text, key.at_ms).key is Fate.HELD
    return wedge.end(keys[-1].at_ms).scan


def test_a_usual_scanner_is_learnt_without_a_word() -> None:
    lesson = learnt(thrice(LESSON_CODE))
    assert (lesson.median, lesson.longest, lesson.end, lesson.troubles) == (8, 8, "\r", ())
    assert (lesson.settings.prefix, lesson.settings.median_gap, lesson.settings.longest_gap) == ("", 20, 60)


@pytest.mark.parametrize("prefix", ["~", "SC-", " "])
def test_what_is_typed_before_the_code_becomes_the_prefix(prefix: str) -> None:
    lesson = learnt(thrice(prefix + LESSON_CODE))
    assert (lesson.settings.prefix, lesson.troubles) == (prefix, ())
    assert reads(lesson.settings, burst(prefix + "8991234567890")) == "8991234567890"


def test_an_id_of_the_code_s_kind_is_no_prefix_for_other_kinds_have_others() -> None:
    lesson = learnt(thrice("]Q1" + LESSON_CODE))
    assert (lesson.settings.prefix, lesson.troubles) == ("", (WedgeTrouble.AIM,))


@pytest.mark.parametrize("end", ["\r", "\t", "\r\t"])
def test_enter_and_tab_end_a_code(end: str) -> None:
    assert learnt(thrice(LESSON_CODE, end=end)).end == end


def test_a_slow_bluetooth_scanner_is_read_after_the_lesson_and_was_not_before() -> None:
    slow = thrice(LESSON_CODE, gap_ms=60, jitter_ms=30)
    lesson = learnt(slow)
    assert WedgeTrouble.SLOW in lesson.troubles
    assert reads(lesson.settings, burst("8991234567890", 60, 30)) == "8991234567890"
    usual = Wedge(WedgeSettings())
    steps = [usual.character(key.text, key.at_ms) for key in slow[0][:-1]]
    assert any(step.key is Fate.TYPED for step in steps)


def test_a_slow_scanner_with_a_prefix_is_not_scolded() -> None:
    assert learnt(thrice("~" + LESSON_CODE, gap_ms=70)).troubles == ()


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        (LESSON_CODE.swapcase(), WedgeTrouble.CAPS_LOCK),
        (LESSON_CODE.upper(), WedgeTrouble.ONE_CASE),
        (LESSON_CODE.lower(), WedgeTrouble.ONE_CASE),
        ("ZyÖQa-0123456789", WedgeTrouble.QWERTZ),
        ("YwMAq!à&é\"'(-è_ç", WedgeTrouble.AZERTY),
        ("Yz:Qa/)!@#$%^&*(", WedgeTrouble.SHIFTED_DIGITS),
        ("Yz+Qa&0123456789", WedgeTrouble.OTHER_SIGNS),
        ("8991234567890", WedgeTrouble.OTHER_CODE),
    ],
)
def test_a_wrong_layout_has_its_name(typed: str, trouble: WedgeTrouble) -> None:
    assert learnt(thrice(typed)).troubles == (trouble,)


def test_caps_lock_on_another_layout_is_both() -> None:
    assert learnt(thrice("zYöqA-0123456789")).troubles[:2] == (
        WedgeTrouble.QWERTZ,
        WedgeTrouble.CAPS_LOCK,
    )


def test_what_keeps_it_from_being_used_is_said() -> None:
    code = burst(LESSON_CODE)
    gaps = LESSON_CODE[:7] + LESSON_CODE[9:]
    alt = (tuple(Key(key.text, key.at_ms, alt=True) for key in code),) * 3
    for bursts, trouble in (
        (thrice(LESSON_CODE, end=""), WedgeTrouble.NO_END),
        (thrice(LESSON_CODE, gap_ms=150), WedgeTrouble.TOO_SLOW),
        ((code, code, burst("8991234567890")), WedgeTrouble.UNLIKE),
        ((code, code, burst(LESSON_CODE, end="\t")), WedgeTrouble.UNLIKE),
        ((code, burst(gaps), code), WedgeTrouble.LOST),
        (thrice(gaps), WedgeTrouble.LOST),
        (alt, WedgeTrouble.ALT_CODES),
    ):
        assert learn(bursts) == NotLearnt(trouble=trouble)


@pytest.mark.parametrize("gap_ms", [3, 8, 20, 35, 50, 75, 100])
def test_whatever_is_learnt_reads_the_scanner_that_it_was_learnt_from(gap_ms: int) -> None:
    bursts = thrice(LESSON_CODE, gap_ms, jitter_ms=gap_ms // 2)
    assert reads(learnt(bursts).settings, bursts[0]) == LESSON_CODE
