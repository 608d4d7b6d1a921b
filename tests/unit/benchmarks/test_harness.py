"""What a benchmark says can be believed: fair turns, medians, and a goal that can be missed."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from benchmarks.harness import Comparison, Measurement, Tail, measure, milliseconds, p99
from tests.support.sources import ROOT


def playing(values: list[float], calls: list[str], name: str) -> Measurement:
    """A measurement that takes these values in turn, and notes when it is taken."""
    turns: Iterator[float] = iter(values)

    def take() -> float:
        calls.append(name)
        return next(turns)

    return take


def comparison(
    ours: list[float], peer: list[float], *, goal: float = 2, calls: list[str] | None = None
) -> Comparison:
    calls = [] if calls is None else calls
    return Comparison(
        name="play",
        ours=playing(ours, calls, "ours"),
        peer=playing(peer, calls, "peer"),
        unit="ms",
        goal=goal,
        rounds=len(ours) - 1,
    )


def test_ours_and_the_peer_take_turns_and_swap_who_goes_first() -> None:
    calls: list[str] = []
    measure(comparison([1] * 4, [1] * 4, calls=calls))
    assert calls == ["ours", "peer", "ours", "peer", "peer", "ours", "ours", "peer"]


def test_the_first_round_does_not_count_and_an_outlier_moves_nothing() -> None:
    row = measure(comparison([900, 3, 500, 3], [900, 2, 2, 800]))
    assert (row.ours, row.peer, row.ratio) == (3, 2, 1.5)


@pytest.mark.parametrize(("goal", "holds"), [(1.5, True), (1.49, False)])
def test_a_goal_holds_up_to_its_ratio(goal: float, holds: bool) -> None:
    assert measure(comparison([3, 3], [2, 2], goal=goal)).holds is holds


def test_a_row_has_what_its_readers_need() -> None:
    row = measure(comparison([1, 1], [3, 3])).as_json()
    assert row == {
        "name": "play",
        "ours": 1,
        "peer": 3,
        "unit": "ms",
        "ratio": 0.333,
        "goal": 2,
        "holds": True,
    }


def test_the_tail_has_a_goal_of_its_own() -> None:
    ours, peer = [1.0] * 99 + [9.0] * 2, [1.0] * 99 + [4.0] * 2
    asked = replace(comparison(ours, peer), p99_goal=2.5)
    row = measure(asked)
    assert (row.ratio, row.tail) == (1, Tail(ours=9, peer=4, ratio=2.25, goal=2.5))
    assert row.holds
    again = replace(asked, ours=playing(ours, [], "ours"), peer=playing(peer, [], "peer"), p99_goal=2.0)
    assert not measure(again).holds


@pytest.mark.parametrize(("figures", "slowest"), [(range(1, 101), 99), (range(1, 1001), 990), ([7], 7)])
def test_p99_is_what_99_of_100_do_not_exceed(figures: Sequence[float], slowest: float) -> None:
    assert p99(figures) == slowest


def test_others_are_measured_in_the_same_turns_and_only_shown() -> None:
    calls: list[str] = []
    beside = {"plain": playing([8, 8, 8], calls, "plain")}
    row = measure(replace(comparison([1] * 3, [1] * 3, calls=calls), beside=beside))
    assert calls == ["ours", "peer", "plain", "ours", "peer", "plain", "plain", "peer", "ours"]
    assert (row.holds, row.as_json()["beside"]) == (True, {"plain": 8})


def test_short_work_is_timed_as_a_mean_of_many() -> None:
    done: list[int] = []
    assert milliseconds(lambda: done.append(1), times=50)() >= 0
    assert len(done) == 50


def test_the_command_prints_one_list_of_rows() -> None:
    command = [sys.executable, "-m", "benchmarks", "quote", "--quick", "--json"]
    printed = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    ).stdout
    assert [row["name"] for row in json.loads(printed)] == ["quote"]
