"""What a sale gives, as sentences: points and how they come about, stamps, levels, things."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from app.domain.calendar import local_time
from app.domain.programme.benefits import PointsMultiplier
from app.domain.programme.document import Programme, tier_by_id
from app.domain.programme.levels import TierMetric
from app.domain.quote import Earning, Grant, GrantKind, StampProgress, TierProgress
from app.words.money import day, decimal, points, rupiah
from app.words.translate import Words


def earning_sentence(words: Words, programme: Programme, earning: Earning) -> str:
    """How the points of a sale come about."""
    said = (
        _points_of_base(words, programme, earning),
        "" if programme.points.earn_on_tax else words.gettext("The tax in it earns nothing."),
        _bonus(words, earning.bonus),
        _capped(words, earning.capped),
    )
    return " ".join(sentence for sentence in said if sentence)


def _points_of_base(words: Words, programme: Programme, earning: Earning) -> str:
    floored = earning.numerator // earning.denominator
    earned = words.ngettext("{count} point", "{count} points", floored, count=points(floored))
    rate, multiplier = rupiah(programme.points.rupiah_per_point), _multiplier(programme, earning)
    base = rupiah(earning.base)
    match multiplier:
        case None if earning.denominator == 1:
            return words.gettext("{base} earns {points}.", base=base, points=earned)
        case None:
            exact = decimal(Decimal(earning.numerator * 100 // earning.denominator) / 100)
            return words.gettext(
                "{base} earns {exact}, rounded down to {points}.", base=base, exact=exact, points=earned
            )
        case _ if multiplier == 1:
            return words.gettext(
                "{base} at {rate} per point is {points}.", base=base, rate=rate, points=earned
            )
        case _:
            return words.gettext(
                "{base} at {rate} per point, times {multiplier}, is {points}.",
                base=base,
                rate=rate,
                multiplier=decimal(multiplier),
                points=earned,
            )


def _multiplier(programme: Programme, earning: Earning) -> Decimal | None:
    """What all of the base was multiplied by at the plain rate; None: lines earned unlike each other."""
    if earning.base == 0:
        return Decimal(1)
    exact = Fraction(earning.numerator, earning.denominator)
    times = exact * programme.points.rupiah_per_point / earning.base
    named = _named_multiplier(programme, {earned.rule_id for earned in earning.by})
    return named if times == Fraction(named) else None


def _named_multiplier(programme: Programme, rules: Collection[str]) -> Decimal:
    """What these rules multiply by together: their bonuses add, up to the cap."""
    times = [tier.multiplier for tier in programme.tiers if tier.id in rules]
    times += [plan.multiplier for plan in programme.plans if plan.id in rules]
    times += [
        promotion.benefit.times
        for promotion in programme.promotions
        if promotion.id in rules and isinstance(promotion.benefit, PointsMultiplier)
    ]
    together = 1 + sum((one - 1 for one in times), Decimal(0))
    cap = programme.points.multiplier_cap
    return together if cap is None else min(together, cap)


def _bonus(words: Words, bonus: int) -> str:
    if not bonus:
        return ""
    return words.ngettext(
        "{count} bonus point on top.", "{count} bonus points on top.", bonus, count=points(bonus)
    )


def _capped(words: Words, capped: int) -> str:
    if not capped:
        return ""
    return words.ngettext(
        "{count} point is above the limit and isn't given.",
        "{count} points are above the limit and aren't given.",
        capped,
        count=points(capped),
    )


def grant_sentence(words: Words, programme: Programme, grant: Grant) -> str:
    """What is given besides."""
    many, what = points(grant.amount), _called(programme, grant)
    match grant.kind:
        case GrantKind.CASHBACK:
            return words.gettext("{amount} cashback", amount=rupiah(grant.amount))
        case GrantKind.STAMPS:
            return words.ngettext(
                "{count} stamp on {card}", "{count} stamps on {card}", grant.amount, count=many, card=what
            )
        case GrantKind.VOUCHER:
            return words.ngettext(
                "{count} voucher: {voucher}",
                "{count} vouchers: {voucher}",
                grant.amount,
                count=many,
                voucher=what,
            )
        case GrantKind.PLAN_MONTHS:
            return words.ngettext(
                "{count} month of {plan}", "{count} months of {plan}", grant.amount, count=many, plan=what
            )
        case GrantKind.POINTS:
            return words.ngettext("{count} point", "{count} points", grant.amount, count=many)
        case GrantKind.DONATION:
            return words.gettext(
                "{amount} from the merchant for {cause}", amount=rupiah(grant.amount), cause=what
            )
        case GrantKind.EVENT_PLACE:
            return words.ngettext(
                "{count} place: {event}", "{count} places: {event}", grant.amount, count=many, event=what
            )


def _called(programme: Programme, grant: Grant) -> str:
    """The name of what is given; its id when this revision doesn't have it."""
    match grant.kind:
        case GrantKind.PLAN_MONTHS:
            named = [(plan.id, plan.name) for plan in programme.plans]
        case GrantKind.EVENT_PLACE:
            named = [(reward.id, reward.name) for reward in programme.rewards]
        case GrantKind.STAMPS:
            named = [(card.id, card.name) for card in programme.stamp_cards]
        case GrantKind.DONATION:
            named = [(donation.id, donation.name) for donation in programme.donations]
        case _:
            named = [(kind.id, kind.name) for kind in programme.vouchers]
    what = grant.what or grant.rule_id
    return dict(named).get(what, what)


def stamps_sentence(words: Words, programme: Programme, progress: StampProgress) -> str:
    """Where a stamp card is after the sale."""
    card = next((card for card in programme.stamp_cards if card.id == progress.card_id), None)
    values = {
        "card": progress.card_id if card is None else card.name,
        "after": points(progress.after),
        "size": points(progress.after if card is None else card.size),
    }
    match progress.completed:
        case 0:
            return words.gettext("{card}: {after} of {size} stamps.", **values)
        case 1:
            return words.gettext("{card}: full. {after} of {size} stamps on the next one.", **values)
        case count:
            return words.gettext(
                "{card}: full {count} times. {after} of {size} stamps on the next one.",
                count=points(count),
                **values,
            )


def tier_sentence(words: Words, programme: Programme, progress: TierProgress) -> str:
    """Where a member stands after the sale."""
    if progress.next_id is None:
        name = tier_by_id(programme, progress.tier_id).name
        return words.gettext("{tier} is the highest level.", tier=name)
    name = tier_by_id(programme, progress.next_id).name
    if progress.distance <= 0:
        return words.gettext("With this sale the member is {tier}.", tier=name)
    return words.gettext(
        "{distance} to {tier}", distance=tier_distance(words, programme, progress.distance), tier=name
    )


def tier_distance(words: Words, programme: Programme, distance: int) -> str:
    """A part of the tier's metric: `Rp3.700.000`, `120 points`, `2 visits`."""
    match programme.tier_rules.metric:
        case TierMetric.SPEND:
            return rupiah(distance)
        case TierMetric.POINTS:
            return words.ngettext("{count} point", "{count} points", distance, count=points(distance))
        case TierMetric.VISITS:
            return words.ngettext("{count} visit", "{count} visits", distance, count=points(distance))


def expiry_sentence(words: Words, programme: Programme, count: int, expires_at: int) -> str:
    """Points that lapse next, and their last day in the programme's zone."""
    return words.gettext(
        "{points} points expire on {day}",
        points=points(count),
        day=day(words, local_time(expires_at, programme.zone).date()),
    )
