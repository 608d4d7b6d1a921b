"""Revisions of the small shop's programme that a manager may publish, put together at random."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BonusStamps,
    BuyGet,
    CashbackPercent,
    FreeProduct,
    GivePoints,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import (
    AnniversaryWindow,
    BirthdayWindow,
    CouponCode,
    DaysSinceLastVisit,
    FirstPurchase,
    MembersOnly,
    MinimumSpend,
    NoneOf,
    NthVisit,
    ThroughChannel,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard
from app.domain.programme.levels import Downgrade, Tier, TierMetric, TierRules, TierWindow
from app.domain.programme.lines import Lines
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    CashbackRules,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
    PointsRules,
    TransferRules,
    TransferScope,
)
from app.domain.programme.promotions import Promotion, Scope
from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    ReturnRules,
    ServiceCharge,
    Tax,
    TaxRate,
    Treatment,
)
from tests.support.programme_parts import PARTS, together
from tests.support.shop import small_programme

_ONCE_A_YEAR = OnDate(date=date(2027, 1, 31))
EXPIRIES: tuple[Expiry, ...] = (
    AfterMonths(months=1),
    AfterMonths(months=12),
    AfterInactivity(months=2),
    EndOfPeriod(period=Period.QUARTER, months=1),
    _ONCE_A_YEAR,
    Never(),
)
_LEVELS = (
    Tier(id="silver", name="Sahabat", threshold=1, discount_percent=Decimal(5), multiplier=Decimal("1.25")),
    Tier(id="gold", name="Keluarga", threshold=2, discount_percent=Decimal(8), multiplier=Decimal(2)),
)
_COFFEE = Lines(categories=("Kopi",))
RULES = (
    *small_programme().promotions,
    Promotion(
        id="coffee-3",
        name="Kopi ketiga gratis",
        benefit=BuyGet(buy=2, get=1),
        lines=_COFFEE,
    ),
    Promotion(
        id="order-5000",
        name="Potongan Rp5.000",
        benefit=AmountOff(amount=5_000),
        scope=Scope.ORDER,
        conditions=(MinimumSpend(amount=60_000),),
    ),
    Promotion(
        id="bonus-50",
        name="Bonus 50",
        benefit=BonusPoints(points=50),
        conditions=(MinimumSpend(amount=70_000),),
    ),
    Promotion(
        id="small-20",
        name="Bonus belanja kecil",
        benefit=BonusPoints(points=20),
        conditions=(MembersOnly(), NoneOf(conditions=(MinimumSpend(amount=60_000),))),
    ),
    Promotion(
        id="double-qris",
        name="Dua kali dengan QRIS",
        benefit=PointsMultiplier(times=Decimal(2), paid_with=(PaymentMethod.QRIS,)),
    ),
    Promotion(id="first", name="Pertama", benefit=BonusPoints(points=25), conditions=(FirstPurchase(),)),
    Promotion(
        id="third",
        name="Setiap ketiga",
        benefit=PointsMultiplier(times=Decimal(3)),
        conditions=(NthVisit(number=3, every=True),),
    ),
    Promotion(
        id="birthday",
        name="Ulang tahun",
        benefit=PercentOff(percent=Decimal(15)),
        conditions=(BirthdayWindow(before=20, after=20),),
    ),
    Promotion(
        id="coupon",
        name="Kupon",
        benefit=PercentOff(percent=Decimal(7)),
        conditions=(CouponCode(codes=("HEMAT",)),),
    ),
    Promotion(
        id="takeaway",
        name="Bawa pulang",
        benefit=PointsMultiplier(times=Decimal("1.5")),
        conditions=(ThroughChannel(channels=("takeaway",)),),
    ),
    Promotion(
        id="joined",
        name="Hari jadi",
        benefit=BonusPoints(points=15),
        conditions=(AnniversaryWindow(before=30, after=30),),
    ),
    Promotion(
        id="long-away",
        name="Lama tak jumpa",
        benefit=BonusPoints(points=30),
        conditions=(DaysSinceLastVisit(at_least=20),),
    ),
)
COFFEE_FOR_POINTS = Reward(
    id="coffee",
    name="Kopi gratis",
    points=60,
    gives=FreeProduct(of=_COFFEE),
)
CARD = StampCard(id="coffee-card", name="Kartu kopi", size=4, gives=(GivePoints(points=50),))
_FIVE_BACK = Promotion(
    id="five-back", name="Kembali 5%", lines=_COFFEE, benefit=CashbackPercent(percent=Decimal(5))
)
_STAMPS = Promotion(
    id="stamps", name="Stempel", lines=_COFFEE, benefit=BonusStamps(card="coffee-card", per_units=1)
)
_PLACES = {
    TierMetric.SPEND: (60_000, 400_000),
    TierMetric.POINTS: (60, 500),
    TierMetric.VISITS: (2, 5),
}
"""Where two tiers above the lowest begin."""


def revisions(
    metric: TierMetric, always: frozenset[str] = frozenset(), perhaps: frozenset[str] = frozenset()
) -> st.SearchStrategy[Programme]:
    """Programmes that count in one metric: the only thing that a shop can't change later.

    always: changes of each. perhaps: parts that some have.
    """
    return st.builds(
        _revision,
        st.just(metric),
        st.tuples(*(st.sampled_from(EXPIRIES) for _ in range(2))),
        st.lists(st.sampled_from(RULES), max_size=5, unique_by=lambda rule: rule.id),
        st.sampled_from((1, 1, 2)),
        st.sets(st.sampled_from(sorted({*_CHANGES, *perhaps}))).map(always.union),
    )


def _revision(
    metric: TierMetric,
    expiries: tuple[Expiry, ...],
    rules: list[Promotion],
    harder: int,
    changes: frozenset[str],
) -> Programme:
    """harder: what tiers' thresholds are multiplied with."""
    levels = [
        replace(level, threshold=place * harder)
        for level, place in zip(_LEVELS, _PLACES[metric], strict=True)
        if level.id not in changes
    ]
    if "gold-lasts" in changes:
        levels = [replace(level, expiry=expiries[1]) for level in levels]
    changed = together([{**_CHANGES, **PARTS}[name] for name in sorted(changes)])
    points = {name: changed.pop(name) for name in _POINTS if name in changed}
    rules_of_tiers = {
        name: changed.pop(name) for name in ("window", "months", "grace_days", "downgrade") if name in changed
    }
    start = small_programme()
    return replace(
        start,
        points=replace(start.points, expiry=expiries[0], **points),
        tiers=(start.tiers[0], *levels),
        tier_rules=TierRules(metric=metric, **rules_of_tiers),
        promotions=(*rules, *changed.pop("promotions", ())),
        channels=("takeaway",),
        **changed,
    )


