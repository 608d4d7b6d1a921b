"""A return or void as the words on its receipt. Names stay placeholders, as on the sale's."""

from collections.abc import Iterator

from app.domain.basket import UNIT, PaymentMethod
from app.domain.calendar import local_time
from app.domain.codes import RECEIPT_QR_PREFIX
from app.domain.programme.document import tier_by_id
from app.domain.refunding import less
from app.domain.returns import LineRefund
from app.services.commit_return import ReturnReceiptFacts
from app.services.receipt import Align, Element, Emphasis, PairLine, QrCode, Receipt, RuleLine, TextLine
from app.services.return_outcomes import ReturnReason
from app.services.sums import points_of_gifts
from app.words.money import moment, points, quantity, rupiah
from app.words.names import method_name
from app.words.shop_header import shop_header
from app.words.translate import Words

_INDENT = "  "


def return_receipt_of(words: Words, facts: ReturnReceiptFacts) -> Receipt:
    """The receipt of a return, top to bottom. Cash that goes back opens the drawer."""
    mark = words.gettext("VOID") if facts.returned.void else words.gettext("RETURN")
    elements = (
        *shop_header(facts.store),
        TextLine(mark, Align.CENTRE, Emphasis.LARGE),
        RuleLine(),
        *return_part(words, facts),
        *_footer(words, facts),
    )
    money = ((part.method, part.amount) for part in facts.returned.returned.money)
    cash = any(method is PaymentMethod.CASH for method, _ in less(money, facts.returned.deducted))
    return Receipt(number=facts.returned.receipt_number, elements=elements, opens_drawer=cash)


def return_part(words: Words, facts: ReturnReceiptFacts) -> Iterator[Element]:
    """What a receipt says of its return, from the number to the member's points."""
    yield from _header(words, facts)
    yield RuleLine()
    yield from _lines(facts)
    yield RuleLine()
    yield from _money(words, facts)
    yield from _member(words, facts)


def reason_sentence(words: Words, reason: str) -> str:
    """Why something came back; the code itself when this version doesn't know it."""
    names = {
        ReturnReason.DEFECTIVE.value: words.gettext("Defective"),
        ReturnReason.WRONG_ITEM.value: words.gettext("Wrong item"),
        ReturnReason.CHANGED_MIND.value: words.gettext("Changed their mind"),
        ReturnReason.MISTAKE.value: words.gettext("Rung up by mistake"),
        ReturnReason.OTHER.value: words.gettext("Another reason"),
    }
    return names.get(reason, reason)


def _header(words: Words, facts: ReturnReceiptFacts) -> Iterator[Element]:
    back, store = facts.returned, facts.store
    when = local_time(back.committed_at, store.zone)
    yield PairLine(back.receipt_number, moment(when))
    yield PairLine(words.gettext("Cashier: {name}", name=facts.cashier_name), f"UTC{when:%z}"[:6])
    if facts.approver_name:
        yield TextLine(words.gettext("Approved by: {name}", name=facts.approver_name))
    yield TextLine(words.gettext("Of receipt {number}", number=facts.sale.receipt_number))
    if facts.sale.bill is not None:
        yield PairLine(words.gettext("Bill {number}", number=facts.sale.bill.number), facts.sale.bill.till)
    yield TextLine(words.gettext("Reason: {reason}", reason=reason_sentence(words, back.reason)))


def _lines(facts: ReturnReceiptFacts) -> Iterator[Element]:
    """What came back, each with its modifiers under it."""
    sold = {line.number: line for line in facts.sale.inputs.lines}
    backs = facts.returned.returned.lines
    for root in backs:
        if sold[root.number].parent is None:
            yield from _line(facts, root)
            for modifier in backs:
                if sold[modifier.number].parent == root.number:
                    yield from _line(facts, modifier, _INDENT)


