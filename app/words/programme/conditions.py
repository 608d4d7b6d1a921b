"""Conditions as parts of a sentence that begins with `Applies`: nested ones read as one reads them aloud."""

from app.domain.programme.conditions import (
    AgeBand,
    AllOf,
    AnniversaryWindow,
    AnyOf,
    AtTerminal,
    BirthdayWindow,
    Condition,
    CouponCode,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    InStore,
    MembersOnly,
    MinimumQuantity,
    MinimumSpend,
    NewMember,
    NoneOf,
    NthVisit,
    OnList,
    PaidWith,
    ThroughChannel,
    WeekTime,
)
from app.domain.programme.lines import ALL_LINES, Lines
from app.words.money import day, percent, quantity, rupiah
from app.words.names import method_name
from app.words.programme.terms import Terms, clock, is_all_day


def conditions_sentence(terms: Terms, conditions: tuple[Condition, ...], own: Lines = ALL_LINES) -> str:
    """`Applies for members, on Monday and not through ojek.`; own: the rule's lines. Empty without conditions."""
    if not conditions:
        return ""
    parts = [condition_phrase(terms, condition, own) for condition in conditions]
    return terms.words.gettext("Applies {conditions}.", conditions=terms.all_of(parts))


def condition_phrase(terms: Terms, condition: Condition, own: Lines = ALL_LINES) -> str:
    """One condition, as what follows `Applies`."""
    match condition:
        case AllOf(conditions=inner):
            return terms.all_of([_nested(terms, one, own) for one in inner])
        case AnyOf(conditions=inner):
            return terms.one_of([_nested(terms, one, own) for one in inner])
        case NoneOf(conditions=inner):
            refused = [
                terms.words.gettext("not {condition}", condition=_nested(terms, one, own)) for one in inner
            ]
            return terms.all_of(refused)
    return _amount(terms, condition, own) or _moment(terms, condition) or _person(terms, condition)


def _nested(terms: Terms, condition: Condition, own: Lines) -> str:
    """In brackets where `and` and `or` could be taken for the outer ones."""
    phrase = condition_phrase(terms, condition, own)
    tangled = isinstance(condition, AllOf | AnyOf | NoneOf) and len(condition.conditions) > 1
    return f"({phrase})" if tangled else phrase


def _amount(terms: Terms, condition: Condition, own: Lines) -> str:
    words = terms.words
    match condition:
        case MinimumSpend(amount=amount, of=of):
            return words.gettext(
                "with at least {amount} spent on {lines}", amount=rupiah(amount), lines=terms.lines(of or own)
            )
        case MinimumQuantity(quantity=wanted, of=of):
            return words.gettext(
                "with at least {quantity} of {lines}", quantity=quantity(wanted), lines=terms.lines(of or own)
            )
        case PaidWith(methods=methods, share=share):
            return words.gettext(
                "with at least {share} paid by {methods}",
                share=percent(share),
                methods=terms.one_of([method_name(words, method.value) for method in methods]),
            )
        case CouponCode(codes=codes):
            return words.gettext("with the code {codes}", codes=terms.one_of(codes))
        case _:
            return ""


def _moment(terms: Terms, condition: Condition) -> str:
    """When and where."""
    words = terms.words
    match condition:
        case DateWindow(starts=starts, ends=ends):
            return words.gettext("from {starts} to {ends}", starts=day(words, starts), ends=day(words, ends))
        case WeekTime():
            return _hours(terms, condition)
        case InStore(stores=stores):
            return words.gettext("in the store {stores}", stores=terms.one_of(stores))
        case AtTerminal(terminals=terminals):
            return words.gettext("at the till {terminals}", terminals=terms.one_of(terminals))
        case ThroughChannel(channels=channels):
            return words.gettext("through {channels}", channels=terms.one_of(channels))
        case _:
            return ""


def _hours(terms: Terms, times: WeekTime) -> str:
    words = terms.words
    days = terms.weekdays(times.weekdays)
    if is_all_day(times.starts, times.ends):
        return words.gettext("on {days}", days=days) if days else words.gettext("on all days")
    starts, ends = clock(times.starts), clock(times.ends)
    if times.ends <= times.starts:
        ends = words.gettext("{time} the next day", time=ends)
    if not days:
        return words.gettext("at {starts}–{ends}", starts=starts, ends=ends)
    return words.gettext("on {days} at {starts}–{ends}", days=days, starts=starts, ends=ends)


def _person(terms: Terms, condition: Condition) -> str:
    """For whom."""
    words = terms.words
    match condition:
        case MembersOnly():
            return words.gettext("for members")
        case HasTier(tiers=tiers):
            names = terms.one_of([terms.name("tiers", tier) for tier in tiers])
            return words.gettext("for {tiers} members", tiers=names)
        case HasPlan(plans=plans):
            names = terms.one_of([terms.name("plans", plan) for plan in plans])
            return words.gettext("for members with the plan {plans}", plans=names)
        case InSegment(segments=segments):
            return words.gettext("for members of the segment {segments}", segments=terms.one_of(segments))
        case HasFlag(flags=flags):
            return words.gettext("for members marked {flags}", flags=terms.one_of(flags))
        case OnList(lists=lists):
            return words.gettext("for members on the list {lists}", lists=terms.one_of(lists))
        case AgeBand(youngest=youngest, oldest=oldest):
            return words.gettext(
                "for members of {youngest} to {oldest} years", youngest=youngest, oldest=oldest
            )
        case _:
            return _day_of_life(terms, condition) or _visit(terms, condition)


def _day_of_life(terms: Terms, condition: Condition) -> str:
    words = terms.words
    match condition:
        case BirthdayWindow(before=before, after=after, month=month):
            around = words.gettext(
                "from {before} days before to {after} days after the birthday", before=before, after=after
            )
            if month:
                in_month = words.gettext("in the month of the birthday")
                return terms.one_of([in_month, around]) if before or after else in_month
            return around if before or after else words.gettext("on the birthday")
        case AnniversaryWindow(before=0, after=0):
            return words.gettext("on the anniversary of joining")
        case AnniversaryWindow(before=before, after=after):
            return words.gettext(
                "from {before} days before to {after} days after the anniversary of joining",
                before=before,
                after=after,
            )
        case NewMember(days=0):
            return words.gettext("on the day of joining")
        case NewMember(days=days):
            return words.ngettext(
                "until {count} day after joining", "until {count} days after joining", days, count=days
            )
        case _:
            return ""


def _visit(terms: Terms, condition: Condition) -> str:
    words = terms.words
    match condition:
        case NthVisit(number=number, every=True):
            return words.ngettext("on every visit", "on every visit number {count}", number, count=number)
        case NthVisit(number=number):
            return words.gettext("on visit number {number}", number=number)
        case FirstPurchase():
            return words.gettext("on the first purchase")
        case DaysSinceLastVisit(at_least=at_least, at_most=None):
            return words.ngettext(
                "{count} day or more after the last visit",
                "{count} days or more after the last visit",
                at_least,
                count=at_least,
            )
        case DaysSinceLastVisit(at_least=at_least, at_most=at_most):
            return words.gettext("{least} to {most} days after the last visit", least=at_least, most=at_most)
        case _:
            raise TypeError(f"no words for {type(condition).__name__}")
