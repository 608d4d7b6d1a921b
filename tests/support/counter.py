"""A checkout with nobody at it, over a real till: what a person would do, as methods; only the screen is missing."""

from dataclasses import dataclass, field
from typing import Self, TypeVar

from app.domain.basket import UNIT
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, FinishPanel, Notice
from app.ui.navigation import Place
from tests.support.hand_lanes import HandLanes
from tests.support.shop import MANAGER_PIN, SmallShop

_Sheet = TypeVar("_Sheet")


@dataclass
class Counter:
    """Use it as a context manager: it ends its threads, and nothing may have failed on them."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[CheckoutState] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        till, lanes = self.shop.till, self.hand.lanes
        self.presenter = CheckoutPresenter(till, lanes, self.shown.append, self.gone.append)
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hand.close()
        assert self.hand.faults == []

    @property
    def state(self) -> CheckoutState:
        return self.presenter.state

    def scan(self, text: str) -> None:
        self.presenter.scanned(Scan(text, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        self.hand.settle()

    def scan_items(self, *skus: str) -> None:
        for sku in skus:
            self.scan(self.shop.item(sku).gtin)

    def quantities(self) -> dict[str, int]:
        basket = self.state.basket
        return {line.item.sku: line.quantity // UNIT for line in basket.lines} if basket else {}

    def payable(self) -> int:
        assert self.state.quoted is not None
        return self.state.quoted.quote.payable

    def enter(self) -> None:
        self.presenter.confirm()
        self.hand.settle()

    def key(self, digits: str) -> None:
        for digit in digits:
            self.presenter.key(digit)
        self.hand.settle()

    def manager_allows(self, pin: str = MANAGER_PIN) -> None:
        """The only manager of the small shop is chosen by herself."""
        self.key(pin)

    def sell(self) -> FinishPanel:
        self.presenter.pay()
        self.hand.settle()
        self.enter()
        return self.sheet(FinishPanel)

    def sheet(self, kind: type[_Sheet]) -> _Sheet:
        found = self.state.sheet
        assert isinstance(found, kind), found
        return found

    def says(self, notice: Notice) -> bool:
        return self.state.notice == notice
