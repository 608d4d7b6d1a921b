"""What a rule gives after the sale, as a sentence: points, stamps, cashback, vouchers, gifts to charity."""

from decimal import Decimal

from app.domain.programme.benefits import (
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    IssueVoucher,
    MatchDonation,
    PointsMultiplier,
)
from app.domain.programme.document import Programme
from app.domain.quote import Clip, Effect
from app.words.money import decimal, percent, points, rupiah
from app.words.names import listed, method_name
from app.words.translate import Words


def given_sentence(words: Words, programme: Programme, effect: Effect) -> str:
    """What a rule of the earning phase gave, and what held it down."""
    promotion = next((rule for rule in programme.promotions if rule.id == effect.rule_id), None)
    benefit = None if promotion is None else promotion.benefit
    said = _given(words, programme, benefit, effect)
    clipped = _clipped(words, benefit, effect.clipped)
    return f"{said} {clipped}" if clipped else said


def _given(words: Words, programme: Programme, benefit: object, effect: Effect) -> str:
    match benefit:
        case PointsMultiplier(times=times, paid_with=()):
            return _multiplied(words, times, effect)
        case PointsMultiplier(times=times, paid_with=methods):
            return words.ngettext(
                "Points times {multiplier} on the part paid with {methods}: {count} point more.",
                "Points times {multiplier} on the part paid with {methods}: {count} points more.",
                effect.points,
                multiplier=decimal(times),
                methods=listed(method_name(words, method.value) for method in methods),
                count=points(effect.points),
            )
        case BonusPoints():
            return words.ngettext(
                "{count} bonus point, which nothing multiplies.",
                "{count} bonus points, which nothing multiplies.",
                effect.points,
                count=points(effect.points),
            )
        case BonusStamps(card=card, stamps=stamps):
            given = stamps * effect.times
            names = {known.id: known.name for known in programme.stamp_cards}
            return words.ngettext(
                "{count} stamp on {card}.",
                "{count} stamps on {card}.",
                given,
                count=points(given),
                card=names.get(card, card),
            )
        case CashbackPercent(percent=rate):
            return words.gettext(
                "{percent} of {base} as cashback.", percent=percent(rate), base=rupiah(effect.base)
            )
        case CashbackAmount(amount=amount):
            return words.gettext("{amount} as cashback.", amount=rupiah(amount))
        case IssueVoucher(voucher=voucher, count=count):
            kinds = {known.id: known.name for known in programme.vouchers}
            return words.ngettext(
                "{count} voucher: {voucher}.",
                "{count} vouchers: {voucher}.",
                count,
                count=points(count),
                voucher=kinds.get(voucher, voucher),
            )
        case MatchDonation(donation=donation, percent=rate):
            causes = {known.id: known.name for known in programme.donations}
            return words.gettext(
                "The merchant gives {percent} of {base} to {cause}.",
                percent=percent(rate),
                base=rupiah(effect.base),
                cause=causes.get(donation, donation),
            )
        case _:
            return _multiplied(words, _level_multiplier(programme, effect.rule_id), effect)


def _multiplied(words: Words, times: Decimal, effect: Effect) -> str:
    """`Points times 1,25 on Rp75.867: 19 points more.`"""
    return words.ngettext(
        "Points times {multiplier} on {base}: {count} point more.",
        "Points times {multiplier} on {base}: {count} points more.",
        effect.points,
        multiplier=decimal(times),
        base=rupiah(effect.base),
        count=points(effect.points),
    )


def _level_multiplier(programme: Programme, rule_id: str) -> Decimal:
    """A tier's or a plan's."""
    multipliers = {plan.id: plan.multiplier for plan in programme.plans}
    multipliers |= {tier.id: tier.multiplier for tier in programme.tiers}
    return multipliers.get(rule_id, Decimal(1))


def _clipped(words: Words, benefit: object, clip: Clip | None) -> str:
    match clip, benefit:
        case None, _:
            return ""
        case Clip.MOST, CashbackPercent(most=int(most)) | MatchDonation(most=int(most)):
            return words.gettext("At most {amount}.", amount=rupiah(most))
        case _:
            return words.gettext("Only what was left of its budget is given.")
