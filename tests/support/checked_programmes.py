"""A shop without anything to complain about, and promotions to give it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import (
    Benefit,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import (
    Condition,
    DateWindow,
)
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import (
    Tax,
    TaxRate,
)

TODAY = date(2026, 11, 22)
NOVEMBER = DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30))
OCTOBER = DateWindow(starts=date(2026, 10, 1), ends=date(2026, 10, 31))
BREAD = Lines(categories=("bread",))

SHOP = Programme(
    name="Toko",
    zone="Asia/Jakarta",
    points=PointsRules(rupiah_per_point=1_000, value=10, redeem_multiple=100, redeem_minimum=500),
    tiers=(
        Tier(id="basic", name="Basic", threshold=0),
        Tier(id="gold", name="Gold", threshold=5_000_000, multiplier=Decimal("1.5")),
    ),
    taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),),
)
"""Nothing to complain about."""

ITEMS = (
    Item(sku="roti", gtin="", name="Roti", category="bread", price=20_000, cost=15_000, tags=("fresh",)),
    Item(sku="kopi", gtin="", name="Kopi", category="drinks", price=30_000, cost=10_000),
    Item(sku="fee", gtin="", name="Iuran", category="", price=100_000, kind=ItemKind.PLAN_FEE),
)


def rule(rule_id: str, benefit: Benefit, *conditions: Condition, **others: Any) -> Promotion:
    """A promotion of this November."""
    return Promotion(
        id=rule_id, name=rule_id.title(), benefit=benefit, conditions=(NOVEMBER, *conditions), **others
    )


def percent(rule_id: str, rate: int, *conditions: Condition, **others: Any) -> Promotion:
    """A percentage of this November."""
    return rule(rule_id, PercentOff(percent=Decimal(rate)), *conditions, **others)


def times(rule_id: str, number: int, **others: Any) -> Promotion:
    """A multiplier of this November."""
    return rule(rule_id, PointsMultiplier(times=Decimal(number)), **others)


def having(*promotions: Promotion, **others: Any) -> Programme:
    """The shop with promotions and other changes."""
    return replace(SHOP, promotions=promotions, **others)


def earning(**changes: Any) -> Programme:
    """The shop with other rules for points."""
    return replace(SHOP, points=replace(SHOP.points, **changes))
