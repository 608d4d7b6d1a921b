"""A checkout over a real till on a real store, driven without a screen."""

from dataclasses import dataclass, field
from typing import Self, TypeVar

from app.domain.basket import UNIT
from app.services.approval import NotApproved
from app.services.outcomes import QuotedBasket
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, FinishPanel, Notice, TenderSheet
from app.ui.navigation import Place
from tests.support.hand_lanes import HandLanes
from tests.support.shop import MANAGER_PIN, SmallShop

_Sheet = TypeVar("_Sheet")


@dataclass
class Counter:
    """A checkout with nobody at it."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[CheckoutState] = field(default_factory=list)
    visited: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CheckoutPresenter(
            self.shop.till, self.hand.lanes, self.shown.append, self.visited.append
        )
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def sell(self) -> FinishPanel:
        self.presenter.pay()
        self.hand.settle()
        self.presenter.confirm()
        self.hand.settle()
        return self.sheet(FinishPanel)

    def sheet(self, kind: type[_Sheet]) -> _Sheet:
        found = self.state.sheet
        assert isinstance(found, kind)
        return found

    def due(self) -> int:
        """What the open payment asks for."""
        quoted = self.sheet(TenderSheet).quoted
        assert quoted is not None
        return quoted.quote.payable

    def says(self, notice: Notice) -> bool:
        return self.state.notice == notice

    def quoted(self) -> QuotedBasket:
        """What the open payment shows."""
        quoted = self.sheet(TenderSheet).quoted
        assert quoted is not None
        return quoted

    def pay(self) -> None:
        """Opens the payment."""
        self.presenter.pay()
        self.hand.settle()

    def type(self, digits: str) -> None:
        for digit in digits:
            self.presenter.key(digit)

    def enter(self) -> None:
        self.presenter.confirm()
        self.hand.settle()

    def said(self) -> Notice | None:
        """What is said."""
        return self.state.notice

    @property
    def member(self) -> str:
        """Who buys, by name; empty: a guest, or nobody."""
        basket = self.state.basket
        return basket.member.name if basket is not None and basket.member is not None else ""

    def scan_item(self, sku: str) -> None:
        """The barcode of an item."""
        self.scan(self.shop.item(sku).gtin)

    def pieces(self) -> int:
        """How many pieces are in the basket."""
        return sum(self.quantities().values())

    def close(self) -> None:
        """Ends the lanes; nothing has failed on them."""
        self.hand.close()
        assert self.hand.faults == []

    def key(self, digits: str) -> None:
        """Digits, and all that comes of them."""
        self.type(digits)
        self.hand.settle()

    def manager_was_refused(self) -> NotApproved:
        """Why the word that was given didn't count; it may be given again."""
        assert self.state.word is not None
        assert self.state.word.trouble is not None
        return self.state.word.trouble

    def manager_allows(self, pin: str = MANAGER_PIN) -> None:
        """The only manager of the small shop is chosen by herself."""
        self.key(pin)
