"""The one router: what a scanned text names here."""

from dataclasses import replace

from app.services.front import Role, StaffTile
from app.services.gift_cards import known_gift_card
from app.services.member_benefits import owner_of
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
    VoucherStanding,
)
from app.services.scan_routing import Claim, Routed, routed
from app.services.scan_rules import USUAL_SCAN_RULES, RuleKind, ScanRules
from app.services.scans import Scan
from app.services.unit import KnownVoucher, Unit


def resolve_scan(unit: Unit, scan: Scan, at: int, rules: ScanRules = USUAL_SCAN_RULES) -> ScanOutcome:
    """What a scan names by the first rule that takes it, or what its text looks like."""
    return outcome_of(unit, scan, route_of(unit, scan, rules), at)


def route_of(unit: Unit, scan: Scan, rules: ScanRules) -> Routed:
    """Which rule takes a scan, with this store's cards."""
    return routed(scan, rules, lambda code: unit.members.by_card(code) is not None)


def outcome_of(unit: Unit, scan: Scan, route: Routed, at: int) -> ScanOutcome:
    """What the claim of a rule comes to in this store."""
    claim = route.claim
    if claim is None:
        return ScanUnknown(text=scan.text, looks_like="nothing")
    match claim.kind:
        case RuleKind.RECEIPT:
            return _receipt(unit, claim.code)
        case RuleKind.CARD | RuleKind.KNOWN_CARD | RuleKind.CARD_NUMBER:
            return _member(unit, claim.code, at)
        case RuleKind.VOUCHER:
            return _voucher(unit, claim.code, at)
        case RuleKind.GIFT_CARD:
            return _gift_card(unit, claim.code, at)
        case RuleKind.ITEM:
            item = unit.catalogue.item_by_gtin(claim.code)
            return ScanUnknown(text=scan.text, looks_like="item") if item is None else ItemFound(item=item)
        case RuleKind.MEASURED_ITEM:
            return _measured(unit, scan, claim)
        case RuleKind.STAFF:
            return _staff(unit, scan, claim.code)


def _measured(unit: Unit, scan: Scan, claim: Claim) -> ScanOutcome:
    """The item whose barcode is this one without its weight or price, or whose SKU is the number in it."""
    found = unit.catalogue.item_by_gtin(claim.stem) or unit.catalogue.item_by_sku(claim.code)
    if found is None or claim.weight == 0 or claim.price == 0:
        return ScanUnknown(text=scan.text, looks_like="item")
    if claim.weight is not None:
        return ItemFound(item=found, quantity=claim.weight)  # grams are thousandths of a kilogram
    return ItemFound(item=found if claim.price is None else replace(found, price=claim.price))


def _staff(unit: Unit, scan: Scan, code: str) -> ScanOutcome:
    person = unit.staff.by_id(bytes.fromhex(code))
    if person is None:
        return ScanUnknown(text=scan.text, looks_like="staff")
    return StaffFound(staff=StaffTile(staff_id=person.staff_id, name=person.name, role=Role(person.role)))


def _receipt(unit: Unit, number: str) -> ScanOutcome:
    sale_id = unit.past_sales.of_receipt(number)
    if sale_id is None:
        return ScanUnknown(text=number, looks_like="receipt")
    return ReceiptFound(sale_id=sale_id, number=number)


def _member(unit: Unit, code: str, at: int) -> ScanOutcome:
    holder = unit.members.by_card(code)
    if holder is None:
        printed = unit.batches.preprinted(code)
        blocked = printed is not None and printed.blocked
        return CardBlocked(code=code) if blocked else ScanUnknown(text=code, looks_like="card")
    if holder.blocked:
        return CardBlocked(code=code)
    view = unit.members.view(holder.member_id, at)
    if view is None:
        return ScanUnknown(text=code, looks_like="card")
    return MemberFound(member=view)


def _voucher(unit: Unit, code: str, at: int) -> ScanOutcome:
    voucher = unit.benefits.voucher(code)
    if voucher is None:
        return ScanUnknown(text=code, looks_like="voucher")
    return VoucherFound(
        code=code,
        kind_id=voucher.kind_id,
        member_id=owner_of(unit, voucher),
        standing=voucher_standing(unit, voucher, at),
    )


def _gift_card(unit: Unit, code: str, at: int) -> ScanOutcome:
    card = known_gift_card(unit, code, at)
    if card is None:
        return ScanUnknown(text=code, looks_like="gift-card")
    return GiftCardFound(code=code, balance=card.balance, usable=card.usable, blocked=card.blocked)


def voucher_standing(unit: Unit, voucher: KnownVoucher, at: int) -> VoucherStanding:
    """Whether a voucher counts at this till now, whoever shows it."""
    identity = unit.identity()
    if voucher.revoked:
        return VoucherStanding.REVOKED
    if voucher.uses_left <= 0:
        return VoucherStanding.USED_UP
    if voucher.expires_at is not None and voucher.expires_at < at:
        return VoucherStanding.EXPIRED
    if identity.server_url is not None and voucher.holder_id != identity.terminal_id:
        return VoucherStanding.ELSEWHERE
    return VoucherStanding.VALID
