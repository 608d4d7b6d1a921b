"""What a rule gives: off the price, on top of the points, or a thing to have.

`lines` of a promotion, voucher or reward are those that its benefit touches; a benefit that names lines of its
own says which.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from app.domain.basket import PaymentMethod
from app.domain.programme.bounds import (
    Count,
    Id,
    Months,
    Multiplier,
    Name,
    NotEmpty,
    Percent,
    Points,
    Price,
    Rupiah,
)
from app.domain.programme.lines import Lines


class UnitChoice(StrEnum):
    """Which units get a benefit first; ties go to the lower line number."""

    CHEAPEST = "cheapest"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOff:
    """Takes a percentage off the running net of the lines, at most `most` rupiah."""

    percent: Percent
    most: Rupiah | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountOff:
    """Takes an amount off the lines: once, or for each whole unit, the cheapest first, none below zero."""

    amount: Price
    per_unit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOff:
    """Takes a percentage off so many units of the lines (`100`: the cheapest one is free)."""

    units: Count
    percent: Percent = Decimal(100)
    take: UnitChoice = UnitChoice.CHEAPEST


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyGet:
    """For each `buy` units of the lines, `get` more take a percentage off.

    get_lines: None means that the rewarded units come from the same lines; then each group of buy + get units
    rewards its own. Otherwise each `buy` units of the rule's lines reward `get` units of those.
    """

    buy: Count
    get: Count
    percent: Percent = Decimal(100)
    get_lines: Lines | None = None
    take: UnitChoice = UnitChoice.CHEAPEST


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPrice:
    """A unit of the lines costs this much; never more than without the rule."""

    price: Rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePart:
    """So many units of these lines."""

    lines: Lines
    units: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePrice:
    """All parts together cost `price`, as often as the basket holds them; the dearest units go in first."""

    price: Rupiah
    parts: Annotated[tuple[BundlePart, ...], NotEmpty()]


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeProduct:
    """So many units of `of` are free, up to `most` rupiah, once the conditions hold on the rule's own lines."""

    of: Lines
    units: Count = 1
    take: UnitChoice = UnitChoice.CHEAPEST
    most: Rupiah | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPriceList:
    """Opens a price list."""

    price_list: Id


PriceBenefit = (
    PercentOff | AmountOff | UnitsOff | BuyGet | FixedPrice | BundlePrice | FreeProduct | OpenPriceList
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsMultiplier:
    """Multiplies what the lines earn; several multipliers add their bonuses (×1,25 and ×2 make ×2,25).

    paid_with: only for the share of the bill that these methods carry; none named: for all of it.
    """

    times: Multiplier
    paid_with: tuple[PaymentMethod, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusPoints:
    """Adds points that nothing multiplies: once, or for each so many rupiah or whole units of the lines."""

    points: Points
    per_rupiah: Price | None = None
    per_units: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusStamps:
    """Gives stamps of a card: once, or for each so many rupiah or whole units of the lines."""

    card: Id
    stamps: Count = 1
    per_rupiah: Price | None = None
    per_units: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashbackPercent:
    """Gives a percentage of what was paid for the lines into the wallet, at most `most` rupiah."""

    percent: Percent
    most: Rupiah | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashbackAmount:
    """Gives an amount into the wallet."""

    amount: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueVoucher:
    """Gives vouchers of a kind."""

    voucher: Id
    count: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDonation:
    """The merchant gives a percentage of what was paid for the lines to a charity, at most `most` rupiah."""

    donation: Id
    percent: Percent
    most: Rupiah | None = None


EarnBenefit = (
    PointsMultiplier
    | BonusPoints
    | BonusStamps
    | CashbackPercent
    | CashbackAmount
    | IssueVoucher
    | MatchDonation
)

Benefit = (
    PercentOff
    | AmountOff
    | UnitsOff
    | BuyGet
    | FixedPrice
    | BundlePrice
    | FreeProduct
    | OpenPriceList
    | PointsMultiplier
    | BonusPoints
    | BonusStamps
    | CashbackPercent
    | CashbackAmount
    | IssueVoucher
    | MatchDonation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePoints:
    """So many points, which nothing multiplies."""

    points: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCashback:
    """So much into the wallet, in rupiah."""

    amount: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveStamps:
    """So many stamps of a card."""

    card: Id
    stamps: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveVoucher:
    """So many vouchers of a kind."""

    voucher: Id
    count: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePlan:
    """So many months of a plan."""

    plan: Id
    months: Months = 1


Award = GivePoints | GiveCashback | GiveStamps | GiveVoucher | GivePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Donate:
    """So much to a charity, in rupiah, out of the merchant's pocket."""

    donation: Id
    amount: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Attend:
    """A place at an event, with a guest list and a check-in. capacity: places in all. at: when and where, in words."""

    capacity: Count
    at: Name


Discount = PercentOff | AmountOff | FreeProduct
"""What a voucher takes off."""

RewardGift = PercentOff | AmountOff | FreeProduct | GiveVoucher | GivePlan | Donate | Attend
"""What points buy: off this sale, or a thing to have."""
