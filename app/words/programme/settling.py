"""Taxes, service charge, rounding, instruments, returns and hand discounts, as sentences."""

from datetime import date

from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    ManualRules,
    ReturnRules,
    RoundingMode,
    ServiceCharge,
    Tax,
    Treatment,
)
from app.words.money import day, percent, rupiah
from app.words.programme.terms import Terms


def tax_sentences(terms: Terms, tax: Tax) -> list[str]:
    """Its rates, and where it stands."""
    words = terms.words
    rates = [
        percent(rate.percent)
        if rate.since is None
        else words.gettext(
            "{percent} from {day} on", percent=percent(rate.percent), day=day(words, rate.since)
        )
        for rate in sorted(tax.rates, key=lambda rate: rate.since or date.min)
    ]
    where = words.gettext("inside the price") if tax.inside else words.gettext("on top of the price")
    return [words.gettext("{rates}, {where}.", rates=", ".join(rates), where=where)]


def service_sentences(terms: Terms, charge: ServiceCharge) -> list[str]:
    """How much, through what, with which tax."""
    words = terms.words
    said = [
        words.gettext("{name}: {percent} of the goods.", name=charge.name, percent=percent(charge.percent))
    ]
    if charge.channels:
        said.append(words.gettext("Only through {channels}.", channels=terms.one_of(charge.channels)))
    if charge.tax is not None:
        said.append(words.gettext("Taxed with {tax}.", tax=terms.name("taxes", charge.tax)))
    return said


def cash_sentences(terms: Terms, cash: CashRounding) -> list[str]:
    """How cash rounds."""
    words = terms.words
    if cash.step == 1:
        return [words.gettext("Cash is not rounded.")]
    if cash.mode is RoundingMode.DOWN:
        return [words.gettext("Cash is rounded down to {step}.", step=rupiah(cash.step))]
    return [words.gettext("Cash is rounded to the nearest {step}.", step=rupiah(cash.step))]


def instrument_sentence(terms: Terms, rule: InstrumentRule) -> str:
    """How an instrument counts, and where."""
    words = terms.words
    name = instrument_name(terms, rule.instrument)
    counts = treatment_phrase(terms, rule.counts_as)
    if rule.stores:
        return words.gettext(
            "In the store {stores}: {instrument} count {treatment}.",
            stores=terms.one_of(rule.stores),
            instrument=name,
            treatment=counts,
        )
    return words.gettext("All stores: {instrument} count {treatment}.", instrument=name, treatment=counts)


def instrument_name(terms: Terms, instrument: Instrument) -> str:
    """What people call it."""
    words = terms.words
    return {
        Instrument.POINTS: words.gettext("points"),
        Instrument.REWARDS: words.gettext("rewards"),
        Instrument.VOUCHERS: words.gettext("vouchers"),
        Instrument.PARTNER_VOUCHERS: words.gettext("partners' vouchers"),
    }[instrument]


def treatment_phrase(terms: Terms, treatment: Treatment) -> str:
    """As what it counts."""
    if treatment is Treatment.DISCOUNT:
        return terms.words.gettext("as a discount before tax")
    return terms.words.gettext("as a payment after tax")


def return_sentences(terms: Terms, rules: ReturnRules) -> list[str]:
    """How long goods come back, and how long restored points live."""
    words = terms.words
    if rules.days is None:
        said = words.gettext("Goods can be returned at any time.")
    else:
        said = words.ngettext(
            "Goods can be returned within {count} day.",
            "Goods can be returned within {count} days.",
            rules.days,
            count=rules.days,
        )
    restored = words.ngettext(
        "Points that expired meanwhile come back for {count} day.",
        "Points that expired meanwhile come back for {count} days.",
        rules.restored_days,
        count=rules.restored_days,
    )
    return [said, restored]


def manual_sentences(terms: Terms, rules: ManualRules) -> list[str]:
    """What may be taken off by hand."""
    return [
        terms.words.gettext(
            "By hand a cashier takes off up to {cashier}, a manager up to {manager}.",
            cashier=percent(rules.cashier_percent),
            manager=percent(rules.manager_percent),
        )
    ]
