"""What all checks look at, and what they all ask of it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any

from app.domain.basket import Item
from app.domain.programme.benefits import (
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PointsMultiplier,
)
from app.domain.programme.conditions import Condition, DateWindow, HasTier, MembersOnly
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import GroupMode, LimitKind, Promotion, Scope
from app.services.programme_checks.contradictions import contradictions
from app.services.programme_checks.finding import Path
from app.services.programme_checks.line_sets import covers_names, may_share_names, share_names, takes
from app.services.programme_checks.ways import MOST_WAYS, Way, ways_of

_EARNING = (
    PointsMultiplier,
    BonusPoints,
    BonusStamps,
    CashbackPercent,
    CashbackAmount,
    IssueVoucher,
    MatchDonation,
)


_COUNTED = tuple(kind.value.replace("-", "_") for kind in LimitKind)


class Turn(IntEnum):
    """The phase in which a promotion is worked out, in the order of the phases."""

    PRICE = 1
    LINE = 2
    ORDER = 3
    EARNING = 8


def turn_of(promotion: Promotion) -> Turn:
    """The phase of a promotion."""
    if isinstance(promotion.benefit, OpenPriceList):
        return Turn.PRICE
    if isinstance(promotion.benefit, _EARNING):
        return Turn.EARNING
    return Turn.LINE if promotion.scope is Scope.LINE else Turn.ORDER


@dataclass(frozen=True)
class Look:
    """A programme, and what is known besides. items, stores: None: not known. today: in the programme's zone."""

    programme: Programme
    items: tuple[Item, ...] | None = None
    today: date | None = None
    stores: tuple[str, ...] | None = None

    @cached_property
    def live(self) -> tuple[tuple[int, Promotion], ...]:
        """Promotions that nobody has stopped, each with its place, in the order in which they apply."""
        placed = ((at, one) for at, one in enumerate(self.programme.promotions) if not one.stopped)
        return tuple(sorted(placed, key=lambda it: (turn_of(it[1]), it[1].priority, it[1].id)))

    @cached_property
    def _tiers(self) -> frozenset[str]:
        return frozenset(tier.id for tier in self.programme.tiers)

    @cached_property
    def _channels(self) -> frozenset[str]:
        return frozenset(self.programme.channels)

    @cached_property
    def _modes(self) -> dict[str, GroupMode]:
        return {group.id: group.mode for group in self.programme.groups}

    @cached_property
    def _masks(self) -> dict[Lines, int]:
        return {}

    @cached_property
    def _known_ways(self) -> dict[tuple[Condition, ...], tuple[Way, ...] | None]:
        return {}

    @cached_property
    def _known_together(self) -> dict[tuple[tuple[Condition, ...], tuple[Condition, ...]], bool]:
        return {}

    def taken(self, lines: Lines) -> int:
        """A bit for each of the items that are taken, the first item's the lowest. Only where they are known."""
        known = self._masks.get(lines)
        if known is None:
            bits = ("1" if takes(lines, item) else "0" for item in reversed(self.items or ()))
            known = self._masks[lines] = int("".join(bits) or "0", 2)
        return known

    def share_lines(self, one: Lines, other: Lines) -> bool:
        """Whether a line is sure to be taken by both."""
        if self.items is None:
            return share_names(one, other)
        return bool(self.taken(one) & self.taken(other))

    def may_share_lines(self, one: Lines, other: Lines) -> bool:
        """Whether some line may be taken by both."""
        if self.items is None:
            return may_share_names(one, other)
        return self.share_lines(one, other)

    def covers(self, one: Lines, other: Lines) -> bool:
        """Whether `one` takes every line that `other` takes."""
        if self.items is None:
            return covers_names(one, other)
        return not self.taken(other) & ~self.taken(one)

    def ways(self, conditions: tuple[Condition, ...]) -> tuple[Way, ...] | None:
        """The possible ways in which all of these hold; None: too many to say."""
        if conditions not in self._known_ways:
            ways = ways_of(conditions)
            self._known_ways[conditions] = None if ways is None else self._possible(ways)
        return self._known_ways[conditions]

    def mode_of(self, promotion: Promotion) -> GroupMode:
        """How its group lives together; without one they stack."""
        return self._modes.get(promotion.group or "", GroupMode.STACK)

    def _possible(self, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """Those that don't contradict themselves."""
        return tuple(
            way for way in ways if next(contradictions(way, self._tiers, self._channels), None) is None
        )

    def why_never(self, conditions: tuple[Condition, ...]) -> str:
        """The subject on which the conditions contradict in every way; empty when they can hold."""
        possible = self.ways(conditions)
        ways = ways_of(conditions)
        if possible is None or possible or not ways:
            return ""
        return next(contradictions(ways[0], self._tiers, self._channels)).value

    def together(self, one: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
        """Whether both can hold at once; what is too tangled to say, can."""
        if (one, other) not in self._known_together:
            self._known_together[one, other] = self._can_be_together(one, other)
        return self._known_together[one, other]

    def _can_be_together(self, one: tuple[Condition, ...], other: tuple[Condition, ...]) -> bool:
        mine, theirs = self.ways(one), self.ways(other)
        if mine is None or theirs is None or len(mine) * len(theirs) > MOST_WAYS:
            return True
        return any(self._possible((way.joined(another),)) for way in mine for another in theirs)


def conditions_of_reward(reward: Reward) -> tuple[Condition, ...]:
    """Its own, and what its tiers and window come to."""
    asked: tuple[Condition, ...] = (*reward.conditions, MembersOnly())
    if reward.tiers:
        asked = (*asked, HasTier(tiers=reward.tiers))
    if reward.starts is not None and reward.ends is not None:
        asked = (*asked, DateWindow(starts=reward.starts, ends=reward.ends))
    return asked


def is_counted(promotion: Promotion) -> bool:
    """Whether it can run out of something."""
    return any(getattr(promotion.limits, field) is not None for field in _COUNTED)


def owner_of(programme: Programme, path: Path) -> tuple[str, ...]:
    """The id of the rule that a path is in; nothing for what has no id."""
    value: Any = programme
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
        if not isinstance(value, tuple) and isinstance(getattr(value, "id", None), str):
            return (value.id,)
    return ()
