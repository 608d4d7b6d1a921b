"""Gift value is loaded onto cards, pays like money at this till, and goes back where it came from."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.codes import card_code, gift_card_code, gift_card_qr_payload, voucher_code
from app.services.commit_sale import Payment
from app.services.open_basket import (
    OpenBasket,
    TakenTender,
    with_quantity,
)
from app.services.outcomes import GiftCardFound, SaleDone, SaleRefusal, SaleRefused, ScanUnknown
from app.services.receipt import QrCode, TextLine
from app.services.return_outcomes import ReturnDone
from app.services.take_tender import TenderTaken
from tests.support.gift_cards import (
    asked,
    balance_of,
    load,
    loading,
    lots_of,
    money_of,
    spend,
)
from tests.support.selling import basket_of, pay, scan
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, previewed, request_of, void

STRANGER = gift_card_code(b"0123456789")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def refused(shop: SmallShop, basket: OpenBasket) -> SaleRefusal:
    payable = shop.till.quoted(basket, TenderKind.QRIS).quote.payable
    payment = Payment(kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=shop.cashier_id)
    outcome = shop.till.commit(basket, payment)
    assert isinstance(outcome, SaleRefused), outcome
    return outcome.reason


def test_a_guest_buys_a_card_and_it_pays(shop: SmallShop) -> None:
    code = load(shop, 100_000)
    assert balance_of(shop, code) == 100_000
    sale = spend(shop, (code, 24_000))
    assert (sale.payable, balance_of(shop, code)) == (0, 76_000)


def test_a_card_pays_no_more_than_the_bill(shop: SmallShop) -> None:
    code = load(shop, 100_000)
    assert spend(shop, (code, 100_000)).payable == 0
    assert balance_of(shop, code) == 76_000


def test_several_cards_pay_in_the_order_in_which_they_are_asked(shop: SmallShop) -> None:
    first, second = load(shop, 10_000), load(shop, 50_000)
    sale = spend(shop, (first, 10_000), (second, 8_000))
    assert sale.payable == 24_000 - 18_000
    assert (balance_of(shop, first), balance_of(shop, second)) == (0, 42_000)


def test_a_card_that_is_loaded_again_has_a_lot_more_and_the_oldest_pays_first(shop: SmallShop) -> None:
    code = load(shop, 10_000)
    shop.clock.at += 1
    assert load(shop, 50_000, code) == code
    assert lots_of(shop, code) == [10_000, 50_000]
    spend(shop, (code, 24_000))
    assert lots_of(shop, code) == [0, 36_000]


def test_a_card_that_was_printed_before_is_opened_by_its_first_load(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (50_000, STRANGER.lower()), (25_000, STRANGER)))
    assert done.gift_cards == (STRANGER,)
    assert balance_of(shop, STRANGER) == 75_000


def test_each_line_of_gift_value_is_a_card_of_its_own(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (50_000, ""), (50_000, "")))
    assert [balance_of(shop, code) for code in done.gift_cards] == [50_000, 50_000]


def test_a_line_of_two_loads_both_onto_one_card(shop: SmallShop) -> None:
    done = pay(shop, with_quantity(loading(shop, (50_000, "")), 1, 2_000))
    assert [balance_of(shop, code) for code in done.gift_cards] == [100_000]


def test_a_line_that_is_gone_loads_nothing(shop: SmallShop) -> None:
    basket = with_quantity(loading(shop, (50_000, STRANGER), (20_000, "")), 1, 0)
    assert basket.gift_loads == ()
    pay(shop, basket)
    assert balance_of(shop, STRANGER) == 0


def test_gift_value_earns_when_it_pays_and_not_when_it_is_sold(shop: SmallShop) -> None:
    sold = pay(shop, loading(shop, (100_000, ""), member=0))
    assert sold.points_earned == 0
    paid = spend(shop, (sold.gift_cards[0], 24_000), member=0)
    assert (paid.payable, paid.points_earned) == (0, 24)


def test_a_sale_that_is_asked_for_again_moves_nothing(shop: SmallShop) -> None:
    basket = loading(shop, (100_000, ""))
    done = pay(shop, basket)
    assert pay(shop, basket) == done
    code = done.gift_cards[0]
    basket = asked(basket_of(shop, "KOP-001", member=None), (code, 24_000))
    paid = pay(shop, basket)
    payment = Payment(kind=TenderKind.QRIS, received=0, expected=0, cashier_id=shop.cashier_id)
    assert shop.till.commit(basket, payment) == paid
    assert balance_of(shop, code) == 76_000


def test_a_card_can_be_loaded_and_pay_in_one_sale(shop: SmallShop) -> None:
    code = load(shop, 30_000)
    basket = asked(loading(shop, (50_000, code)), (code, 30_000))
    assert pay(shop, basket).payable == 20_000
    assert balance_of(shop, code) == 50_000


@pytest.mark.parametrize(
    ("code", "amount", "reason"),
    [
        (STRANGER, 1_000, SaleRefusal.UNKNOWN_GIFT_CARD),
        ("nonsense", 1_000, SaleRefusal.UNKNOWN_GIFT_CARD),
        ("", 100_001, SaleRefusal.GIFT_CARD_SHORT),
    ],
)
def test_a_card_that_cannot_pay_is_refused_and_leaves_nothing(
    shop: SmallShop, code: str, amount: int, reason: SaleRefusal
) -> None:
    mine = load(shop, 100_000)
    assert refused(shop, asked(basket_of(shop, "BIJ-001", member=None), (code or mine, amount))) is reason
    assert balance_of(shop, mine) == 100_000


def test_only_the_code_of_a_gift_card_is_loaded(shop: SmallShop) -> None:
    for code in (card_code(b"0123456789"), voucher_code(b"0123456789"), "nonsense"):
        assert refused(shop, loading(shop, (50_000, code))) is SaleRefusal.UNKNOWN_GIFT_CARD


def test_a_gift_card_is_no_part_of_another_item(shop: SmallShop) -> None:
    basket = loading(shop, (50_000, ""))
    lines = (replace(basket.lines[0], number=2, parent=1),)
    basket = replace(basket, lines=(*basket_of(shop, "KOP-001").lines, *lines))
    assert refused(shop, basket) is SaleRefusal.INVALID_BASKET


def test_cash_pays_what_a_card_leaves(shop: SmallShop) -> None:
    code = load(shop, 10_050)
    basket = asked(basket_of(shop, "KOP-001", member=None), (code, 10_050))
    shop.till.keep(basket)
    payable = shop.till.quoted(basket, TenderKind.CASH).quote.payable
    assert payable == 14_000  # 13.950, rounded half up
    taken = shop.till.take_tender(
        basket,
        TakenTender(method=PaymentMethod.CASH, amount=payable, received=20_000, last=True),
    )
    assert isinstance(taken, TenderTaken)
    done = shop.till.commit(
        taken.quoted.basket,
        Payment(kind=TenderKind.CASH, received=20_000, expected=payable, cashier_id=shop.cashier_id),
    )
    assert isinstance(done, SaleDone)
    assert (done.change, balance_of(shop, code)) == (6_000, 0)


def test_a_scan_tells_what_is_on_a_card(shop: SmallShop) -> None:
    code = load(shop, 100_000)
    for text in (code, code.lower(), gift_card_qr_payload(code)):
        found = GiftCardFound(code=code, balance=100_000, usable=100_000, blocked=False)
        assert shop.till.resolve(scan(text)) == found
    assert shop.till.resolve(scan(STRANGER)) == ScanUnknown(text=STRANGER, looks_like="gift-card")


def test_a_gift_card_is_no_member(shop: SmallShop) -> None:
    code = load(shop, 100_000)
    assert shop.till.find_members(code) == ()
    with shop.store.reading() as unit:
        card = unit.members.gift_card(code)
        assert card is not None
        assert unit.members.by_card(code) is None
        assert unit.members.view(card.member_id, shop.clock.at) is None
        assert unit.members.row(card.member_id) is None
        assert unit.members.gift_card(shop.cards[0]) is None


def test_a_new_card_is_printed_with_its_code(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (100_000, "")))
    code = done.gift_cards[0]
    with shop.store.reading() as unit:
        kept = unit.spool.receipt_of(done.sale_id)
    assert kept is not None
    elements = kept[0].elements
    assert QrCode(gift_card_qr_payload(code)) in elements
    assert any(isinstance(line, TextLine) and line.text == "Rp100.000" for line in elements)


# What comes back.


def test_what_a_card_paid_goes_back_onto_it(shop: SmallShop) -> None:
    code = load(shop, 30_000)
    sale = spend(shop, (code, 30_000), skus=("KOP-001", "KOP-002"))
    assert sale.payable == 16_000
    assert money_of(bring_back(shop, sale, (1, 1))) == {"gift-value": 24_000}
    assert balance_of(shop, code) == 24_000
    assert money_of(bring_back(shop, sale, (2, 1))) == {"gift-value": 6_000, "qris": 16_000}
    assert lots_of(shop, code) == [30_000]


def test_of_several_cards_the_last_that_paid_gets_its_own_back_first(shop: SmallShop) -> None:
    first, second = load(shop, 20_000), load(shop, 20_000)
    sale = spend(shop, (first, 20_000), (second, 20_000), skus=("KOP-001", "ROT-002"))
    bring_back(shop, sale, (1, 1))
    assert (balance_of(shop, first), balance_of(shop, second)) == (4_000, 20_000)
    bring_back(shop, sale, (2, 1))
    assert (balance_of(shop, first), balance_of(shop, second)) == (20_000, 20_000)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 1, 3)])
def test_returns_in_any_order_end_alike(shop: SmallShop, order: tuple[int, ...]) -> None:
    first, second = load(shop, 30_000), load(shop, 40_000)
    sale = spend(shop, (first, 30_000), (second, 30_000), skus=("KOP-001", "KOP-002", "KUE-001"))
    paid = [money_of(bring_back(shop, sale, (line, 1))) for line in order]
    assert sum(sum(money.values()) for money in paid) == 80_500
    assert (lots_of(shop, first), lots_of(shop, second)) == ([30_000], [40_000])


def test_a_void_of_a_load_empties_the_card(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (100_000, "")))
    assert money_of(void(shop, done)) == {"qris": 100_000}
    assert balance_of(shop, done.gift_cards[0]) == 0


def test_what_is_spent_of_a_returned_load_is_off_the_refund(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (100_000, "")))
    code = done.gift_cards[0]
    spend(shop, (code, 24_000))
    assert previewed(shop, done, (1, 1)).deducted == 24_000
    back = bring_back(shop, done, (1, 1))
    assert (back.refund, back.deducted) == (76_000, 24_000)
    assert balance_of(shop, code) == 0


def test_a_returned_load_takes_other_loads_of_its_card_before_it_costs_anything(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (100_000, "")))
    code = done.gift_cards[0]
    shop.clock.at += 1
    load(shop, 50_000, code)
    spend(shop, (code, 80_500), skus=("KOP-001", "KOP-002", "KUE-001"))
    back = bring_back(shop, done, (1, 1))
    assert (back.refund, balance_of(shop, code)) == (69_500, 0)


def test_a_load_of_two_comes_back_one_by_one(shop: SmallShop) -> None:
    done = pay(shop, with_quantity(loading(shop, (50_000, "")), 1, 2_000))
    code = done.gift_cards[0]
    spend(shop, (code, 24_000))
    assert bring_back(shop, done, (1, 1)).refund == 50_000
    assert balance_of(shop, code) == 26_000
    assert bring_back(shop, done, (1, 1)).refund == 26_000
    assert balance_of(shop, code) == 0


def test_a_load_that_a_card_paid_goes_back_less_what_is_spent(shop: SmallShop) -> None:
    paying = load(shop, 100_000)
    done = pay(shop, asked(loading(shop, (100_000, "")), (paying, 100_000)))
    spend(shop, (done.gift_cards[0], 24_000))
    back = bring_back(shop, done, (1, 1))
    assert money_of(back) == {"gift-value": 76_000}
    assert (balance_of(shop, paying), balance_of(shop, done.gift_cards[0])) == (76_000, 0)


def test_a_return_that_is_asked_for_again_moves_nothing(shop: SmallShop) -> None:
    code = load(shop, 30_000)
    sale = spend(shop, (code, 24_000))
    request = request_of(shop, sale, (1, 1))
    assert shop.till.take_back(request) == shop.till.take_back(request)
    assert balance_of(shop, code) == 30_000


def test_a_debt_is_not_deducted_from_what_goes_back_onto_a_card(shop: SmallShop) -> None:
    code = load(shop, 334_000)
    sale = spend(shop, (code, 334_000), skus=("BIJ-001",), member=0)
    pay(shop, basket_of(shop, "KUE-001", points=300))
    request = replace(request_of(shop, sale, (1, 1), approval=manager(shop)), deduct_debt=True)
    back = shop.till.take_back(request)
    assert isinstance(back, ReturnDone)
    assert back.refund == 334_000
    assert back.debt > 0
    assert balance_of(shop, code) == 334_000
