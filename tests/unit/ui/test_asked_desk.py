"""What the cashier tells the rules: how the customer buys, and his coupons; only the screen is missing."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.services.basket_asks import BasketAsks
from app.services.offers import Standing, Step, offers_of
from app.services.open_basket import OpenBasket
from app.services.outcomes import ScanUnknown
from app.services.till import Till
from app.ui.checkout.basket_sheets import ChannelSheet, CouponNotAsked, CouponSheet
from app.ui.checkout.basket_wording import basket_head_words, coupon_confirm, no_coupon_words
from app.ui.checkout.menu import menu_entries
from app.ui.checkout.offers import shown_offers
from app.ui.checkout.state import MenuSheet, OffersSheet
from app.ui.checkout.wording import chip_words, notice_words
from app.words.translate import Language, Words
from tests.support.asked_scenes import CHANNELS, COUPON, ask_the_cashier
from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop
from tests.support.strict_logs import ExpectLog

ENGLISH = Words(Language.ENGLISH)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        ask_the_cashier(made)
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
    assert names == ["Coupon code", "Way of buying"]


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


def open_coupons(counter: Counter) -> CouponSheet:
    counter.presenter.aside.coupon.open()
    counter.hand.settle()
    return counter.sheet(CouponSheet)


def enter(counter: Counter, code: str) -> None:
    counter.presenter.aside.coupon.type(code)
    counter.enter()


def coupons(counter: Counter) -> tuple[str, ...]:
    basket = counter.state.basket
    return () if basket is None else basket.coupons


def test_a_code_is_entered_in_any_case_and_the_price_follows(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    assert coupon_confirm(ENGLISH, open_coupons(counter)) == "Done"
    assert no_coupon_words(ENGLISH, counter.state.basket) == "No code is entered yet."
    counter.presenter.aside.coupon.type(" hemat15")
    assert coupon_confirm(ENGLISH, counter.sheet(CouponSheet)) == "Enter the code"
    counter.enter()
    assert (coupons(counter), counter.payable(), counter.sheet(CouponSheet).text) == (
        ("HEMAT15",),
        19_000,
        "",
    )
    assert no_coupon_words(ENGLISH, counter.state.basket) == ""
    counter.enter()
    assert counter.state.sheet is None


def test_a_code_that_no_rule_asks_for_changes_nothing_and_is_named(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    before = counter.state.basket
    open_coupons(counter)
    enter(counter, "hemat16 ")
    assert counter.says(CouponNotAsked(code="hemat16"))
    assert notice_words(ENGLISH, counter.said())[1] == (
        "No offer asks for the code “hemat16”. Check how it is spelt, or go on without it."
    )
    assert (counter.state.basket, counter.sheet(CouponSheet).text) == (before, "hemat16 ")


def test_a_code_is_scanned_on_its_sheet_and_an_item_is_still_an_item(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    open_coupons(counter)
    counter.scan("poster")
    assert (coupons(counter), counter.payable()) == (("POSTER",), 19_000)
    counter.scan("8999999999994")
    assert counter.says(CouponNotAsked(code="8999999999994"))
    counter.scan_items("KOP-001")
    assert (counter.pieces(), coupons(counter), counter.state.sheet) == (2, ("POSTER",), None)


def test_a_code_that_is_scanned_at_the_basket_counts_as_well_and_another_is_not_known(
    counter: Counter,
) -> None:
    counter.scan_items("KOP-001")
    before = counter.payable()
    counter.scan("hemat15")
    assert (coupons(counter), counter.payable() < before, counter.state.notice) == (("HEMAT15",), True, None)
    counter.presenter.undo()
    counter.hand.settle()
    assert (coupons(counter), counter.payable()) == ((), before)
    counter.scan("SIANG-INI")
    assert isinstance(counter.state.notice, ScanUnknown)
    assert coupons(counter) == ()


def test_a_code_that_is_scanned_under_a_sheet_changes_no_basket(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.aside.menu.open()
    counter.hand.settle()
    counter.scan("HEMAT15")
    assert (coupons(counter), isinstance(counter.state.notice, ScanUnknown)) == ((), True)


def test_codes_are_taken_out_and_undone(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    open_coupons(counter)
    enter(counter, "HEMAT15")
    enter(counter, "hemat15")
    enter(counter, "POSTER")
    assert coupons(counter) == ("HEMAT15", "POSTER")
    counter.presenter.aside.coupon.take_out("HEMAT15")
    counter.presenter.aside.coupon.take_out("POSTER")
    counter.hand.settle()
    assert (coupons(counter), counter.payable()) == ((), 24_000)
    counter.presenter.leave()
    counter.presenter.undo()
    counter.hand.settle()
    assert (coupons(counter), counter.payable()) == (("POSTER",), 19_000)


def test_a_code_before_the_first_item_and_after_a_restart_stays(counter: Counter) -> None:
    open_coupons(counter)
    counter.key("1")
    counter.presenter.erase()
    enter(counter, "poster")
    assert isinstance(counter.state.sheet, CouponSheet)
    counter.scan_items("KOP-001")
    with Counter(counter.shop) as again:
        assert (coupons(again), again.payable()) == (("POSTER",), 19_000)


def test_the_key_says_so_where_no_rule_asks_for_a_code(tmp_path: Path) -> None:
    with small_shop(tmp_path / "plain") as plain, Counter(plain) as counter:
        counter.presenter.aside.coupon.open()
        counter.hand.settle()
        assert (counter.state.sheet, counter.said()) == (None, CouponNotAsked())
        assert notice_words(ENGLISH, counter.said())[1] == (
            "No offer here asks for a coupon code. Go on without one."
        )


def test_an_offer_that_wants_a_code_leads_to_it_and_is_no_chip_of_the_checkout(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    quoted = counter.state.quoted
    assert quoted is not None
    offers = offers_of(quoted.programme, quoted.quote)
    offer = next(each for each in offers if each.rule_id == COUPON.id)
    assert (offer.standing, offer.step) == (Standing.AVAILABLE, Step.ENTER_CODE)
    assert chip_words(ENGLISH, offer) == "Coupon code"
    assert offer not in shown_offers(quoted)
    counter.presenter.offers.open()
    counter.sheet(OffersSheet)
    counter.presenter.offers.go_on(offer)
    counter.hand.settle()
    counter.sheet(CouponSheet)
