"""Programmes and baskets to measure the engine with: mixed promotions, and as expressions for a rule engine."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from app.domain.basket import UNIT, Item, Line, MemberSnapshot, PaymentMethod, QuoteInputs, TenderKind
from app.domain.programme.benefits import (
    AmountOff,
    Benefit,
    BonusPoints,
    BonusStamps,
    BundlePart,
    BundlePrice,
    BuyGet,
    CashbackPercent,
    FixedPrice,
    GivePoints,
    PercentOff,
    PointsMultiplier,
    UnitsOff,
)
from app.domain.programme.conditions import (
    AnyOf,
    BirthdayWindow,
    Condition,
    DateWindow,
    HasTier,
    InSegment,
    InStore,
    MinimumQuantity,
    MinimumSpend,
    NoneOf,
    NthVisit,
    PaidWith,
    ThroughChannel,
    WeekTime,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import CashbackRules, PointsRules
from app.domain.programme.promotions import Group, GroupMode, Promotion, Scope
from app.domain.programme.settling import Tax, TaxRate

NOON = 1_795_323_600_000
CATEGORIES = tuple(f"category-{number}" for number in range(10))


def item(number: int) -> Item:
    """One of many items; each tenth may not be promoted."""
    return Item(
        sku=f"sku-{number}",
        gtin="",
        name=f"Item {number}",
        category=CATEGORIES[number % 10],
        price=12_000 + 1_735 * (number % 37),
        no_promotion=number % 10 == 9,
        tags=("new",) if number % 4 == 0 else (),
    )


def inputs(lines: int) -> QuoteInputs:
    """A member's basket of so many lines, who redeems points and pays cash."""
    return QuoteInputs(
        revision=1,
        opened_at=NOON,
        zone="Asia/Jakarta",
        lines=tuple(
            Line(number=number + 1, item=item(number), quantity=(1 + number % 3) * UNIT)
            for number in range(lines)
        ),
        member=MemberSnapshot(
            member_id=bytes(16),
            tier_id="silver",
            tier_metric=600_000,
            balance=900,
            usable=900,
            visits=9,
            days_from_birthday=1,
            joined_on=date(2025, 1, 1),
            segments=("regular",),
        ),
        points_asked=500,
        tender=TenderKind.CASH,
        store="bandung",
        channel="dine-in",
    )


def _benefits(number: int, lines: Lines) -> Benefit:
    kinds: tuple[Callable[[], Benefit], ...] = (
        lambda: PercentOff(percent=Decimal(1 + number % 15)),
        lambda: AmountOff(amount=500 + 10 * number),
        lambda: BuyGet(buy=2, get=1, percent=Decimal(50)),
        lambda: PointsMultiplier(times=Decimal("1.25")),
        lambda: UnitsOff(units=1, percent=Decimal(20)),
        lambda: BonusPoints(points=5, per_rupiah=100_000),
        lambda: FixedPrice(price=11_000),
        lambda: BonusStamps(card="card", per_units=5),
        lambda: BundlePrice(price=25_000, parts=(BundlePart(lines=lines, units=2),)),
        lambda: CashbackPercent(percent=Decimal(1), most=5_000),
    )
    return kinds[number % len(kinds)]()


def _conditions(number: int) -> tuple[Condition, ...]:
    kinds: tuple[tuple[Condition, ...], ...] = (
        (MinimumSpend(amount=10_000 + 1_000 * number),),
        (DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30)), HasTier(tiers=("silver", "gold"))),
        (AnyOf(conditions=(InStore(stores=("jakarta", "bandung")), ThroughChannel(channels=("app",)))),),
        (WeekTime(starts=600, ends=1_020), NoneOf(conditions=(InSegment(segments=("staff",)),))),
        (MinimumQuantity(quantity=2 * UNIT), BirthdayWindow(before=3, after=3)),
        (NthVisit(number=10, every=True),),
        (
            AnyOf(
                conditions=(
                    PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(100)),
                    MinimumSpend(amount=50_000),
                )
            ),
        ),
    )
    return kinds[number % len(kinds)]


def promotion(number: int, *, sku: str | None = None) -> Promotion:
    """One of many: kinds of benefits, conditions, groups and scopes take turns. sku: for this item only."""
    if sku is not None:
        lines = Lines(skus=(sku,))
    elif number % 3 == 0:
        lines = Lines()
    else:
        lines = Lines(categories=(CATEGORIES[number % 10],))
    return Promotion(
        id=f"promotion-{number:04d}",
        name=f"Promotion {number}",
        priority=number % 7,
        benefit=_benefits(number, lines),
        scope=Scope.ORDER if number % 11 == 0 else Scope.LINE,
        lines=lines,
        conditions=_conditions(number),
        group=(None, "first", "best", None)[number % 4],
    )


def programme(promotions: tuple[Promotion, ...]) -> Programme:
    """A programme with these promotions and everything else that a quote goes through."""
    return Programme(
        revision=1,
        name="Benchmark",
        zone="Asia/Jakarta",
        points=PointsRules(rupiah_per_point=1_000, value=10, redeem_multiple=100, redeem_percent=Decimal(50)),
        tiers=(
            Tier(id="basic", name="Basic", threshold=0),
            Tier(
                id="silver",
                name="Silver",
                threshold=500_000,
                discount_percent=Decimal(5),
                multiplier=Decimal("1.25"),
            ),
        ),
        promotions=promotions,
        groups=(Group(id="first", mode=GroupMode.FIRST), Group(id="best", mode=GroupMode.BEST)),
        stamp_cards=(StampCard(id="card", name="Card", size=10, gives=(GivePoints(points=50),)),),
        cashback=CashbackRules(),
        taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),),
    )
