"""A return without a receipt as the words on its own."""

from collections.abc import Iterator

from app.domain.basket import UNIT
from app.domain.calendar import local_time
from app.services.blind_outcomes import BlindProblem
from app.services.receipt import Align, Element, Emphasis, PairLine, Receipt, RuleLine, TextLine
from app.services.return_blind import BlindReceiptFacts
from app.words.money import moment, quantity, rupiah
from app.words.return_receipt import reason_sentence
from app.words.shop_header import shop_header
from app.words.translate import Words

_INDENT = "  "


def blind_receipt_of(words: Words, facts: BlindReceiptFacts) -> Receipt:
    """The receipt, top to bottom; cash goes back, so it opens the drawer."""
    fact = facts.fact
    elements = (
        *_header(words, facts),
        RuleLine(),
        *_lines(facts),
        RuleLine(),
        *_money(words, facts),
        RuleLine(),
        TextLine(words.gettext("Lowest price of the last 30 days. No points were changed."), Align.CENTRE),
        TextLine(words.gettext("Keep this receipt."), Align.CENTRE),
    )
    return Receipt(number=fact.heading.number, elements=elements, opens_drawer=True)


def _header(words: Words, facts: BlindReceiptFacts) -> Iterator[Element]:
    heading = facts.fact.heading
    yield from shop_header(facts.store)
    yield TextLine(words.gettext("RETURN"), Align.CENTRE, Emphasis.LARGE)
    yield TextLine(words.gettext("without a receipt"), Align.CENTRE)
    yield RuleLine()
    when = local_time(heading.committed_at, facts.store.zone)
    yield PairLine(heading.number, moment(when))
    yield PairLine(words.gettext("Cashier: {name}", name=facts.cashier_name), f"UTC{when:%z}"[:6])
    yield TextLine(words.gettext("Approved by: {name}", name=facts.approver_name))
    yield TextLine(words.gettext("Reason: {reason}", reason=reason_sentence(words, heading.reason)))


def _lines(facts: BlindReceiptFacts) -> Iterator[Element]:
    for line in facts.fact.lines:
        yield PairLine(line.item.name, rupiah(line.amount))
        if line.quantity != UNIT:
            yield TextLine(f"{_INDENT}{quantity(line.quantity)} x {rupiah(line.price)}")


def _money(words: Words, facts: BlindReceiptFacts) -> Iterator[Element]:
    if facts.fact.cash_rounding:
        yield PairLine(words.gettext("Rounding"), rupiah(facts.fact.cash_rounding))
    yield PairLine(words.gettext("MONEY BACK"), rupiah(facts.fact.refund), Emphasis.LARGE)
    yield PairLine(words.gettext("Cash"), rupiah(facts.fact.refund))


def blind_sentence(words: Words, problem: BlindProblem) -> str:
    """Why nothing came back, and what to do."""
    return {
        BlindProblem.NOTHING_WANTED: words.gettext("Scan what comes back first."),
        BlindProblem.NOT_GOODS: words.gettext("This can only come back with its receipt."),
        BlindProblem.QUANTITY: words.gettext("That quantity can’t come back. Key it again."),
        BlindProblem.NOT_SOLD: words.gettext("This till hasn’t sold it in the last 30 days."),
        BlindProblem.WORTHLESS: words.gettext(
            "It was given away in the last 30 days. There is nothing to give back."
        ),
        BlindProblem.REFUND_CHANGED: words.gettext("The refund is another one now. Look at it again."),
        BlindProblem.NEEDS_MANAGER: words.gettext("A manager must allow this. Ask for the PIN."),
        BlindProblem.NOT_A_MANAGER: words.gettext("Only a manager can allow this."),
        BlindProblem.NOT_APPROVED: words.gettext("The PIN is not right. Try again."),
    }[problem]
