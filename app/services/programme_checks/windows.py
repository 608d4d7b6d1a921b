"""Windows that are wrong, over or missing, and money without a limit."""

from collections.abc import Iterator
from datetime import date

from app.domain.programme.benefits import (
    AmountOff,
    BonusStamps,
    BundlePrice,
    CashbackAmount,
    CashbackPercent,
    FixedPrice,
    FreeProduct,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import (
    AgeBand,
    AnniversaryWindow,
    BirthdayWindow,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    MinimumQuantity,
    MinimumSpend,
    NewMember,
    NthVisit,
    OnList,
    WeekTime,
)
from app.domain.programme.promotions import Promotion
from app.services.programme_checks.contradictions import window_of
from app.services.programme_checks.finding import Finding, FindingKind, Path
from app.services.programme_checks.line_sets import names_nothing
from app.services.programme_checks.look import Look, is_counted, owner_of
from app.services.programme_checks.walk import each
from app.services.programme_checks.ways import Way

STANDING_PERCENT = 20
"""Off named lines, a shop can give so much all year."""
STANDING_CASHBACK = 5
STANDING_MULTIPLIER = 2
DEEP_PERCENT = 30
"""More than this, without a bound in rupiah or a count, is money at risk even for a day."""
DEEP_MULTIPLIER = 3

_STANDING_FOR = (
    WeekTime,
    BirthdayWindow,
    AnniversaryWindow,
    NthVisit,
    FirstPurchase,
    NewMember,
    DaysSinceLastVisit,
    HasTier,
    HasPlan,
    HasFlag,
    InSegment,
    OnList,
    AgeBand,
)
"""What is given to some people or at some hours is a custom of the house, not a campaign."""


def window_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _wrong(look)
    if look.today is not None:
        yield from _over(look, look.today)
    for at, promotion in look.live:
        yield from _money_at_risk(look, at, promotion)
    for at, prices in enumerate(look.programme.price_lists):
        if prices.ends is None:
            yield Finding(
                kind=FindingKind.PRICE_LIST_WITHOUT_WINDOW, path=("price_lists", at), ids=(prices.id,)
            )


def _wrong(look: Look) -> Iterator[Finding]:
    for path, window in each(look.programme, DateWindow):
        if window.ends < window.starts:
            yield Finding(
                kind=FindingKind.ENDS_BEFORE_START,
                path=path,
                ids=owner_of(look.programme, path),
                on=window.ends,
            )
    for path, rule_id, starts, ends in _windowed(look):
        if starts is not None and ends is not None and ends < starts:
            yield Finding(kind=FindingKind.ENDS_BEFORE_START, path=path, ids=(rule_id,), on=ends)


def _windowed(look: Look) -> Iterator[tuple[Path, str, date | None, date | None]]:
    programme = look.programme
    for at, prices in enumerate(programme.price_lists):
        yield ("price_lists", at, "ends"), prices.id, prices.starts, prices.ends
    for at, reward in enumerate(programme.rewards):
        yield ("rewards", at, "ends"), reward.id, reward.starts, reward.ends
    for at, donation in enumerate(programme.donations):
        yield ("donations", at, "ends"), donation.id, None, donation.ends


def _over(look: Look, today: date) -> Iterator[Finding]:
    for path, rule_id, _, ends in _windowed(look):
        if ends is not None and ends < today:
            yield Finding(kind=FindingKind.HAS_ENDED, path=path, ids=(rule_id,), on=ends)
    for at, promotion in look.live:
        ways = look.ways(promotion.conditions) or ()
        windows = [window_of(way) for way in ways]
        ends_on = [window[1] for window in windows if window is not None]
        if ways and len(ends_on) == len(ways) and max(ends_on) < today:
            yield Finding(
                kind=FindingKind.HAS_ENDED, path=("promotions", at), ids=(promotion.id,), on=max(ends_on)
            )


def _money_at_risk(look: Look, at: int, promotion: Promotion) -> Iterator[Finding]:
    ways = look.ways(promotion.conditions) or ()
    if any(window_of(way) is None and not _is_custom(promotion, way) for way in ways):
        yield Finding(kind=FindingKind.NO_END, path=("promotions", at), ids=(promotion.id,))
    if not is_counted(promotion) and any(_is_deep(promotion, way) for way in ways):
        yield Finding(kind=FindingKind.NO_BUDGET, path=("promotions", at, "limits"), ids=(promotion.id,))


def _is_custom(promotion: Promotion, way: Way) -> bool:
    """Whether it may well go on for ever: it is small, or for few, or it ends when it runs out."""
    limits = promotion.limits
    if limits.in_total is not None or limits.budget is not None or limits.per_member is not None:
        return True
    if any(isinstance(condition, _STANDING_FOR) for condition in way.holds):
        return True
    match promotion.benefit:
        case OpenPriceList() | BonusStamps() | FixedPrice() | BundlePrice():
            return True
        case PercentOff(percent=percent):
            return percent <= STANDING_PERCENT and not names_nothing(promotion.lines)
        case CashbackPercent(percent=percent) | MatchDonation(percent=percent):
            return percent <= STANDING_CASHBACK
        case PointsMultiplier(times=times):
            return times <= STANDING_MULTIPLIER and not names_nothing(promotion.lines)
        case _:
            return False


def _is_deep(promotion: Promotion, way: Way) -> bool:
    """Whether one sale can cost much, and nothing counts the sales."""
    if promotion.funder is not None:
        return True
    asks_much = any(isinstance(condition, MinimumSpend | MinimumQuantity) for condition in way.holds)
    match promotion.benefit:
        case PercentOff(percent=percent, most=most) | CashbackPercent(percent=percent, most=most):
            return percent > DEEP_PERCENT and most is None
        case MatchDonation(percent=percent, most=most):
            return percent > DEEP_PERCENT and most is None
        case PointsMultiplier(times=times):
            return times > DEEP_MULTIPLIER
        case AmountOff(per_unit=False) | FreeProduct() | CashbackAmount() | IssueVoucher():
            return not asks_much
        case _:
            return False
