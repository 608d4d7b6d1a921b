"""What is wrong with a case to quote, or with its basket, as sentences."""

from app.domain.basket_faults import BasketFault, BasketFaultKind
from app.protocol.case_faults import CaseFault, CaseFaultKind
from app.protocol.expectation import Difference
from app.words.money import quantity
from app.words.translate import Words


def case_fault_sentence(words: Words, fault: CaseFault) -> str:
    """Where it is, what is wrong, and what was probably meant."""
    sentence = f"{fault.where}: {_case(words, fault)}"
    if fault.nearest:
        sentence += " " + words.gettext("Did you mean `{name}`?", name=fault.nearest)
    return sentence


def _case(words: Words, fault: CaseFault) -> str:
    match fault.kind:
        case CaseFaultKind.UNKNOWN:
            return words.gettext("There is no `{name}`.", name=fault.found)
        case CaseFaultKind.TWICE:
            return words.gettext("`{name}` stands here twice.", name=fault.found)
        case CaseFaultKind.NO_SUCH_DAY:
            return words.gettext("The calendar has no {day}.", day=fault.found)
        case CaseFaultKind.NO_SUCH_ZONE:
            return words.gettext("There is no time zone `{zone}`.", zone=fault.found)
        case CaseFaultKind.NO_SUCH_LINE:
            return words.gettext("The basket has no line {number}.", number=fault.found)
        case CaseFaultKind.BOTH_OR_NEITHER:
            return words.gettext("Give one of the two: {keys}.", keys=fault.found)


def basket_fault_sentence(words: Words, fault: BasketFault) -> str:
    """What no basket can be, and in which line."""
    found = fault.found
    if fault.kind is BasketFaultKind.QUANTITY:
        found = quantity(int(found)) if found.removeprefix("-").isdigit() else found
    said = _basket(words)[fault.kind].format(found=found)
    return words.gettext("Line {number}: {fault}", number=fault.line, fault=said) if fault.line else said


def _basket(words: Words) -> dict[BasketFaultKind, str]:
    """With a place for what was found."""
    found = "{found}"
    return {
        BasketFaultKind.TOO_MANY_LINES: words.gettext("The basket has too many lines: {found}.", found=found),
        BasketFaultKind.LINE_NUMBERS: words.gettext("The lines are not numbered upwards.", found=found),
        BasketFaultKind.QUANTITY: words.gettext(
            "The quantity must be above 0 and at most a million, and is {found}.", found=found
        ),
        BasketFaultKind.PRICE: words.gettext("The price can't be Rp{found}.", found=found),
        BasketFaultKind.LINE_PRICE: words.gettext("The line costs more than can be counted.", found=found),
        BasketFaultKind.PARENT: words.gettext(
            "It modifies line {found}, which must stand before it and modify none itself.", found=found
        ),
        BasketFaultKind.MANUAL_PRICE: words.gettext(
            "A price by hand can't be above the item's own: Rp{found}.", found=found
        ),
        BasketFaultKind.MANUAL_DISCOUNT: words.gettext(
            "A discount by hand is a percentage or an amount: {found}.", found=found
        ),
        BasketFaultKind.POINTS: words.gettext("So many points can't be redeemed: {found}.", found=found),
        BasketFaultKind.SPLIT: words.gettext("This can't carry a part of the bill: {found}.", found=found),
        BasketFaultKind.RIGHT: words.gettext(
            "What is left of a limit can't be counted: {found}.", found=found
        ),
        BasketFaultKind.MEMBER: words.gettext("The member can't be counted: {found}.", found=found),
        BasketFaultKind.INSTANT: words.gettext("The moment is outside the calendar.", found=found),
        BasketFaultKind.ZONE: words.gettext("There is no time zone `{zone}`.", zone=found),
    }


def difference_sentence(words: Words, difference: Difference) -> str:
    """What was expected, and what is so."""
    if difference.nearest:
        return words.gettext(
            "{path}: there is no such key. Did you mean `{name}`?",
            path=difference.path,
            name=difference.nearest,
        )
    if not difference.found:
        return words.gettext(
            "{path}: {expected} is not there.", path=difference.path, expected=difference.expected
        )
    return words.gettext(
        "{path}: {found} instead of {expected}.",
        path=difference.path,
        found=difference.found,
        expected=difference.expected,
    )
