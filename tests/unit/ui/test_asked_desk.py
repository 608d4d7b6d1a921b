"""What the cashier tells the rules at the checkout: how the customer buys; only the screen is missing."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.services.basket_asks import BasketAsks
from app.services.open_basket import OpenBasket
from app.services.till import Till
from app.ui.checkout.basket_sheets import ChannelSheet
from app.ui.checkout.basket_wording import basket_head_words
from app.ui.checkout.menu import menu_entries
from app.ui.checkout.state import MenuSheet
from app.words.translate import Language, Words
from tests.support.asked_scenes import CHANNELS, ask_the_cashier
from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop
from tests.support.strict_logs import ExpectLog

ENGLISH = Words(Language.ENGLISH)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        ask_the_cashier(made)
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    with Counter(shop) as made:
        yield made


def open_channels(counter: Counter) -> ChannelSheet:
    counter.presenter.aside.channel.open()
    counter.hand.settle()
    return counter.sheet(ChannelSheet)


def choose(counter: Counter, channel: str) -> None:
    counter.presenter.aside.channel.choose(open_channels(counter).rows.index(channel))
    counter.hand.settle()


def channel(counter: Counter) -> str:
    basket = counter.state.basket
    return "" if basket is None else basket.channel


def test_a_channel_is_chosen_by_steps_and_enter_and_the_price_follows(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    assert open_channels(counter).rows == ("", *CHANNELS)
    counter.presenter.step(2)
    counter.enter()
    assert (channel(counter), counter.payable(), counter.state.sheet) == ("bawa-pulang", 21_600, None)
    assert open_channels(counter).place == 2
    counter.presenter.leave()
    assert channel(counter) == "bawa-pulang"


def test_undo_and_none_of_them_take_it_back(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    choose(counter, "bawa-pulang")
    counter.presenter.undo()
    counter.hand.settle()
    assert (channel(counter), counter.payable()) == ("", 24_000)
    choose(counter, "bawa-pulang")
    choose(counter, "")
    assert (channel(counter), counter.payable()) == ("", 24_000)


def test_what_is_chosen_before_the_first_item_stays_chosen(counter: Counter) -> None:
    choose(counter, "bawa-pulang")
    counter.scan_items("KOP-001")
    assert (channel(counter), counter.payable()) == ("bawa-pulang", 21_600)


def test_a_held_basket_and_one_after_a_restart_keep_their_channel(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    choose(counter, "bawa-pulang")
    with Counter(counter.shop) as again:
        assert (channel(again), again.payable()) == ("bawa-pulang", 21_600)
    counter.presenter.aside.hold.open()
    counter.enter()
    counter.scan_items("KUE-001")
    assert channel(counter) == ""
    counter.presenter.aside.hold.show_list()
    counter.hand.settle()
    counter.enter()
    assert (channel(counter), counter.payable()) == ("bawa-pulang", 21_600)


def test_the_menu_offers_what_the_rules_ask_for_and_the_sheet_opens_only_then(
    counter: Counter, tmp_path: Path
) -> None:
    counter.presenter.menu()
    counter.hand.settle()
    assert counter.sheet(MenuSheet).asks.channels == CHANNELS
    with small_shop(tmp_path / "plain") as plain, Counter(plain) as other:
        other.presenter.menu()
        other.hand.settle()
        assert other.sheet(MenuSheet).asks == BasketAsks()
        other.presenter.leave()
        other.presenter.aside.channel.open()
        other.hand.settle()
        assert other.state.sheet is None
    names = [entry.name(ENGLISH) for entry in menu_entries() if not entry.offered(BasketAsks())]
    assert names == ["Way of buying"]


class MuteTill(Till):
    """Its store can't be read."""

    def basket_asks(self, basket: OpenBasket | None) -> BasketAsks:
        super().basket_asks(basket)
        raise OSError("the disk was pulled out")


def test_the_menu_opens_also_while_the_store_does_not_answer(
    shop: SmallShop, expected_log: ExpectLog
) -> None:
    expected_log("ERROR app.ui.lanes: lane read: the disk was pulled out")
    plain = {each.name: getattr(shop.till, each.name) for each in fields(Till)}
    counter = Counter(replace(shop, till=MuteTill(**plain)))
    counter.presenter.menu()
    counter.hand.settle()
    assert counter.sheet(MenuSheet).asks == BasketAsks()
    counter.hand.close()


def test_a_sheet_that_was_opened_meanwhile_stays(counter: Counter) -> None:
    counter.presenter.menu()
    counter.presenter.search.open_members()
    opened = counter.state.sheet
    counter.hand.settle()
    assert isinstance(counter.state.sheet, type(opened))


def test_it_stands_beside_the_number_of_pieces(counter: Counter) -> None:
    assert basket_head_words(ENGLISH, None) == ""
    choose(counter, "bawa-pulang")
    assert basket_head_words(ENGLISH, counter.state.basket) == "Bawa pulang"
    counter.scan_items("KOP-001", "KOP-001")
    assert basket_head_words(ENGLISH, counter.state.basket) == "2 pieces · Bawa pulang"
