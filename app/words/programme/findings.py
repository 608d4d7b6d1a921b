"""What a look at a programme found, as sentences that say what to do about it."""

from decimal import Decimal

from app.domain.programme.document import Programme
from app.services.programme_checks.finding import Finding, Severity, path_text
from app.services.programme_checks.finding import FindingKind as Kind
from app.words.money import day, percent, points, rupiah
from app.words.names import rule_name
from app.words.programme.terms import Terms
from app.words.translate import Words


def finding_sentence(words: Words, programme: Programme, finding: Finding) -> str:
    """Where it is and what is wrong, with the nearest right name."""
    terms = Terms(words, programme)
    sentence = (
        _names(terms, finding)
        or _numbers(terms, finding)
        or _powerless(terms, finding)
        or _windows(terms, finding)
        or _unused(terms, finding)
        or _money_and_law(terms, finding)
    )
    if finding.nearest:
        sentence += " " + words.gettext("Did you mean `{name}`?", name=finding.nearest)
    where = path_text(finding.path)
    return f"{where}: {sentence}" if where else sentence


def severity_name(words: Words, severity: Severity) -> str:
    """`Error` or `Warning`."""
    return words.gettext("Error") if severity is Severity.ERROR else words.gettext("Warning")


def summary_sentence(words: Words, errors: int, warnings: int) -> str:
    """How many there are."""
    if not errors and not warnings:
        return words.gettext("Nothing to complain about.")
    return words.gettext("Errors: {errors}. Warnings: {warnings}.", errors=errors, warnings=warnings)


def _rule(terms: Terms, finding: Finding, place: int = 0) -> str:
    """What people call the rule of that place; its id when it has no other name."""
    if len(finding.ids) <= place:
        return path_text(finding.path)
    return rule_name(terms.words, terms.programme, finding.ids[place])


def _others(terms: Terms, finding: Finding) -> str:
    return terms.all_of([_rule(terms, finding, place) for place in range(1, len(finding.ids))])


def _all(terms: Terms, finding: Finding) -> str:
    return terms.all_of([_rule(terms, finding, place) for place in range(len(finding.ids))])


def _names(terms: Terms, finding: Finding) -> str:
    words, what = terms.words, finding.what
    match finding.kind:
        case Kind.DUPLICATE_ID:
            return words.gettext("The id `{id}` is taken: each rule needs one of its own.", id=what)
        case Kind.RESERVED_ID:
            return words.gettext("`{id}` is a word that Setia itself uses. Choose another id.", id=what)
        case Kind.UNKNOWN_ID:
            return words.gettext("There is no {thing} `{id}`.", thing=_thing(words, finding.of), id=what)
        case Kind.UNKNOWN_STORE:
            return words.gettext("There is no store `{id}`.", id=what)
        case Kind.UNKNOWN_ZONE:
            return words.gettext("There is no time zone {zone}. Asia/Jakarta is one.", zone=what)
        case Kind.LISTED_TWICE:
            return words.gettext("The item {item} stands here twice.", item=what)
        case _:
            return _items(words, what, finding.kind) or _codes(terms, finding)


def _items(words: Words, what: str, kind: Kind) -> str:
    match kind:
        case Kind.UNKNOWN_SKU:
            return words.gettext("There is no item `{id}` in the catalogue.", id=what)
        case Kind.UNKNOWN_CATEGORY:
            return words.gettext("No item is in the category `{id}`.", id=what)
        case Kind.UNKNOWN_TAG:
            return words.gettext("No item is tagged `{id}`.", id=what)
        case _:
            return ""


def _codes(terms: Terms, finding: Finding) -> str:
    words, what = terms.words, finding.what
    match finding.kind:
        case Kind.CODES_COLLIDE if len(finding.ids) > 1:
            return words.gettext(
                "The code {code} sets off {rules} at once; capitals and small letters are the same.",
                code=what,
                rules=_all(terms, finding),
            )
        case Kind.CODES_COLLIDE:
            return words.gettext(
                "The code {code} stands here twice; capitals and small letters are the same.", code=what
            )
        case _:
            return ""


