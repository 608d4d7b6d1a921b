"""A receipt that is scanned at the checkout offers to go to its sale; the basket stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.services.outcomes import ReceiptFound
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, ReceiptSheet, TenderSheet
from app.ui.navigation import Place
from tests.support.hand_lanes import HandLanes
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop


@dataclass
class Checkout:
    """Where it went: to which pages, and to which sales."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[CheckoutState] = field(default_factory=list)
    visited: list[Place] = field(default_factory=list)
    receipts: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CheckoutPresenter(
            self.shop.till, self.hand.lanes, self.shown.append, self.visited.append, self.receipts.append
        )
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    def scan(self, text: str) -> None:
        self.presenter.scanned(Scan(text, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        self.hand.settle()

    def skus(self) -> list[str]:
        basket = self.presenter.state.basket
        return [line.item.sku for line in basket.lines] if basket else []


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    with small_shop(tmp_path) as shop:
        made = Checkout(shop)
        made.scan(shop.item("KUE-001").gtin)
        yield made
        made.hand.close()
        assert made.hand.faults == []


def test_a_scanned_receipt_offers_to_go_to_its_sale(checkout: Checkout) -> None:
    done = sell(checkout.shop, "KOP-001")
    checkout.scan(f"SETIA:R/{done.receipt_number}")
    found = ReceiptFound(sale_id=done.sale_id, number=done.receipt_number)
    assert (checkout.presenter.state.sheet, checkout.receipts) == (ReceiptSheet(found), [])
    checkout.presenter.confirm()
    assert (checkout.receipts, checkout.skus()) == ([done.sale_id], ["KUE-001"])
    assert checkout.presenter.state.sheet is None


def test_whoever_goes_on_selling_goes_nowhere(checkout: Checkout) -> None:
    done = sell(checkout.shop, "KOP-001")
    checkout.scan(f"SETIA:R/{done.receipt_number}")
    checkout.presenter.leave()
    assert (checkout.receipts, checkout.skus()) == ([], ["KUE-001"])


def test_a_receipt_that_is_scanned_while_somebody_pays_is_only_told(checkout: Checkout) -> None:
    done = sell(checkout.shop, "KOP-001")
    checkout.presenter.pay()
    checkout.hand.settle()
    checkout.scan(f"SETIA:R/{done.receipt_number}")
    state = checkout.presenter.state
    assert isinstance(state.sheet, TenderSheet)
    assert state.notice == ReceiptFound(sale_id=done.sale_id, number=done.receipt_number)


def test_f9_goes_to_the_receipts_unless_something_is_open(checkout: Checkout) -> None:
    checkout.presenter.pay()
    checkout.hand.settle()
    checkout.presenter.receipts()
    assert checkout.visited == []
    checkout.presenter.leave()
    checkout.presenter.receipts()
    assert checkout.visited == [Place.RECEIPTS]
