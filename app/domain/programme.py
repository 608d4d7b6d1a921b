"""One merchant's loyalty rules at one revision, as values.

Percentages, multipliers and rates are exact decimals that were read from text. Money is rupiah.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRules:
    """How points are earned and what they are worth.

    rupiah_per_point: paid rupiah that earn one point. value: rupiah that one point pays.
    redeem_multiple: points are redeemed in multiples of it, at least redeem_minimum,
    up to redeem_percent of the eligible net. earn_on_tax: the base includes the tax inside the price.
    expire_after_months: end of that day, months after earning; None: never.
    """

    rupiah_per_point: int
    value: int
    redeem_multiple: int
    redeem_minimum: int
    redeem_percent: Decimal
    earn_on_tax: bool = True
    expire_after_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A level reached when the net eligible spend of the window is at or above `threshold` rupiah."""

    id: str
    name: str
    threshold: int
    discount_percent: Decimal = Decimal(0)
    multiplier: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWindow:
    """Holds from the start of `starts` to the end of `ends`, both in the store's zone."""

    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumSpend:
    """Holds when the running net of the eligible lines is at least `amount` rupiah."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersOnly:
    """Holds when a member is on the basket."""


Condition = DateWindow | MinimumSpend | MembersOnly


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOff:
    """Takes a percentage off the running net of the eligible lines."""

    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsMultiplier:
    """Multiplies what the sale earns; several multipliers add their bonuses (×1,25 and ×2 make ×2,25)."""

    times: Decimal


Benefit = PercentOff | PointsMultiplier


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """Changes what is paid or earned when all its conditions hold.

    categories: only lines of these; empty: all lines. stopped: switched off by a manager.
    Promotions of one phase apply in the order (priority, id).
    """

    id: str
    name: str
    priority: int
    benefit: Benefit
    conditions: tuple[Condition, ...] = ()
    categories: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """A tax inside the price. `name` is what the receipt calls it (PB1, PPN)."""

    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One published, immutable revision. `tiers` rise by threshold and the first starts at 0.

    zone: the programme's time zone, in which expiry days end.
    cash_step: cash payments round half-up to multiples of it.
    tier_window_months: the rolling window of the tier metric.
    """

    revision: int
    name: str
    zone: str
    points: PointsRules
    tiers: tuple[Tier, ...]
    promotions: tuple[Promotion, ...]
    tax: Tax
    cash_step: int = 100
    tier_window_months: int = 12


def tier_by_id(programme: Programme, tier_id: str) -> Tier:
    """The tier of that id, or the lowest one when this revision no longer has it."""
    return next((tier for tier in programme.tiers if tier.id == tier_id), programme.tiers[0])


def tier_reached(programme: Programme, metric: int) -> Tier:
    """The highest tier whose threshold a metric (rupiah) reaches; reaching is `>=`."""
    return max(
        (tier for tier in programme.tiers if metric >= tier.threshold), key=lambda tier: tier.threshold
    )


def next_tier(programme: Programme, tier_id: str) -> Tier | None:
    """The tier above, or None at the top."""
    threshold = tier_by_id(programme, tier_id).threshold
    return min(
        (tier for tier in programme.tiers if tier.threshold > threshold),
        key=lambda tier: tier.threshold,
        default=None,
    )