def _thing(words: Words, field: str) -> str:
    return {
        "groups": words.gettext("group"),
        "partners": words.gettext("partner"),
        "price_lists": words.gettext("price list"),
        "stamp_cards": words.gettext("stamp card"),
        "vouchers": words.gettext("voucher"),
        "donations": words.gettext("donation"),
        "plans": words.gettext("plan"),
        "tiers": words.gettext("tier"),
        "channels": words.gettext("channel"),
        "taxes": words.gettext("tax"),
        "segments": words.gettext("segment"),
        "flags": words.gettext("flag"),
        "lists": words.gettext("list"),
    }.get(field, field)


def _numbers(terms: Terms, finding: Finding) -> str:
    words, amount, limit = terms.words, finding.amount, finding.limit
    match finding.kind:
        case Kind.FIRST_TIER_NOT_AT_ZERO:
            return words.gettext("The first tier must start at 0, so that every member has one.")
        case Kind.TIERS_NOT_RISING:
            return words.gettext(
                "{tier} must start above {lower}.",
                tier=terms.name("tiers", finding.ids[0]),
                lower=terms.name("tiers", finding.ids[1]),
            )
        case Kind.POINT_WORTH_ITS_PRICE:
            return words.gettext(
                "A point costs {cost} and pays {value}: points give back all that is spent.",
                cost=rupiah(limit),
                value=rupiah(amount),
            )
        case Kind.MULTIPLIERS_WORTH_THE_PRICE:
            return words.gettext(
                "With {rules} points give back {percent} of what is spent.",
                rules=_all(terms, finding) or words.gettext("the best rate"),
                percent=percent(Decimal(amount)),
            )
        case Kind.MULTIPLIERS_WITHOUT_CAP:
            return words.gettext(
                "{rules} together multiply points by more than {times}, and no cap is set.",
                rules=_all(terms, finding),
                times=points(amount),
            )
        case Kind.MINIMUM_NOT_A_MULTIPLE:
            return words.gettext(
                "{minimum} points can't be redeemed in multiples of {multiple}.",
                minimum=points(amount),
                multiple=points(limit),
            )
        case Kind.MINIMUM_ABOVE_CAP:
            return words.gettext(
                "At least {minimum} points must be redeemed, but only {cap} may be in a day: nobody ever can.",
                minimum=points(amount),
                cap=points(limit),
            )
        case _:
            return _settling(terms, finding)


def _settling(terms: Terms, finding: Finding) -> str:
    words = terms.words
    match finding.kind:
        case Kind.RATE_SHADOWED:
            return words.gettext(
                "{rule} is never asked: {other} takes the same lines first.",
                rule=_rule(terms, finding),
                other=_rule(terms, finding, 1),
            )
        case Kind.INSTRUMENT_SHADOWED:
            return words.gettext("This rule is never asked: an earlier one decides.")
        case Kind.TAX_RATES_TIE:
            return words.gettext("Two rates of this tax hold from the same day on.")
        case Kind.TAX_NOT_YET if finding.on is not None:
            return words.gettext("No rate of this tax holds before {day}.", day=day(words, finding.on))
        case Kind.ODD_CASH_STEP:
            return words.gettext(
                "Coins can't pay multiples of {step}. Use 50, 100, 200, 500 or 1.000, or 1 for no rounding.",
                step=rupiah(finding.amount),
            )
        case Kind.CASHIER_ABOVE_MANAGER:
            return words.gettext("A cashier may take off more by hand than a manager.")
        case Kind.CASHBACK_WITHOUT_WALLET:
            return words.gettext(
                "{rule} gives cashback, but the programme has no `cashback` rules to spend it by.",
                rule=_rule(terms, finding),
            )
        case Kind.PERCENTS_OVER_HUNDRED:
            return words.gettext(
                "{rules} can meet on one line and come to {percent}%.",
                rules=_all(terms, finding),
                percent=points(finding.amount),
            )
        case _:
            return ""


