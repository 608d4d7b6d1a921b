"""What of the checkout's state reaches the customer, over a real till on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.basket import UNIT
from app.ui.checkout.state import CheckoutState
from app.ui.customer.state import Buying, CustomerState, Idle, ShownDiscount, ShownMember, Thanks
from app.ui.customer_side import customer_sees, first_name
from app.words.translate import Language, Words
from tests.support.counter import Counter
from tests.support.shop import PEOPLE, SmallShop, small_shop

_WORDS = Words(Language.ENGLISH)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with small_shop(tmp_path) as shop:
        made = Counter(shop)
        yield made
        made.hand.close()
        assert made.hand.faults == []


def _sees(counter: Counter) -> CustomerState:
    return customer_sees(_WORDS, counter.state)


def _buys(counter: Counter) -> Buying:
    seen = _sees(counter)
    assert isinstance(seen, Buying)
    return seen


def test_without_a_basket_nobody_buys(counter: Counter) -> None:
    assert _sees(counter) == Idle()


def test_a_basket_that_was_emptied_is_nobody_s(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.remove_line()
    counter.hand.settle()
    assert _sees(counter) == Idle()


def test_the_customer_follows_lines_quantity_and_total(counter: Counter) -> None:
    counter.scan_items("KOP-001", "KUE-001", "KOP-001")
    seen = _buys(counter)
    assert [(line.name, line.quantity // UNIT, line.net) for line in seen.lines] == [
        ("Kopi Susu Setia", 2, 48_000),
        ("Kue Pandan Potong", 1, 34_500),
    ]
    assert (seen.total, seen.saved, seen.changed) == (82_500, 0, 1)


def test_each_discount_has_the_name_of_its_rule(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    counter.scan_items("ROT-001")
    seen = _buys(counter)
    assert seen.lines[0].discounts == (ShownDiscount(name="Roti pagi 10%", amount=2_850),)
    assert (seen.saved, seen.total) == (2_850, 25_650)


def test_a_guest_sees_what_a_member_would_get(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    seen = _buys(counter)
    assert (seen.member, seen.earns) == (None, 24)


def test_a_member_is_greeted_before_the_first_item(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    assert _buys(counter).member == ShownMember(first_name="Siti", tier="Teman", points=0)


def test_the_open_payment_s_total_is_shown(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.pay()
    counter.hand.settle()
    assert _buys(counter).total == counter.due()


def test_a_finished_sale_says_change_points_and_balance(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    counter.presenter.pay()
    counter.hand.settle()
    counter.presenter.key("50000")
    counter.presenter.confirm()
    counter.hand.settle()
    assert _sees(counter) == Thanks(payable=24_000, received=50_000, change=26_000, earned=24, balance=24)


def test_a_tier_that_was_reached_is_named(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    counter.scan_items("BIJ-001", "BIJ-001")
    counter.sell()
    seen = _sees(counter)
    assert isinstance(seen, Thanks)
    assert seen.reached == "Sahabat"


def test_the_price_of_the_basket_before_is_not_the_next_customer_s(counter: Counter) -> None:
    counter.scan_items("BIJ-001")
    old = counter.state.quoted
    counter.sell()
    counter.scan_items("KOP-001")
    seen = customer_sees(_WORDS, CheckoutState(basket=counter.state.basket, quoted=old))
    assert isinstance(seen, Buying)
    assert seen.total == 24_000


def test_nothing_private_ever_reaches_the_display(counter: Counter) -> None:
    shop: SmallShop = counter.shop
    counter.scan(shop.cards[0])
    counter.scan_items("KOP-001", "ROT-001")
    counter.sell()
    name, phone, birthday = PEOPLE[0]
    private = (
        name.split()[1],
        phone,
        phone.removeprefix("+62"),
        birthday,
        shop.cards[0],
        shop.members[0].hex(),
    )
    told = " ".join(repr(customer_sees(_WORDS, state)) for state in counter.shown)
    assert "Siti" in told
    assert [text for text in private if text in told] == []


@pytest.mark.parametrize(
    ("name", "first"), [("Siti Rahayu", "Siti"), ("Sukarno", "Sukarno"), ("", ""), ("  ", "")]
)
def test_only_the_first_name_is_said(name: str, first: str) -> None:
    assert first_name(name) == first
