"""What a rule took off the price, as a sentence: its base, how it rounded, and what held it down."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from app.domain.programme.benefits import (
    AmountOff,
    BundlePrice,
    BuyGet,
    FixedPrice,
    FreeProduct,
    PercentOff,
    UnitChoice,
    UnitsOff,
)
from app.domain.programme.document import Programme
from app.domain.quote import Clip, Effect, Phase
from app.words.giving import given_sentence
from app.words.money import percent, points, rupiah, rupiah_exact
from app.words.translate import Words

_WHOLE = Decimal(100)
_TEN_THOUSANDTHS = 10_000


def effect_sentence(words: Words, programme: Programme, effect: Effect) -> str:
    """What a rule took off, and from what."""
    if effect.phase is Phase.REDEMPTION:
        return _redeemed(words, programme, effect)
    if effect.phase is Phase.EARNING:
        return given_sentence(words, programme, effect)
    gives_a_thing = effect.base == 0 and effect.amount == 0
    said = "" if gives_a_thing else _taken(words, programme, effect)
    clipped = "" if effect.clipped is None else _clip(words, effect.clipped, effect.amount)
    paid = _paid_with_points(words, effect)
    return " ".join(sentence for sentence in (said, clipped, paid) if sentence)


def _redeemed(words: Words, programme: Programme, effect: Effect) -> str:
    return words.gettext(
        "{points} points at {value} each pay {amount}.",
        points=points(effect.points),
        value=rupiah(programme.points.value),
        amount=rupiah(effect.amount),
    )


def _paid_with_points(words: Words, effect: Effect) -> str:
    """For a reward."""
    if not effect.points:
        return ""
    return words.ngettext(
        "It costs {count} point.", "It costs {count} points.", effect.points, count=points(effect.points)
    )


def _taken(words: Words, programme: Programme, effect: Effect) -> str:
    match effect.phase:
        case Phase.PRICE:
            return words.gettext(
                "A lower price: {amount} less than {base}.",
                amount=rupiah(effect.amount),
                base=rupiah(effect.base),
            )
        case Phase.MANUAL:
            return words.gettext(
                "Taken off by hand: {amount} of {base}.",
                amount=rupiah(effect.amount),
                base=rupiah(effect.base),
            )
        case Phase.TIER if _is_delivery(programme, effect):
            return words.gettext("Free delivery: {amount} less.", amount=rupiah(effect.amount))
        case Phase.TIER:
            return _share(words, _share_of(effect), effect)
        case _:
            return _by_benefit(words, _benefits(programme).get(effect.rule_id), effect)


def _is_delivery(programme: Programme, effect: Effect) -> bool:
    """Whether a plan took a whole fee off: no percentage of a plan but all of it looks so."""
    plan = next((plan for plan in programme.plans if plan.id == effect.rule_id), None)
    whole = effect.numerator == effect.base * effect.denominator
    return plan is not None and plan.free_delivery and whole and plan.discount_percent != _WHOLE


def _by_benefit(words: Words, benefit: object, effect: Effect) -> str:
    match benefit:
        case PercentOff(percent=rate):
            return _share(words, rate, effect)
        case AmountOff():
            return _amount(words, benefit, effect)
        case UnitsOff():
            return _units(words, benefit, effect)
        case BuyGet():
            return _buy_get(words, benefit, effect)
        case FixedPrice(price=price):
            return words.gettext(
                "Each costs {price}: {amount} less.", price=rupiah(price), amount=rupiah(effect.amount)
            )
        case BundlePrice(price=price):
            return _bundles(words, rupiah(price), effect)
        case FreeProduct():
            return words.gettext("A free product: {amount} less.", amount=rupiah(effect.amount))
        case _:
            return words.gettext("{amount} less.", amount=rupiah(effect.amount))


def _benefits(programme: Programme) -> Mapping[str, object]:
    """What each rule that takes something off gives, by id."""
    return {
        **{kind.id: kind.gives for kind in programme.vouchers},
        **{reward.id: reward.gives for reward in programme.rewards},
        **{promotion.id: promotion.benefit for promotion in programme.promotions},
    }


def _share_of(effect: Effect) -> Decimal | None:
    """The percentage that an effect is of its base; None: one that nobody would write."""
    share = Fraction(effect.numerator * 100, effect.denominator * effect.base) if effect.base else Fraction(0)
    scaled = share * _TEN_THOUSANDTHS
    return Decimal(scaled.numerator) / _TEN_THOUSANDTHS if scaled.denominator == 1 else None


def _share(words: Words, rate: Decimal | None, effect: Effect) -> str:
    base, amount = rupiah(effect.base), rupiah(effect.amount)
    if rate is None:
        return words.gettext("{amount} off {base}.", amount=amount, base=base)
    if effect.denominator == 1:
        exact = rupiah(effect.numerator)
        return words.gettext(
            "{percent} of {base} is {amount}.", percent=percent(rate), base=base, amount=exact
        )
    exact = rupiah_exact(effect.numerator, effect.denominator)
    if effect.clipped is not None:
        return words.gettext(
            "{percent} of {base} is {amount}.", percent=percent(rate), base=base, amount=exact
        )
    return words.gettext(
        "{percent} of {base} is {exact}, rounded to {amount}.",
        percent=percent(rate),
        base=base,
        exact=exact,
        amount=amount,
    )


def _amount(words: Words, benefit: AmountOff, effect: Effect) -> str:
    if benefit.per_unit:
        return words.gettext(
            "{each} off each of {count}: {amount} less.",
            each=rupiah(benefit.amount),
            count=points(effect.times),
            amount=rupiah(effect.amount),
        )
    return words.gettext("{amount} off {base}.", amount=rupiah(benefit.amount), base=rupiah(effect.base))


def _bundles(words: Words, price: str, effect: Effect) -> str:
    amount = rupiah(effect.amount)
    if effect.times == 1:
        return words.gettext("Together for {price}: {amount} less.", price=price, amount=amount)
    return words.gettext(
        "{count} times together for {price}: {amount} less.",
        count=points(effect.times),
        price=price,
        amount=amount,
    )


def _units(words: Words, benefit: UnitsOff, effect: Effect) -> str:
    """`The cheapest one is free: Rp35.000 less.`"""
    free = benefit.percent == _WHOLE
    values = {"percent": percent(benefit.percent), "amount": rupiah(effect.amount)}
    if benefit.units > 1:
        return _several_units(words, benefit, {**values, "count": points(benefit.units)}, free=free)
    match benefit.take is UnitChoice.CHEAPEST, free:
        case True, True:
            return words.gettext("The cheapest one is free: {amount} less.", **values)
        case True, False:
            return words.gettext("{percent} off the cheapest one: {amount} less.", **values)
        case False, True:
            return words.gettext("The dearest one is free: {amount} less.", **values)
        case _:
            return words.gettext("{percent} off the dearest one: {amount} less.", **values)


def _several_units(words: Words, benefit: UnitsOff, values: dict[str, str], *, free: bool) -> str:
    match benefit.take is UnitChoice.CHEAPEST, free:
        case True, True:
            return words.gettext("The {count} cheapest are free: {amount} less.", **values)
        case True, False:
            return words.gettext("{percent} off the {count} cheapest: {amount} less.", **values)
        case False, True:
            return words.gettext("The {count} dearest are free: {amount} less.", **values)
        case _:
            return words.gettext("{percent} off the {count} dearest: {amount} less.", **values)


def _buy_get(words: Words, benefit: BuyGet, effect: Effect) -> str:
    """`Buy 2, get 1 free: Rp35.000 less.`"""
    values = {
        "buy": points(benefit.buy),
        "get": points(benefit.get),
        "count": points(effect.times),
        "percent": percent(benefit.percent),
        "amount": rupiah(effect.amount),
    }
    match benefit.percent == _WHOLE, effect.times == 1:
        case True, True:
            return words.gettext("Buy {buy}, get {get} free: {amount} less.", **values)
        case True, False:
            return words.gettext("Buy {buy}, get {get} free, {count} times: {amount} less.", **values)
        case False, True:
            return words.gettext("Buy {buy}, get {percent} off {get} more: {amount} less.", **values)
        case _:
            return words.gettext(
                "Buy {buy}, get {percent} off {get} more, {count} times: {amount} less.", **values
            )


def _clip(words: Words, clip: Clip, amount: int) -> str:
    match clip:
        case Clip.NET:
            return words.gettext("There was only {amount} to take it from.", amount=rupiah(amount))
        case Clip.MOST:
            return words.gettext("At most {amount}.", amount=rupiah(amount))
        case Clip.BUDGET:
            return words.gettext("Only {amount} of its budget was left.", amount=rupiah(amount))
