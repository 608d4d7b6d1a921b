"""A sale as the words on its receipt. Names stay placeholders: they are filled in when the paper is made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.basket import UNIT, TenderKind
from app.domain.calendar import local_time
from app.domain.programme.document import Programme, tier_by_id
from app.domain.quote import POINTS_RULE, QuotedLine
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import (
    Align,
    Element,
    Emphasis,
    PairLine,
    QrCode,
    Receipt,
    RuleLine,
    TextLine,
    fill_in,
)
from app.words.explain import rule_name
from app.words.money import masked_phone, percent, points, quantity, rupiah
from app.words.translate import Words

_QR_PREFIX = "SETIA:R/"


def receipt_of(words: Words, facts: ReceiptFacts) -> Receipt:
    """The receipt of a sale, top to bottom."""
    elements = (
        *_header(words, facts),
        RuleLine(),
        *_lines(words, facts),
        RuleLine(),
        *_totals(words, facts),
        *_member(words, facts),
        *_footer(words, facts),
    )
    cash = facts.sale.tender.kind is TenderKind.CASH
    return Receipt(number=facts.sale.receipt_number, elements=elements, opens_drawer=cash)


def finished(words: Words, receipt: Receipt, values: Mapping[str, str], copy: int) -> Receipt:
    """The paper of one print job: names filled in and masked, a copy marked as one, no drawer for it."""
    masked = {
        "member_name": masked_name(values.get("member_name", "")),
        "member_phone": masked_phone(values.get("member_phone", "")),
    }
    filled = fill_in(receipt, masked)
    if copy == 0:
        return filled
    mark = TextLine(words.gettext("COPY #{number}", number=copy), Align.CENTRE, Emphasis.LARGE)
    return replace(filled, elements=(mark, *filled.elements), opens_drawer=False)


def masked_name(name: str) -> str:
    """`Siti Rahayu` is `Siti R.`; an erased name is a dash."""
    first, *rest = name.split() or ["-"]
    return " ".join([first, *(f"{part[0]}." for part in rest)])


def _header(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    store, sale = facts.store, facts.sale
    yield TextLine(store.name, Align.CENTRE, Emphasis.LARGE)
    if store.address:
        yield TextLine(store.address, Align.CENTRE)
    if store.tax_number:
        yield TextLine(f"NPWP {store.tax_number}", Align.CENTRE)
    yield RuleLine()
    when = local_time(sale.committed_at, store.zone)
    yield PairLine(sale.receipt_number, f"{when:%d/%m/%Y %H:%M}")
    yield PairLine(words.gettext("Cashier: {name}", name=facts.cashier_name), f"UTC{when:%z}"[:6])


def _lines(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    for quoted in facts.sale.quote.lines:
        line = quoted.line
        yield PairLine(line.item.name, rupiah(line.price))
        if line.quantity != UNIT:
            yield TextLine(f"  {quantity(line.quantity)} x {rupiah(line.item.price)}")
        yield from _parts(words, facts.programme, quoted)


def _parts(words: Words, programme: Programme, quoted: QuotedLine) -> Iterator[Element]:
    """What the rules took off a line; redeemed points stand with the totals."""
    for part in quoted.parts:
        if part.rule_id != POINTS_RULE and part.amount:
            yield PairLine(f"  {rule_name(words, programme, part.rule_id)}", rupiah(-part.amount))


def _totals(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    sale, quote = facts.sale, facts.sale.quote
    discount = quote.price - quote.net - quote.redemption.amount
    yield PairLine(words.gettext("Subtotal"), rupiah(quote.price))
    if discount:
        yield PairLine(words.gettext("Discounts"), rupiah(-discount))
    if quote.redemption.points:
        label = words.gettext("{points} points redeemed", points=points(quote.redemption.points))
        yield PairLine(label, rupiah(-quote.redemption.amount))
    if quote.cash_rounding:
        yield PairLine(words.gettext("Rounding"), rupiah(quote.cash_rounding))
    yield PairLine(words.gettext("TOTAL"), rupiah(quote.payable), Emphasis.LARGE)
    yield PairLine(tender_name(words, sale.tender.kind), rupiah(sale.tender.received))
    if sale.tender.kind is TenderKind.CASH:
        yield PairLine(words.gettext("Change"), rupiah(sale.tender.change))
    tax = facts.programme.tax
    label = words.gettext("Includes {tax} {percent}", tax=tax.name, percent=percent(tax.percent))
    yield PairLine(label, rupiah(quote.tax))


def tender_name(words: Words, kind: TenderKind) -> str:
    """What people call a way to pay."""
    match kind:
        case TenderKind.CASH:
            return words.gettext("Cash")
        case TenderKind.QRIS:
            return "QRIS"
        case TenderKind.CARD:
            return words.gettext("Card")


def _member(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    sale, before = facts.sale, facts.balance_before
    if before is None or sale.quote.tier is None:
        return
    earned = 0 if sale.earned is None else sale.earned.original
    tier = tier_by_id(facts.programme, sale.quote.tier.tier_id)
    yield RuleLine()
    yield PairLine("{member_name}", tier.name, Emphasis.BOLD)
    yield TextLine("{member_phone}")
    yield PairLine(words.gettext("Points before"), points(before))
    if sale.quote.redemption.points:
        yield PairLine(words.gettext("Points spent"), points(-sale.quote.redemption.points))
    yield PairLine(words.gettext("Points earned"), f"+{points(earned)}")
    balance = before - sale.quote.redemption.points + earned
    yield PairLine(words.gettext("Points balance"), points(balance), Emphasis.BOLD)
    yield from _tier(words, facts)


def _tier(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    progress = facts.sale.quote.tier
    if progress is None or progress.next_id is None:
        return
    name = tier_by_id(facts.programme, progress.next_id).name
    if facts.sale.tier_after == progress.next_id:
        yield TextLine(words.gettext("You are {tier} now. Thank you!", tier=name))
    else:
        yield TextLine(words.gettext("{amount} to {tier}", amount=rupiah(progress.distance), tier=name))


def _footer(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    yield RuleLine()
    yield QrCode(_QR_PREFIX + facts.sale.receipt_number)
    yield TextLine(words.gettext("Thank you. Keep this receipt for returns."), Align.CENTRE)
    if facts.offline:
        yield TextLine(words.gettext("Points wait to be confirmed by the centre."), Align.CENTRE)
    yield TextLine(
        words.gettext("Programme revision {revision}", revision=facts.programme.revision), Align.CENTRE
    )
