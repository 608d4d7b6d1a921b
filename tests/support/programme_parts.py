"""What revisions of the small shop's programme may have besides; each part is fields of a programme."""

from decimal import Decimal
from typing import Any

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    FreeProduct,
    GivePlan,
    GiveVoucher,
    IssueVoucher,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import HasPlan, MembersOnly, MinimumSpend, NoneOf
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.lines import Lines
from app.domain.programme.people import Partner
from app.domain.programme.promotions import Limits, ListedPrice, PriceList, Promotion, Scope

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
    "vouchers": {
        "partners": (Partner(id="mitra", name="Mitra"),),
        "vouchers": (
            VoucherKind(id="ten", name="Potongan", gives=AmountOff(amount=10_000), valid_days=30),
            VoucherKind(
                id="cup",
                name="Secangkir",
                gives=FreeProduct(of=Lines(categories=("Kopi",))),
                conditions=(MinimumSpend(amount=30_000),),
                uses=2,
            ),
            VoucherKind(
                id="mitra", name="Mitra", gives=AmountOff(amount=15_000), valid_days=3, funder="mitra"
            ),
        ),
        "rewards": (
            Reward(id="voucher", name="Voucher", points=50, gives=GiveVoucher(voucher="ten", count=1)),
        ),
        "promotions": (
            Promotion(
                id="big-voucher",
                name="Voucher belanja",
                benefit=IssueVoucher(voucher="ten", count=2),
                conditions=(MinimumSpend(amount=80_000),),
            ),
            Promotion(
                id="bread-voucher",
                name="Voucher roti",
                lines=Lines(categories=("Roti",)),
                benefit=IssueVoucher(voucher="cup"),
                conditions=(MembersOnly(),),
            ),
            Promotion(
                id="small-voucher",
                name="Voucher kecil",
                benefit=IssueVoucher(voucher="mitra"),
                conditions=(NoneOf(conditions=(MinimumSpend(amount=60_000),)),),
            ),
        ),
    },
    "limits": {
        "rewards": (
            Reward(
                id="cake-gift",
                name="Kue gratis",
                points=30,
                gives=FreeProduct(of=Lines(categories=("Kue",))),
                stock=4,
                per_member=2,
            ),
        ),
        "promotions": (
            Promotion(
                id="bread-twice",
                name="Roti dua kali",
                lines=Lines(skus=("ROT-002",)),
                benefit=PercentOff(percent=Decimal(20)),
                limits=Limits(per_member=2),
            ),
            Promotion(
                id="cakes-budget",
                name="Kue hemat",
                lines=Lines(categories=("Kue",)),
                benefit=AmountOff(amount=5_000),
                limits=Limits(budget=28_000),
            ),
            Promotion(
                id="beans-today",
                name="Biji hari ini",
                lines=Lines(categories=("Biji kopi",)),
                benefit=PercentOff(percent=Decimal(10)),
                scope=Scope.ORDER,
                limits=Limits(per_day=2),
            ),
            Promotion(
                id="bonus-once",
                name="Bonus sekali sehari",
                benefit=BonusPoints(points=20),
                conditions=(MinimumSpend(amount=50_000),),
                limits=Limits(per_member_per_day=1, budget=90),
            ),
            Promotion(
                id="double-monthly",
                name="Dua kali lipat",
                lines=Lines(categories=("Kopi",)),
                benefit=PointsMultiplier(times=Decimal(2)),
                limits=Limits(per_member_per_month=2),
            ),
            Promotion(
                id="first-five",
                name="Lima pertama",
                benefit=AmountOff(amount=3_000),
                scope=Scope.ORDER,
                limits=Limits(in_total=5),
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
