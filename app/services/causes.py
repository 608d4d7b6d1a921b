"""What a customer can give to: the programme's donations that are open and have an item to give by."""

from dataclasses import dataclass

from app.domain.basket import Item, ItemKind
from app.domain.calendar import business_day
from app.domain.programme.people import Donation
from app.services.open_basket import OpenBasket
from app.services.unit import Unit

_STEPS = (1_000, 5_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A donation, and the item that gives to it, whatever its price."""

    donation: Donation
    item: Item


def causes_of(unit: Unit, basket: OpenBasket, at: int) -> tuple[Cause, ...]:
    """Those of the basket's revision, as the document has them."""
    store = unit.identity().store
    today = business_day(at, store.zone, store.cut_over_hour)
    found = []
    for donation in unit.catalogue.rules(basket.revision).programme.donations:
        if donation.sku is None or (donation.ends is not None and donation.ends < today):
            continue
        item = unit.catalogue.item_by_sku(donation.sku)
        if item is not None and item.kind is ItemKind.DONATION:
            found.append(Cause(donation=donation, item=item))
    return tuple(found)


def rounding_up(due: int) -> int:
    """Rupiah that make a round sum of what is to pay: the next 1.000, or the next 5.000 when it is one already."""
    return next((-due % step for step in _STEPS if due % step), _STEPS[0])


def given_to(basket: OpenBasket, cause: Cause) -> int:
    """Rupiah that the basket gives to a cause."""
    return sum(line.price for line in basket.lines if line.item.sku == cause.item.sku)
