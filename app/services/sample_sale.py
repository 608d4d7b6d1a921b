"""An invented sale with everything on it, to look at a receipt's layout before a customer does."""

from app.domain.basket import UNIT, Item, Line, MemberSnapshot, QuoteInputs, TenderKind
from app.domain.calendar import business_day
from app.domain.changes import VoucherIssued
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.ledger import lot_of_sale, postings_of_sale
from app.domain.programme.document import Programme
from app.domain.quote import settled
from app.protocol.facts import SaleCommitted, Store, Tender
from app.services.commit_sale import ReceiptFacts
from app.services.demo_shop import ZONE, demo_programme

MEMBER = {"member_name": "Siti Rahayu", "member_phone": "+6281234567890"}
"""Whose sale it is: what is filled in when the paper is made."""
_ID = bytes(16)
_BALANCE = 1_250
_POINTS_SPENT = 500
_STORE = Store(
    store_id=_ID,
    code="BDG",
    name="Kopi Setia",
    address="Jl. Braga No. 45, Bandung",
    tax_number="01.234.567.8-901.000",
    zone=ZONE,
    cut_over_hour=4,
)
_ITEMS = (
    (Item(sku="KOP-001", gtin="", name="Kopi Susu Gula Aren", category="Kopi", price=24_000), 2 * UNIT),
    (Item(sku="ROT-001", gtin="", name="Roti Sobek Cokelat", category="Roti", price=28_500), UNIT),
)


def sample_facts(now: int, *, member: bool = True) -> ReceiptFacts:
    """What a receipt is written from. now: instant of the sale. member: False: a guest's, whose points don't wait."""
    programme = demo_programme(now)
    return ReceiptFacts(
        sale=_sale(programme, now, member=member),
        programme=programme,
        store=_STORE,
        terminal_name="BDG1",
        cashier_name="Ayu",
        balance_before=_BALANCE if member else None,
        offline=member,
    )


def _sale(programme: Programme, now: int, *, member: bool) -> SaleCommitted:
    inputs = _inputs(programme, now, member=member)
    quoted = quote(prepare(programme), inputs)
    earned = lot_of_sale(programme, quoted, _ID, now) if member else None
    received = -(-quoted.payable // 100_000) * 100_000
    day = business_day(now, ZONE, _STORE.cut_over_hour).isoformat()
    return SaleCommitted(
        sale_id=_ID,
        receipt_number=f"BDG1-{day[2:].replace('-', '')}-0042",
        store_id=_ID,
        cashier_id=_ID,
        business_day=day,
        committed_at=now,
        inputs=inputs,
        quote=settled(quoted),
        tender=Tender(kind=TenderKind.CASH, received=received, change=received - quoted.payable),
        spent=(),
        earned=earned,
        postings=postings_of_sale(earned, ()),
        tier_after=None if quoted.tier is None else quoted.tier.tier_id,
        changes=(_voucher(now),) if member else (),
    )


def _inputs(programme: Programme, now: int, *, member: bool) -> QuoteInputs:
    lines = (
        Line(number=number, item=item, quantity=quantity)
        for number, (item, quantity) in enumerate(_ITEMS, start=1)
    )
    tier = programme.tiers[0].id
    snapshot = MemberSnapshot(member_id=_ID, tier_id=tier, tier_metric=0, balance=_BALANCE, usable=_BALANCE)
    return QuoteInputs(
        revision=programme.revision,
        opened_at=now,
        zone=ZONE,
        lines=tuple(lines),
        member=snapshot if member else None,
        points_asked=_POINTS_SPENT if member else 0,
        tender=TenderKind.CASH,
    )


def _voucher(now: int) -> VoucherIssued:
    """Its kind is none of the programme's: the slip shows what the kind is called."""
    month = 30 * 86_400_000
    return VoucherIssued(
        member_id=_ID, code="K7Q2M9XW", kind_id="Kopi gratis", expires_at=now + month, uses=1
    )
