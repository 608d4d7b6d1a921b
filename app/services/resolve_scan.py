"""The one router: what a scanned text names here."""

from app.domain.codes import card_code_in, gtin_in
from app.services.outcomes import CardBlocked, ItemFound, MemberFound, ScanOutcome, ScanUnknown
from app.services.scans import Scan
from app.services.unit import Unit


def resolve_scan(unit: Unit, scan: Scan, at: int) -> ScanOutcome:
    """A member by card, also by one of an older system; an item by barcode; or what the text looks like. Reads only."""
    code = card_code_in(scan.text)
    if code is not None:
        return _member(unit, code, at)
    older = scan.text.strip()
    if unit.members.by_card(older) is not None:
        return _member(unit, older, at)
    gtin = gtin_in(scan.text)
    if gtin is not None:
        item = unit.catalogue.item_by_gtin(gtin)
        return ScanUnknown(text=scan.text, looks_like="item") if item is None else ItemFound(item=item)
    return ScanUnknown(text=scan.text, looks_like="nothing")


def _member(unit: Unit, code: str, at: int) -> ScanOutcome:
    holder = unit.members.by_card(code)
    if holder is None:
        return ScanUnknown(text=code, looks_like="card")
    if holder.blocked:
        return CardBlocked(code=code)
    view = unit.members.view(holder.member_id, at)
    if view is None:
        return ScanUnknown(text=code, looks_like="card")
    return MemberFound(member=view)
