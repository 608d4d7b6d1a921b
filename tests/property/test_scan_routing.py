"""Whatever is scanned, by whatever rules: one answer, never a wrong member, and without a file the answer of always."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import (
    card_code,
    card_code_in,
    gift_card_code,
    gift_card_code_in,
    gtin_check_digit,
    gtin_in,
    is_card_code,
    qr_payload,
    receipt_number_in,
    voucher_code,
    voucher_code_in,
)
from app.services.scan_routing import Routed, routed
from app.services.scan_rules import (
    ALL_FORMATS,
    LAYOUT_KINDS,
    USUAL_SCAN_RULES,
    RuleKind,
    ScanRule,
    ScanRules,
    SourceRules,
)
from app.services.scans import Scan, ScanSource, Symbology

KNOWN = "A-0042"
CARD = card_code(b"0123456789")
CODES = st.binary(min_size=10, max_size=10)
LIKELY = st.one_of(
    CODES.map(card_code),
    CODES.map(card_code).map(qr_payload),
    CODES.map(voucher_code),
    CODES.map(gift_card_code),
    st.text("0123456789", min_size=12, max_size=12).map(lambda data: data + gtin_check_digit(data)),
    st.text("0123456789", min_size=7, max_size=14),
    st.sampled_from(
        ["SETIA:R/A1-261129-0001", "SETIA:R/", KNOWN, f" {KNOWN}\r\n", "SETIA:S/" + "0F" * 16, ""]
    ),
)
TEXTS = st.one_of(
    st.binary(max_size=60).map(lambda said: said.decode("latin-1")), st.text(max_size=60), LIKELY
)
SCANS = st.builds(
    Scan, TEXTS, st.sampled_from(list(Symbology)), st.sampled_from(list(ScanSource)), st.just(0)
)
LAYOUTS = st.sampled_from(
    ["21NNNNNWWWWWC", "22NNNNNPPPPPC", "26NNNNNNNNNNC", "NNNNNNNNNNNNNNNNNC", "NNNNNNNN"]
)
FORMATS = st.frozensets(st.sampled_from(sorted(ALL_FORMATS)), min_size=1)


@st.composite
def _rules(draw: st.DrawFn) -> ScanRules:
    kinds = draw(st.lists(st.sampled_from(list(RuleKind)), max_size=9))
    rules = tuple(
        ScanRule(
            name=f"{place} {kind}",
            kind=kind,
            sources=draw(st.frozensets(st.sampled_from(list(ScanSource)), min_size=1)),
            formats=draw(FORMATS),
            prefix=draw(st.sampled_from(["", "", "8018", "K-"])),
            layout=draw(LAYOUTS) if kind in LAYOUT_KINDS else "",
        )
        for place, kind in enumerate(kinds)
    )
    camera = SourceRules(formats=draw(FORMATS), shortest_itf=draw(st.integers(1, 20)))
    return ScanRules(rules=rules, camera=camera)


def route(scan: Scan, rules: ScanRules = USUAL_SCAN_RULES) -> Routed:
    return routed(scan, rules, lambda code: code == KNOWN)


def always(text: str) -> tuple[RuleKind, str] | None:
    """What a till did with a text before its rules were data."""
    number, card = receipt_number_in(text), card_code_in(text)
    if number is not None:
        return RuleKind.RECEIPT, number
    if card is not None:
        return RuleKind.CARD, card
    if text.strip() == KNOWN:
        return RuleKind.KNOWN_CARD, text.strip()
    for kind, code in (
        (RuleKind.VOUCHER, voucher_code_in(text)),
        (RuleKind.GIFT_CARD, gift_card_code_in(text)),
        (RuleKind.ITEM, gtin_in(text)),
    ):
        if code is not None:
            return kind, code
    badge = re.fullmatch(r"SETIA:S/([0-9A-F]{32})", text.strip().upper())
    return None if badge is None else (RuleKind.STAFF, badge[1])


@given(SCANS, _rules())
def test_any_scan_by_any_rules_has_one_outcome_and_every_rule_before_it_a_reason(
    scan: Scan, rules: ScanRules
) -> None:
    found = route(scan, rules)
    asked = [passed.rule for passed in found.passed]
    if found.refused is not None:
        assert (found.rule, found.claim, asked) == (None, None, [])
        assert scan.symbology not in rules.of_source(scan.source).formats or scan.symbology is Symbology.ITF
    elif found.rule is None:
        assert found.claim is None
        assert asked == list(rules.rules)
    else:
        assert found.claim is not None
        assert found.claim.kind is found.rule.kind
        assert [*asked, found.rule] == list(rules.rules[: len(asked) + 1])
        assert scan.source in found.rule.sources


@given(SCANS, _rules())
def test_no_rules_make_a_card_of_what_has_no_check_character_and_is_in_no_book(
    scan: Scan, rules: ScanRules
) -> None:
    claim = route(scan, rules).claim
    if claim is not None and claim.kind is RuleKind.CARD:
        assert is_card_code(claim.code)
        assert scan.text.strip().upper().endswith(claim.code)
    if claim is not None and claim.kind is RuleKind.KNOWN_CARD:
        assert claim.code == KNOWN


@given(st.integers(0, len(CARD) - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), _rules())
def test_a_card_with_a_wrong_letter_is_nobody_s_by_any_rules(
    place: int, letter: str, rules: ScanRules
) -> None:
    wrong = CARD[:place] + letter + CARD[place + 1 :]
    claim = route(Scan(wrong, Symbology.UNKNOWN, ScanSource.CAMERA, 0), rules).claim
    members = (RuleKind.CARD, RuleKind.KNOWN_CARD, RuleKind.CARD_NUMBER)
    assert wrong == CARD or claim is None or claim.kind not in members


@given(TEXTS, st.sampled_from(list(ScanSource)), st.sampled_from(list(Symbology)))
def test_without_a_file_a_till_does_what_it_always_did(
    text: str, source: ScanSource, symbology: Symbology
) -> None:
    found = route(Scan(text, symbology, source, 0))
    if found.refused is not None:  # the decoder itself never lets so short an ITF code come so far
        shortest = 6 if source is ScanSource.CAMERA else 1
        assert (symbology, len(text) < shortest) == (Symbology.ITF, True)
        return
    assert always(text) == (None if found.claim is None else (found.claim.kind, found.claim.code))
