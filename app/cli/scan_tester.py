"""`setia devices test scan`: which rule takes a code, and why the ones before it don't."""

import json

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
from app.services.scan_routing import Routed
from app.services.scans import Scan
from app.words.scan_rules import outcome_sentence, route_sentence, why_not
from app.words.translate import Words


def tell_route(
    scan: Scan, route: Routed, outcome: ScanOutcome | None, *, as_json: bool, words: Words
) -> bool:
    """Prints it; whether a rule took the code. outcome: what it names in the store; None: no store was looked at."""
    if as_json:
        print(json.dumps(_row(scan, route, outcome, words), ensure_ascii=False))
        return route.claim is not None
    print(route_sentence(words, route))
    if outcome is not None and route.claim is not None:
        print(outcome_sentence(words, outcome))
    for passed in route.passed:
        print(f"  {passed.rule.name}: {why_not(words, passed.why)}")
    return route.claim is not None


def _row(scan: Scan, route: Routed, outcome: ScanOutcome | None, words: Words) -> dict[str, object]:
    claim = route.claim
    return {
        "text": scan.text,
        "symbology": scan.symbology.value,
        "source": scan.source.value,
        "rule": None if route.rule is None else route.rule.name,
        "kind": None if claim is None else claim.kind.value,
        "code": None if claim is None else claim.code,
        "weight": None if claim is None else claim.weight,
        "price": None if claim is None else claim.price,
        "refused": None if route.refused is None else route.refused.value,
        "names": None if outcome is None else outcome_name(outcome),
        "says": route_sentence(words, route),
        "passed": [{"rule": passed.rule.name, "why": passed.why.value} for passed in route.passed],
    }


def outcome_name(outcome: ScanOutcome) -> str:
    """One word for what a scan named."""
    match outcome:
        case MemberFound():
            return "member"
        case ItemFound():
            return "item"
        case VoucherFound():
            return "voucher"
        case GiftCardFound():
            return "gift-card"
        case ReceiptFound():
            return "receipt"
        case StaffFound():
            return "staff"
        case CardBlocked():
            return "blocked"
        case ScanUnknown():
            return "unknown"
