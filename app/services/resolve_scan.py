"""The one router: what a scanned text names here."""

from app.domain.codes import card_code_in, gift_card_code_in, gtin_in, receipt_number_in, voucher_code_in
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
    VoucherFound,
    VoucherStanding,
)
from app.services.scans import Scan
from app.services.unit import KnownVoucher, Unit


def resolve_scan(unit: Unit, scan: Scan, at: int) -> ScanOutcome:
    """A member by card, also by one of an older system; an item by barcode; a receipt; or what the text looks like."""
    number = receipt_number_in(scan.text)
    if number is not None:
        return _receipt(unit, number)
    code = card_code_in(scan.text)
    if code is not None:
        return _member(unit, code, at)
    older = scan.text.strip()
    if unit.members.by_card(older) is not None:
        return _member(unit, older, at)
    voucher = voucher_code_in(scan.text)
    if voucher is not None:
        return _voucher(unit, voucher, at)
    gift_card = gift_card_code_in(scan.text)
    if gift_card is not None:
        return _gift_card(unit, gift_card, at)
    gtin = gtin_in(scan.text)
    if gtin is not None:
        item = unit.catalogue.item_by_gtin(gtin)
        return ScanUnknown(text=scan.text, looks_like="item") if item is None else ItemFound(item=item)
    return ScanUnknown(text=scan.text, looks_like="nothing")


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
