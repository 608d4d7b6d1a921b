"""What comes after the discounts, as sentences: service charge, taxes, and what carries a bill."""

from datetime import date

from app.domain.programme.document import Programme
from app.domain.programme.settling import Tax
from app.domain.quote import Carried, TaxTotal
from app.words.money import percent, points, rupiah
from app.words.names import method_name, rule_name
from app.words.translate import Words


def tax_sentence(words: Words, programme: Programme, tax: TaxTotal, on: date) -> str:
    """A tax, inside the prices or on top of them. on: the sale's day, which tells the rate."""
    kind = next((one for one in programme.taxes if one.id == tax.tax_id), None)
    name = tax.tax_id if kind is None else f"{kind.name} {_rate(kind, on)}".strip()
    if tax.inside:
        return words.gettext("Includes {tax}", tax=name)
    return words.gettext("{tax} on {base}", tax=name, base=rupiah(tax.base))


def _rate(tax: Tax, on: date) -> str:
    due = [rate for rate in tax.rates if rate.since is None or rate.since <= on]
    newest = max(due, key=lambda rate: rate.since or date.min, default=None)
    return "" if newest is None else percent(newest.percent)


def service_sentence(words: Words, programme: Programme) -> str:
    """The service charge by its name and percentage."""
    charge = programme.service_charge
    if charge is None:
        return words.gettext("Service charge")
    return f"{charge.name} {percent(charge.percent)}"


def carried_sentence(words: Words, programme: Programme, carried: Carried) -> str:
    """What carries a part of the bill, and what it cost."""
    if carried.method is not None:
        return method_name(words, carried.method.value)
    name = rule_name(words, programme, carried.rule_id)
    if carried.code:
        return f"{name} ({carried.code})"
    if carried.points:
        return words.ngettext(
            "{name}, {count} point",
            "{name}, {count} points",
            carried.points,
            name=name,
            count=points(carried.points),
        )
    return name
