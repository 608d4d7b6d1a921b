"""What revisions of the small shop's programme may have besides: plans. Each part is fields of a programme."""

from decimal import Decimal
from typing import Any

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import BonusPoints, GivePlan
from app.domain.programme.conditions import HasPlan
from app.domain.programme.gifts import Reward
from app.domain.programme.levels import Plan
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import ListedPrice, PriceList, Promotion

YEAR = Item(
    sku="VIP-012", gtin="", name="VIP 1 tahun", category="Plan", price=365_000, kind=ItemKind.PLAN_FEE
)
MONTH = Item(
    sku="KLB-001", gtin="", name="Klub 1 bulan", category="Plan", price=31_000, kind=ItemKind.PLAN_FEE
)
PLAN_ITEMS = (YEAR, MONTH)
CLUB_FOR_POINTS = Reward(
    id="club-month", name="Klub gratis", points=40, gives=GivePlan(plan="club", months=2)
)
PARTS: dict[str, dict[str, Any]] = {
    "plans": {
        "plans": (
            Plan(
                id="vip",
                name="VIP",
                sku=YEAR.sku,
                months=12,
                discount_percent=Decimal(10),
                price_list="vip-prices",
            ),
            Plan(
                id="club",
                name="Klub",
                sku=MONTH.sku,
                months=1,
                lines=Lines(categories=("Kopi",)),
                discount_percent=Decimal(3),
                multiplier=Decimal("1.5"),
            ),
        ),
        "price_lists": (
            PriceList(
                id="vip-prices",
                name="Harga VIP",
                prices=(ListedPrice(sku="ROT-002", price=20_000), ListedPrice(sku="KOP-003", price=33_000)),
            ),
        ),
        "rewards": (CLUB_FOR_POINTS,),
        "promotions": (
            Promotion(
                id="club-bonus",
                name="Bonus klub",
                benefit=BonusPoints(points=5),
                conditions=(HasPlan(plans=("club", "vip")),),
            ),
        ),
    },
}
"""By name; of several, what the same field names stands one after the other."""


def together(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Parts as one."""
    fields: dict[str, Any] = {}
    for part in parts:
        for name, value in part.items():
            fields[name] = (*fields.get(name, ()), *value) if isinstance(value, tuple) else value
    return fields
