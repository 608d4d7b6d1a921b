"""Exchanges, returns without a receipt and what only the server may return, on the receipts screen without a screen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.basket import PaymentMethod, TenderKind, other_method
from app.domain.returns import RefundPart
from app.services.blind_outcomes import BlindDone, BlindPreview
from app.services.exchange_outcomes import ExchangeDone, ExchangePreview
from app.services.found_shop import add_staff
from app.services.front import Role
from app.services.return_outcomes import ReturnDone
from app.storage.terminal.tables import sync_state
from app.ui.receipts.piece_wording import blind_confirm, blind_said, exchange_confirm, named_ways
from app.ui.receipts.state import BlindSheet, DonePanel, ExchangeSheet, FindItem, Purpose, ReturnSheet
from app.ui.receipts.wording import word_sentence
from app.words.translate import Language, Words
from tests.support.drawers import begin as begin_shift
from tests.support.drawers import drawer_of
from tests.support.receipts import ReceiptsCounter
from tests.support.selling import member_at, sell
from tests.support.shop import NOON, SmallShop

WORDS = Words(Language.ENGLISH)


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[ReceiptsCounter]:
    made = ReceiptsCounter(shop)
    yield made
    made.hand.close()
    assert made.hand.faults == []


def begin(counter: ReceiptsCounter, number: int = 1) -> None:
    """One piece of a line of the newest sale comes back for an exchange."""
    counter.come()
    counter.presenter.take_instead()
    counter.hand.settle()
    if not counter.sheet(ReturnSheet).wanted:
        counter.presenter.giving_back.add(number, 1)
    counter.hand.settle()
    counter.keys("2")
    counter.enter()


def scan_item(counter: ReceiptsCounter, sku: str) -> None:
    counter.scan(counter.shop.item(sku).gtin)


def preview(counter: ReceiptsCounter) -> ExchangePreview:
    found = counter.sheet(ExchangeSheet).preview
    assert isinstance(found, ExchangePreview), found
    return found


def exchanged(counter: ReceiptsCounter) -> ExchangeDone:
    done = counter.sheet(DonePanel).done
    assert isinstance(done, ExchangeDone)
    return done


def test_a_dearer_thing_costs_the_difference_and_gives_change(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    begin(counter)
    scan_item(counter, "KOP-003")
    assert (preview(counter).to_pay, preview(counter).back) == (11_000, ())
    counter.keys("20000")
    counter.enter()
    done = exchanged(counter)
    assert (done.to_pay, done.change, done.returned.refund, done.sale.payable) == (
        11_000,
        9_000,
        24_000,
        11_000,
    )


def test_a_cheaper_thing_gives_the_difference_back_as_it_was_paid(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-003", member=None)
    begin(counter)
    scan_item(counter, "KOP-002")
    counter.enter()
    assert exchanged(counter).back == (RefundPart(method=PaymentMethod.QRIS, amount=13_000),)


def test_the_new_sale_is_the_same_member_s(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    begin(counter)
    scan_item(counter, "KOP-003")
    counter.presenter.exchange.pay_by(TenderKind.QRIS)
    counter.hand.settle()
    counter.enter()
    assert exchanged(counter).sale.points_earned == 35
    assert member_at(counter.shop).balance == 35


def test_too_little_cash_is_refused_and_can_be_keyed_again(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    begin(counter)
    scan_item(counter, "KOP-003")
    counter.keys("10000")
    counter.enter()
    assert counter.says() == "That is less than is to pay. Key the amount again."
    counter.presenter.clear()
    counter.enter()
    assert (exchanged(counter).to_pay, exchanged(counter).change) == (11_000, 0)


def test_an_exchange_without_anything_new_says_what_to_scan(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    begin(counter)
    counter.enter()
    assert counter.says() == "Scan what the customer takes instead."


def test_what_was_scanned_is_still_there_after_a_step_back(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KUE-001", member=None)
    begin(counter)
    scan_item(counter, "KOP-003")
    counter.presenter.leave()
    counter.presenter.giving_back.add(2, 1)
    counter.hand.settle()
    counter.enter()
    assert [line.item.sku for line in counter.sheet(ExchangeSheet).basket.lines] == ["KOP-003"]
    assert preview(counter).difference == 35_000 - 58_500


def test_a_thing_is_found_by_name_for_an_exchange(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    begin(counter)
    counter.presenter.take_instead()
    counter.sheet(FindItem)
    counter.presenter.search.type("cold")
    counter.hand.settle()
    counter.enter()
    assert preview(counter).to_pay == 11_000


def test_a_receipt_that_is_scanned_into_an_exchange_changes_nothing(counter: ReceiptsCounter) -> None:
    sale = sell(counter.shop, "KOP-001", member=None)
    begin(counter)
    scan_item(counter, "KOP-003")
    before = counter.state.sheet
    counter.scan(f"SETIA:R/{sale.receipt_number}")
    assert counter.state.sheet == before
    assert counter.says() == "Finish this first, or go back with Esc. Then scan the receipt."


def test_things_without_a_receipt_come_back_at_their_lowest_price_with_a_manager_s_word(
    counter: ReceiptsCounter,
) -> None:
    """The cake was sold for 34.500, and three of them, which is over 100.000, for 27.600 each."""
    sell(counter.shop, "KUE-001", member=None)
    sell(counter.shop, "KUE-001", "KUE-001", "KUE-001", member=None)
    counter.come()
    counter.presenter.without_receipt()
    scan_item(counter, "KUE-001")
    scan_item(counter, "KUE-001")
    shown = counter.sheet(BlindSheet).preview
    assert isinstance(shown, BlindPreview)
    assert shown.refund == 55_200
    counter.keys("1")
    counter.enter()
    counter.allow("123123")
    assert counter.state.word is not None
    counter.allow()
    done = counter.sheet(DonePanel).done
    assert isinstance(done, BlindDone)
    assert done.refund == 55_200


def test_what_was_never_sold_here_does_not_come_back_without_a_receipt(counter: ReceiptsCounter) -> None:
    counter.come()
    counter.presenter.without_receipt()
    scan_item(counter, "ROK-001")
    assert counter.says() == "This till hasn’t sold it in the last 30 days."
    counter.presenter.blind.add(0, -1)
    counter.hand.settle()
    counter.enter()
    assert counter.says() == "Scan what comes back first."


def test_a_sale_that_the_server_has_comes_back_with_a_manager_s_word_only(counter: ReceiptsCounter) -> None:
    counter.shop.store.set_server("http://127.0.0.1", b"k" * 32)
    sell(counter.shop, "KOP-001", member=None)
    all_confirmed(counter.shop)
    counter.come()
    counter.presenter.give_back(Purpose.RETURN)
    counter.hand.settle()
    offline = counter.preview().offline
    assert offline is not None
    assert (offline.limit, offline.used, offline.refund) == (500_000, 0, 24_000)
    counter.keys("1")
    counter.enter()
    assert counter.state.word is not None
    counter.allow()
    done = counter.sheet(DonePanel).done
    assert isinstance(done, ReturnDone)
    assert done.refund == 24_000


def test_more_than_a_manager_may_risk_says_how_much_went_back(counter: ReceiptsCounter) -> None:
    counter.shop.store.set_server("http://127.0.0.1", b"k" * 32)
    sell(counter.shop, "BIJ-001", "BIJ-001", member=None)
    all_confirmed(counter.shop)
    counter.come()
    counter.presenter.give_back(Purpose.RETURN)
    counter.presenter.everything()
    counter.hand.settle()
    counter.keys("1")
    counter.enter()
    assert counter.state.word is None
    assert counter.says() == (
        "Without the server this till may give back Rp500.000 a day, and Rp0 went back. Return less, or wait "
        "for the line."
    )


def all_confirmed(shop: SmallShop) -> None:
    """The server has everything of this till."""
    with shop.store.writing() as unit:
        unit.connection.execute(
            sync_state.insert(),
            {
                "terminal_id": unit.identity().terminal_id,
                "generation": None,
                "acked_epoch": 9,
                "acked_seq": 9,
                "cursor": 0,
                "failures": 0,
                "retry_at": 0,
                "last_success_at": None,
                "server_offset": None,
            },
        )


def test_in_somebody_else_s_shift_an_exchange_takes_a_manager_s_word(shop: SmallShop) -> None:
    begin_shift(shop)
    sell(shop, "KOP-001")
    shop.till = replace(shop.till, own_shift=True)
    with shop.store.writing() as unit:
        shop.cashier_id = add_staff(unit, shop.chance, NOON, name="Budi", role=Role.CASHIER, pin="445566")
    counter = ReceiptsCounter(shop)
    begin(counter)
    scan_item(counter, "KOP-003")
    counter.enter()
    assert counter.state.word is not None
    assert word_sentence(WORDS, counter.state).startswith("Exchange of ")
    counter.allow("000000")
    assert counter.state.word.trouble is not None
    counter.allow()
    assert exchanged(counter).to_pay == 11_000
    counter.hand.close()


def test_the_difference_is_paid_in_a_way_that_the_shop_has_named(shop: SmallShop) -> None:
    begin_shift(shop)
    shop.till = replace(shop.till, other_tenders=(other_method("GoPay"), other_method("Voucher mal")))
    sell(shop, "KOP-001")
    counter = ReceiptsCounter(shop)
    begin(counter)
    scan_item(counter, "KOP-003")
    assert named_ways(WORDS, counter.sheet(ExchangeSheet)) == ((), -1), "cash is chosen"
    counter.presenter.exchange.pay_otherwise(0)
    counter.presenter.exchange.pay_otherwise(1)
    counter.presenter.exchange.pay_otherwise(5)
    counter.hand.settle()
    assert named_ways(WORDS, counter.sheet(ExchangeSheet)) == (("GoPay", "Voucher mal"), 1)
    counter.keys("999")
    assert exchange_confirm(WORDS, counter.sheet(ExchangeSheet)) == "Receive Rp11.000", "only cash is keyed"
    counter.enter()
    done = exchanged(counter)
    assert (done.to_pay, done.change) == (11_000, 0)
    report = drawer_of(shop).report()
    assert report is not None
    taken = {each.method: each.taken.amount for each in report.methods}
    assert taken[other_method("Voucher mal").value] == 11_000
    counter.hand.close()


def test_what_can_t_come_back_without_a_receipt_is_called_by_its_name(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KUE-001", member=None)
    counter.come()
    counter.presenter.without_receipt()
    assert blind_confirm(WORDS, counter.sheet(BlindSheet)) == "Give back"
    scan_item(counter, "KUE-001")
    assert blind_confirm(WORDS, counter.sheet(BlindSheet)) == "Give back Rp34.500"
    scan_item(counter, "KOP-003")
    said = blind_said(WORDS, counter.sheet(BlindSheet))
    assert said.startswith("Cold Brew: ")
