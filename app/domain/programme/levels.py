"""Levels that are reached, and plans that are paid for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from app.domain.programme.benefits import Award
from app.domain.programme.bounds import Between, Days, Id, Months, Multiplier, Name, Percent
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import Expiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A level reached when the metric of the window is at or above `threshold` (rupiah, points or visits).

    price_list: one that is open to its members. gives: once, when a member reaches it. expiry: of points that
    its members earn; None: the programme's.
    """

    id: Id
    name: Name
    threshold: Annotated[int, Between(0, 10**12)]
    discount_percent: Percent = Decimal(0)
    multiplier: Multiplier = Decimal(1)
    price_list: Id | None = None
    gives: tuple[Award, ...] = ()
    expiry: Expiry | None = None


class TierMetric(StrEnum):
    """What counts towards a tier."""

    SPEND = "spend"
    POINTS = "points"
    VISITS = "visits"


class TierWindow(StrEnum):
    """Over which time it counts."""

    ROLLING = "rolling"
    CALENDAR_YEAR = "calendar-year"
    MEMBERSHIP_YEAR = "membership-year"


class Downgrade(StrEnum):
    """How far a review takes a member down."""

    ONE_LEVEL = "one-level"
    TO_LEVEL_EARNED = "to-level-earned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRules:
    """How tiers are counted. months: of the rolling window. grace_days: after the review date."""

    metric: TierMetric = TierMetric.SPEND
    window: TierWindow = TierWindow.ROLLING
    months: Months = 12
    downgrade: Downgrade = Downgrade.TO_LEVEL_EARNED
    grace_days: Days = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A level that is paid for: the item `sku` opens it for `months`; a renewal extends from the old end."""

    id: Id
    name: Name
    sku: str
    months: Months
    discount_percent: Percent = Decimal(0)
    lines: Lines = ALL_LINES
    multiplier: Multiplier = Decimal(1)
    price_list: Id | None = None
    free_delivery: bool = False
