"""What earning promotions give besides multiplying: bonus points, stamps, cashback, vouchers, gifts to charity."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.engine.judge import NEEDS_MEMBER, Refused
from app.domain.engine.prepared import Prepared
from app.domain.engine.promoting import Candidate
from app.domain.engine.running import Allowance, Running
from app.domain.programme.benefits import (
    Benefit,
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    IssueVoucher,
    MatchDonation,
)
from app.domain.quote import CASHBACK_RULE, Clip, GrantKind, RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one promotion gives. base: paid rupiah of its lines; exact: the amount before rounding and bounds."""

    base: int
    exact: Fraction
    points: int = 0
    stamps: int = 0
    kind: GrantKind | None = None
    what: str = ""
    amount: int = 0
    times: int = 1
    clip: Clip | None = None


def give(running: Running, prepared: Prepared, candidate: Candidate) -> Given | Refused:
    """Works out a candidate that doesn't multiply."""
    benefit, allowed = candidate.rule.promotion.benefit, candidate.allowed
    unknown = _unknown(prepared, benefit)
    if unknown is not None:
        return unknown
    if running.scene.member is None and isinstance(benefit, BonusStamps | CashbackPercent | CashbackAmount):
        return NEEDS_MEMBER
    base = sum(running.nets[place] for place in candidate.places)
    match benefit:
        case BonusPoints() | BonusStamps():
            times = _times(running, candidate.places, allowed, benefit, base)
            return times if not isinstance(times, int) else _bonus(benefit, base, times, allowed)
        case CashbackPercent(percent=percent, most=most):
            return _share(base, percent, most, allowed, GrantKind.CASHBACK, "")
        case CashbackAmount(amount=wanted):
            amount, clip = _within(wanted, None, allowed)
            return Given(base=base, exact=Fraction(wanted), kind=GrantKind.CASHBACK, amount=amount, clip=clip)
        case IssueVoucher(voucher=kind, count=count):
            return Given(base=base, exact=Fraction(count), kind=GrantKind.VOUCHER, what=kind, amount=count)
        case MatchDonation(donation=donation, percent=percent, most=most):
            return _share(base, percent, most, allowed, GrantKind.DONATION, donation)
        case _:
            raise TypeError(f"{benefit!r} gives nothing after the sale")


def _unknown(prepared: Prepared, benefit: Benefit) -> Refused | None:
    """Why what a benefit names can't be given: the programme doesn't have it."""
    programme = prepared.programme
    match benefit:
        case BonusStamps(card=wanted):
            known = any(card.id == wanted for card in programme.stamp_cards)
        case IssueVoucher(voucher=wanted):
            known = wanted in prepared.vouchers
        case MatchDonation(donation=wanted):
            known = any(donation.id == wanted for donation in programme.donations)
        case CashbackPercent() | CashbackAmount():
            known, wanted = programme.cashback is not None, CASHBACK_RULE
        case _:
            return None
    return None if known else (RefusalReason.UNKNOWN, 0, (wanted,))


def _times(
    running: Running, places: Sequence[int], allowed: Allowance, benefit: BonusPoints | BonusStamps, base: int
) -> int | Refused:
    """How often a bonus counts."""
    if benefit.per_rupiah is not None:
        if base < benefit.per_rupiah:
            return RefusalReason.BELOW_MINIMUM, benefit.per_rupiah - base, ()
        return allowed.at_most(base // benefit.per_rupiah)
    if benefit.per_units is not None:
        scene = running.scene
        units = sum(scene.units(root) for root in scene.by_root(places))
        if units < benefit.per_units:
            return RefusalReason.TOO_FEW_UNITS, (benefit.per_units - units) * 1000, ()
        return allowed.at_most(units // benefit.per_units)
    return allowed.at_most(1)


def _bonus(benefit: BonusPoints | BonusStamps, base: int, times: int, allowed: Allowance) -> Given:
    if isinstance(benefit, BonusStamps):
        stamps = benefit.stamps * times
        return Given(base=base, exact=Fraction(stamps), stamps=stamps, what=benefit.card, times=times)
    wanted = benefit.points * times
    given = wanted if allowed.budget is None else min(wanted, allowed.budget)
    clip = Clip.BUDGET if given < wanted else None
    return Given(base=base, exact=Fraction(wanted), points=given, times=times, clip=clip)


def _share(
    base: int, percent: Decimal, most: int | None, allowed: Allowance, kind: GrantKind, what: str
) -> Given | Refused:
    """A share of what was paid, rounded down."""
    exact = base * Fraction(percent) / 100
    amount, clip = _within(exact.numerator // exact.denominator, most, allowed)
    if amount == 0:
        return RefusalReason.NOTHING_TO_TAKE, 0, ()
    return Given(base=base, exact=exact, kind=kind, what=what, amount=amount, clip=clip)


def _within(amount: int, most: int | None, allowed: Allowance) -> tuple[int, Clip | None]:
    clip: Clip | None = None
    if most is not None and amount > most:
        amount, clip = most, Clip.MOST
    if allowed.budget is not None and amount > allowed.budget:
        amount, clip = allowed.budget, Clip.BUDGET
    return amount, clip
