"""What a return, an exchange or a move comes to, as names and amounts: the same before it is done and after. No Qt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from app.domain.basket import PaymentMethod
from app.domain.programme.document import Programme
from app.domain.refunding import less
from app.domain.returns import RefundPart
from app.protocol.facts import SaleCommitted
from app.services.blind_outcomes import BlindDone, BlindPreview
from app.services.exchange_outcomes import ExchangeDone, ExchangePreview
from app.services.move_outcomes import MoveDone
from app.services.past_sales import PastSale
from app.services.return_outcomes import ReturnDone, ReturnNotPossible, ReturnPreview
from app.services.sums import points_spent, sums_of
from app.ui.receipts.state import ReturnSheet
from app.words.earnings import grant_sentence
from app.words.money import points, rupiah
from app.words.names import method_name, tender_name
from app.words.receipt import masked_name
from app.words.translate import Words


@dataclass(frozen=True, slots=True)
class Figure:
    """A name and an amount. role: of the style sheet, for the amount."""

    name: str
    amount: str
    role: str = "body"


def sale_figures(words: Words, past: PastSale) -> Iterator[Figure]:
    """What a past sale came to."""
    sale, sums = past.sale, sums_of(past.sale.quote)
    if sums.discounts:
        yield Figure(words.gettext("Discounts"), rupiah(-sums.discounts))
    if sums.redeemed:
        name = words.gettext("{points} points redeemed", points=points(points_spent(sale.quote)))
        yield Figure(name, rupiah(-sums.redeemed))
    yield Figure(_paid(words, sale), rupiah(sums.payable + sums.carried), "heading")
    yield from reference_figures(words, sale)
    if past.refunded:
        yield Figure(words.gettext("Given back"), rupiah(-past.refunded), "body-danger")
    earned = 0 if sale.earned is None else sale.earned.original
    if earned:
        yield Figure(words.gettext("Points earned"), f"+{points(earned)}", "body-points")


def reference_figures(words: Words, sale: SaleCommitted) -> Iterator[Figure]:
    """What the slips of its payments say, to find them at the bank or the wallet."""
    for reference in sale.references:
        method = method_name(words, reference.method.value)
        yield Figure(words.gettext("Ref. {method}", method=method), reference.text)


def _paid(words: Words, sale: SaleCommitted) -> str:
    """By what; a bill of another till was paid there."""
    kind = sale.tender.kind
    if kind is None:
        return words.gettext("Paid at {till}", till="" if sale.bill is None else sale.bill.till)
    return words.gettext("Paid, {method}", method=tender_name(words, kind))


def return_figures(words: Words, sheet: ReturnSheet) -> tuple[Figure, ...]:
    """What the open return comes to, and how its payments are found; before that is known, nothing."""
    if not isinstance(sheet.preview, ReturnPreview):
        return ()
    return (
        *preview_figures(words, sheet.past.programme, sheet.preview),
        *reference_figures(words, sheet.past.sale),
    )


def preview_figures(words: Words, programme: Programme, preview: ReturnPreview) -> Iterator[Figure]:
    """What a return would come to."""
    returned = preview.returned
    money = ((part.method, part.amount) for part in returned.money)
    yield Figure(words.gettext("Money back"), rupiah(preview.refund), "figure")
    yield from _ways(words, less(money, preview.deducted))
    if preview.deducted:
        yield Figure(words.gettext("Used up or owed"), rupiah(-preview.deducted))
    yield from _points(words, returned.points_back, returned.clawback)
    for grant in returned.revoked:
        what = grant_sentence(words, programme, replace(grant, amount=abs(grant.amount)))
        taken = grant.amount > 0
        yield Figure(words.gettext("Taken back") if taken else words.gettext("Given instead"), what)
    yield from _balance(words, preview.balance_after, preview.debt_after)


def done_figures(words: Words, done: ReturnDone | MoveDone | ExchangeDone | BlindDone) -> Iterator[Figure]:
    """What was done."""
    match done:
        case ReturnDone():
            yield Figure(words.gettext("Money back"), rupiah(done.refund), "figure")
            yield from _parts(words, done.money)
            yield from _points(words, done.points_back, done.clawback)
            yield from _balance(words, done.balance, done.debt)
        case MoveDone(points=count, member=member):
            yield Figure(masked_name(member.name), f"+{points(count)}", "points-figure")
            yield from _balance(words, member.balance, member.debt)
        case ExchangeDone():
            yield from _exchanged(words, done)
        case BlindDone():
            yield Figure(words.gettext("Money back, cash"), rupiah(done.refund), "figure")
        case _:
            assert_never(done)


def exchange_figures(
    words: Words, back: ReturnPreview | ReturnNotPossible | None, preview: ExchangePreview | None
) -> Iterator[Figure]:
    """What an exchange would come to; before anything new is there, what comes back."""
    returned = back if preview is None else preview.returned
    if isinstance(returned, ReturnPreview):
        yield Figure(words.gettext("Comes back"), rupiah(-returned.refund))
    if preview is None:
        return
    yield Figure(words.gettext("Taken instead"), rupiah(preview.quoted.quote.total))
    if preview.to_pay:
        yield Figure(words.gettext("To pay"), rupiah(preview.to_pay), "figure")
    elif preview.back:
        yield Figure(words.gettext("To give back"), rupiah(-preview.difference), "figure")
        yield from _parts(words, preview.back)
    else:
        yield Figure(words.gettext("Nothing to pay"), rupiah(0), "figure")


def blind_figures(words: Words, preview: BlindPreview) -> Iterator[Figure]:
    """What a return without a receipt would come to."""
    if preview.cash_rounding:
        yield Figure(words.gettext("Rounding"), rupiah(preview.cash_rounding))
    yield Figure(words.gettext("Money back, cash"), rupiah(preview.refund), "figure")


def _exchanged(words: Words, done: ExchangeDone) -> Iterator[Figure]:
    if done.to_pay:
        yield Figure(words.gettext("Paid more"), rupiah(done.to_pay), "figure")
        if done.change:
            yield Figure(words.gettext("Change"), rupiah(done.change), "heading")
    else:
        amount = sum(part.amount for part in done.back)
        yield Figure(words.gettext("Money back"), rupiah(amount), "figure")
        yield from _parts(words, done.back)
    yield from _balance(words, done.sale.balance, 0)


def _parts(words: Words, parts: Iterable[RefundPart]) -> Iterator[Figure]:
    yield from _ways(words, ((part.method, part.amount) for part in parts))


def _ways(words: Words, money: Iterable[tuple[PaymentMethod, int]]) -> Iterator[Figure]:
    """By which way it goes back."""
    for method, amount in money:
        yield Figure(method_name(words, method.value), rupiah(amount), "heading")


def _points(words: Words, back: int, clawback: int) -> Iterator[Figure]:
    if back:
        yield Figure(words.gettext("Redeemed points come back"), f"+{points(back)}", "body-points")
    if clawback > 0:
        yield Figure(words.gettext("Earned points are taken back"), points(-clawback), "body-points")
    if clawback < 0:
        yield Figure(words.gettext("The rest earns more"), f"+{points(-clawback)}", "body-points")


def _balance(words: Words, balance: int | None, debt: int) -> Iterator[Figure]:
    if balance is not None:
        yield Figure(words.gettext("Points balance"), points(balance), "body-points")
    if debt:
        yield Figure(words.gettext("Points owed"), points(debt), "body-danger")
