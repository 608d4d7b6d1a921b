"""Tiers and plans as sentences."""

from app.domain.programme.levels import Downgrade, Plan, Tier, TierMetric, TierRules, TierWindow
from app.words.money import decimal, percent, points, rupiah
from app.words.programme.benefits import gifts_phrase
from app.words.programme.points import expiry_phrase
from app.words.programme.terms import Terms


def tier_sentences(terms: Terms, tier: Tier) -> list[str]:
    """From when on, and what it brings."""
    words = terms.words
    said = [words.gettext("From {threshold} on.", threshold=threshold_phrase(terms, tier.threshold))]
    if tier.threshold == 0:
        said = [words.gettext("From the first day on.")]
    if tier.discount_percent:
        said.append(words.gettext("{percent} off all goods.", percent=percent(tier.discount_percent)))
    if tier.multiplier != 1:
        said.append(words.gettext("Points ×{times}.", times=decimal(tier.multiplier)))
    if tier.price_list is not None:
        name = terms.name("price_lists", tier.price_list)
        said.append(words.gettext("The prices of {price_list}.", price_list=name))
    if tier.expiry is not None:
        said.append(words.gettext("Points of its members {last}.", last=expiry_phrase(terms, tier.expiry)))
    if tier.gives:
        said.append(words.gettext("On reaching it: {gifts}.", gifts=gifts_phrase(terms, tier.gives)))
    return said


def threshold_phrase(terms: Terms, threshold: int) -> str:
    """In what the programme counts."""
    words = terms.words
    match terms.programme.tier_rules.metric:
        case TierMetric.SPEND:
            return rupiah(threshold)
        case TierMetric.POINTS:
            return words.ngettext("{count} point", "{count} points", threshold, count=points(threshold))
        case TierMetric.VISITS:
            return words.ngettext("{count} visit", "{count} visits", threshold, count=points(threshold))


def tier_rules_sentences(terms: Terms, rules: TierRules) -> list[str]:
    """What counts, over which time, and how far a review goes down."""
    words = terms.words
    said = [
        words.gettext(
            "What counts is {metric} {window}.",
            metric=metric_phrase(terms, rules.metric),
            window=window_phrase(terms, rules),
        ),
        words.gettext(
            "A review takes a member {downgrade}.", downgrade=downgrade_phrase(terms, rules.downgrade)
        ),
    ]
    if rules.grace_days:
        said.append(
            words.ngettext(
                "A review waits {count} day longer.",
                "A review waits {count} days longer.",
                rules.grace_days,
                count=rules.grace_days,
            )
        )
    return said


def metric_phrase(terms: Terms, metric: TierMetric) -> str:
    """What counts."""
    words = terms.words
    return {
        TierMetric.SPEND: words.gettext("what is spent"),
        TierMetric.POINTS: words.gettext("the points earned"),
        TierMetric.VISITS: words.gettext("the visits"),
    }[metric]


def window_phrase(terms: Terms, rules: TierRules) -> str:
    """Over which time."""
    words = terms.words
    match rules.window:
        case TierWindow.ROLLING:
            return words.ngettext(
                "in the last {count} month", "in the last {count} months", rules.months, count=rules.months
            )
        case TierWindow.CALENDAR_YEAR:
            return words.gettext("in the calendar year")
        case TierWindow.MEMBERSHIP_YEAR:
            return words.gettext("in the year of membership")


def downgrade_phrase(terms: Terms, downgrade: Downgrade) -> str:
    """How far down."""
    words = terms.words
    return {
        Downgrade.ONE_LEVEL: words.gettext("down by one level at most"),
        Downgrade.TO_LEVEL_EARNED: words.gettext("down to the level that was earned"),
    }[downgrade]


def plan_sentences(terms: Terms, plan: Plan) -> list[str]:
    """How it is bought, and what it brings."""
    words = terms.words
    said = [
        words.ngettext(
            "{item} opens it for {count} month.",
            "{item} opens it for {count} months.",
            plan.months,
            item=terms.items.get(plan.sku, plan.sku),
            count=plan.months,
        )
    ]
    if plan.discount_percent:
        said.append(
            words.gettext(
                "{percent} off {lines}.",
                percent=percent(plan.discount_percent),
                lines=terms.lines(plan.lines),
            )
        )
    if plan.multiplier != 1:
        said.append(words.gettext("Points ×{times}.", times=decimal(plan.multiplier)))
    if plan.price_list is not None:
        name = terms.name("price_lists", plan.price_list)
        said.append(words.gettext("The prices of {price_list}.", price_list=name))
    if plan.free_delivery:
        said.append(words.gettext("Free delivery."))
    return said
