"""Line and order promotions: in order, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.engine.judge import Refused
from app.domain.engine.prepared import Rule, Rules, allowance
from app.domain.engine.running import Allowance, Running, Take
from app.domain.engine.view import View
from app.domain.programme.promotions import GroupMode, LimitKind
from app.domain.quote import Phase, RefusalReason

OUTRANKED: Refused = (RefusalReason.OUTRANKED, 0, ())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule whose conditions hold, with the places that it takes."""

    rule: Rule
    places: Sequence[int]
    allowed: Allowance

    def work_out(self, running: Running, only: Sequence[int] | None = None) -> Take | Refused:
        """What it would take now, from its places or only from these."""
        places = self.places if only is None else only
        return self.rule.taker(running, places, self.allowed, self.rule.promotion.exclusive)


def candidates(running: Running, rules: Rules, view: View) -> list[Candidate]:
    """Rules of a phase that hold at its start, in order; the others are refused."""
    tried, refusals = rules.for_basket(running.scene)
    running.refusals.extend(refusals)
    found: list[Candidate] = []
    for rule in tried:
        refused = rule.judge(view, rule.chooser)
        if refused is not None:
            running.refuse(rule.id, rules.phase, refused)
            continue
        allowed = allowance(rule.promotion.limits, rule.id, running.scene)
        if isinstance(allowed, LimitKind):
            running.refuse(rule.id, rules.phase, (RefusalReason.NO_RIGHT, 0, ()), allowed)
            continue
        found.append(Candidate(rule, running.scene.places(rule.chooser), allowed))
    return found


def apply_promotions(running: Running, rules: Rules) -> None:
    """One phase. All conditions are judged before anything is taken."""
    if not rules.rules and not rules.stopped:
        return
    found = candidates(running, rules, View(running.scene, running.nets))
    settled: set[str] = set()
    for candidate in found:
        group = candidate.rule.promotion.group or ""
        match candidate.rule.mode:
            case GroupMode.STACK:
                _apply(running, rules.phase, candidate)
            case GroupMode.FIRST:
                if group in settled:
                    running.refuse(candidate.rule.id, rules.phase, OUTRANKED)
                elif _apply(running, rules.phase, candidate):
                    settled.add(group)
            case GroupMode.BEST:
                if group not in settled:
                    settled.add(group)
                    rivals = [one for one in found if one.rule.promotion.group == group]
                    _apply_best(running, rules.phase, rivals)


def _apply(running: Running, phase: Phase, candidate: Candidate, take: Take | None = None) -> bool:
    """Takes what a candidate works out to, or `take`; whether it took something."""
    worked_out = take or candidate.work_out(running)
    if not isinstance(worked_out, Take):
        running.refuse(candidate.rule.id, phase, worked_out)
        return False
    touched = running.take(candidate.rule.id, phase, worked_out)
    running.touched.update(touched)
    if candidate.rule.promotion.exclusive:
        running.closed.update(touched)
    return True


def _apply_best(running: Running, phase: Phase, rivals: list[Candidate]) -> None:
    """Each line, or the whole order, goes to the rival that saves it most; ties by id."""
    offers: list[tuple[Candidate, Take]] = []
    for rival in rivals:
        take = rival.work_out(running)
        if isinstance(take, Take):
            offers.append((rival, take))
        else:
            running.refuse(rival.rule.id, phase, take)
    if phase is Phase.ORDER_PROMOTION:
        winner = min(offers, key=lambda offer: (-offer[1].amount, offer[0].rule.id), default=None)
        for rival, take in offers:
            if winner is not None and rival is winner[0]:
                _apply(running, phase, rival, take)
            else:
                running.refuse(rival.rule.id, phase, OUTRANKED)
        return
    won = _won_lines(offers)
    # Lines don't overlap, so working out again sees the same nets whatever was applied before.
    for number, (rival, take) in enumerate(offers):
        places = won[number]
        if not places:
            running.refuse(rival.rule.id, phase, OUTRANKED)
        else:
            _apply(running, phase, rival, _on_won_lines(running, rival, take, places))


def _won_lines(offers: list[tuple[Candidate, Take]]) -> list[list[int]]:
    """For each offer, the places on which it saves most."""
    best: dict[int, tuple[int, str, int]] = {}
    for number, (rival, take) in enumerate(offers):
        for place, amount in take.parts.items():
            rank = (-amount, rival.rule.id, number)
            if amount and (place not in best or rank < best[place]):
                best[place] = rank
    won: list[list[int]] = [[] for _ in offers]
    for place in sorted(best):
        won[best[place][2]].append(place)
    return won


def _on_won_lines(running: Running, rival: Candidate, take: Take, won: list[int]) -> Take:
    """What a rule takes from the lines that it won: a deal over units keeps its parts there."""
    if all(place in won for place, amount in take.parts.items() if amount):
        return take
    if not take.deal:
        again = rival.work_out(running, won)
        if isinstance(again, Take):
            return again
    parts = {place: take.parts[place] for place in won}
    amount = sum(parts.values())
    return replace(take, numerator=amount, denominator=1, amount=amount, parts=parts)
