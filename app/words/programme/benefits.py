"""What rules give, as the first sentence of a rule: off the price, on the points, or a thing to have."""

from decimal import Decimal

from app.domain.programme.benefits import (
    AmountOff,
    Attend,
    Award,
    Benefit,
    BonusPoints,
    BonusStamps,
    BundlePart,
    BundlePrice,
    BuyGet,
    CashbackAmount,
    CashbackPercent,
    Donate,
    FixedPrice,
    FreeProduct,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
    RewardGift,
    UnitChoice,
    UnitsOff,
)
from app.domain.programme.lines import ALL_LINES, Lines
from app.words.money import decimal, percent, points, rupiah
from app.words.names import method_name
from app.words.programme.terms import Terms

Gift = Benefit | RewardGift | Award

_ALL = Decimal(100)

_NOT_ON_OWN_LINES = (
    BundlePrice,
    FreeProduct,
    IssueVoucher,
    CashbackAmount,
    GiveVoucher,
    GivePlan,
    Donate,
    Attend,
)


def gift_phrase(terms: Terms, gift: Gift, own: Lines = ALL_LINES) -> str:
    """What is given, without a full stop. own: the rule's lines."""
    return (
        _off(terms, gift, own)
        or _units(terms, gift, own)
        or _bonus(terms, gift, own)
        or _wallet(terms, gift, own)
        or _thing(terms, gift)
    )


def gifts_phrase(terms: Terms, gifts: tuple[Award, ...]) -> str:
    """`100 points and 1 × Kopi gratis`."""
    return terms.all_of([gift_phrase(terms, gift) for gift in gifts])


def presence_sentence(terms: Terms, gift: Gift, own: Lines) -> str:
    """What must be in the basket, where the gift is not on the rule's own lines; empty when that is anything."""
    told = {ALL_LINES, getattr(gift, "of", None)}
    if isinstance(gift, BundlePrice):
        told.add(_together([part.lines for part in gift.parts]))
    if own in told or not isinstance(gift, _NOT_ON_OWN_LINES):
        return ""
    return terms.words.gettext("Only with something of {lines} in the basket.", lines=terms.lines(own))


def _together(parts: list[Lines]) -> Lines:
    """Lines of any of these."""
    return Lines(
        skus=tuple(sku for lines in parts for sku in lines.skus),
        categories=tuple(category for lines in parts for category in lines.categories),
        tags=tuple(tag for lines in parts for tag in lines.tags),
    )


def _off(terms: Terms, gift: Gift, own: Lines) -> str:
    words = terms.words
    lines = terms.lines(own)
    match gift:
        case PercentOff(percent=rate, most=None):
            return words.gettext("{percent} off {lines}", percent=percent(rate), lines=lines)
        case PercentOff(percent=rate, most=int() as most):
            return words.gettext(
                "{percent} off {lines}, at most {most}", percent=percent(rate), lines=lines, most=rupiah(most)
            )
        case AmountOff(amount=amount, per_unit=True):
            return words.gettext("{amount} off each unit of {lines}", amount=rupiah(amount), lines=lines)
        case AmountOff(amount=amount):
            return words.gettext("{amount} off {lines}", amount=rupiah(amount), lines=lines)
        case FixedPrice(price=price):
            return words.gettext("{lines} at {price} each", price=rupiah(price), lines=lines)
        case BundlePrice(price=price, parts=parts):
            together = terms.all_of([_part(terms, part) for part in parts])
            return words.gettext("{parts} together for {price}", parts=together, price=rupiah(price))
        case OpenPriceList(price_list=wanted):
            name = terms.name("price_lists", wanted)
            return words.gettext("the prices of {price_list} for {lines}", price_list=name, lines=lines)
        case _:
            return ""


def _part(terms: Terms, part: BundlePart) -> str:
    return so_many(terms, part.units, part.lines)


def so_many(terms: Terms, units: int, lines: Lines) -> str:
    """`2 of the category roti`."""
    return terms.words.gettext("{units} of {lines}", units=points(units), lines=terms.lines(lines))


def _units(terms: Terms, gift: Gift, own: Lines) -> str:
    words = terms.words
    match gift:
        case UnitsOff(units=units, percent=rate, take=take):
            return words.gettext(
                "{chosen} of {lines} {discount}",
                chosen=_chosen(terms, units, take),
                lines=terms.lines(own),
                discount=_discount(terms, rate),
            )
        case BuyGet(buy=buy, get=get, percent=rate, get_lines=None):
            return words.gettext(
                "buy {buy} of {lines}, get {get} {discount}",
                buy=points(buy),
                lines=terms.lines(own),
                get=_more(terms, get, gift.take),
                discount=_discount(terms, rate),
            )
        case BuyGet(buy=buy, get=get, percent=rate, get_lines=Lines() as others):
            return words.gettext(
                "buy {buy} of {lines}, get {get} of {others} {discount}",
                buy=points(buy),
                lines=terms.lines(own),
                get=_chosen(terms, get, gift.take),
                others=terms.lines(others),
                discount=_discount(terms, rate),
            )
        case FreeProduct(of=of, units=units, take=take, most=most):
            free = words.gettext(
                "{chosen} of {lines} {discount}",
                chosen=_chosen(terms, units, take),
                lines=terms.lines(of),
                discount=_discount(terms, _ALL),
            )
            if most is None:
                return free
            return words.gettext("{gift}, up to {most}", gift=free, most=rupiah(most))
        case _:
            return ""


