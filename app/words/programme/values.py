"""A single value of a programme as people write it: rupiah, percentages, hours, names instead of ids."""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import BonusPoints, BundlePart, UnitChoice
from app.domain.programme.conditions import MinimumQuantity, Weekday, WeekTime
from app.domain.programme.document import Programme
from app.domain.programme.enrolment import FieldChoice, FieldKind
from app.domain.programme.levels import Downgrade, TierMetric, TierRules, TierWindow
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.people import ActionKind, Referral
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    CashbackRules,
    EndOfPeriod,
    Never,
    OnDate,
    TransferScope,
)
from app.domain.programme.promotions import GroupMode, Scope
from app.domain.programme.settling import Instrument, InstrumentRule, RoundingMode, ServiceCharge, Treatment
from app.services.programme_checks.names import REFERENCES
from app.words.money import day, decimal, percent, points, quantity, rupiah
from app.words.names import method_name, weekday_name
from app.words.programme.benefits import gift_phrase, so_many
from app.words.programme.enrolment import choice_name, kind_phrase
from app.words.programme.levels import downgrade_phrase, metric_phrase, threshold_phrase, window_phrase
from app.words.programme.people import action_phrase, referral_sentences
from app.words.programme.points import cashback_sentences, expiry_phrase, scope_phrase
from app.words.programme.promotions import mode_phrase
from app.words.programme.settling import (
    instrument_name,
    instrument_sentence,
    service_sentences,
    treatment_phrase,
)
from app.words.programme.terms import Terms, clock

_RUPIAH = frozenset(
    {
        "amount",
        "most",
        "price",
        "value",
        "rupiah_per_point",
        "per_rupiah",
        "spend_minimum",
        "minimum_spend",
        "step",
        "budget",
    }
)
_TIMES = frozenset({"times", "multiplier", "multiplier_cap"})
_NOT_COUNTED = frozenset({"number", "priority"})
_QUOTED = frozenset({"indonesian", "english", "permit", "at"})
_ALL_WHEN_EMPTY = frozenset({"stores", "channels", "tiers", "weekdays", "paid_with"})


def value_phrase(terms: Terms, owner: type, field: str, value: Any, rule: Any = None) -> str:
    """owner, field: what holds the value. rule: the promotion or reward that it is part of, if any."""
    words = terms.words
    match value:
        case None:
            return words.gettext("none")
        case ():
            every = field in _ALL_WHEN_EMPTY and owner is not Programme
            return words.gettext("all") if every else words.gettext("none")
        case bool():
            return words.gettext("yes") if value else words.gettext("no")
        case StrEnum():
            return _word(terms, value)
        case str():
            return _named(terms, owner, field, value)
        case int():
            return _number(terms, owner, field, value, rule)
        case Decimal():
            return f"×{decimal(value)}" if field in _TIMES else percent(value)
        case date():
            return day(words, value)
        case tuple():
            return terms.all_of([value_phrase(terms, owner, field, one, rule) for one in value])
        case _:
            return _record(terms, value, rule)


def _number(terms: Terms, owner: type, field: str, value: int, rule: Any) -> str:
    if owner is WeekTime:
        return clock(value)
    if owner is MinimumQuantity:
        return quantity(value)
    if field == "threshold":
        return threshold_phrase(terms, value)
    if field == "budget" and isinstance(getattr(rule, "benefit", None), BonusPoints):
        return points(value)
    if field in _NOT_COUNTED:
        return str(value)
    return rupiah(value) if field in _RUPIAH else points(value)


def _named(terms: Terms, owner: type, field: str, value: str) -> str:
    """A name where the text is the id of something that has one."""
    for kind, key, held in REFERENCES:
        if (
            kind is owner
            and key == field
            and held not in {"channels", "segments", "flags", "lists", "groups"}
        ):
            return terms.name(held, value)
    if field in _QUOTED:
        return f"“{value}”"
    return terms.items.get(value, value) if field == "sku" else value


def _word(terms: Terms, value: StrEnum) -> str:
    words = terms.words
    said: dict[type, Callable[[Any], str]] = {
        GroupMode: lambda mode: mode_phrase(terms, mode),
        Scope: lambda scope: {
            Scope.LINE: words.gettext("the lines"),
            Scope.ORDER: words.gettext("the whole order"),
        }[scope],
        UnitChoice: lambda choice: {
            UnitChoice.CHEAPEST: words.gettext("the cheapest first"),
            UnitChoice.DEAREST: words.gettext("the dearest first"),
        }[choice],
        Weekday: lambda weekday: weekday_name(words, weekday.value),
        PaymentMethod: lambda method: method_name(words, method.value),
        TierMetric: lambda metric: metric_phrase(terms, metric),
        TierWindow: lambda window: window_phrase(terms, TierRules(window=window)),
        Downgrade: lambda downgrade: downgrade_phrase(terms, downgrade),
        ActionKind: lambda kind: action_phrase(terms, kind),
        TransferScope: lambda scope: scope_phrase(terms, scope),
        FieldKind: lambda kind: kind_phrase(terms, kind),
        RoundingMode: lambda mode: {
            RoundingMode.NEAREST: words.gettext("to the nearest"),
            RoundingMode.DOWN: words.gettext("down"),
        }[mode],
        Instrument: lambda instrument: instrument_name(terms, instrument),
        Treatment: lambda treatment: treatment_phrase(terms, treatment),
    }
    return said[type(value)](value)


def _record(terms: Terms, value: Any, rule: Any) -> str:
    match value:
        case Lines():
            return terms.lines(value)
        case FieldChoice():
            return choice_name(terms.words, value)
        case BundlePart():
            return so_many(terms, value.units, value.lines)
        case Never() | AfterMonths() | EndOfPeriod() | OnDate() | AfterInactivity():
            return expiry_phrase(terms, value)
        case InstrumentRule():
            return instrument_sentence(terms, value).removesuffix(".")
        case CashbackRules():
            return _told(cashback_sentences(terms, value))
        case Referral():
            return _told(referral_sentences(terms, value))
        case ServiceCharge():
            return _told(service_sentences(terms, value))
        case _ if is_dataclass(value):
            own = getattr(rule, "lines", ALL_LINES)
            return gift_phrase(terms, value, own)  # type: ignore[arg-type]  # what is left is a gift
        case _:
            return str(value)


def _told(sentences: list[str]) -> str:
    return " ".join(sentences).removesuffix(".")
