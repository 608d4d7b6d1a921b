"""Beside another till: its bill counts once per store, day and till, earns and redeems; the money stays there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.splitting import Share
from app.protocol.facts import OtherBill, SaleCommitted, Tender
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, TakenTender, asking, with_member
from app.services.other_bill import (
    BillAsked,
    BillProblem,
    BillReady,
    BillRefused,
    BillTotal,
    categories_of,
    off_there,
    with_bill,
)
from app.services.outcomes import Commit, SaleDone, SaleRefusal, SaleRefused
from app.services.receipt import PairLine, TextLine
from app.services.return_outcomes import ReturnDone
from app.services.split_bill import PartAsked, SplitNotDone, SplitProblem
from app.services.take_tender import TenderProblem, TenderRefused
from app.words.receipt import receipt_of
from app.words.translate import Language, Words
from tests.support.drawers import begin, drawer_of
from tests.support.selling import basket_of, member_at, pay
from tests.support.server_word import complaints
from tests.support.shop import NOON, SmallShop, open_store, small_shop
from tests.support.taking_back import manager, request_of

DAY = 86_400_000
TILL = "Kasir 1"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Its till stands beside Kasir 1."""
    words = Words(Language.ENGLISH)
    with small_shop(tmp_path) as shop:
        write = lambda facts: receipt_of(words, facts)  # noqa: E731 - like the small shop's own
        shop.till = replace(shop.till, beside_till=TILL, write_receipt=write)
        yield shop
        assert complaints(shop) == []


def asked(number: str, total: int, **parts: int) -> BillAsked:
    by_category = tuple(BillTotal(amount=amount, category=category) for category, amount in parts.items())
    return BillAsked(number=number, total=total, parts=by_category)


def ready(shop: SmallShop, number: str, total: int, **parts: int) -> BillReady:
    found = shop.till.check_bill(asked(number, total, **parts))
    assert isinstance(found, BillReady), found
    return found


def bill_of(shop: SmallShop, number: str, total: int, **parts: int) -> OpenBasket:
    """Of the first member."""
    basket = with_bill(shop.till.open_basket(), ready(shop, number, total, **parts))
    return with_member(basket, member_at(shop))


def counted(shop: SmallShop, basket: OpenBasket, kind: TenderKind | None = None) -> Commit:
    payable = shop.till.quoted(basket, kind).quote.payable
    return shop.till.commit(
        basket, Payment(kind=kind, received=payable, expected=payable, cashier_id=shop.cashier_id)
    )


def done(shop: SmallShop, basket: OpenBasket) -> SaleDone:
    outcome = counted(shop, basket)
    assert isinstance(outcome, SaleDone), outcome
    return outcome


def fact(shop: SmallShop, sale: SaleDone) -> SaleCommitted:
    with shop.store.reading() as unit:
        found = unit.sales.by_id(sale.sale_id)
    assert found is not None
    return found


def printed(shop: SmallShop) -> list[str]:
    """What stands on the newest paper."""
    with shop.store.writing() as unit:
        job = unit.spool.take()
    assert job is not None
    texts = []
    for element in job.receipt.elements:
        if isinstance(element, PairLine):
            texts.append(f"{element.left}|{element.right}")
        elif isinstance(element, TextLine):
            texts.append(element.text)
    assert not job.receipt.opens_drawer
    return texts


def test_a_bill_earns_what_its_total_earns(shop: SmallShop) -> None:
    sale = done(shop, bill_of(shop, " a-0042 ", 124_500))
    assert (sale.payable, sale.points_earned, sale.change) == (124_500, 124, 0)
    kept = fact(shop, sale)
    assert kept.bill == OtherBill(till=TILL, number="A-0042")
    assert kept.tender == Tender(kind=None, received=124_500, change=0)


def test_by_category_rules_hold_for_their_part(shop: SmallShop) -> None:
    sale = done(shop, bill_of(shop, "7", 150_000, Roti=50_000))
    assert sale.payable == 145_000  # bread is 10 % off for members
    kept = fact(shop, sale)
    assert [(line.item.category, line.price) for line in kept.inputs.lines] == [
        ("Roti", 50_000),
        ("", 100_000),
    ]
    assert off_there(kept.quote) == 5_000


def test_points_come_off_before_the_other_till_is_paid(shop: SmallShop) -> None:
    done(shop, bill_of(shop, "1", 400_000))
    sale = done(shop, asking(bill_of(shop, "2", 50_000), 300))
    assert (sale.payable, sale.points_spent) == (47_000, 300)


def test_its_amount_is_not_rounded_for_cash_here(shop: SmallShop) -> None:
    assert done(shop, bill_of(shop, "1", 12_345)).payable == 12_345


def test_a_bill_counts_once_on_a_day(shop: SmallShop) -> None:
    sale = done(shop, bill_of(shop, "A-1", 10_000))
    again = shop.till.check_bill(asked("a-1", 10_000))
    assert again == BillRefused(problem=BillProblem.COUNTED, receipt_number=sale.receipt_number)
    shop.clock.at = NOON + DAY
    assert isinstance(shop.till.check_bill(asked("A-1", 10_000)), BillReady)


