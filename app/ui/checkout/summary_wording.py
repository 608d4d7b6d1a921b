"""What a basket comes to in words."""

from dataclasses import dataclass

from app.domain.calendar import local_time
from app.domain.programme.document import Programme
from app.services.outcomes import QuotedBasket
from app.services.sums import NO_SUMS, sums_of
from app.ui.checkout.paid_parts import left_to_pay, paid_so_far
from app.words.explain import tax_sentence
from app.words.money import points, rupiah
from app.words.translate import Words


def tax_words(quoted: QuotedBasket, words: Words) -> str:
    """The taxes that are inside the prices; those on top are sums of their own."""
    day = local_time(quoted.inputs.opened_at, quoted.inputs.zone).date()
    return ", ".join(
        f"{tax_sentence(words, quoted.programme, tax, day)}: {rupiah(tax.amount)}"
        for tax in quoted.quote.taxes
        if tax.inside
    )


def can_add(programme: Programme) -> bool:
    """Whether a basket of this revision can cost more than its prices."""
    return programme.service_charge is not None or any(not tax.inside for tax in programme.taxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSum:
    """amount: rupiah. shown False: it keeps no place."""

    name: str
    amount: int
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTotal:
    """earned: points, for a member; empty: none, or a guest's. tax: what is inside the prices."""

    name: str
    amount: str
    earned: str
    tax: str


def sums_words(words: Words, quoted: QuotedBasket | None) -> tuple[ShownSum, ...]:
    """From price to total; without a quote, zeros."""
    sums = sums_of(quoted.quote) if quoted else NO_SUMS
    paid = paid_so_far(quoted) if quoted else 0
    adds = quoted is not None and can_add(quoted.programme)
    return (
        ShownSum(name=words.gettext("Subtotal"), amount=sums.price),
        ShownSum(name=words.gettext("Discounts"), amount=-sums.discounts),
        ShownSum(name=words.gettext("Points redeemed"), amount=-sums.by_points),
        ShownSum(name=words.gettext("Service and tax"), amount=sums.added, shown=adds),
        ShownSum(name=words.gettext("Paid so far"), amount=-paid, shown=paid > 0),
    )


def total_words(words: Words, quoted: QuotedBasket | None) -> ShownTotal:
    """What is left to pay, and what the member earns by it."""
    if quoted is None:
        return ShownTotal(name=words.gettext("Total"), amount=rupiah(0), earned="", tax="")
    count = quoted.quote.earning.points if quoted.basket.member is not None else 0
    earned = words.ngettext("+{count} point", "+{count} points", count, count=points(count))
    return ShownTotal(
        name=words.gettext("Left to pay") if paid_so_far(quoted) else words.gettext("Total"),
        amount=rupiah(left_to_pay(quoted)),
        earned=earned if count else "",
        tax=tax_words(quoted, words),
    )
