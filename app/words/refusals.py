"""Why a rule did nothing, how far away it was, and what would do."""

from collections.abc import Mapping
from datetime import date

from app.domain.programme.benefits import BuyGet, FreeProduct
from app.domain.programme.document import Programme
from app.domain.programme.promotions import LimitKind
from app.domain.quote import POINTS_RULE, Phase, RedemptionBound, Refusal, RefusalReason
from app.words.marks import mark_name
from app.words.money import day, points, quantity, rupiah
from app.words.names import NO_NAMES, lines_named, listed, method_name, plan_names, tier_names, weekdays_named
from app.words.translate import Words

_DAY_STARTS, _DAY_ENDS = "00:00", "24:00"


def refusal_sentence(
    words: Words, programme: Programme, refusal: Refusal, names: Mapping[str, str] = NO_NAMES
) -> str:
    """Why a rule did nothing, and what would change that. names: of SKUs, as far as they are known."""
    for sentence in (_time, _place, _visit, _amount):
        said = sentence(words, refusal)
        if said:
            return said
    return (
        _wanted(words, programme, refusal)
        or _product(words, programme, refusal, names)
        or _plain(words)[refusal.reason]
    )


def _time(words: Words, refusal: Refusal) -> str:
    """What another day or hour would change."""
    match refusal.reason:
        case RefusalReason.NOT_STARTED if refusal.wanted:
            return words.gettext("Starts on {day}.", day=_day(words, refusal.wanted[0]))
        case RefusalReason.ENDED if refusal.wanted:
            return words.gettext("Ended on {day}.", day=_day(words, refusal.wanted[0]))
        case RefusalReason.WRONG_TIME if len(refusal.wanted) >= 2:
            return _hours(words, *refusal.wanted[:2], weekdays=refusal.wanted[2:])
        case RefusalReason.NOT_BIRTHDAY if refusal.distance:
            return words.ngettext(
                "In {count} day, around the birthday.",
                "In {count} days, around the birthday.",
                refusal.distance,
                count=refusal.distance,
            )
        case RefusalReason.NOT_ANNIVERSARY if refusal.distance:
            return words.ngettext(
                "In {count} day, around the day of joining.",
                "In {count} days, around the day of joining.",
                refusal.distance,
                count=refusal.distance,
            )
        case _:
            return ""


def _hours(words: Words, starts: str, ends: str, *, weekdays: tuple[str, ...]) -> str:
    days = weekdays_named(words, weekdays)
    from_, to = starts.replace(":", "."), ends.replace(":", ".")
    match starts == _DAY_STARTS, ends == _DAY_ENDS, bool(days):
        case True, True, _:
            return words.gettext("Only on {days}.", days=days)
        case False, True, False:
            return words.gettext("Starts at {time}.", time=from_)
        case False, True, True:
            return words.gettext("Starts at {time}, on {days}.", time=from_, days=days)
        case True, False, False:
            return words.gettext("Only until {time}.", time=to)
        case True, False, True:
            return words.gettext("Only until {time}, on {days}.", time=to, days=days)
        case _, _, False:
            return words.gettext("Only from {starts} to {ends}.", starts=from_, ends=to)
        case _:
            return words.gettext("Only from {starts} to {ends}, on {days}.", starts=from_, ends=to, days=days)


def _place(words: Words, refusal: Refusal) -> str:
    """What another place, channel or way to pay would change."""
    if not refusal.wanted:
        return ""
    match refusal.reason:
        case RefusalReason.WRONG_STORE:
            return words.gettext("Only in the store {stores}.", stores=listed(refusal.wanted))
        case RefusalReason.WRONG_TERMINAL:
            return words.gettext("Only at the till {terminals}.", terminals=listed(refusal.wanted))
        case RefusalReason.WRONG_CHANNEL:
            return words.gettext("Only for {channels}.", channels=listed(map(mark_name, refusal.wanted)))
        case RefusalReason.WRONG_TENDER:
            methods = listed(method_name(words, method) for method in refusal.wanted)
            return words.gettext("Pay with {methods}.", methods=methods)
        case _:
            return ""


def _wanted(words: Words, programme: Programme, refusal: Refusal) -> str:
    """What another member would change."""
    wanted = refusal.wanted
    match refusal.reason:
        case RefusalReason.WRONG_TIER if wanted:
            return words.gettext("Only for {tiers} members.", tiers=tier_names(programme, wanted))
        case RefusalReason.NEEDS_PLAN if wanted:
            return words.gettext("Only with the plan {plans}.", plans=plan_names(programme, wanted))
        case RefusalReason.WRONG_SEGMENT if wanted:
            return words.gettext("Only for members of {segments}.", segments=listed(wanted))
        case RefusalReason.NEEDS_FLAG if wanted:
            return words.gettext("Only for members marked {flags}.", flags=listed(wanted))
        case RefusalReason.NOT_ON_LIST if wanted:
            return words.gettext("Only for members on the list {lists}.", lists=listed(wanted))
        case RefusalReason.WRONG_AGE if len(wanted) == 2:
            return _age(words, *wanted)
        case RefusalReason.NO_RIGHT:
            return _used_up(words, refusal)
        case _:
            return ""


