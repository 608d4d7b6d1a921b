"""Paying in parts: what was taken is on disk, is listed, goes back when it is given back, and is never taken twice."""

from dataclasses import fields, replace

from app.domain.basket import PaymentMethod
from app.services.hold_basket import Held
from app.services.open_basket import OpenBasket, TakenTender
from app.services.outcomes import GiftCardFound, SaleRefusal, SaleRefused
from app.services.take_tender import TenderOutcome, TenderProblem, TenderRefused
from app.services.till import Till
from app.ui.checkout.paid_parts import PaidPart, left_to_pay, paid_parts, paid_so_far, ways_of
from app.ui.checkout.state import (
    CashShort,
    FinishPanel,
    GiftCodeSheet,
    TenderSheet,
    Trouble,
)
from tests.support.counter import Counter
from tests.support.gift_cards import balance_of, gift_item, load
from tests.support.gift_shop import open_a_cause, open_gift_shop
from tests.support.selling import sell
from tests.support.shop import SmallShop
from tests.support.strict_logs import ExpectLog

CASH, QRIS, CARD = PaymentMethod.CASH, PaymentMethod.QRIS, PaymentMethod.CARD
GIFT, WALLET = PaymentMethod.GIFT_VALUE, PaymentMethod.CASHBACK


def paying(counter: Counter, *skus: str) -> None:
    counter.scan_items(*skus)
    counter.pay()


def choose(counter: Counter, way: PaymentMethod, amount: str = "") -> None:
    counter.presenter.payment.choose(way)
    counter.hand.settle()
    counter.type(amount)


def take(counter: Counter, way: PaymentMethod, amount: str = "") -> None:
    choose(counter, way, amount)
    counter.enter()


def on_disk(counter: Counter) -> list[tuple[PaymentMethod, int]]:
    """What the store says was paid."""
    return [
        (tender.method, tender.amount)
        for basket in counter.shop.till.paid_and_not_sold()
        for tender in basket.tenders
    ]


def parts(counter: Counter) -> list[tuple[PaymentMethod, int]]:
    """What the sheet lists."""
    return [(part.method, part.amount) for part in paid_parts(counter.quoted())]


def test_a_part_by_qris_is_on_disk_at_once_and_cash_pays_the_rest(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, QRIS, "10000")
    assert on_disk(counter) == parts(counter) == [(QRIS, 10_000)]
    assert (counter.sheet(TenderSheet).way, counter.due(), paid_so_far(counter.quoted())) == (
        CASH,
        14_000,
        10_000,
    )
    counter.type("20000")
    counter.enter()
    assert counter.sheet(FinishPanel).done.change == 6_000
    assert on_disk(counter) == []


def test_a_tender_survives_the_till_and_is_not_asked_for_again(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, QRIS, "10000")
    again = Counter(counter.shop)
    assert again.state.notice is Trouble.PAID_NOT_SOLD
    again.pay()
    assert (parts(again), again.due()) == ([(QRIS, 10_000)], 14_000)
    again.enter()
    assert again.sheet(FinishPanel).done.payable == 14_000
    again.hand.close()


def test_a_held_basket_of_which_something_was_paid_is_told_after_a_restart(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, QRIS, "10000")
    basket = counter.state.basket
    assert basket is not None
    assert isinstance(counter.shop.till.hold(basket, "Meja 4", counter.shop.cashier_id), Held)
    again = Counter(counter.shop)
    assert again.says(Trouble.PAID_AND_HELD)
    assert again.state.basket is None
    again.hand.close()


def test_what_was_paid_in_full_but_not_sold_is_sold_without_paying_again(counter: Counter) -> None:
    closed = replace(counter.shop.till, needs_shift=True)
    blocked = Counter(replace(counter.shop, till=closed))
    paying(blocked, "KOP-001")
    take(blocked, QRIS)
    assert blocked.says(SaleRefused(reason=SaleRefusal.NO_SHIFT))
    assert (parts(blocked), left_to_pay(blocked.quoted())) == ([(QRIS, 24_000)], 0)
    blocked.hand.close()
    again = Counter(counter.shop)
    again.pay()
    assert again.sheet(TenderSheet).way is QRIS
    again.enter()
    assert again.sheet(FinishPanel).done.payable == 24_000
    assert on_disk(again) == []
    again.hand.close()


def test_what_was_paid_in_full_is_a_part_once_the_basket_has_grown(counter: Counter) -> None:
    closed = Counter(replace(counter.shop, till=replace(counter.shop.till, needs_shift=True)))
    paying(closed, "KOP-001")
    take(closed, QRIS)
    closed.hand.close()
    again = Counter(counter.shop)
    again.scan_items("KUE-001")
    again.pay()
    choose(again, CASH)
    assert (parts(again), again.due(), left_to_pay(again.quoted())) == ([(QRIS, 24_000)], 34_500, 34_500)
    again.type("50000")
    again.enter()
    assert again.sheet(FinishPanel).done.change == 15_500
    again.hand.close()


