"""Measures ours beside its limit or a peer, in turns, in one run: what slows the machine down slows both."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter_ns

Measurement = Callable[[], float]
"""Does the work once and returns what it took, in the comparison's unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """ours and peer: one measurement each. goal: ours may take at most so many times the peer."""

    name: str
    ours: Measurement
    peer: Measurement
    unit: str
    goal: float
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The medians of one comparison; ratio: ours / peer."""

    name: str
    ours: float
    peer: float
    unit: str
    ratio: float
    goal: float
    holds: bool

    def as_json(self) -> dict[str, object]:
        """The row as `--json` prints it, rounded to what a measurement is worth."""
        return {
            **asdict(self),
            "ours": round(self.ours, 4),
            "peer": round(self.peer, 4),
            "ratio": round(self.ratio, 3),
        }


def measure(comparison: Comparison) -> Row:
    """One round that doesn't count, then `rounds` of each in turns; the first of a round changes."""
    ours: list[float] = []
    peer: list[float] = []
    comparison.ours()
    comparison.peer()
    for round_number in range(comparison.rounds):
        if round_number % 2 == 0:
            ours.append(comparison.ours())
            peer.append(comparison.peer())
        else:
            peer.append(comparison.peer())
            ours.append(comparison.ours())
    ratio = median(ours) / median(peer)
    return Row(
        name=comparison.name,
        ours=median(ours),
        peer=median(peer),
        unit=comparison.unit,
        ratio=ratio,
        goal=comparison.goal,
        holds=ratio <= comparison.goal,
    )


def milliseconds(act: Callable[[], object], times: int = 1) -> Measurement:
    """Times an act; with `times`, the mean of so many in a row, for what is too short for the clock."""

    def timed() -> float:
        begun = perf_counter_ns()
        for _ in range(times):
            act()
        return (perf_counter_ns() - begun) / 1e6 / times

    return timed
