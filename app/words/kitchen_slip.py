"""What is to be made, for the kitchen or the bar: names and quantities, no prices."""

from collections.abc import Iterator

from app.domain.basket import ItemKind
from app.domain.calendar import local_time
from app.domain.quote import QuotedLine
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Align, Element, Emphasis, PairLine, Receipt, RuleLine, TextLine
from app.words.money import quantity
from app.words.translate import Words


def kitchen_slip_of(words: Words, facts: ReceiptFacts) -> Receipt | None:
    """None: nothing of the sale is made here, such as a plan, a gift card, or another till's bill."""
    roots = [made for made in facts.sale.quote.lines if _is_made(made)]
    if not roots or facts.sale.bill is not None:
        return None
    elements = (*_head(words, facts), RuleLine(), *_lines(facts, roots), RuleLine())
    return Receipt(number=facts.sale.receipt_number, elements=elements)


def _is_made(quoted: QuotedLine) -> bool:
    return quoted.line.parent is None and quoted.line.item.kind is ItemKind.GOODS


def _head(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """The table first: it is what the kitchen calls out."""
    sale = facts.sale
    yield TextLine(words.gettext("KITCHEN"), Align.CENTRE, Emphasis.BOLD)
    if facts.label:
        yield TextLine(facts.label, Align.CENTRE, Emphasis.LARGE)
    when = local_time(sale.committed_at, facts.store.zone)
    yield PairLine(sale.receipt_number, f"{when:%H:%M}")
    yield TextLine(words.gettext("Cashier: {name}", name=facts.cashier_name))


def _lines(facts: ReceiptFacts, roots: list[QuotedLine]) -> Iterator[Element]:
    """What modifies a line stands under it."""
    for root in roots:
        yield PairLine(root.line.item.name, f"{quantity(root.line.quantity)} x", Emphasis.BOLD)
        for other in facts.sale.quote.lines:
            if other.line.parent == root.line.number:
                yield PairLine(f"  + {other.line.item.name}", f"{quantity(other.line.quantity)} x")