_TIER_RULES = ("window", "months", "grace_days", "downgrade")
_POINTS = set(PointsRules.__dataclass_fields__)
_ON_TOP = Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False)
_CHANGES: dict[str, dict[str, Any]] = {
    "silver": {},
    "gold": {},
    "gold-lasts": {},
    "all-on-points": {"redeem_percent": Decimal(100), "redeem_multiple": 1, "redeem_minimum": 0},
    "some-a-day": {"redeem_per_day": 250},
    "little-a-sale": {"earn_per_sale": 120},
    "little-a-day": {"earn_per_day": 200},
    "held": {"hold_days": 3},
    "without-tax": {"earn_on_tax": False},
    "points-pay": {
        "instruments": (InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER),)
    },
    "on-top": {"taxes": (_ON_TOP,)},
    "service": {"service_charge": ServiceCharge(name="Layanan", percent=Decimal(5), channels=("takeaway",))},
    "rewards": {"rewards": (COFFEE_FOR_POINTS,)},
    "wallet": {"cashback": CashbackRules(), "promotions": (_FIVE_BACK,)},
    "short-wallet": {"cashback": CashbackRules(expiry=AfterMonths(months=1))},
    "card": {"stamp_cards": (CARD,), "promotions": (_STAMPS,)},
    "coins": {"cash": CashRounding(step=500)},
    "long-grace": {"returns": ReturnRules(restored_days=40)},
    "no-grace": {"returns": ReturnRules(restored_days=0)},
    "a-month-to-return": {"returns": ReturnRules(days=30)},
    "calendar-year": {"window": TierWindow.CALENDAR_YEAR},
    "membership-year": {"window": TierWindow.MEMBERSHIP_YEAR},
    "late-reviews": {"grace_days": 10},
    "one-level": {"downgrade": Downgrade.ONE_LEVEL},
    "gifts": {"transfers": TransferRules(to=TransferScope.MEMBERS, minimum=10)},
    "three-months": {"months": 3},
}
"""What a revision may have different from the small shop's programme."""
