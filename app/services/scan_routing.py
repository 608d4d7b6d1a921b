"""Which rule takes a scan, and why the ones before it didn't. Pure but for one question: whether a card is known."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import card_code_in, gift_card_code_in, gtin_in, receipt_number_in, voucher_code_in
from app.domain.number_layout import LaidOut, Misfit, laid_out
from app.services.scan_rules import RuleKind, ScanRule, ScanRules
from app.services.scans import Scan, Symbology

STAFF_QR_PREFIX = "SETIA:S/"


class WhyNot(StrEnum):
    """Why a rule, or the device's own rules, did not take a scan.

    FORM: it is written otherwise: other characters, another length, no prefix of ours. PREFIX: the rule's prefix is
    missing. DIGIT: another digit stands where the layout has one of its own. CHECK: its check character is wrong.
    """

    SOURCE = "source"
    FORMAT = "format"
    TOO_SHORT = "too-short"
    PREFIX = "prefix"
    LENGTH = "length"
    FORM = "form"
    DIGIT = "digit"
    CHECK = "check"
    NOT_IN_THE_BOOKS = "not-in-the-books"


_OF_MISFIT = {
    Misfit.LENGTH: WhyNot.LENGTH,
    Misfit.NO_DIGITS: WhyNot.FORM,
    Misfit.OTHER_DIGIT: WhyNot.DIGIT,
    Misfit.CHECK: WhyNot.CHECK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a rule says that a scan is. code: the number without prefixes, in its own case. stem: of a measured item,
    the code without its weight (grams) or price (rupiah).
    """

    kind: RuleKind
    code: str
    stem: str = ""
    weight: int | None = None
    price: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A rule that didn't take it."""

    rule: ScanRule
    why: WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """refused: the device's own rules didn't let it through, and no rule was asked. rule, claim None: none took it."""

    rule: ScanRule | None = None
    claim: Claim | None = None
    passed: tuple[Passed, ...] = ()
    refused: WhyNot | None = None


def routed(scan: Scan, rules: ScanRules, is_known_card: Callable[[str], bool]) -> Routed:
    """Asks each rule in turn; exactly one outcome for any text."""
    refused = _refused(scan, rules)
    if refused is not None:
        return Routed(refused=refused)
    passed: list[Passed] = []
    for rule in rules.rules:
        answer = _asked(rule, scan, is_known_card)
        if isinstance(answer, Claim):
            return Routed(rule=rule, claim=answer, passed=tuple(passed))
        passed.append(Passed(rule=rule, why=answer))
    return Routed(passed=tuple(passed))


def _refused(scan: Scan, rules: ScanRules) -> WhyNot | None:
    believed = rules.of_source(scan.source)
    if scan.symbology is not Symbology.UNKNOWN and scan.symbology not in believed.formats:
        return WhyNot.FORMAT
    if scan.symbology is Symbology.ITF and len(scan.text) < believed.shortest_itf:
        return WhyNot.TOO_SHORT
    return None


def _asked(rule: ScanRule, scan: Scan, is_known_card: Callable[[str], bool]) -> Claim | WhyNot:
    if scan.source not in rule.sources:
        return WhyNot.SOURCE
    if scan.symbology is not Symbology.UNKNOWN and scan.symbology not in rule.formats:
        return WhyNot.FORMAT
    text = scan.text.strip()
    if not text.upper().startswith(rule.prefix.upper()):
        return WhyNot.PREFIX
    rest = text[len(rule.prefix) :]
    match rule.kind:
        case RuleKind.CARD_NUMBER | RuleKind.MEASURED_ITEM:
            return _by_layout(rule, rest)
        case RuleKind.KNOWN_CARD:
            known = is_known_card(rest)
            return Claim(kind=rule.kind, code=rest) if known else WhyNot.NOT_IN_THE_BOOKS
        case RuleKind.STAFF:
            return _staff(rest)
        case _:
            return _of_ours(rule.kind, rest)


def _by_layout(rule: ScanRule, text: str) -> Claim | WhyNot:
    read = laid_out(rule.layout, text)
    if not isinstance(read, LaidOut):
        return _OF_MISFIT[read]
    if rule.kind is RuleKind.CARD_NUMBER:  # the card says the whole of it, not only the digits that differ
        return Claim(kind=rule.kind, code=text)
    price = None if read.price is None else read.price * rule.rupiah
    return Claim(kind=rule.kind, code=read.number, stem=read.stem, weight=read.weight, price=price)


def _staff(text: str) -> Claim | WhyNot:
    """A badge holds the person's id, 32 digits of base 16."""
    held = text.upper()
    digits = held.removeprefix(STAFF_QR_PREFIX)
    if digits == held:
        return WhyNot.PREFIX
    is_id = len(digits) == 32 and all(character in "0123456789ABCDEF" for character in digits)
    return Claim(kind=RuleKind.STAFF, code=digits) if is_id else WhyNot.FORM


def _of_ours(kind: RuleKind, text: str) -> Claim | WhyNot:
    """Codes that Setia makes, and the trade's GTIN."""
    readers = {
        RuleKind.RECEIPT: receipt_number_in,
        RuleKind.CARD: card_code_in,
        RuleKind.VOUCHER: voucher_code_in,
        RuleKind.GIFT_CARD: gift_card_code_in,
        RuleKind.ITEM: gtin_in,
    }
    code = readers[kind](text)
    if code is not None:
        return Claim(kind=kind, code=code)
    return WhyNot.CHECK if _looks_right(kind, text) else WhyNot.FORM


def _looks_right(kind: RuleKind, text: str) -> bool:
    """Whether only the check character can be what is wrong."""
    if kind is RuleKind.ITEM:
        return len(text) in {8, 12, 13, 14} and text.isascii() and text.isdigit()
    bare = text.upper().rpartition("/")[2]
    return kind is not RuleKind.RECEIPT and len(bare) == 17 and bare.isascii() and bare.isalnum()