def _chosen(terms: Terms, units: int, take: UnitChoice) -> str:
    """`the 2 cheapest`."""
    words = terms.words
    if take is UnitChoice.CHEAPEST:
        return words.ngettext("the cheapest", "the {count} cheapest", units, count=points(units))
    return words.ngettext("the dearest", "the {count} dearest", units, count=points(units))


def _more(terms: Terms, units: int, take: UnitChoice) -> str:
    """`1 more`; by itself the cheapest go first."""
    if take is UnitChoice.CHEAPEST:
        return terms.words.gettext("{units} more", units=points(units))
    return terms.words.gettext("{units} more, the dearest,", units=points(units))


def _discount(terms: Terms, rate: Decimal) -> str:
    if rate == _ALL:
        return terms.words.gettext("free")
    return terms.words.gettext("at {percent} off", percent=percent(rate))


def _bonus(terms: Terms, gift: Gift, own: Lines) -> str:
    """Points and stamps."""
    words = terms.words
    match gift:
        case PointsMultiplier(times=times, paid_with=methods):
            raised = words.gettext(
                "points ×{times} for {lines}", lines=terms.lines(own), times=decimal(times)
            )
            if not methods:
                return raised
            names = terms.all_of([method_name(words, method.value) for method in methods])
            return words.gettext("{gift}, on the share paid by {methods}", gift=raised, methods=names)
        case BonusPoints(points=count):
            much = _points(terms, count)
            return words.gettext("{gift} extra {share}", gift=much, share=_share(terms, gift, own))
        case BonusStamps(card=card, stamps=count):
            return f"{_stamps(terms, count, card)} {_share(terms, gift, own)}"
        case GivePoints(points=count):
            return _points(terms, count)
        case GiveStamps(card=card, stamps=count):
            return _stamps(terms, count, card)
        case _:
            return ""


def _points(terms: Terms, count: int) -> str:
    return terms.words.ngettext("{count} point", "{count} points", count, count=points(count))


def _stamps(terms: Terms, count: int, card: str) -> str:
    return terms.words.ngettext(
        "{count} stamp of {card}",
        "{count} stamps of {card}",
        count,
        count=points(count),
        card=terms.name("stamp_cards", card),
    )


def _share(terms: Terms, gift: BonusPoints | BonusStamps, own: Lines) -> str:
    words = terms.words
    if gift.per_rupiah is not None:
        return words.gettext(
            "for each {amount} paid for {lines}", amount=rupiah(gift.per_rupiah), lines=terms.lines(own)
        )
    if gift.per_units is not None:
        return words.gettext(
            "for each {units} of {lines}", units=points(gift.per_units), lines=terms.lines(own)
        )
    return words.gettext("for {lines}", lines=terms.lines(own))


def _wallet(terms: Terms, gift: Gift, own: Lines) -> str:
    words = terms.words
    match gift:
        case CashbackPercent(percent=rate, most=most):
            phrase = words.gettext(
                "{percent} of what is paid for {lines} as cashback",
                percent=percent(rate),
                lines=terms.lines(own),
            )
        case MatchDonation(donation=cause, percent=rate, most=most):
            phrase = words.gettext(
                "the shop gives {percent} of what is paid for {lines} to {cause}",
                percent=percent(rate),
                lines=terms.lines(own),
                cause=terms.name("donations", cause),
            )
        case CashbackAmount(amount=amount) | GiveCashback(amount=amount):
            return words.gettext("{amount} cashback", amount=rupiah(amount))
        case _:
            return ""
    if most is None:
        return phrase
    return words.gettext("{gift}, at most {most}", gift=phrase, most=rupiah(most))


def _thing(terms: Terms, gift: Gift) -> str:
    words = terms.words
    match gift:
        case IssueVoucher(voucher=voucher, count=count) | GiveVoucher(voucher=voucher, count=count):
            return words.ngettext(
                "{count} voucher {voucher}",
                "{count} vouchers {voucher}",
                count,
                count=points(count),
                voucher=terms.name("vouchers", voucher),
            )
        case GivePlan(plan=plan, months=months):
            return words.ngettext(
                "{count} month of {plan}",
                "{count} months of {plan}",
                months,
                count=months,
                plan=terms.name("plans", plan),
            )
        case Donate(donation=cause, amount=amount):
            return words.gettext(
                "the shop gives {amount} to {cause}",
                amount=rupiah(amount),
                cause=terms.name("donations", cause),
            )
        case Attend(capacity=capacity, at=at):
            return words.ngettext(
                "{count} place: {at}", "one of {count} places: {at}", capacity, count=points(capacity), at=at
            )
        case _:
            raise TypeError(f"no words for {type(gift).__name__}")
