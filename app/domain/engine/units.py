"""Single units of lines: which are the cheapest, and what they come to.

A line's running net is spread over its units with equal weights, the first units carrying the odd rupiah. A line of
a million units is never expanded: units of one value stand together as a run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.engine.scene import Scene
from app.domain.programme.benefits import UnitChoice


@dataclass(frozen=True, slots=True)
class Run:
    """Units `start`, `start` + 1, … of a family, all of one value in rupiah."""

    value: int
    root: int
    start: int
    count: int


@dataclass(slots=True)
class Families:
    """The working lines of a basket by family, with units of their running nets."""

    scene: Scene
    nets: Sequence[int]
    lines: dict[int, list[int]]

    def runs(self) -> list[Run]:
        """Every unit, as runs, in the order of the lines."""
        return [run for root, places in self.lines.items() for run in self._runs_of(root, places)]

    def _runs_of(self, root: int, places: list[int]) -> Iterable[Run]:
        units = self.scene.units(root)
        if units == 0:
            return
        whole = sum(self.nets[place] // units for place in places)
        odd = sorted(self.nets[place] % units for place in places)
        start = 0
        for passed, end in enumerate((*odd, units)):
            if end > start:
                yield Run(whole + len(odd) - passed, root, start, end - start)
                start = end

    def values(self, chosen: Iterable[Run]) -> dict[int, int]:
        """What the chosen units come to, by line."""
        by_place: dict[int, int] = {}
        for run in chosen:
            units = self.scene.units(run.root)
            for place in self.lines[run.root]:
                whole, odd = divmod(self.nets[place], units)
                extra = min(run.start + run.count, odd) - min(run.start, odd)
                by_place[place] = by_place.get(place, 0) + whole * run.count + extra
        return by_place


def families_of(scene: Scene, nets: Sequence[int], places: Iterable[int]) -> Families:
    """The families of some working lines."""
    return Families(scene=scene, nets=nets, lines=scene.by_root(places))


def in_order(runs: Iterable[Run], take: UnitChoice) -> list[Run]:
    """The cheapest or the dearest first; ties by line, then by unit."""
    sign = 1 if take is UnitChoice.CHEAPEST else -1
    return sorted(runs, key=lambda run: (sign * run.value, run.root, run.start))


def count(runs: Iterable[Run]) -> int:
    """How many units."""
    return sum(run.count for run in runs)


def first(runs: Iterable[Run], units: int) -> list[Run]:
    """The first so many units, or all there are."""
    chosen: list[Run] = []
    for run in runs:
        if units <= 0:
            break
        taken = min(run.count, units)
        chosen.append(run if taken == run.count else Run(run.value, run.root, run.start, taken))
        units -= taken
    return chosen
