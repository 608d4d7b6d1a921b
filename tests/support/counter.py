"""A checkout over a real till with real lanes; only the screen is missing."""

from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.basket import UNIT
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, Notice
from app.ui.navigation import Place
from tests.support.hand_lanes import HandLanes
from tests.support.shop import SmallShop

_Sheet = TypeVar("_Sheet")


@dataclass
class Counter:
    """What a cashier would see and do. Close it."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[CheckoutState] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CheckoutPresenter(
            self.shop.till, self.hand.lanes, self.shown.append, self.gone.append
        )
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    @property
    def state(self) -> CheckoutState:
        """What shows."""
        return self.presenter.state

    def said(self) -> Notice | None:
        """What is said."""
        return self.state.notice

    @property
    def member(self) -> str:
        """Who buys, by name; empty: a guest, or nobody."""
        basket = self.state.basket
        return basket.member.name if basket is not None and basket.member is not None else ""

    def scan(self, text: str) -> None:
        """A code from a scanner."""
        self.presenter.scanned(Scan(text, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        self.hand.settle()

    def scan_item(self, sku: str) -> None:
        """The barcode of an item."""
        self.scan(self.shop.item(sku).gtin)

    def enter(self) -> None:
        """The key, and all that comes of it."""
        self.presenter.confirm()
        self.hand.settle()

    def pieces(self) -> int:
        """How many pieces are in the basket."""
        basket = self.state.basket
        return sum(line.quantity for line in basket.lines) // UNIT if basket is not None else 0

    def sheet(self, kind: type[_Sheet]) -> _Sheet:
        """The open sheet, which is of that kind."""
        found = self.state.sheet
        assert isinstance(found, kind), found
        return found

    def close(self) -> None:
        """Ends the lanes; nothing has failed on them."""
        self.hand.close()
        assert self.hand.faults == []
