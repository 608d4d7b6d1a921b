"""Why a basket costs and earns what it does: each effect, refusal and earning as a sentence."""

from decimal import Decimal

from app.domain.calendar import local_time
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import DateWindow
from app.domain.programme.document import Programme, tier_by_id
from app.domain.programme.promotions import Promotion
from app.domain.quote import POINTS_RULE, Earning, Effect, Phase, Refusal, RefusalReason
from app.words.money import day, decimal, percent, points, rupiah, rupiah_exact
from app.words.translate import Words


def rule_name(words: Words, programme: Programme, rule_id: str) -> str:
    """What people call a rule: a promotion by its name, a tier's discount, points redeemed."""
    if rule_id == POINTS_RULE:
        return words.gettext("Points redeemed")
    promotion = _promotion(programme, rule_id)
    if promotion is not None:
        return promotion.name
    return words.gettext("{tier} member", tier=tier_by_id(programme, rule_id).name)


def effect_sentence(words: Words, programme: Programme, effect: Effect) -> str:
    """What a rule took off, and from what."""
    if effect.phase is Phase.REDEMPTION:
        return words.gettext(
            "{points} points at {value} each pay {amount}.",
            points=points(effect.points),
            value=rupiah(programme.points.value),
            amount=rupiah(effect.amount),
        )
    rate = percent(_percent_of(programme, effect))
    if effect.denominator == 1:
        return words.gettext(
            "{percent} of {base} is {amount}.",
            percent=rate,
            base=rupiah(effect.base),
            amount=rupiah(effect.amount),
        )
    return words.gettext(
        "{percent} of {base} is {exact}, rounded to {amount}.",
        percent=rate,
        base=rupiah(effect.base),
        exact=rupiah_exact(effect.numerator, effect.denominator),
        amount=rupiah(effect.amount),
    )


def refusal_sentence(words: Words, programme: Programme, refusal: Refusal) -> str:
    """Why a rule did nothing, and what would change that."""
    match refusal.reason:
        case RefusalReason.STOPPED:
            return words.gettext("Stopped by a manager.")
        case RefusalReason.NOT_STARTED | RefusalReason.ENDED:
            return _outside_window(words, refusal.reason, _window(programme, refusal.rule_id))
        case RefusalReason.NEEDS_MEMBER:
            return words.gettext("For members only. Scan a card or find the member.")
        case RefusalReason.NO_ELIGIBLE_LINE:
            return words.gettext("Nothing in this basket takes part.")
        case RefusalReason.BELOW_MINIMUM:
            return words.gettext("{amount} more is needed.", amount=rupiah(refusal.distance))
        case RefusalReason.OVER_LIMIT:
            return words.gettext(
                "{points} points more were asked than this basket allows.", points=points(refusal.distance)
            )


def earning_sentence(words: Words, programme: Programme, earning: Earning) -> str:
    """How the points of a sale come about."""
    earned = words.ngettext("{count} point", "{count} points", earning.points, count=points(earning.points))
    if earning.multiplier == 1:
        return words.gettext(
            "{base} at {rate} per point is {points}.",
            base=rupiah(earning.base),
            rate=rupiah(programme.points.rupiah_per_point),
            points=earned,
        )
    return words.gettext(
        "{base} at {rate} per point, times {multiplier}, is {points}.",
        base=rupiah(earning.base),
        rate=rupiah(programme.points.rupiah_per_point),
        multiplier=decimal(earning.multiplier),
        points=earned,
    )


def expiry_sentence(words: Words, programme: Programme, count: int, expires_at: int) -> str:
    """Points that lapse next, and their last day in the programme's zone."""
    return words.gettext(
        "{points} points expire on {day}",
        points=points(count),
        day=day(words, local_time(expires_at, programme.zone).date()),
    )


def _outside_window(words: Words, reason: RefusalReason, window: DateWindow | None) -> str:
    if reason is RefusalReason.NOT_STARTED:
        if window is None:
            return words.gettext("Has not started yet.")
        return words.gettext("Starts on {day}.", day=day(words, window.starts))
    if window is None:
        return words.gettext("Has ended.")
    return words.gettext("Ended on {day}.", day=day(words, window.ends))


def _percent_of(programme: Programme, effect: Effect) -> Decimal:
    promotion = _promotion(programme, effect.rule_id)
    if promotion is not None and isinstance(promotion.benefit, PercentOff):
        return promotion.benefit.percent
    return tier_by_id(programme, effect.rule_id).discount_percent


def _promotion(programme: Programme, rule_id: str) -> Promotion | None:
    return next((rule for rule in programme.promotions if rule.id == rule_id), None)


def _window(programme: Programme, rule_id: str) -> DateWindow | None:
    promotion = _promotion(programme, rule_id)
    conditions = promotion.conditions if promotion else ()
    return next((condition for condition in conditions if isinstance(condition, DateWindow)), None)
