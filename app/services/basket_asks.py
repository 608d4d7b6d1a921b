"""What the rules ask of a basket that only the cashier can tell: through which channel it is sold."""

from dataclasses import dataclass

from app.domain.programme.conditions import ThroughChannel
from app.domain.programme.document import Programme
from app.services.open_basket import OpenBasket, is_blank
from app.services.rules import rule_conditions
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketAsks:
    """channels: ids to choose among; empty: nothing depends on one."""

    channels: tuple[str, ...] = ()


def basket_asks(unit: Unit, basket: OpenBasket | None) -> BasketAsks:
    """By the basket's own revision; of none, or of one that the next edit replaces, by the newest. Reads only."""
    if basket is None or is_blank(basket):
        return asks_of_basket(unit.catalogue.programme())
    return asks_of_basket(unit.catalogue.rules(basket.revision).programme)


def asks_of_basket(programme: Programme) -> BasketAsks:
    """What the rules of a revision ask; one that a manager stopped asks nothing."""
    conditions = [one for _, each in rule_conditions(programme) for one in each]
    service = programme.service_charge
    by_channel = any(isinstance(one, ThroughChannel) for one in conditions)
    by_channel = by_channel or (service is not None and bool(service.channels))
    return BasketAsks(channels=programme.channels if by_channel else ())
