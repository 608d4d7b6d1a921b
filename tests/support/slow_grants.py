"""The slow calculator's gifts of the earning phase: bonuses, stamps, cashback, vouchers, donations."""

from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.programme import benefits as kinds
from app.domain.programme.benefits import Award
from app.domain.programme.promotions import Promotion
from app.domain.quote import RefusalReason
from tests.support.slow_lines import Nets, Sale, count_units, taken_by, times_and_budget

Why = RefusalReason


@dataclass(slots=True, kw_only=True)
class Earned:
    """What the lines earn. shares: exact points by rule, in order. bonuses: by rule. multipliers: by line."""

    sale: Sale
    paid: Nets
    paid_for_rate: dict[int, Fraction]
    rates: dict[int, tuple[str, int]]
    multipliers: dict[int, list[Promotion]] = field(default_factory=dict)
    shares: dict[str, Fraction] = field(default_factory=dict)
    bonuses: dict[str, int] = field(default_factory=dict)
    stamps: dict[str, int] = field(default_factory=dict)
    points: int = 0
    by: list[tuple[str, int]] = field(default_factory=list)


def counted(earned: Earned, rule: Promotion, benefit: kinds.BonusPoints | kinds.BonusStamps) -> int | Why:
    """How often a bonus counts, or why not at all."""
    rows = taken_by(rule.lines, earned.sale.rows)
    count, otherwise = 1, Why.NOTHING_TO_TAKE
    if benefit.per_rupiah is not None:
        count = sum(earned.paid[row.number] for row in rows) // benefit.per_rupiah
        otherwise = Why.BELOW_MINIMUM
    elif benefit.per_units is not None:
        count, otherwise = count_units(rows) // benefit.per_units, Why.TOO_FEW_UNITS
    times = limits_of(earned, rule)[0]
    if times is not None:
        count = min(count, times)
    return count or otherwise


def limits_of(earned: Earned, rule: Promotion) -> tuple[int | None, int | None]:
    limits = times_and_budget(earned.sale, rule)
    assert limits is not None
    return limits


def bonus_points(earned: Earned, rule: Promotion, benefit: kinds.BonusPoints) -> Why | None:
    count = counted(earned, rule, benefit)
    if isinstance(count, Why):
        return count
    budget = limits_of(earned, rule)[1]
    points = benefit.points * count
    earned.bonuses[rule.id] = points if budget is None else min(points, budget)
    return None


def bonus_stamps(earned: Earned, rule: Promotion, benefit: kinds.BonusStamps) -> Why | None:
    if earned.sale.inputs.member is None:
        return Why.NEEDS_MEMBER
    count = counted(earned, rule, benefit)
    if isinstance(count, Why):
        return count
    stamps = benefit.stamps * count
    earned.stamps[benefit.card] = earned.stamps.get(benefit.card, 0) + stamps
    return None


def floored_percent(
    earned: Earned, rule: Promotion, benefit: kinds.CashbackPercent | kinds.MatchDonation
) -> int:
    rows = taken_by(rule.lines, earned.sale.rows)
    exact = sum(earned.paid[row.number] for row in rows) * Fraction(benefit.percent) / 100
    amount = exact.numerator // exact.denominator
    return amount if benefit.most is None else min(amount, benefit.most)


def grant_amount(earned: Earned, rule: Promotion, kind: str, what: str, amount: int) -> Why | None:
    budget = limits_of(earned, rule)[1]
    amount = amount if budget is None else min(amount, budget)
    if amount == 0:
        return Why.NOTHING_TO_TAKE
    earned.sale.grants.append((rule.id, kind, what, amount))
    return None


def cashback_percent(earned: Earned, rule: Promotion, benefit: kinds.CashbackPercent) -> Why | None:
    if earned.sale.inputs.member is None:
        return Why.NEEDS_MEMBER
    return grant_amount(earned, rule, "cashback", "", floored_percent(earned, rule, benefit))


def cashback_amount(earned: Earned, rule: Promotion, benefit: kinds.CashbackAmount) -> Why | None:
    if earned.sale.inputs.member is None:
        return Why.NEEDS_MEMBER
    return grant_amount(earned, rule, "cashback", "", benefit.amount)


def issue_voucher(earned: Earned, rule: Promotion, benefit: kinds.IssueVoucher) -> Why | None:
    earned.sale.grants.append((rule.id, "voucher", benefit.voucher, benefit.count))
    return None


def match_donation(earned: Earned, rule: Promotion, benefit: kinds.MatchDonation) -> Why | None:
    amount = floored_percent(earned, rule, benefit)
    return grant_amount(earned, rule, "donation", benefit.donation, amount)


def card_progress(earned: Earned) -> list[tuple[str, int, int, int, int]]:
    """(card, before, given, completed, after) of each card that got stamps."""
    member = earned.sale.inputs.member
    assert member is not None
    found = []
    for card in earned.sale.programme.stamp_cards:
        given = earned.stamps.get(card.id, 0)
        before = sum(count.stamps for count in member.stamps if count.card_id == card.id)
        if given:
            found.append(
                (card.id, before, given, (before + given) // card.size, (before + given) % card.size)
            )
    return found


def complete_cards(earned: Earned) -> None:
    if not earned.stamps:
        return
    cards = {card.id: card for card in earned.sale.programme.stamp_cards}
    for card_id, _, _, completed, _ in card_progress(earned):
        for award in cards[card_id].gives if completed else ():
            kind, what, amount = award_of(award)
            earned.sale.grants.append((card_id, kind, what, amount * completed))


def award_of(award: Award) -> tuple[str, str, int]:
    match award:
        case kinds.GivePoints():
            return "points", "", award.points
        case kinds.GiveCashback():
            return "cashback", "", award.amount
        case kinds.GiveStamps():
            return "stamps", award.card, award.stamps
        case kinds.GiveVoucher():
            return "voucher", award.voucher, award.count
        case kinds.GivePlan():
            return "plan-months", award.plan, award.months