def _age(words: Words, youngest: str, oldest: str) -> str:
    if oldest == "150":
        return words.gettext("Only from the age of {youngest} on.", youngest=youngest)
    return words.gettext("Only for ages from {youngest} to {oldest}.", youngest=youngest, oldest=oldest)


def _used_up(words: Words, refusal: Refusal) -> str:
    """The limit that is used up: of a promotion in `limit`, of a reward as the word that is wanted."""
    limits: dict[str, str] = {
        LimitKind.PER_MEMBER.value: words.gettext("This member has had all of it."),
        LimitKind.PER_MEMBER_PER_DAY.value: words.gettext("This member has had all of today's."),
        LimitKind.PER_MEMBER_PER_MONTH.value: words.gettext("This member has had all of this month's."),
        LimitKind.PER_DAY.value: words.gettext("This till's share for today is used up."),
        LimitKind.IN_TOTAL.value: words.gettext("This till's share is used up."),
        LimitKind.BUDGET.value: words.gettext("This till's share of the budget is used up."),
        "stock": words.gettext("There are none left."),
    }
    limit = refusal.limit.value if refusal.limit is not None else "".join(refusal.wanted[:1])
    return limits.get(limit, "")


def _visit(words: Words, refusal: Refusal) -> str:
    """What another visit would change."""
    match refusal.reason:
        case RefusalReason.WRONG_VISIT if refusal.distance:
            return words.ngettext(
                "{count} visit to go.",
                "{count} visits to go.",
                refusal.distance,
                count=points(refusal.distance),
            )
        case RefusalReason.WRONG_PAUSE if refusal.distance and refusal.wanted:
            return words.ngettext(
                "In {count} day, after a pause of {days}.",
                "In {count} days, after a pause of {days}.",
                refusal.distance,
                count=refusal.distance,
                days=refusal.wanted[0],
            )
        case RefusalReason.WRONG_PAUSE if len(refusal.wanted) == 1 and refusal.wanted[0] != "0":
            return words.gettext("Only after a pause of {days} days or more.", days=refusal.wanted[0])
        case RefusalReason.NOT_NEW if refusal.wanted:
            return words.gettext("Only in the first {days} days after joining.", days=refusal.wanted[0])
        case _:
            return ""


def _amount(words: Words, refusal: Refusal) -> str:
    """What more in the basket, or on the account, would change."""
    distance = refusal.distance
    match refusal.reason:
        case RefusalReason.BELOW_MINIMUM:
            return words.gettext("{amount} more is needed.", amount=rupiah(distance))
        case RefusalReason.TOO_FEW_UNITS if distance:
            return words.gettext("{quantity} more is needed.", quantity=quantity(distance))
        case RefusalReason.TOO_FEW_POINTS if distance:
            return words.ngettext(
                "{count} point more is needed.",
                "{count} points more are needed.",
                distance,
                count=points(distance),
            )
        case RefusalReason.IN_DEBT if distance:
            return words.ngettext(
                "{count} point is owed. New points pay that first.",
                "{count} points are owed. New points pay that first.",
                distance,
                count=points(distance),
            )
        case RefusalReason.OVER_LIMIT if refusal.phase is Phase.TENDER and refusal.rule_id != POINTS_RULE:
            return words.gettext("{amount} more was asked than it can carry.", amount=rupiah(distance))
        case RefusalReason.OVER_LIMIT:
            return _over_limit(words, refusal)
        case _:
            return ""


def _over_limit(words: Words, refusal: Refusal) -> str:
    """What holds points as money down, as far as it is said."""
    bounds: dict[str, str] = {
        RedemptionBound.USABLE.value: words.gettext("The member has no more to spend here."),
        RedemptionBound.PERCENT.value: words.gettext("Points pay only a part of a basket."),
        RedemptionBound.PER_DAY.value: words.gettext("That is all for today."),
        RedemptionBound.PROOF.value: words.gettext(
            "For more, scan the card or ask for the PIN or a one-time code."
        ),
        RedemptionBound.NET.value: words.gettext("There is no more to pay."),
    }
    asked = words.gettext(
        "{points} points more were asked than this basket allows.", points=points(refusal.distance)
    )
    why = bounds.get("".join(refusal.wanted[:1]), "")
    return f"{asked} {why}" if why else asked


