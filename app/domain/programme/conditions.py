"""What must hold for a rule. A rule's conditions all hold, or it does nothing and says why.

Dates, weekdays and times are the store's; the instant is the moment the basket was opened.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from app.domain.basket import PaymentMethod
from app.domain.programme.bounds import Between, Count, Days, Id, Minute, NotEmpty, Percent, Quantity, Rupiah
from app.domain.programme.lines import Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Holds when each of these holds."""

    conditions: "Annotated[tuple[Condition, ...], NotEmpty()]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Holds when at least one of these holds."""

    conditions: "Annotated[tuple[Condition, ...], NotEmpty()]"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf:
    """Holds when none of these holds."""

    conditions: "Annotated[tuple[Condition, ...], NotEmpty()]"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumSpend:
    """Holds when the running net, at the start of the phase, of these lines is at least `amount` rupiah.

    of: None means the lines of the rule itself.
    """

    amount: Rupiah
    of: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumQuantity:
    """Holds when these lines have at least this quantity (thousandths). of: None: the rule's own lines."""

    quantity: Quantity
    of: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWindow:
    """Holds from the start of `starts` to the end of `ends`."""

    starts: date
    ends: date


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTime:
    """Holds on these weekdays (none named: on all) from minute `starts` of the day until before `ends`.

    `ends` before `starts` runs over midnight; the weekday is then the one on which it began.
    """

    weekdays: tuple[Weekday, ...] = ()
    starts: Minute = 0
    ends: Minute = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class InStore:
    """Holds in these stores, by code."""

    stores: Annotated[tuple[str, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTerminal:
    """Holds at these terminals, by name."""

    terminals: Annotated[tuple[str, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThroughChannel:
    """Holds for sales through these channels (dine-in, takeaway, a delivery app)."""

    channels: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidWith:
    """Holds when these ways to pay carry at least `share` percent of the running net at the phase's start."""

    methods: Annotated[tuple[PaymentMethod, ...], NotEmpty()]
    share: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersOnly:
    """Holds when a member is on the basket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HasTier:
    """Holds for members of these tiers."""

    tiers: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class HasPlan:
    """Holds for members with one of these plans in force."""

    plans: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class InSegment:
    """Holds for members of one of these segments."""

    segments: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class HasFlag:
    """Holds for members with one of these flags (staff, student, newsletter)."""

    flags: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnList:
    """Holds for members on one of these early-access lists."""

    lists: Annotated[tuple[Id, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """Holds for members whose age in years is known and from `youngest` to `oldest`."""

    youngest: Annotated[int, Between(0, 150)] = 0
    oldest: Annotated[int, Between(0, 150)] = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthdayWindow:
    """Holds from `before` days before the member's birthday to `after` days after it; month: in its whole month too."""

    before: Annotated[int, Between(0, 180)] = 0
    after: Annotated[int, Between(0, 180)] = 0
    month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnniversaryWindow:
    """Holds around the day, a year or more later, on which the member joined."""

    before: Annotated[int, Between(0, 180)] = 0
    after: Annotated[int, Between(0, 180)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NthVisit:
    """Holds on the visit with this number, or on every multiple of it. This sale's visit counts."""

    number: Count
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPurchase:
    """Holds when the member has bought nothing before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSinceLastVisit:
    """Holds when the last visit was at least, and at most, so many days ago. Never one before: doesn't hold."""

    at_least: Days = 0
    at_most: Days | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Holds until `days` days after the member joined; the day of joining is day 0."""

    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponCode:
    """Holds when one of these codes was entered; capitals and small letters are one."""

    codes: Annotated[tuple[str, ...], NotEmpty()]


Condition = (
    AllOf
    | AnyOf
    | NoneOf
    | MinimumSpend
    | MinimumQuantity
    | DateWindow
    | WeekTime
    | InStore
    | AtTerminal
    | ThroughChannel
    | PaidWith
    | MembersOnly
    | HasTier
    | HasPlan
    | InSegment
    | HasFlag
    | OnList
    | AgeBand
    | BirthdayWindow
    | AnniversaryWindow
    | NthVisit
    | FirstPurchase
    | DaysSinceLastVisit
    | NewMember
    | CouponCode
)
