"""How points and cashback are earned, kept and spent, as sentences."""

from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    CashbackRules,
    EarnRate,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
    PointsRules,
    TransferRules,
    TransferScope,
)
from app.words.money import day, decimal, percent, points, rupiah
from app.words.programme.promotions import funder_sentence
from app.words.programme.terms import Terms


def earning_sentences(terms: Terms, rules: PointsRules) -> list[str]:
    """`Every Rp1.000 → 1 point`, other rates, and what bounds them."""
    words = terms.words
    said = [
        words.gettext("Every {amount} → 1 point.", amount=rupiah(rules.rupiah_per_point)),
        words.gettext("The tax counts too.")
        if rules.earn_on_tax
        else words.gettext("The tax doesn't count."),
    ]
    if rules.multiplier_cap is not None:
        said.append(
            words.gettext("Multipliers together make at most ×{times}.", times=decimal(rules.multiplier_cap))
        )
    if rules.earn_per_sale is not None:
        said.append(words.gettext("At most {count} points in a sale.", count=points(rules.earn_per_sale)))
    if rules.earn_per_day is not None:
        said.append(
            words.gettext("At most {count} points for a member in a day.", count=points(rules.earn_per_day))
        )
    if rules.hold_days:
        said.append(
            words.ngettext(
                "New points can be spent after {count} day.",
                "New points can be spent after {count} days.",
                rules.hold_days,
                count=rules.hold_days,
            )
        )
    said.append(words.gettext("Points {last}.", last=expiry_phrase(terms, rules.expiry)))
    return said


def rate_sentences(terms: Terms, rate: EarnRate) -> list[str]:
    """Another rate, for some lines."""
    words = terms.words
    lines = terms.lines(rate.lines)
    if rate.rupiah_per_point is None:
        said = words.gettext("No points for {lines}.", lines=lines)
    else:
        said = words.gettext(
            "Every {amount} of {lines} → 1 point.",
            amount=rupiah(rate.rupiah_per_point),
            lines=lines,
        )
    sentences = [said]
    if rate.stores:
        sentences.append(words.gettext("Only in the store {stores}.", stores=terms.one_of(rate.stores)))
    if rate.funder is not None:
        sentences.append(funder_sentence(terms, rate.funder))
    return sentences


def expiry_phrase(terms: Terms, expiry: Expiry) -> str:
    """How long something is kept, as what follows `Points`."""
    words = terms.words
    match expiry:
        case Never():
            return words.gettext("never expire")
        case AfterMonths(months=months):
            return words.ngettext(
                "expire {count} month after earning",
                "expire {count} months after earning",
                months,
                count=months,
            )
        case EndOfPeriod(period=period, months=0):
            return words.gettext("expire at the end of the {period}", period=_period(terms, period))
        case EndOfPeriod(period=period, months=months):
            return words.ngettext(
                "expire at the end of the {period} {count} month later",
                "expire at the end of the {period} {count} months later",
                months,
                period=_period(terms, period),
                count=months,
            )
        case OnDate(date=date):
            return words.gettext("expire on {day}", day=day(words, date))
        case AfterInactivity(months=months):
            return words.ngettext(
                "expire after {count} month without activity",
                "expire after {count} months without activity",
                months,
                count=months,
            )


def _period(terms: Terms, period: Period) -> str:
    words = terms.words
    return {
        Period.MONTH: words.gettext("month"),
        Period.QUARTER: words.gettext("quarter"),
        Period.YEAR: words.gettext("year"),
    }[period]


def redeeming_sentences(terms: Terms, rules: PointsRules) -> list[str]:
    """What a point pays, in which steps, up to what, and with which proof."""
    words = terms.words
    said = [words.gettext("1 point pays {value}.", value=rupiah(rules.value))]
    if rules.redeem_multiple > 1:
        said.append(words.gettext("Redeemed in multiples of {count}.", count=points(rules.redeem_multiple)))
    if rules.redeem_minimum:
        said.append(words.gettext("At least {count} points.", count=points(rules.redeem_minimum)))
    if rules.redeem_percent < 100:
        said.append(words.gettext("Up to {percent} of the goods.", percent=percent(rules.redeem_percent)))
    if rules.redeem_per_day is not None:
        said.append(
            words.gettext("At most {count} points for a member in a day.", count=points(rules.redeem_per_day))
        )
    if rules.proof_above is not None:
        said.append(
            words.gettext(
                "More than {count} points need the card, the PIN or a one-time code.",
                count=points(rules.proof_above),
            )
        )
    return said


def cashback_sentences(terms: Terms, rules: CashbackRules) -> list[str]:
    """How much the wallet carries, and how long it lasts."""
    words = terms.words
    said = [words.gettext("Pays up to {percent} of the total.", percent=percent(rules.spend_percent))]
    if rules.spend_minimum:
        said.append(words.gettext("At least {amount} at a time.", amount=rupiah(rules.spend_minimum)))
    said.append(words.gettext("Cashback {last}.", last=expiry_phrase(terms, rules.expiry)))
    return said


def transfer_sentences(terms: Terms, rules: TransferRules) -> list[str]:
    """To whom points may be given."""
    words = terms.words
    if rules.to is TransferScope.NOBODY:
        return [words.gettext("Points can't be given to others.")]
    said = [
        words.gettext("Points may be given {whom}.", whom=scope_phrase(terms, rules.to)),
        words.ngettext(
            "At least {count} point at a time.",
            "At least {count} points at a time.",
            rules.minimum,
            count=points(rules.minimum),
        ),
    ]
    if rules.per_month is not None:
        said.append(words.gettext("At most {count} × in a month.", count=points(rules.per_month)))
    return said


def scope_phrase(terms: Terms, scope: TransferScope) -> str:
    """To whom."""
    words = terms.words
    return {
        TransferScope.NOBODY: words.gettext("to nobody"),
        TransferScope.HOUSEHOLD: words.gettext("within the household"),
        TransferScope.MEMBERS: words.gettext("to other members"),
    }[scope]
