"""Measures ours beside its limit or a peer, in turns, in one run: what slows the machine down slows both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter_ns

Measurement = Callable[[], float]
"""Does the work once and returns what it took, in the comparison's unit."""
_WORTH, _RATIO_WORTH = 4, 3
"""Digits behind the point that are worth printing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """ours and peer: one measurement each. goal: ours may take at most so many times the peer.

    p99_goal: the same of what 99 of 100 take at most; None: nobody asks. beside: others to be shown, with no goal.
    """

    name: str
    ours: Measurement
    peer: Measurement
    unit: str
    goal: float
    rounds: int
    p99_goal: float | None = None
    beside: Mapping[str, Measurement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What 99 of 100 rounds take at most; ratio: ours / peer."""

    ours: float
    peer: float
    ratio: float
    goal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The medians of one comparison; ratio: ours / peer. tail: None when nobody asks."""

    name: str
    ours: float
    peer: float
    unit: str
    ratio: float
    goal: float
    holds: bool
    tail: Tail | None = None
    beside: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The row as `--json` prints it, rounded to what a measurement is worth."""
        return _rounded(asdict(self))


def _rounded(row: Mapping[str, object]) -> dict[str, object]:
    """Without what there is none of."""
    rounded: dict[str, object] = {}
    for key, value in row.items():
        if isinstance(value, float):
            rounded[key] = round(value, _RATIO_WORTH if key == "ratio" else _WORTH)
        elif isinstance(value, Mapping) and value:
            rounded[key] = _rounded(value)
        elif not isinstance(value, Mapping) and value is not None:
            rounded[key] = value
    return rounded


def measure(comparison: Comparison) -> Row:
    """One round that doesn't count, then `rounds` of each in turns; the first of a round changes."""
    takers = [comparison.ours, comparison.peer, *comparison.beside.values()]
    taken: list[list[float]] = [[] for _ in takers]
    for take in takers:
        take()
    for round_number in range(comparison.rounds):
        turns = list(enumerate(takers))
        for place, take in turns if round_number % 2 == 0 else reversed(turns):
            taken[place].append(take())
    return _row(comparison, *taken)


def _row(comparison: Comparison, ours: list[float], peer: list[float], *others: list[float]) -> Row:
    tail = _tail(comparison.p99_goal, ours, peer)
    ratio = median(ours) / median(peer)
    return Row(
        name=comparison.name,
        ours=median(ours),
        peer=median(peer),
        unit=comparison.unit,
        ratio=ratio,
        goal=comparison.goal,
        holds=ratio <= comparison.goal and (tail is None or tail.ratio <= tail.goal),
        tail=tail,
        beside={name: median(other) for name, other in zip(comparison.beside, others, strict=True)},
    )


def _tail(goal: float | None, ours: Sequence[float], peer: Sequence[float]) -> Tail | None:
    if goal is None:
        return None
    slowest = p99(ours), p99(peer)
    return Tail(ours=slowest[0], peer=slowest[1], ratio=slowest[0] / slowest[1], goal=goal)


def p99(figures: Sequence[float]) -> float:
    """The smallest figure that at least 99 of 100 don't exceed."""
    return sorted(figures)[-(-99 * len(figures) // 100) - 1]


def milliseconds(act: Callable[[], object], times: int = 1) -> Measurement:
    """Times an act; with `times`, the mean of so many in a row, for what is too short for the clock."""

    def timed() -> float:
        begun = perf_counter_ns()
        for _ in range(times):
            act()
        return (perf_counter_ns() - begun) / 1e6 / times

    return timed
