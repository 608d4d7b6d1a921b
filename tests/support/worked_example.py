"""The loyalty rules' worked example: one programme, one basket, every rupiah known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.basket import UNIT, Item, Line, MemberSnapshot, QuoteInputs, TenderKind
from app.domain.programme.benefits import Benefit, PercentOff, PointsMultiplier
from app.domain.programme.conditions import Condition, DateWindow
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import Tax, TaxRate

NOON = 1_795_323_600_000
"""Sunday 22 November 2026, 12.00 in Jakarta."""

ZONE = "Asia/Jakarta"
THIS_MONTH = DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30))


def item(sku: str, category: str, price: int, *, no_promotion: bool = False) -> Item:
    return Item(sku=sku, gtin="", name=sku.title(), category=category, price=price, no_promotion=no_promotion)


COFFEE = item("coffee", "drinks", 35_000)
BREAD = item("bread", "bakery", 28_500)
CIGARETTES = item("cigarettes", "tobacco", 32_000, no_promotion=True)


def promotion(
    rule_id: str,
    benefit: Benefit,
    *conditions: Condition,
    priority: int = 10,
    categories: tuple[str, ...] = (),
    stopped: bool = False,
) -> Promotion:
    return Promotion(
        id=rule_id,
        name=rule_id,
        priority=priority,
        benefit=benefit,
        conditions=conditions,
        lines=Lines(categories=categories),
        stopped=stopped,
    )


BAKERY = promotion("bakery", PercentOff(percent=Decimal(10)), categories=("bakery",))
DOUBLE = promotion("double", PointsMultiplier(times=Decimal(2)))


def programme(*promotions: Promotion) -> Programme:
    """Rp1.000 a point of Rp10, Silver 5 % and ×1,25, tax inside, redeem by hundreds up to half."""
    return Programme(
        revision=1,
        name="Kopi Setia",
        zone=ZONE,
        points=PointsRules(
            rupiah_per_point=1_000,
            value=10,
            redeem_multiple=100,
            redeem_minimum=100,
            redeem_percent=Decimal(50),
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
                discount_percent=Decimal(10),
                multiplier=Decimal("1.5"),
            ),
        ),
        promotions=promotions,
        taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),),
    )


EXAMPLE_PROGRAMME = programme(BAKERY)


def ex_tax(rules: Programme) -> Programme:
    """The same programme, but earning on what is left without the tax."""
    return replace(rules, points=replace(rules.points, earn_on_tax=False))


def lines(*wanted: tuple[Item, int]) -> tuple[Line, ...]:
    """Lines of (item, pieces)."""
    return tuple(
        Line(number=number, item=what, quantity=pieces * UNIT)
        for number, (what, pieces) in enumerate(wanted, start=1)
    )


SILVER = MemberSnapshot(
    member_id=b"member", tier_id="silver", tier_metric=1_200_000, balance=10_000, usable=10_000
)
BASIC = replace(SILVER, tier_id="basic", tier_metric=0)


def inputs(
    basket: Sequence[Line],
    member: MemberSnapshot | None = None,
    points_asked: int = 0,
    tender: TenderKind | None = None,
    opened_at: int = NOON,
    zone: str = ZONE,
) -> QuoteInputs:
    return QuoteInputs(
        revision=1,
        opened_at=opened_at,
        zone=zone,
        lines=tuple(basket),
        member=member,
        points_asked=points_asked,
        tender=tender,
    )


EXAMPLE_LINES = lines((COFFEE, 2), (BREAD, 1), (CIGARETTES, 1))
EXAMPLE_INPUTS = inputs(EXAMPLE_LINES, SILVER, points_asked=1_500, tender=TenderKind.CASH)
