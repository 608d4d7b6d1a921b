"""Rules that can't do anything by themselves."""

from collections.abc import Iterator

from app.domain.programme.benefits import (
    CashbackPercent,
    MatchDonation,
    PercentOff,
    PointsMultiplier,
    UnitsOff,
)
from app.domain.programme.conditions import Condition, DateWindow
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Promotion
from app.services.programme_checks.contradictions import Contradiction
from app.services.programme_checks.finding import Finding, FindingKind, Path
from app.services.programme_checks.line_sets import takes_none
from app.services.programme_checks.look import Look, conditions_of_reward, owner_of
from app.services.programme_checks.walk import each, walk


def reach_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _never(look)
    yield from _nothing(look)
    yield from _no_line(look)


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
        if takes_none(lines) or (look.items and not look.taken(lines)):
            yield Finding(kind=FindingKind.TAKES_NO_LINE, path=path, ids=owner_of(look.programme, path))