def test_a_plan_is_sold_to_a_member_only(counter: Counter) -> None:
    open_gift_shop(counter.shop)
    counter.presenter.search.open_items()
    counter.presenter.search.type("VIP")
    counter.hand.settle()
    counter.enter()
    counter.pay()
    counter.enter()
    assert counter.says(SaleRefused(reason=SaleRefusal.NEEDS_MEMBER))
    counter.scan(counter.shop.cards[0])
    counter.enter()
    assert counter.sheet(FinishPanel).done.payable == 365_000


def test_a_tender_goes_back_only_when_that_is_confirmed(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, CARD, "10000")
    (part,) = paid_parts(counter.quoted())
    counter.presenter.payment.give_back(part)
    counter.presenter.leave()
    assert on_disk(counter) == [(CARD, 10_000)]
    counter.presenter.payment.give_back(part)
    counter.enter()
    assert (on_disk(counter), counter.due()) == ([], 24_000)
    assert counter.says(Trouble.GIVEN_BACK)


def test_undo_takes_no_payment_back(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.scan_items("KUE-001")
    counter.pay()
    take(counter, QRIS, "10000")
    counter.presenter.leave()
    counter.presenter.undo()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 1}
    counter.pay()
    assert (parts(counter), counter.due()) == ([(QRIS, 10_000)], 14_000)


def test_a_basket_whose_lines_are_gone_can_still_give_the_money_back(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, QRIS, "10000")
    counter.presenter.leave()
    counter.presenter.remove()
    counter.hand.settle()
    counter.pay()
    (part,) = paid_parts(counter.quoted())
    counter.enter()
    assert counter.says(SaleRefused(reason=SaleRefusal.EMPTY))
    counter.presenter.payment.give_back(part)
    counter.enter()
    assert on_disk(counter) == []


def test_too_little_cash_leaves_the_rest_to_the_way_that_is_chosen_next(counter: Counter) -> None:
    paying(counter, "KOP-001")
    counter.type("20000")
    counter.enter()
    assert counter.says(CashShort(4_000))
    counter.presenter.payment.choose(QRIS)
    counter.hand.settle()
    assert counter.sheet(TenderSheet).keyed == "4000"
    counter.enter()
    assert (on_disk(counter), counter.due()) == ([(QRIS, 4_000)], 20_000)


def test_more_than_is_left_is_refused_where_nothing_gives_change(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, CARD, "25000")
    assert counter.says(TenderRefused(problem=TenderProblem.OVER))
    assert on_disk(counter) == []


def test_two_taps_take_a_tender_once(counter: Counter) -> None:
    paying(counter, "KOP-001")
    choose(counter, QRIS, "10000")
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.hand.settle()
    assert on_disk(counter) == [(QRIS, 10_000)]


class LosingTill(Till):
    """Its store takes a tender, and the answer never comes."""

    def take_tender(self, basket: OpenBasket, tender: TakenTender) -> TenderOutcome:
        super().take_tender(basket, tender)
        raise OSError("the disk was pulled out")


def test_a_tender_whose_answer_got_lost_is_found_on_disk_and_not_asked_for_again(
    shop: SmallShop, expected_log: ExpectLog
) -> None:
    expected_log("ERROR app.ui.lanes: lane write: the disk was pulled out")
    plain = {each.name: getattr(shop.till, each.name) for each in fields(Till)}
    counter = Counter(replace(shop, till=LosingTill(**plain)))
    paying(counter, "KOP-001")
    take(counter, QRIS, "10000")
    assert counter.says(Trouble.NOT_SAVED)
    assert (parts(counter), counter.due(), on_disk(counter)) == ([(QRIS, 10_000)], 14_000, [(QRIS, 10_000)])
    assert [str(fault) for fault in counter.hand.faults] == ["the disk was pulled out"]
    counter.hand.close()


def test_a_basket_that_grew_after_it_was_paid_asks_for_the_rest(counter: Counter) -> None:
    paying(counter, "KOP-001")
    take(counter, QRIS, "23000")
    counter.scan_items("KUE-001")
    assert counter.due() == 35_500


def test_a_scanned_gift_card_pays_what_it_has_and_the_rest_is_asked(counter: Counter) -> None:
    code = load(counter.shop, 10_000)
    paying(counter, "KOP-001")
    counter.scan(code)
    assert counter.sheet(TenderSheet).card == GiftCardFound(
        code=code, balance=10_000, usable=10_000, blocked=False
    )
    counter.enter()
    assert (parts(counter), counter.due()) == ([(GIFT, 10_000)], 14_000)
    counter.enter()
    assert counter.sheet(FinishPanel).done.payable == 14_000
    assert balance_of(counter.shop, code) == 0


