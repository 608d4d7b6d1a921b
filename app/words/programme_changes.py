"""What changed between two programmes, as sentences: `Roti pagi: 10% → 15%`."""

from collections.abc import Mapping
from typing import Any

from app.domain.programme.benefits import AmountOff, FixedPrice, PercentOff, PointsMultiplier
from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.enrolment import FieldChoice
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import ListedPrice
from app.domain.programme.settling import TaxRate
from app.services.programme_changes import Change, ChangeKind
from app.words.money import day, percent, rupiah
from app.words.names import NO_NAMES
from app.words.programme.conditions import condition_phrase
from app.words.programme.enrolment import choice_name
from app.words.programme.labels import field_label
from app.words.programme.terms import Terms, capital
from app.words.programme.values import value_phrase
from app.words.programme_sentences import rule_sentences
from app.words.translate import Words

_SPEAKS_FOR_ITSELF = frozenset(
    {
        (PercentOff, "percent"),
        (AmountOff, "amount"),
        (FixedPrice, "price"),
        (PointsMultiplier, "times"),
        (ListedPrice, "price"),
        (TaxRate, "percent"),
    }
)
"""Their values need no label."""


def change_sentence(
    words: Words, before: Programme, after: Programme, change: Change, items: Mapping[str, str] = NO_NAMES
) -> str:
    """One difference. before, after: the programmes that differ, for the names of things. items: names of SKUs."""
    old, new = Terms(words, before, items), Terms(words, after, items)
    if change.field:
        subject = _subject(new if _rule(new, change) is not None else old, change)
        return f"{subject}: {_part(old, new, change)}."
    match change.kind:
        case ChangeKind.ADDED:
            return _new(new, change)
        case ChangeKind.REMOVED:
            return words.gettext(
                "Gone: {thing} {name}.",
                thing=_thing(words, change),
                name=_named(change.before),
            )
        case ChangeKind.MOVED:
            return words.gettext(
                "{section}: the order is now {order}.",
                section=capital(section_noun(words, change.section)),
                order=", ".join(change.after),
            )
        case ChangeKind.CHANGED:
            return f"{_subject(new, change)}: {_values(old, new, change)}."


def _new(terms: Terms, change: Change) -> str:
    said = terms.words.gettext(
        "New: {thing} {name}.",
        thing=_thing(terms.words, change),
        name=_named(change.after),
    )
    return " ".join((said, *rule_sentences(terms, change.after)))


def _name(rule: Any) -> str:
    return str(getattr(rule, "name", rule.id))


def _named(rule: Any) -> str:
    """`Roti pagi (bakery)`."""
    return f"{rule.name} ({rule.id})" if hasattr(rule, "name") else str(rule.id)


def _rule(terms: Terms, change: Change) -> Any:
    """The rule that a change is in; None: it isn't in this programme, or the section has no rules."""
    held: Any = getattr(terms.programme, change.section)
    if change.section == "points":
        held = terms.programme.points.rates
    if not isinstance(held, tuple) or not change.rule:
        return None
    return next((one for one in held if getattr(one, "id", None) == change.rule), None)


def _subject(terms: Terms, change: Change) -> str:
    rule = _rule(terms, change)
    name = _name(rule) if rule is not None else capital(section_noun(terms.words, change.section))
    between = [_between(terms, key) for key in change.field[:-1]]
    return ", ".join((name, *(key for key in between if key)))


def _between(terms: Terms, key: str) -> str:
    """An item of a price list; the models in between go without saying."""
    if key in terms.items:
        return terms.items[key]
    known = {price.sku for prices in terms.programme.price_lists for price in prices.prices}
    return key if key in known else ""


def _part(old: Terms, new: Terms, change: Change) -> str:
    words = new.words
    match change.kind:
        case ChangeKind.ADDED if isinstance(change.after, Condition):
            return words.gettext(
                "now only {condition}", condition=condition_phrase(new, change.after, _lines(new, change))
            )
        case ChangeKind.REMOVED if isinstance(change.before, Condition):
            return words.gettext(
                "no longer only {condition}",
                condition=condition_phrase(old, change.before, _lines(old, change)),
            )
        case ChangeKind.ADDED:
            return words.gettext("new: {part}", part=_listed(new, change.after))
        case ChangeKind.REMOVED:
            return words.gettext("gone: {part}", part=_listed(old, change.before))
        case ChangeKind.MOVED:
            return words.gettext("the same in another order")
        case ChangeKind.CHANGED:
            return _values(old, new, change)


def _lines(terms: Terms, change: Change) -> Lines:
    lines = getattr(_rule(terms, change), "lines", ALL_LINES)
    return lines if isinstance(lines, Lines) else ALL_LINES


def _listed(terms: Terms, part: Any) -> str:
    """A price of a list, or a rate of a tax."""
    words = terms.words
    match part:
        case ListedPrice(sku=sku, price=price):
            return words.gettext("{item} at {price}", item=terms.items.get(sku, sku), price=rupiah(price))
        case TaxRate(percent=rate, since=None):
            return percent(rate)
        case TaxRate(percent=rate, since=since) if since is not None:
            return words.gettext("{percent} from {day} on", percent=percent(rate), day=day(words, since))
        case FieldChoice():
            return choice_name(words, part)
        case _:
            return str(getattr(part, "name", part))


def _values(old: Terms, new: Terms, change: Change) -> str:
    field = change.field[-1] if change.field else change.section
    owner = change.owner
    arrow = (
        value_phrase(old, owner, field, change.before, _rule(old, change))
        + " → "
        + value_phrase(new, owner, field, change.after, _rule(new, change))
    )
    if (owner, field) in _SPEAKS_FOR_ITSELF or not change.field:
        return arrow
    return f"{field_label(new.words, owner, field)} {arrow}"


def _thing(words: Words, change: Change) -> str:
    """What has an id among the points is a rate."""
    return words.gettext("rate") if change.section == "points" else section_noun(words, change.section)


def section_noun(words: Words, section: str) -> str:
    """What people call the things of a section, or the section itself."""
    return {
        "promotions": words.gettext("promotion"),
        "groups": words.gettext("group"),
        "price_lists": words.gettext("price list"),
        "rewards": words.gettext("reward"),
        "vouchers": words.gettext("voucher"),
        "stamp_cards": words.gettext("stamp card"),
        "tiers": words.gettext("tier"),
        "plans": words.gettext("plan"),
        "actions": words.gettext("action"),
        "partners": words.gettext("partner"),
        "donations": words.gettext("donation"),
        "consents": words.gettext("consent"),
        "enrolment": words.gettext("joining"),
        "profile_fields": words.gettext("question on joining"),
        "taxes": words.gettext("tax"),
        "points": words.gettext("points"),
        "tier_rules": words.gettext("tiers"),
        "cashback": words.gettext("cashback"),
        "referral": words.gettext("bringing a member"),
        "transfers": words.gettext("points"),
        "claims": words.gettext("claims"),
        "returns": words.gettext("returns"),
        "manual": words.gettext("discounts by hand"),
        "service_charge": words.gettext("service charge"),
        "cash": words.gettext("cash rounding"),
        "instruments": words.gettext("what counts as what"),
        "channels": words.gettext("channels"),
        "segments": words.gettext("segments"),
        "flags": words.gettext("flags"),
        "lists": words.gettext("lists"),
        "name": words.gettext("name"),
        "zone": words.gettext("time zone"),
    }[section]
