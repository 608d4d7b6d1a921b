"""What was paid is on disk before the sale is: nobody pays twice, and nothing is paid that isn't owed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.basket import UNIT, PaymentMethod, TenderKind, TenderPart
from app.domain.manual_limits import ManualReason
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import PaidWith
from app.domain.programme.promotions import Promotion, Scope
from app.protocol.facts import SaleCommitted, Tender
from app.services.approval import Approval
from app.services.approve_manual import Approved
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, TakenTender, with_item, with_manual_price, with_quantity
from app.services.outcomes import Commit, PriceChanged, Published, SaleDone, SaleRefusal, SaleRefused
from app.services.receipt import PairLine
from app.services.take_tender import TenderOutcome, TenderProblem, TenderRefused, TenderTaken
from app.words.translate import Language
from tests.support.selling import basket_of, pay
from tests.support.shop import MANAGER_PIN, SmallShop, open_store, small_shop

CASH, QRIS, CARD = PaymentMethod.CASH, PaymentMethod.QRIS, PaymentMethod.CARD


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def taken(
    shop: SmallShop,
    basket: OpenBasket,
    method: PaymentMethod,
    amount: int,
    *,
    last: bool = False,
    received: int | None = None,
) -> TenderOutcome:
    given = amount if received is None else received
    tender = TakenTender(method=method, amount=amount, received=given, reference="RRN 1", last=last)
    return shop.till.take_tender(basket, tender)


def paid(
    shop: SmallShop, basket: OpenBasket, method: PaymentMethod, amount: int, *, last: bool = False
) -> OpenBasket:
    outcome = taken(shop, basket, method, amount, last=last)
    assert isinstance(outcome, TenderTaken), outcome
    return outcome.quoted.basket


def commit(shop: SmallShop, basket: OpenBasket, kind: TenderKind, received: int, expected: int) -> Commit:
    payment = Payment(kind=kind, received=received, expected=expected, cashier_id=shop.cashier_id)
    return shop.till.commit(basket, payment)


def fact(shop: SmallShop, done: Commit) -> SaleCommitted:
    assert isinstance(done, SaleDone), done
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    return sale


def beans(shop: SmallShop) -> OpenBasket:
    """Rp334.000 for a guest."""
    return basket_of(shop, "BIJ-001", member=None)


def test_a_bill_is_split_and_the_last_tender_pays_the_rest_with_its_change(shop: SmallShop) -> None:
    basket = paid(shop, paid(shop, beans(shop), QRIS, 200_000), CARD, 83_950)
    quoted = shop.till.quoted(basket, TenderKind.CASH)
    assert quoted.quote.payable == 50_100  # 50.050, rounded by cash
    sale = fact(shop, commit(shop, basket, TenderKind.CASH, 60_000, 50_100))
    assert sale.tender == Tender(kind=TenderKind.CASH, received=60_000, change=9_900)
    assert sale.inputs.split == (
        TenderPart(method=QRIS, amount=200_000),
        TenderPart(method=CARD, amount=83_950),
    )
    assert [(part.method, part.amount) for part in sale.quote.carried] == [(QRIS, 200_000), (CARD, 83_950)]


def test_what_was_paid_in_full_is_there_after_a_power_cut_and_is_not_paid_again(shop: SmallShop) -> None:
    basket = paid(shop, beans(shop), QRIS, 334_000, last=True)
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    till = replace(shop.till, store=store)
    again = till.unfinished()
    assert again == basket
    assert till.paid_and_not_sold() == (basket,)
    assert again.tenders == (
        TakenTender(method=QRIS, amount=334_000, received=334_000, reference="RRN 1", last=True),
    )
    cash = Payment(kind=TenderKind.CASH, received=0, expected=334_000, cashier_id=shop.cashier_id)
    done = till.commit(again, cash)
    assert isinstance(done, SaleDone)
    assert (done.received, done.change) == (334_000, 0)
    assert (till.unfinished(), till.paid_and_not_sold()) == (None, ())
    store.close()


def test_a_part_that_was_paid_is_there_after_a_power_cut(shop: SmallShop) -> None:
    paid(shop, beans(shop), QRIS, 300_000)
    newer = basket_of(shop, "KOP-001", member=None)
    shop.till.keep(newer)
    unfinished = shop.till.unfinished()
    assert unfinished is not None
    assert unfinished.sale_id != newer.sale_id, "what was paid comes first"
    assert shop.till.quoted(unfinished, TenderKind.QRIS).quote.payable == 34_000


def test_undoing_a_change_undoes_no_payment(shop: SmallShop) -> None:
    before = beans(shop)
    paid(shop, before, QRIS, 300_000)
    shop.till.keep(before)
    shop.till.discard(before.sale_id)
    (kept,) = shop.till.paid_and_not_sold()
    assert kept.tenders[0].amount == 300_000
    changed = commit(shop, before, TenderKind.QRIS, 334_000, 334_000)
    assert isinstance(changed, PriceChanged)
    assert changed.quoted.quote.payable == 34_000
    sale = fact(shop, commit(shop, before, TenderKind.QRIS, 34_000, 34_000))
    assert sale.inputs.split == (TenderPart(method=QRIS, amount=300_000),)


def test_a_manager_s_word_undoes_no_payment_either(shop: SmallShop) -> None:
    before = beans(shop)
    paid(shop, before, QRIS, 100_000)
    lowered = with_manual_price(before, 1, 300_000, ManualReason.DAMAGED)
    outcome = shop.till.approve_manual(lowered, Approval(staff_id=shop.manager_id, pin=MANAGER_PIN))
    assert isinstance(outcome, Approved)
    assert [tender.amount for tender in outcome.basket.tenders] == [100_000]
    assert shop.till.paid_and_not_sold() == (outcome.basket,)


@pytest.mark.parametrize(
    ("method", "amount", "received", "last", "problem"),
    [
        (QRIS, 334_001, 334_001, False, TenderProblem.OVER),
        (QRIS, 100_000, 100_001, False, TenderProblem.OVER),
        (QRIS, 334_001, 334_001, True, TenderProblem.OVER),
        (CARD, 334_000, 335_000, True, TenderProblem.OVER),
        (QRIS, 333_999, 333_999, True, TenderProblem.SHORT),
        (CASH, 334_000, 333_999, True, TenderProblem.SHORT),
        (QRIS, 0, 0, False, TenderProblem.SHORT),
        (QRIS, -1, 0, False, TenderProblem.SHORT),
        (CASH, 100_000, 100_000, False, TenderProblem.CASH_IS_LAST),
        (PaymentMethod.GIFT_VALUE, 1_000, 1_000, False, TenderProblem.UNKNOWN_TENDER),
        (PaymentMethod.CASHBACK, 1_000, 1_000, False, TenderProblem.UNKNOWN_TENDER),
        (PaymentMethod.CASHBACK, 334_000, 334_000, True, TenderProblem.UNKNOWN_TENDER),
    ],
)
def test_a_tender_that_cannot_pay_is_refused_and_leaves_nothing(
    shop: SmallShop, method: PaymentMethod, amount: int, received: int, last: bool, problem: TenderProblem
) -> None:
    assert taken(shop, beans(shop), method, amount, last=last, received=received) == TenderRefused(
        problem=problem
    )
    assert shop.till.paid_and_not_sold() == ()


def test_cash_that_was_taken_last_gives_its_change(shop: SmallShop) -> None:
    outcome = taken(shop, beans(shop), CASH, 334_000, last=True, received=350_000)
    assert isinstance(outcome, TenderTaken)
    sale = fact(shop, commit(shop, outcome.quoted.basket, TenderKind.QRIS, 0, 334_000))
    assert sale.tender == Tender(kind=TenderKind.CASH, received=350_000, change=16_000)


def test_what_gives_no_change_is_never_more_than_is_to_pay(shop: SmallShop) -> None:
    refused = SaleRefused(reason=SaleRefusal.OVERPAID)
    assert commit(shop, beans(shop), TenderKind.QRIS, 334_001, 334_000) == refused
    assert commit(shop, beans(shop), TenderKind.CARD, 400_000, 334_000) == refused


def test_a_basket_that_grew_after_it_was_paid_wants_the_rest(shop: SmallShop) -> None:
    basket = with_item(paid(shop, beans(shop), QRIS, 334_000, last=True), shop.item("KOP-001"))
    assert commit(shop, basket, TenderKind.QRIS, 0, 358_000) == SaleRefused(reason=SaleRefusal.SHORT_TENDER)
    basket = paid(shop, basket, CARD, 24_000, last=True)
    assert [(tender.method, tender.last) for tender in basket.tenders] == [(QRIS, False), (CARD, True)]
    sale = fact(shop, commit(shop, basket, TenderKind.CARD, 24_000, 24_000))
    assert sale.tender == Tender(kind=TenderKind.CARD, received=24_000, change=0)


def test_a_basket_that_shrank_after_it_was_paid_is_sold_when_the_money_went_back(shop: SmallShop) -> None:
    basket = with_item(beans(shop), shop.item("KOP-001"))
    basket = with_quantity(paid(shop, basket, QRIS, 340_000), 2, 0)
    overpaid = SaleRefused(reason=SaleRefusal.OVERPAID)
    assert commit(shop, basket, TenderKind.QRIS, 0, 0) == overpaid
    basket = shop.till.give_back_tender(basket, 0)
    assert (basket.tenders, shop.till.paid_and_not_sold()) == ((), ())
    assert shop.till.give_back_tender(basket, 0) == basket
    assert pay(shop, basket).payable == 334_000


def test_a_sold_basket_takes_nothing_more(shop: SmallShop) -> None:
    basket = beans(shop)
    pay(shop, basket)
    assert taken(shop, basket, QRIS, 1_000) == TenderRefused(problem=TenderProblem.ALREADY_SOLD)
    assert shop.till.paid_and_not_sold() == ()


def test_a_basket_that_makes_no_sense_takes_nothing(shop: SmallShop) -> None:
    heavy = with_quantity(beans(shop), 1, 10**9 * UNIT)
    assert taken(shop, heavy, QRIS, 1_000) == TenderRefused(problem=TenderProblem.INVALID_BASKET)


def test_a_promotion_for_paying_all_by_qris_holds_when_it_was_taken_as_the_last(shop: SmallShop) -> None:
    promotion = Promotion(
        id="qris",
        name="QRIS",
        scope=Scope.ORDER,
        benefit=PercentOff(percent=Decimal(10)),
        conditions=(PaidWith(methods=(QRIS,), share=Decimal(100)),),
    )
    draft = replace(shop.programme, promotions=(promotion,))
    assert shop.till.publish(draft, 1, shop.manager_id) == Published(revision=2)
    basket = paid(shop, beans(shop), QRIS, 300_600, last=True)
    assert shop.till.quoted(basket, None).quote.payable == 300_600
    assert fact(shop, commit(shop, basket, TenderKind.QRIS, 300_600, 300_600)).quote.payable == 300_600


def test_the_receipt_names_each_way_that_paid(tmp_path: Path) -> None:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        done = commit(shop, paid(shop, beans(shop), QRIS, 200_000), TenderKind.CARD, 134_000, 134_000)
        with shop.store.reading() as unit:
            found = unit.spool.receipt_of(fact(shop, done).sale_id)
    assert found is not None
    pairs = [(line.left, line.right) for line in found[0].elements if isinstance(line, PairLine)]
    assert [pair for pair in pairs if pair[0] in ("TOTAL", "QRIS", "To pay", "Card")] == [
        ("TOTAL", "Rp334.000"),
        ("QRIS", "−Rp200.000"),
        ("To pay", "Rp134.000"),
        ("Card", "Rp134.000"),
    ]
