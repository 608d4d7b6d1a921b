"""An exchange as the words on its receipt: what came back, what was bought with it, and the money that moved."""

from collections.abc import Iterator

from app.domain.basket import PaymentMethod, TenderKind
from app.protocol.facts import GoodsExchanged
from app.services.exchange_goods import ExchangeReceiptFacts
from app.services.exchange_outcomes import ExchangeProblem
from app.services.receipt import Align, Element, Emphasis, PairLine, Receipt, RuleLine, TextLine
from app.words.money import rupiah
from app.words.names import method_name, tender_name
from app.words.receipt import sale_footer, sale_part
from app.words.return_receipt import return_part
from app.words.shop_header import shop_header
from app.words.translate import Words


def exchange_receipt_of(
    words: Words, facts: ExchangeReceiptFacts, *, vouchers_apart: bool = False
) -> Receipt:
    """The receipt, top to bottom; its number is the new sale's. Cash that moves opens the drawer.

    vouchers_apart: another printer prints the vouchers.
    """
    fact = facts.fact
    elements = (
        *shop_header(facts.sale.store),
        TextLine(words.gettext("EXCHANGE"), Align.CENTRE, Emphasis.LARGE),
        RuleLine(),
        *return_part(words, facts.back),
        RuleLine(),
        TextLine(words.gettext("BOUGHT INSTEAD"), Align.CENTRE, Emphasis.BOLD),
        *sale_part(words, facts.sale, vouchers_apart=vouchers_apart),
        RuleLine(),
        *_difference(words, fact),
        RuleLine(),
        *sale_footer(words, facts.sale),
    )
    paid = fact.to_pay > 0 and fact.by is TenderKind.CASH
    given = any(part.method is PaymentMethod.CASH for part in fact.back)
    return Receipt(number=fact.heading.number, elements=elements, opens_drawer=paid or given)


def _difference(words: Words, fact: GoodsExchanged) -> Iterator[Element]:
    """The only money that moved."""
    if fact.to_pay:
        yield PairLine(words.gettext("PAID MORE"), rupiah(fact.to_pay), Emphasis.LARGE)
        yield PairLine(tender_name(words, fact.by), rupiah(fact.to_pay + fact.sale.tender.change))
        if fact.by is TenderKind.CASH:
            yield PairLine(words.gettext("Change"), rupiah(fact.sale.tender.change))
        return
    given = sum(part.amount for part in fact.back)
    yield PairLine(words.gettext("MONEY BACK"), rupiah(given), Emphasis.LARGE)
    for part in fact.back:
        yield PairLine(method_name(words, part.method.value), rupiah(part.amount))


def exchange_sentence(words: Words, problem: ExchangeProblem) -> str:
    """Why nothing was exchanged, and what to do. RETURN and SALE say more of themselves."""
    match problem:
        case ExchangeProblem.RETURN:
            return words.gettext("These things can’t come back.")
        case ExchangeProblem.SALE:
            return words.gettext("The new basket can’t be sold.")
        case ExchangeProblem.VOID:
            return words.gettext("A void takes everything back. Return the things instead.")
        case ExchangeProblem.PAID:
            return words.gettext("Something was paid for the new basket. Give that back first.")
        case ExchangeProblem.CHANGED:
            return words.gettext("The difference is another one now. Look at it again.")
        case ExchangeProblem.SHORT:
            return words.gettext("That is less than is to pay. Key the amount again.")
        case ExchangeProblem.OVERPAID:
            return words.gettext("That is more than is to pay, and only cash gives change.")
        case ExchangeProblem.SOLD:
            return words.gettext("This basket was sold already. Start a new one.")
        case ExchangeProblem.OTHER_WAY:
            return words.gettext("The difference can’t be paid so. Take it in cash.")
