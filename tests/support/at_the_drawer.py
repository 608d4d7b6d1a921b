"""A cashier at the shift screen of the small shop; only the screen is missing."""

from app.domain.basket import TenderKind
from app.domain.changes import DrawerKind
from app.services.drawer_outcomes import DrawerReason
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import Notice, Sheet, ShiftState, Ways
from tests.support.drawers import drawer_of
from tests.support.hand_lanes import HandLanes
from tests.support.selling import basket_of, pay
from tests.support.shop import SmallShop


class Cashier:
    """Somebody at the shift screen, and where the screen led."""

    def __init__(self, shop: SmallShop) -> None:
        self.shop = shop
        self.hand = HandLanes()
        self.shown: list[ShiftState] = []
        self.led: list[str] = []
        self.presenter = ShiftPresenter(
            drawer_of(shop), shop.till, self.hand.lanes, self.shown.append, self._ways()
        )

    @property
    def state(self) -> ShiftState:
        return self.presenter.state

    def comes(self) -> None:
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    def types(self, digits: str) -> None:
        for digit in digits:
            self.presenter.key(digit)

    def enters(self) -> None:
        self.presenter.confirm()
        self.hand.settle()

    def moves(self, kind: DrawerKind, amount: str, reason: DrawerReason) -> None:
        self.presenter.moves.open(kind)
        self.types(amount)
        self.presenter.moves.choose(reason)
        self.enters()

    def begins_to_count(self) -> None:
        self.presenter.count.begin()
        self.hand.settle()

    def sells(self) -> None:
        pay(self.shop, basket_of(self.shop, "KOP-001", member=None), TenderKind.CASH)

    def said(self) -> Notice | None:
        return self.state.notice

    def sheet(self) -> Sheet | None:
        return self.state.sheet

    def _ways(self) -> Ways:
        return Ways(
            leave=lambda: self.led.append("checkout"),
            held=lambda: self.led.append("held"),
            end=lambda: self.led.append("login"),
            changed=lambda: self.led.append("changed"),
        )