def test_so_it_does_when_two_baskets_had_it_before_either_was_sold(shop: SmallShop) -> None:
    first, second = (bill_of(shop, "A-1", 10_000) for _ in range(2))
    done(shop, first)
    assert counted(shop, second) == SaleRefused(reason=SaleRefusal.BILL_COUNTED)
    assert done(shop, first).sale_id == first.sale_id


def test_the_bill_of_another_till_is_another_bill(shop: SmallShop) -> None:
    done(shop, bill_of(shop, "A-1", 10_000))
    shop.till = replace(shop.till, beside_till="Kasir 2")
    done(shop, bill_of(shop, "A-1", 10_000))


def test_after_a_restart_it_is_still_known(shop: SmallShop) -> None:
    done(shop, bill_of(shop, "A-1", 10_000))
    shop.store.close()
    shop.store = open_store(shop.directory, shop.clock, shop.chance)
    shop.till = replace(shop.till, store=shop.store)
    refused = shop.till.check_bill(asked("A-1", 10_000))
    assert isinstance(refused, BillRefused)
    assert refused.problem is BillProblem.COUNTED


def test_a_void_makes_room_for_the_right_total(shop: SmallShop) -> None:
    begin(shop)
    sale = done(shop, bill_of(shop, "A-1", 100_000))
    outcome = shop.till.take_back(request_of(shop, sale, approval=manager(shop)))
    assert isinstance(outcome, ReturnDone), outcome
    assert outcome.refund == 0
    assert member_at(shop).balance == 0
    assert done(shop, bill_of(shop, "A-1", 10_000)).points_earned == 10


def test_its_money_is_in_no_drawer_here(shop: SmallShop) -> None:
    begin(shop, 200_000)
    done(shop, bill_of(shop, "A-1", 100_000))
    report = drawer_of(shop).report()
    assert report is not None
    assert report.drawer.expected == 200_000
    assert [(one.method, one.taken.amount) for one in report.methods] == [("elsewhere", 100_000)]


@pytest.mark.parametrize(
    ("bill", "problem"),
    [
        (asked("  ", 1_000), BillProblem.NO_NUMBER),
        (asked("1", 0), BillProblem.NO_TOTAL),
        (asked("1", -5), BillProblem.NO_TOTAL),
        (asked("1", 10**10 + 1), BillProblem.TOO_MUCH),
        (asked("1", 1_000, Roti=600, Kopi=401), BillProblem.PARTS),
        (asked("1", 1_000, Roti=-1), BillProblem.PARTS),
    ],
)
def test_what_is_no_bill_is_refused(shop: SmallShop, bill: BillAsked, problem: BillProblem) -> None:
    assert shop.till.check_bill(bill) == BillRefused(problem=problem)


def test_the_categories_that_are_asked_for_are_those_that_rules_name(shop: SmallShop) -> None:
    assert categories_of(shop.programme) == ("Roti", "Kue")


def test_a_till_that_sells_by_itself_takes_no_bills(shop: SmallShop) -> None:
    alone = replace(shop.till, beside_till="")
    assert alone.check_bill(asked("1", 1)) == BillRefused(problem=BillProblem.NOT_BESIDE)


def test_no_money_is_taken_here_for_a_bill_and_none_over_there_for_goods(shop: SmallShop) -> None:
    refused = SaleRefused(reason=SaleRefusal.PAID_ELSEWHERE)
    bill = bill_of(shop, "A-1", 10_000)
    assert counted(shop, bill, TenderKind.CASH) == refused
    assert counted(shop, basket_of(shop, "KOP-001")) == refused
    part = TakenTender(method=PaymentMethod.QRIS, amount=5_000, received=5_000)
    assert shop.till.take_tender(bill, part) == TenderRefused(problem=TenderProblem.UNKNOWN_TENDER)
    assert pay(shop, basket_of(shop, "KOP-001")).payable == 24_000


def test_a_bill_of_another_till_is_not_split_here(shop: SmallShop) -> None:
    bill = bill_of(shop, "A-1", 10_000, Roti=4_000)
    part = PartAsked(shares=(Share(number=1),))
    refused = SplitNotDone(problem=SplitProblem.SPLIT)
    assert shop.till.split_bill(bill, (part,), "", shop.cashier_id) == refused


def test_a_bill_that_is_entered_again_replaces_its_totals(shop: SmallShop) -> None:
    basket = bill_of(shop, "A-1", 10_000)
    basket = with_bill(basket, ready(shop, "A-2", 20_000))
    sale = done(shop, basket)
    assert (sale.payable, fact(shop, sale).bill) == (20_000, OtherBill(till=TILL, number="A-2"))


def test_the_slip_names_the_bill_and_says_what_it_is_not(shop: SmallShop) -> None:
    done(shop, bill_of(shop, "A-1", 50_000, Roti=50_000))
    paper = printed(shop)
    assert {"Bill A-1|Kasir 1", "A points slip, no tax document", "Paid at Kasir 1|Rp45.000"} <= set(paper)
    assert not any("PB1" in text for text in paper)
