"""What the rules ask of a basket that only the cashier can tell: its channel, and the coupon codes that were shown."""

from dataclasses import dataclass

from app.domain.programme.conditions import CouponCode, ThroughChannel
from app.domain.programme.document import Programme
from app.services.open_basket import OpenBasket, is_blank
from app.services.rules import rule_conditions
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketAsks:
    """channels: ids to choose among; empty: nothing depends on one. coupons: codes, as the rules write them."""

    channels: tuple[str, ...] = ()
    coupons: tuple[str, ...] = ()

    def coupon(self, entered: str) -> str:
        """A code that was entered, as the rules write it, capitals or not; empty: no rule asks for it."""
        folded = entered.strip().casefold()
        return next((code for code in self.coupons if code.casefold() == folded), "")


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
    coupons = dict.fromkeys(code for one in conditions if isinstance(one, CouponCode) for code in one.codes)
    return BasketAsks(channels=programme.channels if by_channel else (), coupons=tuple(coupons))
