"""F9: the open basket is given up on purpose, by whoever may, and never with somebody's money in it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.basket import PaymentMethod
from app.services.give_up_basket import Discarded, DiscardReason
from app.services.hold_basket import HoldProblem, HoldRefused
from app.services.open_basket import OpenBasket, TakenTender
from app.ui.checkout.basket_sheets import GiveUpSheet
from app.ui.checkout.state import Trouble
from tests.support.counter import Counter
from tests.support.shop import SmallShop


@pytest.fixture
def strict(shop: SmallShop) -> Iterator[Counter]:
    """A shop where only a manager gives baskets up."""
    shop.till = replace(shop.till, void_needs_manager=True)
    with Counter(shop) as made:
        yield made


def f9(counter: Counter) -> None:
    counter.presenter.aside.give_up.open()
    counter.hand.settle()


def rung_up(counter: Counter) -> OpenBasket:
    counter.scan_items("KOP-001")
    assert counter.state.basket is not None
    return counter.state.basket


def noted(counter: Counter) -> list[tuple[str, bytes]]:
    with counter.shop.store.reading() as unit:
        return [(discard.reason, discard.approver_id) for discard in unit.baskets.given_up()]


def test_enter_gives_the_basket_up_with_the_reason_that_was_marked(counter: Counter) -> None:
    basket = rung_up(counter)
    f9(counter)
    counter.presenter.aside.give_up.choose(DiscardReason.MISTAKE)
    counter.enter()
    assert counter.says(Discarded(sale_id=basket.sale_id))
    assert (counter.state.basket, counter.state.sheet) == (None, None)
    assert noted(counter) == [("mistake", b"")]
    assert counter.shop.till.unfinished() is None


def test_esc_keeps_the_basket(counter: Counter) -> None:
    rung_up(counter)
    f9(counter)
    counter.presenter.leave()
    assert counter.quantities() == {"KOP-001": 1}
    assert noted(counter) == []


def test_delete_takes_no_line_from_under_the_question(counter: Counter) -> None:
    rung_up(counter)
    f9(counter)
    counter.presenter.remove_line()
    counter.sheet(GiveUpSheet)
    assert counter.quantities() == {"KOP-001": 1}


def test_without_a_basket_it_says_so(counter: Counter) -> None:
    f9(counter)
    assert counter.says(Trouble.NOTHING_TO_VOID)


def test_what_was_paid_must_be_given_back_first(counter: Counter) -> None:
    basket = rung_up(counter)
    tender = TakenTender(method=PaymentMethod.QRIS, amount=10_000, received=10_000)
    counter.shop.till.take_tender(basket, tender)
    f9(counter)
    counter.enter()
    assert counter.says(HoldRefused(problem=HoldProblem.PAID))
    assert counter.state.sheet is None
    assert len(counter.shop.till.paid_and_not_sold()) == 1


def test_a_second_enter_gives_up_nothing_more(counter: Counter) -> None:
    rung_up(counter)
    f9(counter)
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.hand.settle()
    assert len(noted(counter)) == 1


def test_a_manager_s_pin_is_asked_where_the_shop_wants_it(strict: Counter) -> None:
    rung_up(strict)
    f9(strict)
    strict.enter()
    strict.sheet(GiveUpSheet)
    assert strict.state.word is not None
    strict.manager_allows("000000")
    entry = strict.state.word
    assert entry is not None
    assert entry.trouble is not None
    assert strict.quantities() == {"KOP-001": 1}
    strict.manager_allows()
    assert strict.state.basket is None
    assert noted(strict) == [("changed-mind", strict.shop.manager_id)]


def test_a_manager_at_the_till_gives_up_alone(strict: Counter) -> None:
    strict.presenter.start(strict.shop.manager_id)
    rung_up(strict)
    f9(strict)
    strict.enter()
    assert noted(strict) == [("changed-mind", b"")]


def test_digits_without_a_manager_asked_go_nowhere(counter: Counter) -> None:
    rung_up(counter)
    f9(counter)
    sheet = counter.sheet(GiveUpSheet)
    counter.key("77")
    counter.presenter.erase()
    counter.presenter.clear()
    assert counter.sheet(GiveUpSheet) == sheet