def _line(facts: ReturnReceiptFacts, back: LineRefund, indent: str = "") -> Iterator[Element]:
    item = next(line.item for line in facts.sale.inputs.lines if line.number == back.number)
    yield PairLine(f"{indent}{item.name}", rupiah(back.net + back.tax_on_top))
    if back.quantity != UNIT:
        yield TextLine(f"{indent}{_INDENT}{quantity(back.quantity)} x")


def _money(words: Words, facts: ReturnReceiptFacts) -> Iterator[Element]:
    """What goes back, by which way; what points or vouchers had carried is no money."""
    returned, charge = facts.returned.returned, facts.programme.service_charge
    if returned.service:
        name = words.gettext("Service charge") if charge is None else charge.name
        yield PairLine(name, rupiah(returned.service))
    carried = returned.amount + returned.cash_rounding - returned.refund
    if carried:
        yield PairLine(_not_money(words, facts), rupiah(-carried))
    if returned.cash_rounding:
        yield PairLine(words.gettext("Rounding"), rupiah(returned.cash_rounding))
    if facts.returned.deducted:
        yield PairLine(words.gettext("Used up or owed"), rupiah(-facts.returned.deducted))
    refund = returned.refund - facts.returned.deducted
    yield PairLine(words.gettext("MONEY BACK"), rupiah(refund), Emphasis.LARGE)
    money = ((part.method, part.amount) for part in returned.money)
    for method, amount in less(money, facts.returned.deducted):
        yield PairLine(method_name(words, method.value), rupiah(amount))
    tax = sum(back.tax + back.tax_on_top for back in returned.lines)
    if tax and not returned.service:  # how much of a service charge's part is tax, a return doesn't say
        yield PairLine(words.gettext("Includes tax"), rupiah(tax))


def _not_money(words: Words, facts: ReturnReceiptFacts) -> str:
    """How it had been paid what this till gives no money back for."""
    bill = facts.sale.bill
    if bill is None:
        return words.gettext("Had been paid by points or vouchers")
    if facts.sale.quote.carried:
        return words.gettext("Had been paid at {till}, or by points or vouchers", till=bill.till)
    return words.gettext("Had been paid at {till}", till=bill.till)


def _member(words: Words, facts: ReturnReceiptFacts) -> Iterator[Element]:
    fact, before, progress = facts.returned, facts.balance_before, facts.sale.quote.tier
    if before is None or fact.balance_after is None or progress is None:
        return
    returned = fact.returned
    yield RuleLine()
    yield PairLine("{member_name}", tier_by_id(facts.programme, progress.tier_id).name, Emphasis.BOLD)
    yield TextLine("{member_phone}")
    yield PairLine(words.gettext("Points before"), points(before))
    if returned.points_back:
        yield PairLine(words.gettext("Points back"), f"+{points(returned.points_back)}")
    if returned.clawback > 0:
        yield PairLine(words.gettext("Points taken back"), points(-returned.clawback))
    if returned.clawback < 0:
        yield PairLine(words.gettext("The rest earns more"), f"+{points(-returned.clawback)}")
    gifts = points_of_gifts(fact.bookings)
    if gifts:
        yield PairLine(words.gettext("Points as a gift"), points(gifts) if gifts < 0 else f"+{points(gifts)}")
    yield PairLine(words.gettext("Points balance"), points(fact.balance_after), Emphasis.BOLD)
    if fact.debt_after:
        yield PairLine(words.gettext("Points owed"), points(fact.debt_after), Emphasis.BOLD)
        yield TextLine(words.gettext("The next points pay what is owed first."))


def _footer(words: Words, facts: ReturnReceiptFacts) -> Iterator[Element]:
    yield RuleLine()
    yield QrCode(RECEIPT_QR_PREFIX + facts.returned.receipt_number)
    yield TextLine(words.gettext("Keep this receipt."), Align.CENTRE)
    if facts.offline:
        yield TextLine(words.gettext("Points wait to be confirmed by the centre."), Align.CENTRE)
    yield TextLine(
        words.gettext("Programme revision {revision}", revision=facts.programme.revision), Align.CENTRE
    )