def _powerless(terms: Terms, finding: Finding) -> str:
    words = terms.words
    match finding.kind:
        case Kind.NEVER_HOLDS:
            return words.gettext(
                "{rule} can never apply: its conditions contradict each other ({subject}).",
                rule=_rule(terms, finding),
                subject=_subject(words, finding.of),
            )
        case Kind.NOTHING_GIVEN:
            return words.gettext("{rule} gives nothing.", rule=_rule(terms, finding))
        case Kind.TAKES_NO_LINE:
            return words.gettext("{rule}: no item can be one of these lines.", rule=_rule(terms, finding))
        case Kind.SAVES_NOTHING:
            return words.gettext(
                "{rule}: {price} is no less than the {plain} that it costs anyway.",
                rule=finding.what or _rule(terms, finding),
                price=rupiah(finding.amount),
                plain=rupiah(finding.limit),
            )
        case Kind.ALWAYS_OUTRANKED:
            return words.gettext(
                "{rule} can never win: {other} of the same group always comes first.",
                rule=_rule(terms, finding),
                other=_rule(terms, finding, 1),
            )
        case Kind.BEHIND_EXCLUSIVE:
            return words.gettext(
                "{rule} never finds a line: {other} is exclusive and takes the same lines.",
                rule=_rule(terms, finding),
                other=_rule(terms, finding, 1),
            )
        case Kind.EXCLUSIVE_TOO_LATE:
            return words.gettext(
                "{rule} is exclusive and never finds a line that {other} has not touched. Give it a lower order.",
                rule=_rule(terms, finding),
                other=_rule(terms, finding, 1),
            )
        case Kind.TIE_SETTLED_BY_ID:
            return words.gettext(
                "{rule} has the same order as {others}, on common lines: only their ids decide which comes "
                "first. Give them different orders.",
                rule=_rule(terms, finding),
                others=_others(terms, finding),
            )
        case _:
            return ""


def _subject(words: Words, subject: str) -> str:
    return {
        "dates": words.gettext("dates"),
        "times": words.gettext("days of the week and hours"),
        "places": words.gettext("stores, tills or channels"),
        "guests": words.gettext("members and guests"),
        "tiers": words.gettext("tiers"),
        "belonging": words.gettext("plans, segments, flags or lists"),
        "codes": words.gettext("codes"),
        "spend": words.gettext("minimum spend"),
        "quantity": words.gettext("minimum quantity"),
        "age": words.gettext("age"),
        "visits": words.gettext("visits"),
        "pause": words.gettext("days since the last visit"),
        "joining": words.gettext("days since joining"),
        "payment": words.gettext("ways to pay"),
        "same": words.gettext("one condition both wanted and ruled out"),
    }[subject]


def _windows(terms: Terms, finding: Finding) -> str:
    words, rule = terms.words, _rule(terms, finding)
    on = day(words, finding.on) if finding.on is not None else ""
    match finding.kind:
        case Kind.ENDS_BEFORE_START:
            return words.gettext("{rule} ends on {day}, before it starts.", rule=rule, day=on)
        case Kind.HAS_ENDED:
            return words.gettext("{rule} ended on {day}.", rule=rule, day=on)
        case Kind.NO_END:
            return words.gettext(
                "{rule} costs money and never ends. Give it a date window, a budget or a total.", rule=rule
            )
        case Kind.NO_BUDGET:
            return words.gettext(
                "{rule} can cost much, and nothing counts it. Give it a budget or another limit.", rule=rule
            )
        case Kind.PRICE_LIST_WITHOUT_WINDOW:
            return words.gettext("The prices of {rule} have no last day.", rule=rule)
        case _:
            return ""


