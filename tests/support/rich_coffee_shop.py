"""A rich programme: what a coffee shop takes off the price, and when."""

from datetime import date
from decimal import Decimal

from app.domain.programme.benefits import (
    AmountOff,
    BundlePart,
    BundlePrice,
    BuyGet,
    FixedPrice,
    FreeProduct,
    GivePoints,
    GiveVoucher,
    PercentOff,
    UnitChoice,
    UnitsOff,
)
from app.domain.programme.conditions import (
    AllOf,
    AnyOf,
    AtTerminal,
    DateWindow,
    InStore,
    MinimumQuantity,
    MinimumSpend,
    NoneOf,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import Lines
from app.domain.programme.people import Partner
from app.domain.programme.points import (
    AfterMonths,
    CashbackRules,
    EarnRate,
    OnDate,
    PointsRules,
)
from app.domain.programme.promotions import (
    Group,
    GroupMode,
    Limits,
    ListedPrice,
    PriceList,
    Promotion,
    Scope,
)
from app.domain.programme.settling import (
    CashRounding,
    RoundingMode,
    ServiceCharge,
    Tax,
    TaxRate,
)

THIS_YEAR = DateWindow(starts=date(2026, 1, 1), ends=date(2026, 12, 31))
DRINKS = Lines(categories=("drinks",))
BAKERY = Lines(categories=("bakery",), except_tags=("day-old",))
EVERYTHING_BUT_TOBACCO = Lines(except_categories=("tobacco",), except_skus=("lighter",))

PB1 = Tax(
    id="pb1",
    name="PB1",
    rates=(TaxRate(percent=Decimal(10)), TaxRate(percent=Decimal("10.5"), since=date(2027, 1, 1))),
    inside=False,
)
PPN = Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),))


COFFEE_SHOP = Programme(
    revision=7,
    name="Kopi Setia “Pagi & Sore”",
    zone="Asia/Jakarta",
    points=PointsRules(
        rupiah_per_point=1_000,
        value=10,
        redeem_multiple=100,
        redeem_minimum=100,
        redeem_percent=Decimal(50),
        redeem_per_day=50_000,
        earn_on_tax=False,
        rates=(
            EarnRate(
                id="gift-cards",
                name="Kartu hadiah",
                lines=Lines(skus=("gift",)),
                rupiah_per_point=500,
                stores=("JKT-1",),
                funder="bank",
            ),
            EarnRate(id="tobacco", name="Rokok", lines=Lines(categories=("tobacco",)), rupiah_per_point=None),
        ),
        multiplier_cap=Decimal(5),
        earn_per_sale=10_000,
        earn_per_day=20_000,
        hold_days=1,
        expiry=AfterMonths(months=12),
        proof_above=5_000,
    ),
    tiers=(
        Tier(id="basic", name="Basic", threshold=0),
        Tier(
            id="silver",
            name="Silver",
            threshold=1_000_000,
            discount_percent=Decimal(5),
            multiplier=Decimal("1.25"),
        ),
        Tier(
            id="gold",
            name="Gold",
            threshold=5_000_000,
            discount_percent=Decimal("7.5"),
            multiplier=Decimal("1.5"),
            price_list="barista",
            gives=(GivePoints(points=500), GiveVoucher(voucher="free-coffee", count=2)),
        ),
    ),
    plans=(
        Plan(
            id="vip",
            name="VIP",
            sku="vip-year",
            months=12,
            discount_percent=Decimal(10),
            lines=DRINKS,
            multiplier=Decimal(2),
            price_list="barista",
            free_delivery=True,
        ),
    ),
    promotions=(
        Promotion(
            id="bakery",
            name="Roti 10 %",
            priority=10,
            benefit=PercentOff(percent=Decimal(10), most=20_000),
            lines=BAKERY,
            conditions=(THIS_YEAR,),
            group="daily",
        ),
        Promotion(
            id="happy-hour",
            name="Jam santai",
            priority=20,
            benefit=AmountOff(amount=5_000, per_unit=True),
            lines=DRINKS,
            conditions=(
                THIS_YEAR,
                WeekTime(weekdays=(Weekday.MONDAY, Weekday.TUESDAY), starts=14 * 60, ends=16 * 60),
                AnyOf(
                    conditions=(
                        InStore(stores=("JKT-1", "JKT-2")),
                        AllOf(
                            conditions=(
                                AtTerminal(terminals=("Kasir 3",)),
                                NoneOf(conditions=(ThroughChannel(channels=("delivery",)),)),
                            )
                        ),
                    )
                ),
            ),
            group="daily",
            limits=Limits(per_sale=4, per_member_per_day=2),
        ),
        Promotion(
            id="cheapest-free",
            name="Termurah gratis",
            priority=30,
            benefit=UnitsOff(units=1, percent=Decimal("99.9"), take=UnitChoice.DEAREST),
            lines=DRINKS,
            conditions=(THIS_YEAR, MinimumQuantity(quantity=3_000, of=BAKERY)),
            exclusive=True,
        ),
        Promotion(
            id="two-plus-one",
            name="Beli 2 gratis 1",
            priority=40,
            benefit=BuyGet(buy=2, get=1, percent=Decimal(50), get_lines=BAKERY, take=UnitChoice.DEAREST),
            lines=DRINKS,
            conditions=(THIS_YEAR, MinimumSpend(amount=50_000, of=EVERYTHING_BUT_TOBACCO)),
            limits=Limits(per_member=10, in_total=100_000, budget=25_000_000),
        ),
        Promotion(
            id="breakfast",
            name="Paket sarapan",
            priority=50,
            scope=Scope.ORDER,
            benefit=BundlePrice(
                price=45_000, parts=(BundlePart(lines=DRINKS), BundlePart(lines=BAKERY, units=2))
            ),
            conditions=(THIS_YEAR, WeekTime(starts=22 * 60, ends=10 * 60)),
            limits=Limits(per_day=200),
        ),
        Promotion(
            id="old-campaign",
            name="Kampanye lama",
            benefit=FixedPrice(price=10_000),
            lines=Lines(tags=("day-old",)),
            conditions=(DateWindow(starts=date(2025, 12, 29), ends=date(2026, 1, 4)),),
            stopped=True,
        ),
    ),
    groups=(Group(id="daily", mode=GroupMode.BEST), Group(id="bonuses", mode=GroupMode.FIRST)),
    price_lists=(
        PriceList(
            id="barista",
            name="Harga barista",
            prices=(ListedPrice(sku="coffee", price=30_000), ListedPrice(sku="tea", price=0)),
            starts=date(2026, 1, 1),
            ends=date(2026, 12, 31),
        ),
    ),
    vouchers=(
        VoucherKind(
            id="free-coffee",
            name="Kopi gratis",
            gives=FreeProduct(of=Lines(skus=("coffee",))),
            conditions=(NoneOf(conditions=(ThroughChannel(channels=("delivery",)),)),),
            valid_days=30,
            uses=2,
        ),
    ),
    stamp_cards=(StampCard(id="ten-cups", name="Sepuluh cangkir", size=10, gives=(GivePoints(points=350),)),),
    cashback=CashbackRules(expiry=OnDate(date=date(2026, 12, 31))),
    partners=(Partner(id="bank", name="Bank Sahabat"),),
    taxes=(PB1, PPN),
    service_charge=ServiceCharge(name="Layanan", percent=Decimal(5), tax="pb1", channels=("dine-in",)),
    cash=CashRounding(step=500, mode=RoundingMode.DOWN),
    channels=("dine-in", "takeaway", "delivery"),
)
