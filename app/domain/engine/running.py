"""A quote while it is being worked out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import gcd

from app.domain.engine.judge import Refused
from app.domain.engine.scene import Scene
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Clip, Effect, Grant, Part, Phase, Refusal, RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What a rule would take: `amount` off a `base`, by place. uses: applications that count.

    deal: made of units, so it can't be worked out again on fewer lines.
    """

    base: int
    numerator: int
    denominator: int
    amount: int
    parts: dict[int, int]
    uses: int = 1
    clip: Clip | None = None
    deal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How often and how much a rule may still give. times, budget: None: as it likes."""

    times: int | None = None
    budget: int | None = None

    def at_most(self, count: int) -> int:
        """`count` applications, or as many as are left."""
        return count if self.times is None else min(count, self.times)


UNLIMITED = Allowance()


@dataclass(slots=True)
class Running:
    """Nets and parts by place, what happened and what didn't."""

    scene: Scene
    nets: list[int]
    parts: list[list[Part]]
    closed: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    effects: list[Effect] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)

    def workable(self, places: Iterable[int], *, exclusive: bool = False) -> list[int]:
        """Lines with something left that no exclusive rule closed; for one, those that none has touched."""
        nets, closed = self.nets, self.closed
        if exclusive:
            closed = closed | self.touched
        if not closed:
            return [place for place in places if nets[place] > 0]
        return [place for place in places if nets[place] > 0 and place not in closed]

    def why_not(self, places: Sequence[int]) -> Refused:
        """Why none of these lines is workable."""
        left = any(self.nets[place] > 0 for place in places)
        return (RefusalReason.CLOSED_LINES if left else RefusalReason.NOTHING_TO_TAKE), 0, ()

    def take(self, rule_id: str, phase: Phase, take: Take, points: dict[int, int] | None = None) -> list[int]:
        """Takes it; the places it took from. points: that paid it, by place."""
        touched = [place for place, amount in take.parts.items() if amount]
        paid = points or {}
        for place in touched:
            amount = take.parts[place]
            self.nets[place] -= amount
            self.parts[place].append(
                Part(rule_id=rule_id, phase=phase, amount=amount, points=paid.get(place, 0))
            )
        common = gcd(take.numerator, take.denominator) or 1
        self.effects.append(
            Effect(
                rule_id=rule_id,
                phase=phase,
                base=take.base,
                numerator=take.numerator // common,
                denominator=take.denominator // common,
                amount=take.amount,
                points=sum(paid.values()),
                lines=tuple([self.scene.lines[place].number for place in sorted(touched)]),
                times=take.uses,
                clipped=take.clip,
            )
        )
        return touched

    def refuse(self, rule_id: str, phase: Phase, refused: Refused, limit: LimitKind | None = None) -> None:
        """Notes why a rule did nothing."""
        reason, distance, wanted = refused
        self.refusals.append(
            Refusal(
                rule_id=rule_id, phase=phase, reason=reason, distance=distance, wanted=wanted, limit=limit
            )
        )
