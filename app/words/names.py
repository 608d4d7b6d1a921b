"""What people call the rules, levels, ways to pay and days that a quote names by their ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from app.domain.basket import PaymentMethod, TenderKind, other_name
from app.domain.programme.conditions import Weekday
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.domain.quote import CASHBACK_RULE, MANUAL_RULE, POINTS_RULE
from app.words.translate import Words

NO_NAMES: Mapping[str, str] = {}
"""When nobody knows what the SKUs are called."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def rule_name(words: Words, programme: Programme, rule_id: str) -> str:
    """What people call a rule; its id when this revision doesn't have it."""
    match rule_id:
        case _ if rule_id == POINTS_RULE:
            return words.gettext("Points redeemed")
        case _ if rule_id == MANUAL_RULE:
            return words.gettext("By hand")
        case _ if rule_id == CASHBACK_RULE:
            return words.gettext("Cashback wallet")
    named: Iterator[_Named] = chain(
        programme.promotions,
        programme.rewards,
        programme.vouchers,
        programme.price_lists,
        programme.plans,
        programme.points.rates,
        programme.stamp_cards,
    )
    for one in named:  # of two with one id, the first
        if one.id == rule_id:
            return one.name
    return next(
        (words.gettext("{tier} member", tier=tier.name) for tier in programme.tiers if tier.id == rule_id),
        rule_id,
    )


def earner_name(words: Words, programme: Programme, rule_id: str) -> str:
    """What people call a rule that gives points: the plain rate is one too, and a level isn't a discount."""
    if rule_id == POINTS_RULE:
        return words.gettext("Plain rate")
    tiers = {tier.id: tier.name for tier in programme.tiers}
    if rule_id in tiers:
        return words.gettext("Level {tier}", tier=tiers[rule_id])
    return rule_name(words, programme, rule_id)


def tier_names(programme: Programme, ids: Iterable[str]) -> str:
    """`Silver, Gold`."""
    names = {tier.id: tier.name for tier in programme.tiers}
    return listed(names.get(one, one) for one in ids)


def plan_names(programme: Programme, ids: Iterable[str]) -> str:
    """The same for plans."""
    names = {plan.id: plan.name for plan in programme.plans}
    return listed(names.get(one, one) for one in ids)


def method_name(words: Words, method: str) -> str:
    """What people call a way to carry a part of a bill; the word itself when it is none."""
    names = {
        PaymentMethod.CASH.value: words.gettext("Cash"),
        PaymentMethod.QRIS.value: "QRIS",
        PaymentMethod.CARD.value: words.gettext("Card"),
        PaymentMethod.GIFT_VALUE.value: words.gettext("Gift card"),
        PaymentMethod.CASHBACK.value: words.gettext("Cashback wallet"),
    }
    return names.get(method, other_name(method))


def weekday_name(words: Words, weekday: str) -> str:
    """`Monday`; the word itself when it is none."""
    names = {
        Weekday.MONDAY.value: words.gettext("Monday"),
        Weekday.TUESDAY.value: words.gettext("Tuesday"),
        Weekday.WEDNESDAY.value: words.gettext("Wednesday"),
        Weekday.THURSDAY.value: words.gettext("Thursday"),
        Weekday.FRIDAY.value: words.gettext("Friday"),
        Weekday.SATURDAY.value: words.gettext("Saturday"),
        Weekday.SUNDAY.value: words.gettext("Sunday"),
    }
    return names.get(weekday, weekday)


def weekdays_named(words: Words, weekdays: Sequence[str]) -> str:
    """`Monday to Friday` where three or more follow each other; else one by one."""
    names = [weekday_name(words, weekday) for weekday in weekdays]
    week = "".join(day.value for day in Weekday)
    if len(weekdays) < 3 or "".join(weekdays) not in week:
        return listed(names)
    return words.gettext("{first} to {last}", first=names[0], last=names[-1])


def lines_named(lines: Lines, names: Mapping[str, str] = NO_NAMES) -> str:
    """What a rule's lines are of: SKUs by their names where these are known; empty: of everything."""
    return listed((*(names.get(sku, sku) for sku in lines.skus), *lines.categories, *lines.tags))


def listed(names: Iterable[str]) -> str:
    """`a, b, c`."""
    return ", ".join(names)


def tender_name(words: Words, kind: TenderKind) -> str:
    """What people call a way to pay what is left."""
    return method_name(words, kind.value)
