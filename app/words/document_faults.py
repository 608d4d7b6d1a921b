"""What is wrong with a JSON document that a person wrote, as sentences."""

from collections.abc import Sequence
from functools import reduce

from app.protocol.document_faults import DocumentFault, Wanted
from app.protocol.document_faults import DocumentFaultKind as Kind
from app.words.names import listed
from app.words.translate import Words


def document_fault_sentence(words: Words, fault: DocumentFault) -> str:
    """Where it is, what is wrong, and what was probably meant."""
    sentence = _sentence(words, fault)
    if fault.nearest:
        sentence += " " + words.gettext("Did you mean `{name}`?", name=fault.nearest)
    where = _where(words, fault)
    return f"{where}: {sentence}" if where else sentence


def _where(words: Words, fault: DocumentFault) -> str:
    if fault.line is not None:
        return words.gettext("line {line}, column {column}", line=fault.line, column=fault.column or 1)
    return fault.path


def _sentence(words: Words, fault: DocumentFault) -> str:
    return _of_the_text(words, fault) or _of_a_key(words, fault) or _of_a_value(words, fault)


def _of_the_text(words: Words, fault: DocumentFault) -> str:
    match fault.kind:
        case Kind.TOO_LARGE:
            return words.gettext("The document is larger than {most} bytes.", most=_first(fault))
        case Kind.NOT_TEXT:
            return words.gettext("This is no text (UTF-8): {found}.", found=fault.found)
        case Kind.NOT_JSON if fault.found:
            return words.gettext("This is no JSON: {found}", found=fault.found)
        case Kind.NOT_JSON:
            return words.gettext("This is no JSON: the document ends too soon.")
        case Kind.TOO_DEEP:
            return words.gettext("More than {most} levels inside each other.", most=_first(fault))
        case _:
            return ""


def _of_a_key(words: Words, fault: DocumentFault) -> str:
    match fault.kind:
        case Kind.UNKNOWN_KEY:
            return words.gettext("There is no key `{key}` here.", key=fault.found.strip('"'))
        case Kind.MISSING_KEY if fault.allowed:
            return words.gettext("This is missing; one of {choices}.", choices=listed(fault.allowed))
        case Kind.MISSING_KEY:
            return words.gettext("This is missing.")
        case Kind.REPEATED_KEY:
            return words.gettext("The key {key} stands here twice.", key=fault.found)
        case _:
            return ""


def _of_a_value(words: Words, fault: DocumentFault) -> str:
    found = fault.found
    match fault.kind:
        case Kind.WRONG_TYPE:
            return words.gettext(
                "{found} must be {wanted}.", found=found, wanted=_one_of(words, fault.allowed)
            )
        case Kind.NO_NUMBER:
            return words.gettext("{found} is no number that can be used here.", found=found)
        case Kind.OUT_OF_RANGE:
            return words.gettext(
                "{found} must be from {least} to {most}.",
                found=found,
                least=_first(fault),
                most=fault.allowed[-1] if fault.allowed else "",
            )
        case Kind.TOO_MANY_DECIMALS:
            return words.gettext(
                "{found} has more than {most} digits after the point.", found=found, most=_first(fault)
            )
        case Kind.NO_DATE:
            return words.gettext("{found} is no day of the calendar such as 2026-11-22.", found=found)
        case Kind.NOT_ONE_OF | Kind.UNKNOWN_TYPE:
            return words.gettext("{found} is none of {choices}.", found=found, choices=listed(fault.allowed))
        case _:
            return _of_a_written_value(words, fault)


def _of_a_written_value(words: Words, fault: DocumentFault) -> str:
    found = fault.found
    match fault.kind:
        case Kind.TOO_LONG:
            return words.gettext("{found} is longer than {most} characters.", found=found, most=_first(fault))
        case Kind.WRONG_FORM:
            return words.gettext(
                "{found} is not written as it must be: {pattern}", found=found, pattern=_first(fault)
            )
        case Kind.UNPRINTABLE:
            return words.gettext("{found} holds a character that can't be printed.", found=found)
        case _:
            return words.gettext("The list is empty.")


def _one_of(words: Words, wanted: Sequence[str]) -> str:
    names = [_wanted(words).get(one, one) for one in wanted]
    return reduce(lambda first, last: words.gettext("{first} or {last}", first=first, last=last), names)


def _wanted(words: Words) -> dict[str, str]:
    return {
        Wanted.OBJECT.value: words.gettext("an object in braces"),
        Wanted.LIST.value: words.gettext("a list in brackets"),
        Wanted.TEXT.value: words.gettext("a text in quotes"),
        Wanted.INTEGER.value: words.gettext("a whole number"),
        Wanted.DECIMAL.value: words.gettext('a decimal number in quotes, such as "12.5"'),
        Wanted.BOOLEAN.value: words.gettext("true or false"),
        Wanted.DATE.value: words.gettext('a date in quotes, such as "2026-11-22"'),
        Wanted.HEX.value: words.gettext("pairs of hexadecimal digits in quotes"),
        Wanted.NOTHING.value: "null",
    }


def _first(fault: DocumentFault) -> str:
    return fault.allowed[0] if fault.allowed else ""