def _unused(terms: Terms, finding: Finding) -> str:
    words, rule = terms.words, _rule(terms, finding)
    match finding.kind:
        case Kind.REWARD_OUT_OF_REACH:
            return words.gettext(
                "{rule} costs {points} points; a good customer can have about {most}.",
                rule=rule,
                points=points(finding.amount),
                most=points(finding.limit),
            )
        case Kind.VOUCHER_NEVER_ISSUED:
            return words.gettext("Nothing gives the voucher {rule}.", rule=rule)
        case Kind.PRICE_LIST_NEVER_OPENED:
            return words.gettext("Nothing opens the price list {rule}.", rule=rule)
        case Kind.CARD_NEVER_STAMPED:
            return words.gettext("Nothing gives stamps of {rule}.", rule=rule)
        case Kind.CARD_FEEDS_ITSELF:
            return words.gettext("A full {rule} fills itself again, without end.", rule=rule)
        case _:
            return _groups(words, rule, finding)


def _groups(words: Words, rule: str, finding: Finding) -> str:
    match finding.kind:
        case Kind.GROUP_OF_ONE:
            return words.gettext(
                "The group {group} has {count} promotions: there is nothing to choose from.",
                group=rule,
                count=finding.amount,
            )
        case Kind.GROUP_SPANS_PHASES:
            return words.gettext(
                "The group {group} holds promotions of several phases; they only compete within one.",
                group=rule,
            )
        case Kind.GROUP_MIXES_EARNING:
            return words.gettext(
                "The group {group} can't compare multipliers with other benefits; those go by their order.",
                group=rule,
            )
        case Kind.GROUP_WITHOUT_EFFECT:
            return words.gettext(
                "A group means nothing to {rule}: the lowest of all open prices counts.", rule=rule
            )
        case Kind.EXCLUSIVE_PRICE_LIST:
            return words.gettext(
                "{rule} is exclusive: no promotion, voucher or tier discount touches what its prices lowered.",
                rule=rule,
            )
        case _:
            return ""


def _money_and_law(terms: Terms, finding: Finding) -> str:
    words = terms.words
    match finding.kind:
        case Kind.BELOW_COST:
            return words.gettext(
                "With {rules} the item {item} sells for {price}; it costs {cost}. Items below cost: {count}.",
                rules=_all(terms, finding),
                item=finding.what,
                price=rupiah(finding.amount),
                cost=rupiah(finding.limit),
                count=finding.of,
            )
        case Kind.WRONG_ITEM_KIND:
            return words.gettext(
                "The item {item} must be of the kind `{kind}`.", item=finding.what, kind=finding.of
            )
        case Kind.PERMIT_WITHOUT_NUMBER:
            return words.gettext(
                "“{permit}” is no number of a permit. Collecting from the public needs one.",
                permit=finding.what,
            )
        case Kind.DRAW_NEEDS_PERMIT:
            return words.gettext(
                "“{word}” sounds like a draw. A draw needs a permit, and Setia draws no winners.",
                word=finding.what,
            )
        case Kind.CONSENT_MISSING if finding.of == "birthday":
            return words.gettext(
                "Birthdays or ages are used, and no consent asks for them. Add one with the purpose `birthday`."
            )
        case Kind.CONSENT_MISSING:
            return words.gettext(
                "Members get messages, and no consent asks for it. Add one with the purpose `marketing`."
            )
        case Kind.CHOICES_MISSING:
            return words.ngettext(
                "{rule} is a choice of {count} answer. Give it at least {least}, or let it be typed.",
                "{rule} is a choice of {count} answers. Give it at least {least}, or let it be typed.",
                finding.amount,
                rule=finding.ids[0],
                count=finding.amount,
                least=finding.limit,
            )
        case Kind.CHOICES_FOR_NOTHING:
            return words.gettext(
                "{rule} has answers to choose from and is of the kind `{kind}`: nobody is shown them.",
                rule=finding.ids[0],
                kind=finding.of,
            )
        case _:
            raise ValueError(f"no words for {finding.kind}")
