"""F11: a price or a discount by hand is judged while it is keyed, and is in the basket only once it may be sold."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.manual_limits import ManualReason, ManualVerdict
from app.domain.programme.settling import ManualRules
from app.services.approve_manual import ApprovalProblem, ApprovalRefused
from app.services.outcomes import Published, SaleRefused
from app.ui.checkout.basket_sheets import ByHandKind, ByHandSheet
from app.ui.checkout.desks.by_hand import ByHandDesk
from app.ui.checkout.state import Trouble
from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """A cashier may take 10 % off, a manager half."""
    with small_shop(tmp_path) as made:
        rules = ManualRules(cashier_percent=Decimal(10), manager_percent=Decimal(50))
        published = made.till.publish(replace(made.programme, manual=rules), 1, made.manager_id)
        assert isinstance(published, Published)
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    """One Cold Brew of Rp35.000 in the basket, F11 pressed."""
    with Counter(shop) as made:
        made.scan_items("KOP-003")
        made.presenter.aside.by_hand.open()
        yield made


def desk(counter: Counter) -> ByHandDesk:
    return counter.presenter.aside.by_hand


def verdict(counter: Counter) -> ManualVerdict | None:
    return counter.sheet(ByHandSheet).verdict


def new_total(counter: Counter) -> int:
    quoted = counter.sheet(ByHandSheet).quoted
    assert quoted is not None
    return quoted.quote.payable


def test_a_price_is_judged_while_it_is_keyed(counter: Counter) -> None:
    counter.key("31500")
    assert (verdict(counter), new_total(counter)) == (ManualVerdict.ALLOWED, 31_500)
    counter.presenter.erase()
    counter.hand.settle()
    assert verdict(counter) is ManualVerdict.TOO_MUCH
    counter.presenter.clear()
    counter.key("31499")
    assert verdict(counter) is ManualVerdict.NEEDS_MANAGER


def test_what_the_cashier_may_is_in_the_basket_at_once(counter: Counter) -> None:
    counter.key("31500")
    desk(counter).choose_reason(ManualReason.NEAR_EXPIRY)
    counter.hand.settle()
    counter.enter()
    assert counter.payable() == 31_500
    basket = counter.state.basket
    assert basket is not None
    assert basket.lines[0].manual is not None
    assert basket.lines[0].manual.reason == "near-expiry"
    assert counter.state.sheet is None


def test_ctrl_z_takes_a_price_back(counter: Counter) -> None:
    counter.key("31500")
    counter.enter()
    counter.presenter.undo()
    counter.hand.settle()
    assert counter.payable() == 35_000


def test_more_than_the_cashier_may_waits_for_a_manager(counter: Counter) -> None:
    counter.key("20000")
    counter.enter()
    assert counter.state.word is not None
    assert counter.payable() == 35_000
    counter.manager_allows("000000")
    entry = counter.state.word
    assert entry is not None
    assert entry.trouble is not None
    counter.manager_allows()
    assert counter.payable() == 20_000
    assert counter.sell().done.payable == 20_000


def test_esc_from_the_pin_goes_back_to_what_was_keyed(counter: Counter) -> None:
    counter.key("20000")
    counter.enter()
    counter.presenter.leave()
    assert counter.sheet(ByHandSheet).keyed == "20000"
    counter.presenter.leave()
    assert (counter.state.sheet, counter.payable()) == (None, 35_000)


def test_more_than_a_manager_may_is_not_taken(counter: Counter) -> None:
    counter.key("10000")
    counter.enter()
    assert counter.says(ApprovalRefused(problem=ApprovalProblem.TOO_MUCH))
    assert counter.payable() == 35_000


def test_a_price_above_the_catalogue_s_is_none(counter: Counter) -> None:
    counter.key("35001")
    counter.enter()
    assert (verdict(counter), counter.payable()) == (None, 35_000)


def test_percent_off_a_line_never_takes_more_than_it_says(counter: Counter) -> None:
    desk(counter).step_kind(1)
    counter.key("10")
    assert (verdict(counter), new_total(counter)) == (ManualVerdict.ALLOWED, 31_500)
    counter.key(",01")
    assert verdict(counter) is ManualVerdict.NEEDS_MANAGER


def test_percent_off_all(counter: Counter) -> None:
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    counter.key("2,5")
    assert (verdict(counter), new_total(counter)) == (ManualVerdict.ALLOWED, 34_125)
    counter.enter()
    assert counter.payable() == 34_125


def test_rupiah_off_all(counter: Counter) -> None:
    desk(counter).choose_kind(ByHandKind.ORDER_AMOUNT)
    counter.key("5000")
    assert (verdict(counter), new_total(counter)) == (ManualVerdict.NEEDS_MANAGER, 30_000)
    counter.enter()
    counter.manager_allows()
    assert counter.payable() == 30_000


def test_a_percentage_stays_one(counter: Counter) -> None:
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    counter.key("101")
    assert counter.sheet(ByHandSheet).keyed == "10"
    counter.key(",255")
    assert counter.sheet(ByHandSheet).keyed == "10,25"
    counter.key(",")
    assert counter.sheet(ByHandSheet).keyed == "10,25"


def test_before_it_is_judged_enter_does_nothing(counter: Counter) -> None:
    counter.presenter.key("3")
    counter.presenter.confirm()
    assert counter.sheet(ByHandSheet).verdict is None
    counter.hand.settle()
    assert counter.payable() == 35_000


def test_what_was_set_is_taken_away_again(counter: Counter) -> None:
    counter.key("31500")
    counter.enter()
    desk(counter).open()
    desk(counter).take_off()
    counter.hand.settle()
    assert counter.payable() == 35_000
    desk(counter).open()
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    counter.key("5")
    counter.enter()
    assert counter.payable() == 33_250
    desk(counter).open()
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    desk(counter).take_off()
    counter.hand.settle()
    assert counter.payable() == 35_000


def test_what_is_set_shows_again_and_more_pieces_of_it_need_the_manager_again(counter: Counter) -> None:
    counter.key("20000")
    desk(counter).choose_reason(ManualReason.COMPLAINT)
    counter.hand.settle()
    counter.enter()
    counter.manager_allows()
    counter.presenter.add(1, 1)
    counter.hand.settle()
    counter.presenter.pay()
    counter.hand.settle()
    counter.enter()
    assert isinstance(counter.state.notice, SaleRefused)
    counter.presenter.leave()
    desk(counter).open()
    counter.hand.settle()
    sheet = counter.sheet(ByHandSheet)
    assert (sheet.keyed, sheet.reason) == ("20000", ManualReason.COMPLAINT)
    assert sheet.verdict is ManualVerdict.NEEDS_MANAGER
    counter.enter()
    counter.manager_allows()
    assert counter.sell().done.payable == 40_000


def test_a_percentage_that_is_set_shows_as_it_was_keyed(counter: Counter) -> None:
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    counter.key("2,5")
    counter.enter()
    desk(counter).open()
    desk(counter).choose_kind(ByHandKind.ORDER_PERCENT)
    assert counter.sheet(ByHandSheet).keyed == "2,5"


def test_reasons_by_the_arrows(counter: Counter) -> None:
    counter.presenter.step(1)
    assert counter.sheet(ByHandSheet).reason is ManualReason.NEAR_EXPIRY
    counter.presenter.step(-2)
    assert counter.sheet(ByHandSheet).reason is ManualReason.OTHER


def test_an_empty_basket_has_no_price(shop: SmallShop) -> None:
    with Counter(shop) as counter:
        desk(counter).open()
        assert counter.says(Trouble.NOTHING_TO_CHANGE)
