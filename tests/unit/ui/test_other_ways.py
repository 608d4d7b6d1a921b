"""Paying by what the shop has named, and keying what the slip says; no screen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, other_method
from app.services.take_tender import TenderProblem, TenderRefused
from app.ui.checkout.state import FinishPanel, ReferenceSheet, TenderSheet, Trouble
from tests.support.counter import Counter
from tests.support.shop import small_shop

GOPAY, MALL = other_method("GoPay"), other_method("Voucher mal")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with small_shop(tmp_path) as shop:
        shop.till = replace(shop.till, other_tenders=(GOPAY, MALL))
        with Counter(shop) as counter:
            counter.scan_items("BIJ-001")
            counter.pay()
            yield counter


def way(counter: Counter) -> PaymentMethod:
    return counter.sheet(TenderSheet).way


def choose_other(counter: Counter) -> None:
    counter.presenter.payment.choose_other()
    counter.hand.settle()


def refer(counter: Counter, text: str) -> None:
    counter.presenter.payment.refer()
    counter.presenter.reference.type(text)
    counter.enter()


def test_the_first_is_chosen_and_alt_chooses_another(counter: Counter) -> None:
    choose_other(counter)
    assert way(counter) == GOPAY
    counter.presenter.payment.quick(1)
    counter.hand.settle()
    assert way(counter) == MALL
    counter.presenter.payment.quick(4)
    assert way(counter) == MALL


def test_the_arrows_pass_by_each_of_them(counter: Counter) -> None:
    seen = []
    for _ in range(6):
        seen.append(way(counter))
        counter.presenter.turn(1)
        counter.hand.settle()
    assert seen == [
        PaymentMethod.CASH,
        PaymentMethod.QRIS,
        PaymentMethod.CARD,
        GOPAY,
        MALL,
        PaymentMethod.GIFT_VALUE,
    ]


def test_enter_receives_all_that_is_left(counter: Counter) -> None:
    choose_other(counter)
    counter.enter()
    counter.sheet(FinishPanel)
    with counter.shop.store.reading() as unit:
        sale = unit.sales.last()
    assert sale is not None
    assert sale.tender.kind == GOPAY.value


def test_a_part_by_one_and_the_rest_by_another_keep_their_references(counter: Counter) -> None:
    choose_other(counter)
    counter.key("100000")
    refer(counter, "GP 1")
    assert counter.sheet(TenderSheet).keyed == "100000"
    counter.enter()
    counter.presenter.payment.choose(PaymentMethod.QRIS)
    counter.hand.settle()
    assert counter.sheet(TenderSheet).reference == ""
    refer(counter, "000123")
    counter.enter()
    with counter.shop.store.reading() as unit:
        sale = unit.sales.last()
    assert sale is not None
    assert [(each.method, each.amount, each.text) for each in sale.references] == [
        (GOPAY, 100_000, "GP 1"),
        (PaymentMethod.QRIS, 234_000, "000123"),
    ]


def test_a_scanned_slip_fills_the_reference_and_nothing_else_does(counter: Counter) -> None:
    counter.presenter.payment.choose(PaymentMethod.CARD)
    counter.hand.settle()
    counter.presenter.payment.refer()
    counter.scan("APPR-99871")
    assert counter.sheet(ReferenceSheet).text == "APPR-99871"
    counter.scan_items("KOP-001")
    assert (counter.sheet(ReferenceSheet).text, counter.said()) == (
        "APPR-99871",
        Trouble.FINISH_PAYMENT_FIRST,
    )
    assert counter.quantities() == {"BIJ-001": 1}


def test_a_whole_card_number_is_refused_where_it_is_typed(counter: Counter) -> None:
    counter.presenter.payment.choose(PaymentMethod.CARD)
    counter.hand.settle()
    refer(counter, "4111111111111111")
    counter.sheet(ReferenceSheet)
    assert counter.says(TenderRefused(problem=TenderProblem.CARD_NUMBER))


def test_esc_leaves_the_payment_as_it_was(counter: Counter) -> None:
    counter.presenter.payment.choose(PaymentMethod.CARD)
    counter.hand.settle()
    refer(counter, "1234")
    counter.presenter.payment.refer()
    counter.presenter.reference.type("999")
    counter.presenter.leave()
    counter.hand.settle()
    assert counter.sheet(TenderSheet).reference == "1234"


def test_cash_has_no_slip(counter: Counter) -> None:
    counter.presenter.payment.refer()
    assert way(counter) is PaymentMethod.CASH
