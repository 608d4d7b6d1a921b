"""What a sale prints besides its receipt, where a shop has printers for it."""

from collections.abc import Iterator

from app.domain.changes import VoucherIssued
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Align, Emphasis, Receipt, TextLine
from app.services.spool_port import PaperKind
from app.words.gift_lines import voucher_slip
from app.words.kitchen_slip import kitchen_slip_of
from app.words.translate import Words


def more_papers(
    words: Words, facts: ReceiptFacts, wanted: frozenset[PaperKind]
) -> Iterator[tuple[PaperKind, Receipt]]:
    """The papers of a sale for printers of their own. wanted: the kinds that the shop has one for."""
    if PaperKind.VOUCHERS in wanted:
        vouchers = vouchers_of(words, facts)
        if vouchers is not None:
            yield PaperKind.VOUCHERS, vouchers
    if PaperKind.KITCHEN in wanted:
        slip = kitchen_slip_of(words, facts)
        if slip is not None:
            yield PaperKind.KITCHEN, slip


def vouchers_of(words: Words, facts: ReceiptFacts) -> Receipt | None:
    """The slips of a sale's vouchers, under the shop's name and the receipt's number; None: it gave none."""
    issued = [change for change in facts.sale.changes if isinstance(change, VoucherIssued)]
    if not issued:
        return None
    slips = [element for voucher in issued for element in voucher_slip(words, facts.programme, voucher)]
    number = facts.sale.receipt_number
    head = (TextLine(facts.store.name, Align.CENTRE, Emphasis.BOLD), TextLine(number, Align.CENTRE))
    return Receipt(number=number, elements=(*head, *slips))
