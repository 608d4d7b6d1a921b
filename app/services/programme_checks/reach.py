"""Rules that can't do anything, or whose turn is left to chance."""

from collections.abc import Iterator

from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    CashbackPercent,
    FixedPrice,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
    UnitsOff,
)
from app.domain.programme.conditions import Condition, DateWindow
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import GroupMode, Promotion
from app.services.programme_checks.contradictions import Contradiction
from app.services.programme_checks.finding import Finding, FindingKind, Path
from app.services.programme_checks.line_sets import covers, share_lines, takes, takes_none
from app.services.programme_checks.look import Look, Turn, conditions_of_reward, is_counted, owner_of, turn_of
from app.services.programme_checks.walk import each, walk
from app.services.programme_checks.ways import always_when


def reach_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _never(look)
    yield from _nothing(look)
    yield from _no_line(look)
    yield from _outdone(look)
    yield from _ties(look)


def _never(look: Look) -> Iterator[Finding]:
    programme = look.programme
    asked: list[tuple[Path, str, tuple[Condition, ...]]] = [
        *((("promotions", at), rule.id, rule.conditions) for at, rule in look.live),
        *(
            (("rewards", at), rule.id, conditions_of_reward(rule))
            for at, rule in enumerate(programme.rewards)
        ),
        *((("vouchers", at), rule.id, rule.conditions) for at, rule in enumerate(programme.vouchers)),
    ]
    for path, rule_id, conditions in asked:
        why = look.why_never(conditions)
        backwards = any(window.ends < window.starts for _, window in each(conditions, DateWindow))
        if why and not (why == Contradiction.DATES and backwards):
            yield Finding(kind=FindingKind.NEVER_HOLDS, path=path, ids=(rule_id,), of=why)


def _nothing(look: Look) -> Iterator[Finding]:
    """Benefits of nothing: 0 %, at most Rp0, ×1."""
    for path, value in walk(look.programme):
        match value:
            case PercentOff() | CashbackPercent() | MatchDonation():
                empty = value.percent == 0 or value.most == 0
            case UnitsOff(percent=percent):
                empty = percent == 0
            case PointsMultiplier(times=times):
                empty = times == 1
            case Promotion():
                empty = value.limits.budget == 0
            case _:
                continue
        if empty:
            yield Finding(kind=FindingKind.NOTHING_GIVEN, path=path, ids=owner_of(look.programme, path))


def _no_line(look: Look) -> Iterator[Finding]:
    for path, lines in each(look.programme, Lines):
        if takes_none(lines) or (look.items and not any(takes(lines, item) for item in look.items)):
            yield Finding(kind=FindingKind.TAKES_NO_LINE, path=path, ids=owner_of(look.programme, path))


def _outdone(look: Look) -> Iterator[Finding]:
    """One finding for a rule that another always leaves nothing for."""
    for place, (at, later) in enumerate(look.live):
        for earlier_place, (_, earlier) in enumerate(look.live):
            kind = _how_outdone(look, earlier, later, comes_first=earlier_place < place)
            if kind is not None and earlier_place != place:
                yield Finding(kind=kind, path=("promotions", at), ids=(later.id, earlier.id))
                break


def _how_outdone(
    look: Look, earlier: Promotion, later: Promotion, *, comes_first: bool
) -> FindingKind | None:
    """earlier: takes something whenever the later could. comes_first: in the order of promotions."""
    if not _always_takes(look, earlier, later):
        return None
    same_group = earlier.group is not None and earlier.group == later.group
    if comes_first and same_group and turn_of(earlier) is turn_of(later):
        if look.mode_of(earlier) is GroupMode.FIRST:
            return FindingKind.ALWAYS_OUTRANKED
        return None
    if look.mode_of(earlier) is not GroupMode.STACK:
        return None  # another of its group may win instead
    if turn_of(later) is Turn.EARNING:
        alone = isinstance(earlier.benefit, PointsMultiplier) and isinstance(later.benefit, PointsMultiplier)
        gone = alone and earlier.exclusive and (comes_first or not later.exclusive)
        return FindingKind.BEHIND_EXCLUSIVE if gone else None
    if not comes_first or turn_of(earlier) not in {Turn.LINE, Turn.ORDER}:
        return None
    if earlier.exclusive:
        return FindingKind.BEHIND_EXCLUSIVE
    return FindingKind.EXCLUSIVE_TOO_LATE if later.exclusive else None


def _always_takes(look: Look, earlier: Promotion, later: Promotion) -> bool:
    match earlier.benefit:
        case PercentOff() | PointsMultiplier() | BonusPoints(per_rupiah=None, per_units=None):
            sure = True
        case AmountOff(per_unit=per_unit):
            sure = not per_unit
        case _:
            sure = False
    return (
        sure
        and not is_counted(earlier)
        and (turn_of(earlier) is Turn.EARNING) == (turn_of(later) is Turn.EARNING)
        and not isinstance(later.benefit, OpenPriceList)
        and covers(earlier.lines, later.lines, look.items)
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
            and share_lines(rule.lines, other.lines, look.items)
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
