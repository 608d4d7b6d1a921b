"""What comes after the discounts: service charge, tax, ways to pay, cash rounding."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from app.domain.programme.bounds import Between, Id, Name, NotEmpty, Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """A percentage that holds from a date on; None: from ever."""

    percent: Percent
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """A tax, by its name on the receipt (PB1, PPN). inside: the price contains it; else it comes on top.

    rates: the newest whose date has come counts.
    """

    id: Id
    name: Name
    rates: Annotated[tuple[TaxRate, ...], NotEmpty()]
    inside: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCharge:
    """A percentage of the net of all goods, its own taxed line. channels: only through these; none named: all."""

    name: Name
    percent: Percent
    tax: Id | None = None
    channels: tuple[Id, ...] = ()


class RoundingMode(StrEnum):
    """How cash rounds."""

    NEAREST = "nearest"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRounding:
    """The cash remainder is rounded to a multiple of `step` rupiah: half up, or down."""

    step: Annotated[int, Between(1, 100_000)] = 100
    mode: RoundingMode = RoundingMode.NEAREST


class Instrument(StrEnum):
    """What can reduce a bill besides promotions."""

    POINTS = "points"
    REWARDS = "rewards"
    VOUCHERS = "vouchers"
    PARTNER_VOUCHERS = "partner-vouchers"


class Treatment(StrEnum):
    """A discount lowers the price before tax; a tender pays after it."""

    DISCOUNT = "discount"
    TENDER = "tender"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRule:
    """How an instrument counts, in these stores; none named: in all. The first that fits decides."""

    instrument: Instrument
    counts_as: Treatment
    stores: tuple[str, ...] = ()


DEFAULT_TREATMENT = {
    Instrument.POINTS: Treatment.DISCOUNT,
    Instrument.REWARDS: Treatment.DISCOUNT,
    Instrument.VOUCHERS: Treatment.DISCOUNT,
    Instrument.PARTNER_VOUCHERS: Treatment.TENDER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRules:
    """Returns. restored_days: how long restored points that lapsed meanwhile may still be spent."""

    restored_days: Annotated[int, Between(0, 365)] = 7
    days: Annotated[int, Between(0, 3_660)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualRules:
    """What a cashier may take off by hand without a manager, in percent of the price or order."""

    cashier_percent: Percent = Decimal(0)
    manager_percent: Percent = Decimal(100)
