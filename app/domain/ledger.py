"""Points as double-entry postings and lots: what a sale moves, and which lots it spends."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.calendar import add_months, end_of_day, local_time
from app.domain.programme.document import Programme
from app.domain.quote import Quote


class Asset(StrEnum):
    """What an account counts."""

    POINTS = "points"


class Account(StrEnum):
    """The ledger's accounts. `MEMBER` is the member's own; the others are the merchant's."""

    MEMBER = "member"
    ISSUANCE = "issuance"
    REDEMPTION = "redemption"


class PostingKind(StrEnum):
    """Why points moved."""

    ACCRUAL = "accrual"
    REDEMPTION = "redemption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Points earned together. remaining ≤ original; expires_at (instant) is frozen when earned; None: never."""

    lot_id: bytes
    asset: Asset
    earned_at: int
    expires_at: int | None
    original: int
    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """`amount` (above zero) leaves `source` and enters `target`, in the member's books. lot_id: whose points."""

    kind: PostingKind
    asset: Asset
    source: Account
    target: Account
    amount: int
    lot_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Points taken from one lot."""

    lot_id: bytes
    amount: int


def spending_order(lots: Iterable[Lot], at: int) -> list[Lot]:
    """Lots that can be spent at an instant: first-expiring first, undated last, ties by earn time, then id."""
    live = [lot for lot in lots if lot.remaining > 0 and (lot.expires_at is None or lot.expires_at >= at)]
    return sorted(
        live,
        key=lambda lot: (
            lot.expires_at is None,
            lot.expires_at or 0,
            lot.earned_at,
            lot.lot_id,
        ),
    )


def draw(lots: Iterable[Lot], amount: int, at: int) -> tuple[Draw, ...] | None:
    """Which lots pay `amount` points at an instant, in spending order; None when they hold less."""
    draws: list[Draw] = []
    for lot in spending_order(lots, at):
        if amount == 0:
            break
        taken = min(lot.remaining, amount)
        draws.append(Draw(lot_id=lot.lot_id, amount=taken))
        amount -= taken
    return tuple(draws) if amount == 0 else None


def lot_of_sale(programme: Programme, quoted: Quote, lot_id: bytes, earned_at: int) -> Lot | None:
    """The lot that a sale earns, its expiry frozen by the programme; None when it earns nothing."""
    if quoted.earning.points == 0:
        return None
    return Lot(
        lot_id=lot_id,
        asset=Asset.POINTS,
        earned_at=earned_at,
        expires_at=expiry(programme, earned_at),
        original=quoted.earning.points,
        remaining=quoted.earning.points,
    )


def expiry(programme: Programme, earned_at: int) -> int | None:
    """The last instant at which points earned now can be spent: a day's end in the programme's zone."""
    months = programme.points.expire_after_months
    if months is None:
        return None
    earned_on = local_time(earned_at, programme.zone).date()
    return end_of_day(add_months(earned_on, months), programme.zone)


def postings_of_sale(earned: Lot | None, spent: Iterable[Draw]) -> tuple[Posting, ...]:
    """Redemption first, then accrual, as balanced postings."""
    redemptions = tuple(
        Posting(
            kind=PostingKind.REDEMPTION,
            asset=Asset.POINTS,
            source=Account.MEMBER,
            target=Account.REDEMPTION,
            amount=taken.amount,
            lot_id=taken.lot_id,
        )
        for taken in spent
    )
    if earned is None:
        return redemptions
    return (
        *redemptions,
        Posting(
            kind=PostingKind.ACCRUAL,
            asset=Asset.POINTS,
            source=Account.ISSUANCE,
            target=Account.MEMBER,
            amount=earned.original,
            lot_id=earned.lot_id,
        ),
    )