def _product(words: Words, programme: Programme, refusal: Refusal, names: Mapping[str, str]) -> str:
    if refusal.reason is not RefusalReason.ADD_PRODUCT:
        return ""
    rules = (
        *((rule.id, rule.benefit) for rule in programme.promotions),
        *((rule.id, rule.gives) for rule in programme.rewards),
        *((rule.id, rule.gives) for rule in programme.vouchers),
    )
    what = ""
    for rule_id, benefit in rules:
        match benefit:
            case FreeProduct(of=lines) if rule_id == refusal.rule_id:
                what = lines_named(lines, names)
            case BuyGet(get_lines=lines) if rule_id == refusal.rule_id and lines is not None:
                what = lines_named(lines, names)
    return words.gettext("Add it to the basket: {products}.", products=what) if what else ""


def _plain(words: Words) -> dict[RefusalReason, str]:
    """What can be said without saying how far away; also for when a refusal doesn't say."""
    return {**_about_moment(words), **_about_member(words), **_about_basket(words), **_about_rights(words)}


def _about_moment(words: Words) -> dict[RefusalReason, str]:
    return {
        RefusalReason.STOPPED: words.gettext("Stopped by a manager."),
        RefusalReason.NOT_STARTED: words.gettext("Has not started yet."),
        RefusalReason.ENDED: words.gettext("Has ended."),
        RefusalReason.WRONG_TIME: words.gettext("Not at this time."),
        RefusalReason.WRONG_STORE: words.gettext("Not in this store."),
        RefusalReason.WRONG_TERMINAL: words.gettext("Not at this till."),
        RefusalReason.WRONG_CHANNEL: words.gettext("Not for this way of buying."),
        RefusalReason.WRONG_TENDER: words.gettext("Not with this way to pay."),
        RefusalReason.NEEDS_CODE: words.gettext("Ask for the coupon code, then enter it."),
        RefusalReason.RULED_OUT: words.gettext("Something that rules it out holds."),
    }


def _about_member(words: Words) -> dict[RefusalReason, str]:
    return {
        RefusalReason.NEEDS_MEMBER: words.gettext("For members only. Scan a card or find the member."),
        RefusalReason.WRONG_TIER: words.gettext("Not at this member's level."),
        RefusalReason.NEEDS_PLAN: words.gettext("Only with a paid plan."),
        RefusalReason.WRONG_SEGMENT: words.gettext("Not for this member's group."),
        RefusalReason.NEEDS_FLAG: words.gettext("This member isn't marked for it."),
        RefusalReason.NOT_ON_LIST: words.gettext("This member isn't on the list."),
        RefusalReason.WRONG_AGE: words.gettext("Not at this member's age."),
        RefusalReason.NOT_BIRTHDAY: words.gettext("Only around the member's birthday."),
        RefusalReason.NOT_ANNIVERSARY: words.gettext("Only around the day on which the member joined."),
        RefusalReason.WRONG_VISIT: words.gettext("Not on this visit."),
        RefusalReason.NOT_FIRST_PURCHASE: words.gettext("Only on the first purchase."),
        RefusalReason.WRONG_PAUSE: words.gettext("Not so long after the last visit."),
        RefusalReason.NOT_NEW: words.gettext("For new members only."),
        RefusalReason.IN_DEBT: words.gettext("The points balance is below zero. New points pay that first."),
        RefusalReason.NEEDS_PROOF: words.gettext(
            "Needs a scanned card, the member's PIN or a one-time code."
        ),
    }


def _about_basket(words: Words) -> dict[RefusalReason, str]:
    return {
        RefusalReason.NO_ELIGIBLE_LINE: words.gettext("Nothing in this basket takes part."),
        RefusalReason.TOO_FEW_UNITS: words.gettext("More of it is needed."),
        RefusalReason.BELOW_MINIMUM: words.gettext("The basket is too small."),
        RefusalReason.ADD_PRODUCT: words.gettext("Add the product to the basket."),
        RefusalReason.OUTRANKED: words.gettext("Another offer of its group applies."),
        RefusalReason.CLOSED_LINES: words.gettext("An exclusive offer holds these lines."),
        RefusalReason.NOTHING_TO_TAKE: words.gettext("There is nothing left to take off."),
    }


def _about_rights(words: Words) -> dict[RefusalReason, str]:
    return {
        RefusalReason.NO_RIGHT: words.gettext("This till's share is used up."),
        RefusalReason.OVER_LIMIT: words.gettext("More was asked than this basket allows."),
        RefusalReason.TOO_FEW_POINTS: words.gettext("There are too few points."),
        RefusalReason.UNKNOWN: words.gettext("Nobody knows it here."),
        RefusalReason.EXPIRED: words.gettext("Has expired."),
        RefusalReason.USED_UP: words.gettext("Has been used."),
    }


def _day(words: Words, iso: str) -> str:
    try:
        return day(words, date.fromisoformat(iso))
    except ValueError:
        return iso
