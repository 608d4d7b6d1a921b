"""What the rules for scans say and what is wrong with them, as sentences."""

from app.domain.number_layout import LayoutFault
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ItemFound,
    MemberFound,
    ReceiptFound,
    ScanOutcome,
    ScanUnknown,
    StaffFound,
    VoucherFound,
)
from app.services.scan_routing import Routed, WhyNot
from app.services.scan_rules import RuleKind
from app.services.scan_rules_document import RuleProblem, ScanRulesFault
from app.words.money import rupiah
from app.words.standing import standing_sentence
from app.words.translate import Words


def badge_sentence(words: Words, name: str) -> str:
    """A badge was scanned while somebody else, or the same person, works."""
    return words.gettext("This is {name}’s badge. Lock the till to change who works here.", name=name)


def kind_name(words: Words, kind: RuleKind) -> str:
    """What a rule takes."""
    names = {
        RuleKind.RECEIPT: words.gettext("receipt"),
        RuleKind.CARD: words.gettext("member card"),
        RuleKind.KNOWN_CARD: words.gettext("card in the books"),
        RuleKind.CARD_NUMBER: words.gettext("card number"),
        RuleKind.VOUCHER: words.gettext("voucher"),
        RuleKind.GIFT_CARD: words.gettext("gift card"),
        RuleKind.ITEM: words.gettext("item"),
        RuleKind.MEASURED_ITEM: words.gettext("item with weight or price"),
        RuleKind.STAFF: words.gettext("staff badge"),
    }
    return names[kind]


def route_sentence(words: Words, route: Routed) -> str:
    """Which rule took a scan, or that none did."""
    if route.refused is not None:
        return words.gettext("Not let through: {why}.", why=why_not(words, route.refused))
    if route.rule is None or route.claim is None:
        return words.gettext("No rule takes this code.")
    return words.gettext(
        "Rule “{rule}” takes it: {kind} {code}",
        rule=route.rule.name,
        kind=kind_name(words, route.rule.kind),
        code=route.claim.code,
    )


def outcome_sentence(words: Words, outcome: ScanOutcome) -> str:
    """What a scan names in this store. No member's name: whoever tries a code need not know whose it is."""
    match outcome:
        case MemberFound(member=member):
            return words.gettext("A member’s card: {card}", card=member.card)
        case ItemFound(item=item):
            return words.gettext("Item: {name}", name=item.name)
        case VoucherFound(standing=standing):
            return standing_sentence(words, standing)
        case GiftCardFound(balance=balance):
            return words.gettext("{balance} on this gift card.", balance=rupiah(balance))
        case ReceiptFound(number=number):
            return words.gettext("Receipt {number}", number=number)
        case StaffFound(staff=staff):
            return words.gettext("{name} works here.", name=staff.name)
        case CardBlocked():
            return words.gettext("This card is blocked.")
        case ScanUnknown():
            return words.gettext("Nothing in this store has this code.")


def why_not(words: Words, why: WhyNot) -> str:
    """Why a rule didn't take a scan."""
    reasons = {
        WhyNot.SOURCE: words.gettext("not for this device"),
        WhyNot.FORMAT: words.gettext("not for this kind of code"),
        WhyNot.TOO_SHORT: words.gettext("too short for an ITF code"),
        WhyNot.PREFIX: words.gettext("begins otherwise"),
        WhyNot.LENGTH: words.gettext("another length"),
        WhyNot.FORM: words.gettext("written otherwise"),
        WhyNot.DIGIT: words.gettext("another digit where the layout has its own"),
        WhyNot.CHECK: words.gettext("wrong check character"),
        WhyNot.NOT_IN_THE_BOOKS: words.gettext("no card in the books"),
    }
    return reasons[why]


def scan_rules_fault_sentence(words: Words, fault: ScanRulesFault) -> str:
    """What is wrong with a file of scan rules, and what is right."""
    text = _fault(words, fault)
    return f"{fault.where}: {text}" if fault.where else text


def _fault(words: Words, fault: ScanRulesFault) -> str:
    key, said, right = fault.key, fault.said, fault.right
    match fault.problem:
        case RuleProblem.UNKNOWN if not key:
            return words.gettext("{said} is unknown. Did you mean {right}?", said=said, right=right)
        case RuleProblem.UNKNOWN:
            return words.gettext(
                "{key} can't be {said}. Did you mean {right}?", key=key, said=said, right=right
            )
        case RuleProblem.MISSING:
            return words.gettext("{key} is missing.", key=key)
        case RuleProblem.WRONG:
            return words.gettext("{key} must be like {right}, not {said}.", key=key, said=said, right=right)
        case RuleProblem.LAYOUT:
            return f"{said}: {_layout(words, LayoutFault(right))}"
        case RuleProblem.TWICE:
            return words.gettext("two rules have this name.")
        case RuleProblem.NOT_FOR_KIND:
            return words.gettext("{key} means nothing for {kind}. Leave it out.", key=key, kind=said)
        case RuleProblem.NO_RULE:
            return words.gettext("there is no rule. Leave the table out for the usual ones.")
        case RuleProblem.TOO_MANY:
            return words.gettext("there are more than {most} rules.", most=right)


def _layout(words: Words, fault: LayoutFault) -> str:
    sentences = {
        LayoutFault.LENGTH: words.gettext("a layout has 1 to 48 characters."),
        LayoutFault.LETTER: words.gettext("a layout is of digits and N, X, C; an item’s also of W or P."),
        LayoutFault.NO_NUMBER: words.gettext("a layout needs N, the digits of the number."),
        LayoutFault.CHECK_NOT_LAST: words.gettext("C, the check digit, stands at the end."),
        LayoutFault.TWO_VALUES: words.gettext("a layout has a weight or a price, not both."),
    }
    return sentences[fault]
