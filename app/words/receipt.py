"""A sale as the words on its receipt. Names stay placeholders: they are filled in when the paper is made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.domain.basket import UNIT, TenderKind
from app.domain.calendar import local_time
from app.domain.codes import RECEIPT_QR_PREFIX
from app.domain.programme.document import Programme, tier_by_id
from app.domain.quote import POINTS_RULE, QuotedLine
from app.protocol.facts import Store
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
from app.services.sums import Sums, points_of_gifts, points_spent, sums_of
from app.words.explain import (
    carried_sentence,
    earner_name,
    rule_name,
    service_sentence,
    tax_sentence,
    tier_distance,
)
from app.words.gift_lines import gift_lines
from app.words.money import masked_phone, points, quantity, rupiah
from app.words.translate import Words

_INDENT = "  "


def receipt_of(words: Words, facts: ReceiptFacts, *, vouchers_apart: bool = False) -> Receipt:
    """The receipt of a sale, top to bottom. vouchers_apart: another printer prints the vouchers."""
    elements = (
        *shop_header(facts.store),
        RuleLine(),
        *sale_part(words, facts, vouchers_apart=vouchers_apart),
        RuleLine(),
        *sale_footer(words, facts),
    )
    cash = facts.sale.tender.kind is TenderKind.CASH
    return Receipt(number=facts.sale.receipt_number, elements=elements, opens_drawer=cash)


def sale_part(words: Words, facts: ReceiptFacts, *, vouchers_apart: bool = False) -> Iterator[Element]:
    """What a receipt says of its sale, from the number to what it gave."""
    yield from _header(words, facts)
    yield RuleLine()
    yield from _lines(words, facts)
    yield RuleLine()
    yield from _totals(words, facts)
    yield from _member(words, facts)
    yield from gift_lines(words, facts, vouchers_apart=vouchers_apart)


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


def shop_header(store: Store) -> Iterator[Element]:
    """Whose paper it is."""
    yield TextLine(store.name, Align.CENTRE, Emphasis.LARGE)
    if store.address:
        yield TextLine(store.address, Align.CENTRE)
    if store.tax_number:
        yield TextLine(f"NPWP {store.tax_number}", Align.CENTRE)


def _header(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    store, sale = facts.store, facts.sale
    when = local_time(sale.committed_at, store.zone)
    yield PairLine(sale.receipt_number, f"{when:%d/%m/%Y %H:%M}")
    yield PairLine(words.gettext("Cashier: {name}", name=facts.cashier_name), f"UTC{when:%z}"[:6])
    if sale.bill is not None:
        yield PairLine(words.gettext("Bill {number}", number=sale.bill.number), sale.bill.till, Emphasis.BOLD)
        yield TextLine(words.gettext("A points slip, no tax document"), Align.CENTRE)


def _lines(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """Each line and what the rules took off it; what modifies a line stands under it."""
    quoted = facts.sale.quote.lines
    for root in quoted:
        if root.line.parent is None:
            yield from _line(words, facts.programme, root)
            for modifier in quoted:
                if modifier.line.parent == root.line.number:
                    yield from _line(words, facts.programme, modifier, _INDENT)


def _line(words: Words, programme: Programme, quoted: QuotedLine, indent: str = "") -> Iterator[Element]:
    """Redeemed points stand with the totals."""
    line = quoted.line
    yield PairLine(f"{indent}{line.item.name}", rupiah(line.price))
    if line.quantity != UNIT:
        yield TextLine(f"{indent}{_INDENT}{quantity(line.quantity)} x {rupiah(line.item.price)}")
    for part in quoted.parts:
        if part.rule_id != POINTS_RULE and part.amount:
            yield PairLine(
                f"{indent}{_INDENT}{rule_name(words, programme, part.rule_id)}", rupiah(-part.amount)
            )


def _totals(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
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
    yield from _total(words, facts, sums)
    if sale.bill is not None:
        yield PairLine(words.gettext("Paid at {till}", till=sale.bill.till), rupiah(sums.payable))
    if sale.tender.kind is None:
        return
    yield PairLine(tender_name(words, sale.tender.kind), rupiah(sale.tender.received))
    if sale.tender.kind is TenderKind.CASH:
        yield PairLine(words.gettext("Change"), rupiah(sale.tender.change))
    yield from _taxes(words, facts, inside=True)


def _total(words: Words, facts: ReceiptFacts, sums: Sums) -> Iterator[Element]:
    """What is to pay; when something else carries a part of the bill, the whole first."""
    carried = facts.sale.quote.carried
    rounding = (PairLine(words.gettext("Rounding"), rupiah(sums.rounding)),) if sums.rounding else ()
    if not carried:
        yield from rounding
        yield PairLine(words.gettext("TOTAL"), rupiah(sums.payable), Emphasis.LARGE)
        return
    yield PairLine(words.gettext("TOTAL"), rupiah(sums.total), Emphasis.LARGE)
    for part in carried:
        yield PairLine(carried_sentence(words, facts.programme, part), rupiah(-part.amount))
    yield from rounding
    yield PairLine(words.gettext("To pay"), rupiah(sums.payable), Emphasis.BOLD)


def _taxes(words: Words, facts: ReceiptFacts, *, inside: bool) -> Iterator[Element]:
    """Of another till's bill the other till's paper tells them."""
    inputs = facts.sale.inputs
    if facts.sale.bill is not None:
        return
    day = local_time(inputs.opened_at, inputs.zone).date()
    for tax in facts.sale.quote.taxes:
        if tax.inside is inside:
            yield PairLine(tax_sentence(words, facts.programme, tax, day), rupiah(tax.amount))


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
    earned, spent = 0 if sale.earned is None else sale.earned.original, points_spent(sale.quote)
    tier = tier_by_id(facts.programme, sale.quote.tier.tier_id)
    yield RuleLine()
    yield PairLine("{member_name}", tier.name, Emphasis.BOLD)
    yield TextLine("{member_phone}")
    yield PairLine(words.gettext("Points before"), points(before))
    if spent:
        yield PairLine(words.gettext("Points spent"), points(-spent))
    yield PairLine(words.gettext("Points earned"), f"+{points(earned)}")
    yield from _earned_by(words, facts)
    gifts = points_of_gifts(sale.bookings)
    if gifts:
        yield PairLine(words.gettext("Points as a gift"), f"+{points(gifts)}")
    yield PairLine(words.gettext("Points balance"), points(before - spent + earned + gifts), Emphasis.BOLD)
    yield from _tier(words, facts)


def _earned_by(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """Which rule earned how many; nothing to tell when it was the plain rate alone."""
    by = [each for each in facts.sale.quote.earning.by if each.points]
    if [each.rule_id for each in by] == [POINTS_RULE]:
        return
    for each in by:
        name = earner_name(words, facts.programme, each.rule_id)
        yield PairLine(f"{_INDENT}{name}", f"+{points(each.points)}")


def _tier(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    progress, programme = facts.sale.quote.tier, facts.programme
    if progress is None:
        return
    after = facts.sale.tier_after
    if after is not None and after != progress.tier_id:
        reached = tier_by_id(programme, after).name
        yield TextLine(words.gettext("You are {tier} now. Thank you!", tier=reached))
    elif progress.next_id is not None and progress.distance > 0:
        yield TextLine(
            words.gettext(
                "{distance} to {tier}",
                distance=tier_distance(words, programme, progress.distance),
                tier=tier_by_id(programme, progress.next_id).name,
            )
        )


def sale_footer(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """What it is returned with."""
    yield QrCode(RECEIPT_QR_PREFIX + facts.sale.receipt_number)
    yield TextLine(words.gettext("Thank you. Keep this receipt for returns."), Align.CENTRE)
    if facts.offline:
        yield TextLine(words.gettext("Points wait to be confirmed by the centre."), Align.CENTRE)
    yield TextLine(
        words.gettext("Programme revision {revision}", revision=facts.programme.revision), Align.CENTRE
    )
