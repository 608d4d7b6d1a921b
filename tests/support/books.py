"""Lots, holdings and a plain programme for tests about members' books."""

from decimal import Decimal

from app.domain.holding import Holding
from app.domain.ledger import Asset, Lot
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.points import Expiry, Never, PointsRules
from app.domain.programme.settling import Tax, TaxRate
from app.domain.quote import Earning, Quote, Redemption

NOON = 1_795_323_600_000
"""Sunday 22 November 2026, 12.00 in Jakarta."""
DAY = 86_400_000
ZONE = "Asia/Jakarta"


def lot(
    name: bytes,
    remaining: int,
    *,
    earned_at: int = 0,
    expires_at: int | None = None,
    held_until: int | None = None,
    asset: Asset = Asset.POINTS,
    original: int | None = None,
) -> Lot:
    return Lot(
        lot_id=name,
        asset=asset,
        earned_at=earned_at,
        expires_at=expires_at,
        original=remaining if original is None else original,
        remaining=remaining,
        held_until=held_until,
    )


def points(*lots: Lot, debt: int = 0) -> Holding:
    return Holding(asset=Asset.POINTS, lots=lots, debt=debt)


def left(holding: Holding) -> dict[bytes, int]:
    """What each lot that holds anything has."""
    return {each.lot_id: each.remaining for each in holding.lots if each.remaining}


def plain_programme(policy: Expiry | None = None, *, hold_days: int = 0) -> Programme:
    return Programme(
        revision=1,
        name="Kopi Setia",
        zone=ZONE,
        points=PointsRules(rupiah_per_point=1_000, value=10, expiry=policy or Never(), hold_days=hold_days),
        tiers=(Tier(id="basic", name="Basic", threshold=0),),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),)),),
    )


def quote_earning(earned: int) -> Quote:
    """A quote of nothing but points."""
    return Quote(
        lines=(),
        price=0,
        net=0,
        tax=0,
        cash_rounding=0,
        payable=0,
        redemption=Redemption(limit=0, points=0, amount=0),
        earning=Earning(base=0, numerator=earned, denominator=1, bonus=0, capped=0, points=earned, by=()),
        tier=None,
        effects=(),
        refusals=(),
        total=0,
    )
