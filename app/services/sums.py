"""The few sums of a quote that people look at: the same on the screen and on the paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.holding import Booking, into_book
from app.domain.ledger import POINTS_BOOK, into_member
from app.domain.quote import POINTS_RULE, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """price − discounts − redeemed + service + tax_on_top = total; total − carried + rounding = payable. Rupiah.

    redeemed: points that count as a discount; those that carry a part of the bill are in `carried`, and alone in
    points_carried.
    """

    price: int
    discounts: int
    redeemed: int
    service: int
    tax_on_top: int
    total: int
    carried: int
    points_carried: int
    rounding: int
    payable: int

    @property
    def by_points(self) -> int:
        """What points pay, whichever way they count."""
        return self.redeemed + self.points_carried

    @property
    def added(self) -> int:
        """What comes on top of the prices."""
        return self.service + self.tax_on_top

    @property
    def settled(self) -> int:
        """What the sale was paid with, in all."""
        return self.payable + self.carried


NO_SUMS = Sums(
    price=0,
    discounts=0,
    redeemed=0,
    service=0,
    tax_on_top=0,
    total=0,
    carried=0,
    points_carried=0,
    rounding=0,
    payable=0,
)
"""Of an empty basket."""


def sums_of(quote: Quote) -> Sums:
    """Adds a quote up."""
    redeemed = sum(part.amount for line in quote.lines for part in line.parts if part.rule_id == POINTS_RULE)
    return Sums(
        price=quote.price,
        discounts=quote.price - quote.net - redeemed,
        redeemed=redeemed,
        service=0 if quote.service is None else quote.service.amount,
        tax_on_top=sum(tax.amount for tax in quote.taxes if not tax.inside),
        total=quote.total,
        carried=sum(carried.amount for carried in quote.carried),
        points_carried=sum(carried.amount for carried in quote.carried if carried.method is None),
        rounding=quote.cash_rounding,
        payable=quote.payable,
    )


def points_spent(quote: Quote) -> int:
    """Points that a quote takes from the member: as money, and for rewards."""
    return quote.redemption.points + quote.redemption.reward_points


def points_of_gifts(bookings: Iterable[Booking]) -> int:
    """What gifts of a sale (a full card, an award) add to the member's points; a return takes them back, below zero."""
    return sum(into_member(posting) for posting in into_book(bookings, POINTS_BOOK))
