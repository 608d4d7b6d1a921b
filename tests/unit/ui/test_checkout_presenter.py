"""The checkout's behaviour over a real till on a real store; only the screen is missing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.basket import PaymentMethod, Proof, TenderKind
from app.services.offers import Standing, Step
from app.services.outcomes import GiftCardFound, ScanUnknown
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.offers import shown_offers
from app.ui.checkout.state import (
    CashShort,
    FinishPanel,
    ItemSearch,
    MemberSearch,
    QuantitySheet,
    RedeemSheet,
    ShiftOfAnother,
    TenderSheet,
    Trouble,
    quick_cash,
)
from app.ui.navigation import Place
from tests.support.counter import Counter
from tests.support.drawers import begin
from tests.support.gift_cards import load


def test_the_first_scan_opens_a_basket(counter: Counter) -> None:
    assert counter.state.basket is None
    counter.scan_items("KOP-001")
    assert counter.quantities() == {"KOP-001": 1}
    assert counter.payable() == 24_000


def test_the_same_item_again_grows_its_line_and_selects_it(counter: Counter) -> None:
    counter.scan_items("KOP-001", "ROT-002", "KOP-001")
    assert counter.quantities() == {"KOP-001": 2, "ROT-002": 1}
    assert counter.state.selected == 1


def test_scans_that_come_while_a_basket_opens_are_all_in_it(counter: Counter) -> None:
    for sku in ("KOP-001", "KOP-001", "KUE-001"):
        counter.presenter.scanned(Scan(counter.shop.item(sku).gtin, Symbology.UNKNOWN, ScanSource.CAMERA, 0))
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 2, "KUE-001": 1}


def test_an_unknown_scan_changes_nothing_but_says_so(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    before = counter.state.basket
    counter.scan("8999999999994")
    assert counter.state.basket == before
    assert isinstance(counter.state.notice, ScanUnknown)


def test_a_gift_card_s_balance_is_told_and_the_basket_stays(counter: Counter) -> None:
    code = load(counter.shop, 100_000)
    counter.scan_items("ROT-001")
    before = counter.state.basket
    counter.scan(code)
    assert counter.state.basket == before
    assert counter.state.notice == GiftCardFound(code=code, balance=100_000, usable=100_000, blocked=False)


def test_a_card_makes_it_the_members_sale_and_applies_the_members_offer(counter: Counter) -> None:
    counter.scan_items("ROT-001")
    assert counter.state.quoted is not None
    assert [offer.step for offer in shown_offers(counter.state.quoted)] == [Step.SHOW_CARD]
    counter.scan(counter.shop.cards[0])
    assert counter.state.basket is not None
    assert counter.state.basket.member is not None
    assert counter.payable() == 25_650
    assert [offer.standing for offer in shown_offers(counter.state.quoted)] == [Standing.APPLIED]


def test_undo_takes_changes_back_one_by_one(counter: Counter) -> None:
    counter.scan_items("KOP-001", "KUE-001")
    counter.presenter.remove_line()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 1}
    counter.presenter.undo()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 1, "KUE-001": 1}
    assert counter.payable() == 58_500


def test_quantity_takes_digits_and_enter(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.quantity.open()
    counter.presenter.key("1")
    counter.presenter.key("2")
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 12}
    assert counter.state.sheet is None


def test_a_card_scanned_while_a_quantity_is_keyed_keeps_both(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.quantity.open()
    counter.presenter.key("3")
    counter.scan(counter.shop.cards[0])
    assert counter.sheet(QuantitySheet).keyed == "3"
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 3}
    assert counter.state.basket is not None
    assert counter.state.basket.member is not None


def test_only_the_answer_to_the_newest_text_is_shown(counter: Counter) -> None:
    counter.presenter.search.open_items()
    counter.presenter.search.type("ko")
    counter.presenter.search.type("croi")
    counter.hand.settle()
    assert [row.sku for row in counter.sheet(ItemSearch).rows] == ["ROT-002"]
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.quantities() == {"ROT-002": 1}


def test_a_member_is_found_by_the_end_of_the_phone(counter: Counter) -> None:
    counter.presenter.search.open_members()
    counter.presenter.search.type("7890")
    counter.hand.settle()
    assert len(counter.sheet(MemberSearch).rows) == 1
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.state.basket is not None
    assert counter.state.basket.member is not None
    assert counter.state.basket.member.name == "Siti Rahayu"


def test_who_was_searched_for_only_told_it_until_the_card_is_scanned(counter: Counter) -> None:
    counter.presenter.search.open_members()
    counter.presenter.search.type("7890")
    counter.hand.settle()
    counter.presenter.confirm()
    counter.hand.settle()
    assert proof_of(counter) is Proof.TOLD
    counter.scan(counter.shop.cards[0])
    assert proof_of(counter) is Proof.CARD


def proof_of(counter: Counter) -> Proof | None:
    basket = counter.state.basket
    return None if basket is None else basket.proof


def test_a_sale_ends_with_change_points_and_an_empty_basket(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.scan(counter.shop.cards[0])
    counter.presenter.pay()
    counter.hand.settle()
    for digit in "50000":
        counter.presenter.key(digit)
    counter.presenter.confirm()
    counter.hand.settle()
    done = counter.sheet(FinishPanel).done
    assert (done.change, done.points_earned, done.balance) == (26_000, 24, 24)
    assert counter.state.basket is None
    counter.scan_items("KUE-001")
    assert counter.state.sheet is None
    assert counter.quantities() == {"KUE-001": 1}


def test_two_taps_on_pay_and_two_on_confirm_commit_once(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    for _ in range(2):
        counter.presenter.pay()
    counter.hand.settle()
    for _ in range(2):
        counter.presenter.confirm()
    counter.presenter.payment.quick(0)
    counter.hand.settle()
    assert counter.shop.told.times == 1
    assert counter.sheet(FinishPanel).done.receipt_number.endswith("-0001")
    counter.scan_items("KOP-001")
    assert counter.sell().done.receipt_number.endswith("-0002")


def test_a_hurried_cashier_pays_before_the_price_is_there(counter: Counter) -> None:
    counter.presenter.scanned(Scan(counter.shop.item("KOP-001").gtin, Symbology.UNKNOWN, ScanSource.WEDGE, 0))
    counter.hand.settle()
    counter.presenter.add(1, 1)
    counter.presenter.pay()
    counter.hand.settle()
    assert counter.sheet(TenderSheet).kind is TenderKind.CASH
    counter.presenter.payment.choose(PaymentMethod.QRIS)
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.sheet(FinishPanel).done.payable == 48_000


def test_too_little_cash_is_refused_with_a_reason(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.pay()
    counter.hand.settle()
    counter.presenter.key("5")
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.says(CashShort(23_995))
    assert counter.sheet(TenderSheet).keyed == "5"


def test_a_card_shown_while_paying_gets_the_members_price(counter: Counter) -> None:
    counter.scan_items("ROT-001")
    counter.presenter.pay()
    counter.hand.settle()
    counter.scan(counter.shop.cards[0])
    assert counter.due() == 25_700  # 25.650, to the next Rp100 in cash


def test_points_that_went_meanwhile_refuse_the_sale_or_change_its_price(counter: Counter) -> None:
    counter.scan_items("BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.sell()
    counter.scan_items("BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.presenter.redeem.open()
    assert counter.sheet(RedeemSheet).points == 300
    counter.presenter.redeem.change(-1)
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.payable() == 332_000
    counter.presenter.pay()
    counter.hand.settle()
    assert counter.due() == 332_000
    counter.shop.clock.at += 400 * 86_400_000  # the points lapse while the till shows them
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.says(Trouble.PRICE_CHANGED)
    assert counter.due() == 334_000


def test_a_basket_keeps_its_programme_and_the_next_one_gets_the_new(counter: Counter) -> None:
    counter.scan_items("ROT-001")
    counter.scan(counter.shop.cards[0])
    draft = replace(
        counter.shop.programme,
        points=replace(counter.shop.programme.points, rupiah_per_point=500, redeem_percent=Decimal(50)),
    )
    counter.shop.till.publish(draft, 1, counter.shop.manager_id)
    counter.scan_items("KOP-001")
    assert counter.sell().done.points_earned == 49
    counter.scan_items("KOP-001")
    counter.scan(counter.shop.cards[0])
    assert counter.sell().done.points_earned == 48


def test_a_basket_survives_the_till(counter: Counter) -> None:
    counter.scan_items("KOP-001", "KUE-001")
    again = Counter(counter.shop)
    assert again.quantities() == {"KOP-001": 1, "KUE-001": 1}
    assert again.state.notice is Trouble.RESTORED
    again.hand.close()


def test_reprint_asks_for_a_copy_of_the_last_sale(counter: Counter) -> None:
    counter.presenter.reprint()
    counter.hand.settle()
    assert counter.says(Trouble.NOTHING_TO_REPRINT)
    counter.scan_items("KOP-001")
    counter.sell()
    counter.presenter.reprint()
    counter.hand.settle()
    assert counter.says(Trouble.REPRINTING)


@pytest.mark.parametrize(
    ("payable", "amounts"),
    [
        (23_400, (23_400, 30_000, 50_000, 100_000)),
        (100_000, (100_000,)),
        (470_200, (470_200, 480_000, 500_000)),
        (0, (0,)),
    ],
)
def test_quick_cash_is_exact_and_the_next_round_notes(payable: int, amounts: tuple[int, ...]) -> None:
    assert quick_cash(payable) == amounts


def test_whoever_comes_to_somebody_else_s_shift_is_told_whose_drawer_it_is(counter: Counter) -> None:
    begin(counter.shop)
    counter.presenter.start(counter.shop.cashier_id)
    counter.hand.settle()
    assert counter.said() is None, "it is her own"
    counter.presenter.start(counter.shop.manager_id)
    counter.hand.settle()
    assert counter.said() == ShiftOfAnother("Ayu")
    counter.presenter.go_on()
    assert counter.visited[-1] is Place.SHIFT
