"""Ways to pay that a shop has named are ways of their own, and what a payment's slip says stays with the sale."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, PaymentReference, TenderKind, is_other, other_method, other_name
from app.domain.returns import LineBack, RefundPart
from app.domain.shift_report import MethodSum, Sum
from app.protocol.facts import SaleCommitted
from app.protocol.plain import from_plain, to_plain
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, TakenTender
from app.services.outcomes import SaleDone
from app.services.receipt import PairLine
from app.services.take_tender import TenderOutcome, TenderProblem, TenderRefused, TenderTaken
from app.words.names import method_name
from app.words.translate import Language, Words
from tests.support.drawers import begin, drawer_of
from tests.support.selling import basket_of
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, open_store, small_shop
from tests.support.taking_back import bring_back

GOPAY, MALL = other_method("GoPay"), other_method("Voucher mal")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        yield shop


def take(
    shop: SmallShop,
    basket: OpenBasket,
    method: PaymentMethod,
    amount: int,
    reference: str = "",
    *,
    last: bool = False,
) -> TenderOutcome:
    tender = TakenTender(method=method, amount=amount, received=amount, reference=reference, last=last)
    return shop.till.take_tender(basket, tender)


def taken(
    shop: SmallShop,
    basket: OpenBasket,
    method: PaymentMethod,
    amount: int,
    reference: str = "",
    *,
    last: bool = False,
) -> OpenBasket:
    outcome = take(shop, basket, method, amount, reference, last=last)
    assert isinstance(outcome, TenderTaken), outcome
    return outcome.quoted.basket


def sell(shop: SmallShop, basket: OpenBasket, expected: int) -> SaleDone:
    payment = Payment(kind=TenderKind.CASH, received=0, expected=expected, cashier_id=shop.cashier_id)
    done = shop.till.commit(basket, payment)
    assert isinstance(done, SaleDone), done
    return done


def three_ways(shop: SmallShop) -> SaleDone:
    """Rp334.000: a mall's voucher, a card, and GoPay for the rest."""
    basket = taken(shop, basket_of(shop, "BIJ-001", member=None), MALL, 100_000, "VM-77")
    basket = taken(shop, basket, PaymentMethod.CARD, 34_000, "4242")
    return sell(shop, taken(shop, basket, GOPAY, 200_000, last=True), 200_000)


def fact(shop: SmallShop, done: SaleDone) -> SaleCommitted:
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    return sale


def test_a_name_is_a_way_of_its_own_and_equal_names_are_equal_ways() -> None:
    assert {GOPAY: 1}[PaymentMethod("other:GoPay")] == 1
    assert GOPAY != MALL
    assert from_plain(PaymentMethod, to_plain(GOPAY)) == GOPAY
    assert (other_name(GOPAY), method_name(Words(Language.ENGLISH), GOPAY.value)) == ("GoPay", "GoPay")
    assert GOPAY not in list(PaymentMethod)


@pytest.mark.parametrize("name", ["", " GoPay", "GoPay ", "x" * 25, "Go\nPay"])
def test_what_no_button_can_say_is_no_way_to_pay(name: str) -> None:
    assert not is_other(f"other:{name}")
    with pytest.raises(ValueError, match="other:"):
        other_method(name)


def test_the_sale_says_how_it_was_paid_and_what_the_slips_said(shop: SmallShop) -> None:
    sale = fact(shop, three_ways(shop))
    assert sale.tender.kind == TenderKind("other:GoPay")
    assert [(part.method, part.amount) for part in sale.quote.carried] == [
        (PaymentMethod.CARD, 34_000),
        (MALL, 100_000),
    ]
    assert sale.references == (
        PaymentReference(method=MALL, amount=100_000, text="VM-77"),
        PaymentReference(method=PaymentMethod.CARD, amount=34_000, text="4242"),
    )
    assert complaints(shop) == []


def test_they_are_there_after_a_power_cut_and_are_not_paid_again(shop: SmallShop) -> None:
    basket = taken(shop, basket_of(shop, "BIJ-001", member=None), GOPAY, 334_000, "GP123", last=True)
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    shop.till = replace(shop.till, store=store)
    again = shop.till.unfinished()
    assert again == basket
    assert again.tenders[0].reference == "GP123"
    done = sell(shop, again, 334_000)
    with store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    assert [reference.text for reference in sale.references] == ["GP123"]
    store.close()


def test_the_receipt_names_them(shop: SmallShop) -> None:
    done = three_ways(shop)
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.sale_id)
    assert found is not None
    pairs = [(line.left, line.right) for line in found[0].elements if isinstance(line, PairLine)]
    start = pairs.index(("TOTAL", "Rp334.000"))
    assert pairs[start : start + 7] == [
        ("TOTAL", "Rp334.000"),
        ("Card", "−Rp34.000"),
        ("Voucher mal", "−Rp100.000"),
        ("To pay", "Rp200.000"),
        ("GoPay", "Rp200.000"),
        ("  Ref. Voucher mal", "VM-77"),
        ("  Ref. Card", "4242"),
    ]


def test_the_report_adds_up_each_way(shop: SmallShop) -> None:
    begin(shop)
    done = three_ways(shop)
    bring_back(shop, done, (1, 1))
    report = drawer_of(shop).report()
    assert report is not None
    by_name = {one.method: one for one in report.methods}
    for method, amount in (("other:GoPay", 200_000), ("other:Voucher mal", 100_000), ("card", 34_000)):
        both = Sum(count=1, amount=amount)
        assert by_name[method] == MethodSum(method=method, taken=both, refunded=both)
    assert report.drawer.sales == report.drawer.refunds == 0
    assert complaints(shop) == []


def test_money_goes_back_the_last_way_first(shop: SmallShop) -> None:
    done = three_ways(shop)
    preview = shop.till.returnable(done.sale_id, (LineBack(number=1, quantity=1000),))
    money = getattr(preview, "returned").money  # noqa: B009 - a refusal fails here
    assert set(money) == {
        RefundPart(method=MALL, amount=100_000),
        RefundPart(method=PaymentMethod.CARD, amount=34_000),
        RefundPart(method=GOPAY, amount=200_000),
    }


@pytest.mark.parametrize("reference", ["4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005"])
def test_a_whole_card_number_is_never_kept(shop: SmallShop, reference: str) -> None:
    basket = basket_of(shop, "BIJ-001", member=None)
    outcome = take(shop, basket, PaymentMethod.CARD, 100_000, reference)
    assert outcome == TenderRefused(problem=TenderProblem.CARD_NUMBER)
    assert shop.till.paid_and_not_sold() == ()


@pytest.mark.parametrize("reference", ["x" * 25, "12\n34"])
def test_a_reference_that_no_receipt_holds_is_refused(shop: SmallShop, reference: str) -> None:
    basket = basket_of(shop, "BIJ-001", member=None)
    outcome = take(shop, basket, PaymentMethod.CARD, 100_000, reference)
    assert outcome == TenderRefused(problem=TenderProblem.REFERENCE)


@pytest.mark.parametrize("reference", ["123456789012", "4111111111111112", "GP-4111111111111111"])
def test_other_long_numbers_are_kept(shop: SmallShop, reference: str) -> None:
    assert taken(shop, basket_of(shop, "BIJ-001", member=None), GOPAY, 1_000, reference).tenders[0].reference
