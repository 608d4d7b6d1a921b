"""A basket keeps its revision and its instant until the end of the store's business day; then it is quoted again."""

from dataclasses import replace

from app.domain.calendar import business_day
from app.services.open_basket import OpenBasket, last_tender
from app.services.unit import Unit


def of_today(unit: Unit, basket: OpenBasket, now: int) -> OpenBasket:
    """The basket itself on its own business day; after it, with the newest revision and this instant.

    What was paid in full keeps its price: only the sale's record is late. A line keeps the item as it was added.
    """
    store = unit.identity().store
    opened, today = (
        business_day(instant, store.zone, store.cut_over_hour) for instant in (basket.opened_at, now)
    )
    if opened == today or last_tender(basket) is not None:
        return basket
    return replace(basket, revision=unit.catalogue.programme().revision, opened_at=now)
