"""How points and cashback are earned, kept and spent."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from app.domain.programme.bounds import Between, Count, Id, Months, Multiplier, Name, Percent, Points, Price
from app.domain.programme.lines import Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """Points that stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterMonths:
    """To the end of the day so many months after earning (clipped to the month's end)."""

    months: Months


class Period(StrEnum):
    """What an expiry waits for the end of."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfPeriod:
    """To the end of the month, quarter or year in which earning + `months` falls."""

    period: Period
    months: Annotated[int, Between(0, 120)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDate:
    """To the end of a date; what is earned after it runs to the same day a year or more later."""

    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterInactivity:
    """To the end of the day so many months after the member's last qualifying activity."""

    months: Months


Expiry = Never | AfterMonths | EndOfPeriod | OnDate | AfterInactivity


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnRate:
    """Other rupiah per point for these lines, in these stores (none named: in all); None: they earn nothing.

    The first that takes a line decides. funder: a partner who pays for the points; None: the merchant.
    """

    id: Id
    name: Name
    lines: Lines
    rupiah_per_point: Price | None
    stores: tuple[str, ...] = ()
    funder: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRules:
    """How points are earned and what they are worth.

    rupiah_per_point: paid rupiah that earn one point. value: rupiah that one point pays.
    redeem_multiple: points are redeemed in multiples of it, at least redeem_minimum, up to redeem_percent of
    the eligible net and redeem_per_day points per member and business day.
    earn_on_tax: the base includes the tax. hold_days: earned points pend so long before they can be spent.
    multiplier_cap: no line's sum of multipliers is above it. earn_per_sale, earn_per_day: most points of one
    sale, and of one member on one business day. proof_above: spending more points than this needs a scanned
    card, a PIN or a one-time code.
    """

    rupiah_per_point: Price
    value: Price
    redeem_multiple: Points = 1
    redeem_minimum: Annotated[int, Between(0, 10**9)] = 0
    redeem_percent: Percent = Decimal(100)
    redeem_per_day: Points | None = None
    earn_on_tax: bool = True
    rates: tuple[EarnRate, ...] = ()
    multiplier_cap: Multiplier | None = None
    earn_per_sale: Points | None = None
    earn_per_day: Points | None = None
    hold_days: Annotated[int, Between(0, 365)] = 0
    expiry: Expiry = Never()
    proof_above: Annotated[int, Between(0, 10**9)] | None = None

    def worth(self, points: int) -> int:
        """Rupiah that so many points pay."""
        return points * self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class CashbackRules:
    """The wallet in rupiah. spend_percent: how much of what is to pay it may carry."""

    spend_percent: Percent = Decimal(100)
    spend_minimum: Annotated[int, Between(0, 10**9)] = 0
    expiry: Expiry = Never()


class TransferScope(StrEnum):
    """To whom a member may give points."""

    NOBODY = "nobody"
    HOUSEHOLD = "household"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRules:
    """Giving points away. per_month: most transfers of one member in a calendar month."""

    to: TransferScope = TransferScope.NOBODY
    minimum: Points = 1
    per_month: Count | None = None
