"""Promotions, their groups and limits, and price lists, as sentences."""

from app.domain.programme.benefits import BonusPoints, OpenPriceList
from app.domain.programme.promotions import Group, GroupMode, Limits, PriceList, Promotion, Scope
from app.words.money import points, rupiah
from app.words.programme.benefits import gift_phrase, presence_sentence
from app.words.programme.conditions import conditions_sentence
from app.words.programme.terms import Terms, capital, window_sentence


def promotion_sentences(terms: Terms, promotion: Promotion) -> list[str]:
    """What it gives, when, in which order, beside what, how often, and who pays."""
    words = terms.words
    said = [f"{capital(gift_phrase(terms, promotion.benefit, promotion.lines))}."]
    said.append(presence_sentence(terms, promotion.benefit, promotion.lines))
    said.append(conditions_sentence(terms, promotion.conditions, promotion.lines))
    if promotion.scope is Scope.ORDER and not isinstance(promotion.benefit, OpenPriceList):
        said.append(words.gettext("Worked out on the whole order, after the promotions on lines."))
    said.append(_order(terms, promotion))
    if promotion.exclusive:
        said.append(words.gettext("Exclusive: nothing else on the lines that it touches."))
    said.extend(
        limit_sentences(terms, promotion.limits, in_points=isinstance(promotion.benefit, BonusPoints))
    )
    if promotion.funder is not None:
        said.append(funder_sentence(terms, promotion.funder))
    if promotion.stopped:
        said.append(words.gettext("Stopped by a manager."))
    return [sentence for sentence in said if sentence]


def _order(terms: Terms, promotion: Promotion) -> str:
    words = terms.words
    if promotion.group is None:
        return words.gettext("Order {priority}.", priority=promotion.priority)
    mode = next(
        (group.mode for group in terms.programme.groups if group.id == promotion.group), GroupMode.STACK
    )
    return words.gettext(
        "Order {priority}, in the group {group} ({mode}).",
        priority=promotion.priority,
        group=promotion.group,
        mode=mode_phrase(terms, mode),
    )


def mode_phrase(terms: Terms, mode: GroupMode) -> str:
    """How a group's promotions live together."""
    words = terms.words
    return {
        GroupMode.STACK: words.gettext("all of them, in order"),
        GroupMode.FIRST: words.gettext("only the first that gives something"),
        GroupMode.BEST: words.gettext("only the one that saves most"),
    }[mode]


def group_sentence(terms: Terms, group: Group) -> str:
    """`harga: only the one that saves most, of Happy hour and Paket sarapan.`"""
    members = [rule.name for rule in terms.programme.promotions if rule.group == group.id]
    return terms.words.gettext(
        "{group}: {mode}, of {promotions}.",
        group=group.id,
        mode=mode_phrase(terms, group.mode),
        promotions=terms.all_of(members) or "–",
    )


def limit_sentences(terms: Terms, limits: Limits, *, in_points: bool = False) -> list[str]:
    """How often, or how much. in_points: the budget is points."""
    words = terms.words
    counted = [
        (limits.per_sale, words.gettext("At most {count} × in a sale.", count="{count}")),
        (limits.per_member, words.gettext("At most {count} × for a member.", count="{count}")),
        (
            limits.per_member_per_day,
            words.gettext("At most {count} × for a member in a day.", count="{count}"),
        ),
        (
            limits.per_member_per_month,
            words.gettext("At most {count} × for a member in a month.", count="{count}"),
        ),
        (limits.per_day, words.gettext("At most {count} × in a day.", count="{count}")),
        (limits.in_total, words.gettext("At most {count} × in all.", count="{count}")),
    ]
    sentences = [
        sentence.replace("{count}", points(count)) for count, sentence in counted if count is not None
    ]
    if limits.budget is not None:
        amount = (
            words.ngettext("{count} point", "{count} points", limits.budget, count=points(limits.budget))
            if in_points
            else rupiah(limits.budget)
        )
        sentences.append(words.gettext("The budget is {amount}.", amount=amount))
    return sentences


def funder_sentence(terms: Terms, funder: str) -> str:
    """Which partner pays."""
    return terms.words.gettext("{partner} pays for it.", partner=terms.name("partners", funder))


def price_list_sentences(terms: Terms, prices: PriceList) -> list[str]:
    """Its prices, its window, and who opens it."""
    words = terms.words
    listed = [
        words.gettext("{item} at {price}", item=terms.items.get(one.sku, one.sku), price=rupiah(one.price))
        for one in prices.prices
    ]
    said = [f"{capital(terms.all_of(listed))}.", window_sentence(terms, prices.starts, prices.ends)]
    openers = [
        *(tier.name for tier in terms.programme.tiers if tier.price_list == prices.id),
        *(plan.name for plan in terms.programme.plans if plan.price_list == prices.id),
        *(
            rule.name
            for rule in terms.programme.promotions
            if isinstance(rule.benefit, OpenPriceList) and rule.benefit.price_list == prices.id
        ),
    ]
    if openers:
        said.append(words.gettext("Opened by {rules}.", rules=terms.all_of(openers)))
    return [sentence for sentence in said if sentence]
