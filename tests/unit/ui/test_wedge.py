from hypothesis import given
from hypothesis import strategies as st

from app.ui.wedge import Fate, Step, Wedge, WedgeSettings

HELD = Step(Fate.HELD, Fate.HELD)
TYPED = Step(Fate.TYPED, Fate.TYPED)
SWALLOWED = Step(Fate.SWALLOWED, Fate.SWALLOWED)
BROKEN = Step(Fate.SWALLOWED, Fate.SWALLOWED, broken=True)


def typed(wedge: Wedge, text: str, gap_ms: int, start_ms: int = 1000) -> tuple[list[Step], int]:
    """The steps of an evenly typed text, and the time at which the next key would come."""
    steps = [wedge.character(character, start_ms + place * gap_ms) for place, character in enumerate(text)]
    return steps, start_ms + len(text) * gap_ms


def scanned(wedge: Wedge, text: str, start_ms: int = 1000) -> Step:
    _, at_ms = typed(wedge, text, 8, start_ms)
    return wedge.end(at_ms)


def test_a_fast_burst_with_an_end_is_a_scan_and_no_key_of_it_is_typed() -> None:
    wedge = Wedge(WedgeSettings())
    steps, at_ms = typed(wedge, "MEMBER-1", 8)
    assert [step.key for step in steps] == [Fate.HELD] * 8
    assert wedge.end(at_ms) == Step(Fate.SWALLOWED, Fate.SWALLOWED, scan="MEMBER-1")
    assert not wedge.holding


def test_slow_gaps_in_a_fast_burst_do_not_break_it() -> None:
    wedge = Wedge(WedgeSettings())
    for character, at_ms in zip("123456", (1000, 1080, 1085, 1165, 1170, 1175), strict=True):
        assert wedge.character(character, at_ms).key is Fate.HELD
    assert wedge.end(1180).scan == "123456"


def test_a_short_burst_is_typed_with_its_enter() -> None:
    wedge = Wedge(WedgeSettings())
    _, at_ms = typed(wedge, "12345", 8)
    assert wedge.end(at_ms) == TYPED


def test_a_human_pause_releases_the_key_before_it() -> None:
    wedge = Wedge(WedgeSettings())
    steps, _ = typed(wedge, "123456", 120)
    assert steps == [Step(Fate.TYPED, Fate.HELD)] * 6
    assert wedge.end(1000 + 6 * 120) == TYPED


def test_silence_releases_what_is_held() -> None:
    wedge = Wedge(WedgeSettings())
    assert wedge.character("7", 1000).key is Fate.HELD
    assert wedge.other() == TYPED
    assert not wedge.holding


def test_a_fast_human_is_recognised_after_two_slow_gaps_and_then_passes_at_once() -> None:
    wedge = Wedge(WedgeSettings())
    steps, at_ms = typed(wedge, "123456", 60)
    assert [step.key for step in steps] == [Fate.HELD, Fate.HELD, *[Fate.TYPED] * 4]
    assert wedge.end(at_ms) == TYPED


def test_after_a_humans_fast_run_and_a_pause_a_scan_is_a_scan() -> None:
    wedge = Wedge(WedgeSettings())
    _, at_ms = typed(wedge, "123456", 60)
    assert scanned(wedge, "MEMBER-1", at_ms + 100).scan == "MEMBER-1"


def test_enter_alone_is_the_humans() -> None:
    assert Wedge(WedgeSettings()).end(1000) == TYPED


def test_the_scanners_second_end_is_swallowed_and_a_later_one_is_the_humans() -> None:
    wedge = Wedge(WedgeSettings())
    scanned(wedge, "MEMBER-1")
    ended_ms = 1000 + 8 * 8
    assert wedge.takes_end(ended_ms + 8)
    assert wedge.end(ended_ms + 8) == SWALLOWED
    assert wedge.end(ended_ms + 500) == TYPED


def test_two_scans_in_a_row_are_two() -> None:
    wedge = Wedge(WedgeSettings())
    assert scanned(wedge, "MEMBER-1", 1000).scan == "MEMBER-1"
    assert scanned(wedge, "MEMBER-2", 1080).scan == "MEMBER-2"


def test_a_burst_that_never_ends_is_refused_with_its_tail() -> None:
    wedge = Wedge(WedgeSettings())
    _, at_ms = typed(wedge, "MEMBER-", 8)
    assert wedge.other() == Step(Fate.SWALLOWED, Fate.TYPED, broken=True)
    assert scanned(wedge, "12", at_ms + 200) == BROKEN
    assert scanned(wedge, "MEMBER-1", at_ms + 2000).scan == "MEMBER-1"


def test_the_tail_of_a_broken_scan_is_no_scan_however_long() -> None:
    wedge = Wedge(WedgeSettings())
    _, at_ms = typed(wedge, "MEMBER-", 8)
    wedge.other()
    assert scanned(wedge, "0123456789", at_ms + 200) == BROKEN


def test_an_overlong_burst_is_refused_and_not_remembered() -> None:
    wedge = Wedge(WedgeSettings(longest=10))
    steps, at_ms = typed(wedge, "x" * 200, 5)
    assert {step.key for step in steps[10:]} == {Fate.SWALLOWED}
    assert wedge.end(at_ms) == BROKEN
    assert scanned(wedge, "MEMBER-1", at_ms + 200).scan == "MEMBER-1"


def test_time_that_runs_backwards_is_a_pause() -> None:
    wedge = Wedge(WedgeSettings())
    wedge.character("1", 4_294_967_290)
    assert wedge.character("2", 3) == Step(Fate.TYPED, Fate.HELD)


def test_with_a_prefix_only_a_prefixed_burst_is_held() -> None:
    wedge = Wedge(WedgeSettings(prefix="~@"))
    assert wedge.character("1", 1000) == TYPED
    assert not wedge.takes("2", 1008)
    assert scanned(wedge, "~@MEMBER-1", 1016).scan == "MEMBER-1"
    wedge.character("~", 3000)
    assert wedge.character("x", 3008) == TYPED


@given(st.lists(st.tuples(st.sampled_from("1A\r"), st.integers(0, 120)), max_size=40))
def test_what_takes_promises_is_what_happens(keys: list[tuple[str, int]]) -> None:
    wedge, at_ms = Wedge(WedgeSettings()), 1000
    for character, gap_ms in keys:
        at_ms += gap_ms
        if character == "\r":
            promised, step = wedge.takes_end(at_ms), wedge.end(at_ms)
        else:
            promised, step = wedge.takes(character, at_ms), wedge.character(character, at_ms)
        assert promised or step.key is Fate.TYPED


@given(st.lists(st.integers(0, 35), min_size=6, max_size=60))
def test_no_character_of_a_scan_with_a_scanners_gaps_is_typed(gaps: list[int]) -> None:
    wedge, at_ms = Wedge(WedgeSettings()), 1000
    for gap_ms in gaps:
        at_ms += gap_ms
        assert wedge.character("7", at_ms).key is Fate.HELD
    assert wedge.end(at_ms + 8).scan == "7" * len(gaps)
