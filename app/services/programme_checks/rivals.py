"""Rules that others leave nothing for, or whose turn is left to chance."""

from collections.abc import Iterator

from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    FixedPrice,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.promotions import GroupMode, Promotion
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.look import Look, Turn, is_counted, turn_of
from app.services.programme_checks.ways import always_when

_FELT = 1
"""A percentage from which on every line loses something, but for one of some rupiah."""


def rival_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _outdone(look)
    yield from _ties(look)


def _outdone(look: Look) -> Iterator[Finding]:
    """One finding for a rule that another always leaves nothing for."""
    sure = [(place, rule) for place, (_, rule) in enumerate(look.live) if _is_sure(rule)]
    for place, (at, later) in enumerate(look.live):
        for earlier_place, earlier in sure:
            kind = _how_outdone(look, earlier, later, comes_first=earlier_place < place)
            if (
                kind is not None
                and earlier_place != place
                and not _may_be_shut_out(look, earlier_place, later)
            ):
                yield Finding(kind=kind, path=("promotions", at), ids=(later.id, earlier.id))
                break


def _how_outdone(
    look: Look, earlier: Promotion, later: Promotion, *, comes_first: bool
) -> FindingKind | None:
    """earlier: takes something whenever the later could. comes_first: in the order of promotions."""
    if not _always_takes(look, earlier, later):
        return None
    multiplies = isinstance(earlier.benefit, PointsMultiplier)
    if multiplies and not isinstance(later.benefit, PointsMultiplier):
        return None  # where nothing earns, nothing is multiplied, and the later gives all the same
    same_group = earlier.group is not None and earlier.group == later.group
    if comes_first and same_group and turn_of(earlier) is turn_of(later):
        if look.mode_of(earlier) is GroupMode.FIRST:
            return FindingKind.ALWAYS_OUTRANKED
        return None
    if look.mode_of(earlier) is not GroupMode.STACK:
        return None  # another of its group may win instead
    if turn_of(later) is Turn.EARNING:
        plain = not getattr(later.benefit, "paid_with", ())
        gone = multiplies and plain and earlier.exclusive and (comes_first or not later.exclusive)
        return FindingKind.BEHIND_EXCLUSIVE if gone else None
    if not comes_first or turn_of(earlier) not in {Turn.LINE, Turn.ORDER}:
        return None
    if not _touches_every_line(earlier):
        return None
    if earlier.exclusive:
        return FindingKind.BEHIND_EXCLUSIVE
    return FindingKind.EXCLUSIVE_TOO_LATE if later.exclusive else None


def _may_be_shut_out(look: Look, place: int, later: Promotion) -> bool:
    """Whether something may touch a line of the later before the exclusive rule at this place, which then leaves it."""
    _, rule = look.live[place]
    if not rule.exclusive or turn_of(rule) is Turn.EARNING:
        return False
    return any(
        turn_of(before) in {Turn.LINE, Turn.ORDER}
        and not before.exclusive
        and look.may_share_lines(before.lines, later.lines)
        and look.together(before.conditions, later.conditions)
        for _, before in look.live[:place]
    )


def _touches_every_line(rule: Promotion) -> bool:
    """Whether each of its lines gets a share, but for a line of some rupiah: an amount may leave small lines out."""
    match rule.benefit:
        case PercentOff(percent=percent, most=None):
            return percent >= _FELT
        case _:
            return False


def _is_sure(rule: Promotion) -> bool:
    """Whether it takes or gives something wherever it holds and finds a line."""
    match rule.benefit:
        case PercentOff(percent=percent):
            return percent >= _FELT and not is_counted(rule)
        case BonusPoints(per_rupiah=None, per_units=None):
            return not is_counted(rule)
        case PointsMultiplier(times=times, paid_with=()):
            return times > 1 and not is_counted(rule)
        case AmountOff(per_unit=False):
            return not is_counted(rule)
        case _:
            return False


def _always_takes(look: Look, earlier: Promotion, later: Promotion) -> bool:
    return (
        (turn_of(earlier) is Turn.EARNING) == (turn_of(later) is Turn.EARNING)
        and not isinstance(later.benefit, OpenPriceList)
        and look.covers(earlier.lines, later.lines)
        and always_when(earlier.conditions, later.conditions)
    )


def _ties(look: Look) -> Iterator[Finding]:
    """One finding for each promotion that shares its turn and priority with earlier ones."""
    for place, (at, rule) in enumerate(look.live):
        tied = [
            other.id
            for _, other in look.live[:place]
            if turn_of(other) is turn_of(rule)
            and other.priority == rule.priority
            and _order_matters(look, rule, other)
            and look.share_lines(rule.lines, other.lines)
            and look.together(rule.conditions, other.conditions)
        ]
        if tied:
            yield Finding(
                kind=FindingKind.TIE_SETTLED_BY_ID,
                path=("promotions", at, "priority"),
                ids=(rule.id, *tied),
                amount=rule.priority,
            )


def _order_matters(look: Look, one: Promotion, other: Promotion) -> bool:
    """Whether the two would come to something else the other way round (a rupiah of rounding aside)."""
    together = one.group is not None and one.group == other.group
    mode = look.mode_of(one) if together else GroupMode.STACK
    if turn_of(one) is Turn.PRICE:
        return False
    if turn_of(one) is Turn.EARNING:
        multipliers = isinstance(one.benefit, PointsMultiplier) and isinstance(
            other.benefit, PointsMultiplier
        )
        if mode is GroupMode.BEST:
            return not multipliers
        return mode is GroupMode.FIRST or (multipliers and one.exclusive and other.exclusive)
    if mode is GroupMode.BEST:
        return False
    if mode is GroupMode.FIRST or one.exclusive or other.exclusive:
        return True
    return not any(_commute(one, other, kind) for kind in (PercentOff, AmountOff, FixedPrice))


def _commute(one: Promotion, other: Promotion, kind: type) -> bool:
    if not (isinstance(one.benefit, kind) and isinstance(other.benefit, kind)):
        return False
    bounded = one.limits.budget is not None or other.limits.budget is not None
    return not bounded and getattr(one.benefit, "most", None) is getattr(other.benefit, "most", None) is None