def test_a_gift_card_pays_all_and_keeps_the_rest(counter: Counter) -> None:
    code = load(counter.shop, 50_000)
    paying(counter, "KOP-001")
    counter.scan(code)
    counter.enter()
    assert counter.due() == 0
    counter.enter()
    assert counter.sheet(FinishPanel).done.payable == 0
    assert balance_of(counter.shop, code) == 26_000


def test_a_typed_code_does_what_a_scan_does(counter: Counter) -> None:
    code = load(counter.shop, 10_000)
    paying(counter, "KOP-001")
    choose(counter, GIFT)
    counter.enter()
    counter.presenter.gift_code.type("NOT A CODE")
    counter.enter()
    assert counter.sheet(GiftCodeSheet).code == "NOT A CODE"
    counter.presenter.gift_code.type(code.lower())
    counter.enter()
    found = counter.sheet(TenderSheet).card
    assert found is not None
    assert found.code == code


def test_leaving_the_code_goes_back_to_the_payment(counter: Counter) -> None:
    paying(counter, "KOP-001")
    choose(counter, GIFT)
    counter.enter()
    counter.presenter.leave()
    assert counter.sheet(TenderSheet).way is GIFT


def test_a_gift_card_is_asked_for_no_more_than_it_has(counter: Counter) -> None:
    code = load(counter.shop, 10_000)
    paying(counter, "KOP-001")
    counter.scan(code)
    counter.type("12000")
    counter.enter()
    assert counter.says(SaleRefused(reason=SaleRefusal.GIFT_CARD_SHORT))
    counter.presenter.clear()
    counter.type("4000")
    counter.enter()
    counter.scan(code)
    counter.enter()
    assert (parts(counter), counter.due()) == ([(GIFT, 10_000)], 14_000)


def test_what_a_gift_card_is_asked_for_is_taken_off_the_list_at_once(counter: Counter) -> None:
    code = load(counter.shop, 10_000)
    paying(counter, "KOP-001")
    counter.scan(code)
    counter.enter()
    counter.presenter.payment.give_back(PaidPart(method=GIFT, amount=10_000, code=code))
    counter.hand.settle()
    assert (parts(counter), counter.due()) == ([], 24_000)


def test_gift_value_is_loaded_onto_the_card_that_is_scanned_after_it(counter: Counter) -> None:
    code = load(counter.shop, 10_000)
    counter.scan_items("KOP-001")
    counter.presenter._found(gift_item(50_000))
    counter.hand.settle()
    counter.scan(code)
    assert counter.says(Trouble.GIFT_CARD_LOADED)
    counter.sell()
    assert balance_of(counter.shop, code) == 60_000


def test_the_wallet_pays_what_it_has_and_no_more(counter: Counter) -> None:
    open_gift_shop(counter.shop)
    sell(counter.shop, "KOP-003", "KOP-003")  # 3.500 back
    counter.scan(counter.shop.cards[0])
    paying(counter, "KOP-001")
    assert ways_of(counter.quoted())[-1] is WALLET
    take(counter, WALLET, "5000")
    assert counter.says(Trouble.WALLET_LIMIT)
    counter.presenter.clear()
    counter.enter()
    assert (parts(counter), counter.due()) == ([(WALLET, 3_500)], 20_500)
    counter.presenter.payment.give_back(paid_parts(counter.quoted())[0])
    counter.hand.settle()
    assert parts(counter) == []


def test_a_guest_has_no_wallet(counter: Counter) -> None:
    open_gift_shop(counter.shop)
    paying(counter, "KOP-001")
    assert WALLET not in ways_of(counter.quoted())


def test_left_and_right_go_through_the_ways(counter: Counter) -> None:
    paying(counter, "KOP-001")
    seen = []
    for _ in range(4):
        counter.presenter.turn(1)
        counter.hand.settle()
        seen.append(counter.sheet(TenderSheet).way)
    assert seen == [QRIS, CARD, GIFT, CASH]


def test_rounding_up_for_charity_is_one_touch_there_and_back(counter: Counter) -> None:
    open_a_cause(counter.shop)
    paying(counter, "ROT-001")
    (cause,) = counter.sheet(TenderSheet).causes
    assert counter.due() == 28_500
    counter.presenter.payment.give(0)
    counter.hand.settle()
    assert (cause.donation.id, counter.due()) == ("reef", 29_000)
    counter.presenter.payment.give(0)
    counter.hand.settle()
    assert counter.due() == 28_500
