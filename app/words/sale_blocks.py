"""What each block of a receipt's template writes of a sale. Names stay placeholders, as everywhere on a receipt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.domain.basket import UNIT, TenderKind
from app.domain.calendar import local_time
from app.domain.codes import RECEIPT_QR_PREFIX
from app.domain.programme.document import Programme
from app.domain.quote import POINTS_RULE, QuotedLine
from app.services import receipt_template as template
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Align, Element, Emphasis, PairLine, QrCode, RuleLine, TextLine
from app.services.sums import Sums, sums_of
from app.words.explain import carried_sentence, rule_name, service_sentence, tax_sentence
from app.words.free_text import free_text
from app.words.gift_lines import benefit_lines, voucher_slips
from app.words.member_block import member_block
from app.words.money import moment, points, quantity, rupiah
from app.words.names import method_name, tender_name
from app.words.shop_header import shop_header
from app.words.translate import Words

_INDENT = "  "


def block_elements(
    words: Words, facts: ReceiptFacts, block: template.Block, *, vouchers_apart: bool = False
) -> Iterable[Element]:
    """What one block puts on the paper. vouchers_apart: another printer prints the vouchers."""
    match block:
        case template.Shop():
            return shop_header(facts.store, block)
        case template.Rule():
            return (RuleLine(),)
        case template.Heading():
            return _heading(words, facts, block)
        case template.Items():
            return _items(words, facts, block)
        case template.Totals():
            return _totals(words, facts, block)
        case template.Tenders():
            return _tenders(words, facts, block)
        case template.Taxes():
            return _taxes(words, facts, inside=True)
        case template.Member():
            return member_block(words, facts, block)
        case template.Vouchers():
            return voucher_slips(words, facts, vouchers_apart=vouchers_apart)
    return _foot_elements(words, facts, block)


def _foot_elements(words: Words, facts: ReceiptFacts, block: template.Block) -> Iterator[Element]:
    """What the sale gave, what it is returned with, and what the shop adds."""
    match block:
        case template.Benefits():
            yield from benefit_lines(words, facts)
        case template.ReturnCode():
            yield QrCode(RECEIPT_QR_PREFIX + facts.sale.receipt_number)
            if block.number:
                yield TextLine(facts.sale.receipt_number, Align.CENTRE)
        case template.Thanks():
            thanks = words.gettext("Thank you. Keep this receipt for returns.")
            yield TextLine(thanks, block.align, block.emphasis)
        case template.Waiting() if facts.offline:
            waiting = words.gettext("Points wait to be confirmed by the centre.")
            yield TextLine(waiting, Align.CENTRE, block.emphasis)
        case template.Revision():
            revision = words.gettext("Programme revision {revision}", revision=facts.programme.revision)
            yield TextLine(revision, block.align)
        case template.Text():
            yield from free_text(facts, block)
        case template.Code():
            yield QrCode(block.payload)


def _heading(words: Words, facts: ReceiptFacts, block: template.Heading) -> Iterator[Element]:
    store, sale = facts.store, facts.sale
    when = local_time(sale.committed_at, store.zone)
    yield PairLine(sale.receipt_number, moment(when), block.emphasis)
    cashier = words.gettext("Cashier: {name}", name=facts.cashier_name)
    yield PairLine(cashier, f"UTC{when:%z}"[:6]) if block.zone else TextLine(cashier)
    if sale.bill is not None:
        yield PairLine(words.gettext("Bill {number}", number=sale.bill.number), sale.bill.till, Emphasis.BOLD)
        yield TextLine(words.gettext("A points slip, no tax document"), Align.CENTRE)


def _items(words: Words, facts: ReceiptFacts, block: template.Items) -> Iterator[Element]:
    """Each line and what the rules took off it; what modifies a line stands under it."""
    under = defaultdict[int | None, list[QuotedLine]](list)
    for quoted in facts.sale.quote.lines:
        under[quoted.line.parent].append(quoted)
    for root in under[None]:
        yield from _item(words, facts.programme, root, block)
        for modifier in under[root.line.number]:
            yield from _item(words, facts.programme, modifier, block, _INDENT)


def _item(
    words: Words, programme: Programme, quoted: QuotedLine, block: template.Items, indent: str = ""
) -> Iterator[Element]:
    """Redeemed points stand with the totals."""
    line = quoted.line
    yield PairLine(f"{indent}{line.item.name}", rupiah(line.price))
    if block.sku:
        yield TextLine(f"{indent}{_INDENT}{line.item.sku}")
    if line.quantity != UNIT or block.each:
        yield TextLine(f"{indent}{_INDENT}{quantity(line.quantity)} x {rupiah(line.item.price)}")
    for part in quoted.parts:
        if part.rule_id != POINTS_RULE and part.amount:
            yield PairLine(
                f"{indent}{_INDENT}{rule_name(words, programme, part.rule_id)}", rupiah(-part.amount)
            )


def _totals(words: Words, facts: ReceiptFacts, block: template.Totals) -> Iterator[Element]:
    sale, sums = facts.sale, sums_of(facts.sale.quote)
    yield PairLine(words.gettext("Subtotal"), rupiah(sums.price))
    if sums.discounts:
        yield PairLine(words.gettext("Discounts"), rupiah(-sums.discounts))
    if sums.redeemed:
        label = words.gettext("{points} points redeemed", points=points(sale.quote.redemption.points))
        yield PairLine(label, rupiah(-sums.redeemed))
    if sums.service:
        yield PairLine(service_sentence(words, facts.programme), rupiah(sums.service))
    yield from _taxes(words, facts, inside=False)
    yield from _total(words, facts, sums, block)


def _total(words: Words, facts: ReceiptFacts, sums: Sums, block: template.Totals) -> Iterator[Element]:
    """What is to pay; when something else carries a part of the bill, the whole first."""
    carried = facts.sale.quote.carried
    rounding = (PairLine(words.gettext("Rounding"), rupiah(sums.rounding)),) if sums.rounding else ()
    if not carried:
        yield from rounding
        yield PairLine(words.gettext("TOTAL"), rupiah(sums.payable), block.emphasis)
        return
    yield PairLine(words.gettext("TOTAL"), rupiah(sums.total), block.emphasis)
    for part in carried:
        yield PairLine(carried_sentence(words, facts.programme, part), rupiah(-part.amount))
    yield from rounding
    yield PairLine(words.gettext("To pay"), rupiah(sums.payable), Emphasis.BOLD)


def _tenders(words: Words, facts: ReceiptFacts, block: template.Tenders) -> Iterator[Element]:
    """How what was left to pay was paid; of a bill of another till, where."""
    sale = facts.sale
    if sale.bill is not None:
        paid = words.gettext("Paid at {till}", till=sale.bill.till)
        yield PairLine(paid, rupiah(sums_of(sale.quote).payable), block.emphasis)
    if sale.tender.kind is None:
        return
    yield PairLine(tender_name(words, sale.tender.kind), rupiah(sale.tender.received), block.emphasis)
    if sale.tender.kind is TenderKind.CASH:
        yield PairLine(words.gettext("Change"), rupiah(sale.tender.change), block.emphasis)
    for reference in sale.references:
        name = words.gettext("Ref. {method}", method=method_name(words, reference.method.value))
        yield PairLine(f"{_INDENT}{name}", reference.text)


def _taxes(words: Words, facts: ReceiptFacts, *, inside: bool) -> Iterator[Element]:
    """Of another till's bill the other till's paper tells them."""
    inputs = facts.sale.inputs
    if facts.sale.bill is not None:
        return
    day = local_time(inputs.opened_at, inputs.zone).date()
    for tax in facts.sale.quote.taxes:
        if tax.inside is inside:
            yield PairLine(tax_sentence(words, facts.programme, tax, day), rupiah(tax.amount))
