"""Prices an open basket at the revision that it keeps."""

from app.domain.basket import TenderKind
from app.domain.quote import quote
from app.services.open_basket import OpenBasket, inputs_of, with_member
from app.services.outcomes import QuotedBasket
from app.services.unit import Unit


def quote_basket(unit: Unit, basket: OpenBasket, tender: TenderKind | None, at: int) -> QuotedBasket:
    """The quote, with the member as the store knows him now. Reads only."""
    fresh = refreshed(unit, basket, at)
    programme = unit.catalogue.programme(fresh.revision)
    inputs = inputs_of(fresh, unit.identity().store.zone, tender)
    return QuotedBasket(basket=fresh, quote=quote(programme, inputs), programme=programme)


def refreshed(unit: Unit, basket: OpenBasket, at: int) -> OpenBasket:
    """The basket with its member read again: points may have moved since the card was scanned."""
    if basket.member is None:
        return basket
    view = unit.members.view(basket.member.member_id, at)
    return basket if view is None else with_member(basket, view)
