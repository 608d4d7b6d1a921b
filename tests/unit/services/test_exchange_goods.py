"""An exchange is a return and a sale that stand or fall together; only their difference is paid."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.returns import RefundPart
from app.protocol.facts import GoodsExchanged
from app.services.exchange_outcomes import ExchangeDone, ExchangeProblem, ExchangeRefused
from app.services.open_basket import TakenTender
from app.services.outcomes import SaleDone, SaleRefusal, SaleRefused
from app.services.return_outcomes import ReturnNotPossible, ReturnProblem
from app.storage.terminal.tables import journal, sync_state
from tests.support.drawers import FLOAT, begin, close, drawer_of
from tests.support.exchanging import desk_of, exchange, exchanging
from tests.support.gift_cards import asked, balance_of, load, loading, spend
from tests.support.office import last_fact
from tests.support.selling import basket_of, member_at, pay
from tests.support.server_word import apply, change, complaints, member_state
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager

CASH, QRIS, CARD = TenderKind.CASH, TenderKind.QRIS, TenderKind.CARD


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def sold(shop: SmallShop, *skus: str, by: TenderKind = CASH, member: int | None = 0) -> SaleDone:
    return pay(shop, basket_of(shop, *skus, member=member), by)


def records(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()


def in_drawer(shop: SmallShop) -> Counter[str]:
    """What the shift's methods brought, less what they gave back."""
    drawn = drawer_of(shop).report()
    assert drawn is not None
    return Counter({each.method: each.taken.amount - each.refunded.amount for each in drawn.methods})


@pytest.mark.parametrize("was", [CASH, QRIS, CARD])
@pytest.mark.parametrize("by", [CASH, QRIS, CARD])
def test_something_dearer_costs_the_difference_in_whatever_way(
    shop: SmallShop, was: TenderKind, by: TenderKind
) -> None:
    begin(shop)
    sale = sold(shop, "KOP-001", by=was, member=None)
    done = exchange(shop, sale, basket_of(shop, "KOP-003", member=None), by=by)
    assert (done.to_pay, done.back, done.change) == (11_000, (), 0)
    wanted = Counter({was.value: 24_000})
    wanted[by.value] += 11_000
    assert in_drawer(shop) == wanted


@pytest.mark.parametrize("was", [CASH, QRIS, CARD])
@pytest.mark.parametrize("by", [CASH, QRIS, CARD])
def test_something_cheaper_gives_the_difference_back_in_the_way_it_was_paid(
    shop: SmallShop, was: TenderKind, by: TenderKind
) -> None:
    begin(shop)
    sale = sold(shop, "KOP-003", by=was, member=None)
    done = exchange(shop, sale, basket_of(shop, "KOP-001", member=None), by=by)
    assert (done.to_pay, done.back) == (0, (RefundPart(method=PaymentMethod(was.value), amount=11_000),))
    assert in_drawer(shop) == Counter({was.value: 24_000})


def test_the_same_for_the_same_moves_no_money(shop: SmallShop) -> None:
    begin(shop)
    sale = sold(shop, "KOP-001", member=None)
    done = exchange(shop, sale, basket_of(shop, "KOP-001", member=None))
    assert (done.to_pay, done.back) == (0, ())
    assert close(shop, FLOAT + 24_000).difference == 0


def test_cash_is_rounded_in_each_document_and_never_for_the_difference(shop: SmallShop) -> None:
    """A roll of Rp25.650 was paid with Rp25.700, and a cake of Rp34.500 needs no rounding."""
    begin(shop)
    sale = sold(shop, "ROT-001")
    assert sale.payable == 25_700
    done = exchange(shop, sale, basket_of(shop, "KUE-001"))
    assert done.to_pay == 34_500 - 25_700
    assert close(shop, FLOAT + 34_500).difference == 0


def test_money_of_two_ways_goes_back_cash_first(shop: SmallShop) -> None:
    """Rp20.000 by card and the rest in cash; the new coffee takes the card's."""
    begin(shop)
    basket = basket_of(shop, "KOP-003", member=None)
    part = TakenTender(method=PaymentMethod.CARD, amount=20_000, received=20_000)
    shop.till.take_tender(basket, part)
    kept = shop.till.unfinished()
    assert kept is not None
    sale = pay(shop, kept, CASH)
    done = exchange(shop, sale, basket_of(shop, "KOP-002", member=None))
    assert done.back == (RefundPart(method=PaymentMethod.CASH, amount=13_000),)
    assert in_drawer(shop) == Counter({"card": 20_000, "cash": 2_000})


def test_change_is_of_what_was_handed_over_for_the_difference(shop: SmallShop) -> None:
    sale = sold(shop, "KOP-001", member=None)
    request = exchanging(shop, sale, basket_of(shop, "KOP-003", member=None))
    done = desk_of(shop).exchange(replace(request, received=20_000))
    assert isinstance(done, ExchangeDone)
    assert (done.to_pay, done.change) == (11_000, 9_000)


def test_the_new_sale_sees_the_member_after_the_return(shop: SmallShop) -> None:
    """The points that the first sale gave are gone; those that it took are there again."""
    sold(shop, "BIJ-001")
    with_points = pay(shop, basket_of(shop, "KOP-003", points=300), QRIS)
    assert member_at(shop).usable < 100 + with_points.points_earned
    basket = basket_of(shop, "KOP-003", points=300)
    done = exchange(shop, with_points, basket, by=QRIS)
    assert done.sale.points_spent == 300
    assert (done.to_pay, done.back) == (0, ())
    assert member_at(shop).balance == done.sale.balance


def test_the_sale_of_an_exchange_can_be_returned_and_exchanged_again(shop: SmallShop) -> None:
    begin(shop)
    first = exchange(shop, sold(shop, "KOP-001"), basket_of(shop, "KOP-003"))
    second = exchange(shop, first.sale, basket_of(shop, "KUE-001"))
    back = bring_back(shop, second.sale, (1, 1))
    assert back.refund == 34_500
    assert member_at(shop).balance == 0
    assert close(shop, FLOAT).difference == 0


def test_a_partial_return_of_what_was_paid_in_two_ways_comes_to_what_was_paid(shop: SmallShop) -> None:
    begin(shop)
    sale = sold(shop, "KOP-001", member=None)
    done = exchange(shop, sale, basket_of(shop, "KOP-003", "KOP-002", member=None), by=QRIS)
    bring_back(shop, done.sale, (1, 1))
    bring_back(shop, done.sale, (2, 1))
    assert +in_drawer(shop) == Counter()


def test_an_exchange_is_made_once(shop: SmallShop) -> None:
    request = exchanging(shop, sold(shop, "KOP-001"), basket_of(shop, "KOP-003"))
    first, before = desk_of(shop).exchange(request), records(shop)
    assert isinstance(first, ExchangeDone)
    assert desk_of(shop).exchange(request) == first
    assert records(shop) == before


def test_an_exchange_is_one_record_of_a_return_and_a_sale(shop: SmallShop) -> None:
    sale = sold(shop, "KOP-001")
    before = records(shop)
    done = exchange(shop, sale, basket_of(shop, "KOP-003"))
    assert records(shop) == before + 1
    fact = last_fact(shop)
    assert isinstance(fact, GoodsExchanged)
    assert (fact.returned.sale_id, fact.sale.sale_id) == (sale.sale_id, done.sale.sale_id)


def test_a_preview_leaves_nothing_behind(shop: SmallShop) -> None:
    sale, basket = sold(shop, "KOP-001"), basket_of(shop, "KOP-003")
    before = (records(shop), member_at(shop))
    desk_of(shop).preview_exchange(exchanging(shop, sale, basket))
    assert (records(shop), member_at(shop)) == before


def test_both_are_on_one_receipt_which_is_found_by_the_new_sale(shop: SmallShop) -> None:
    done = exchange(shop, sold(shop, "KOP-001"), basket_of(shop, "KOP-003"))
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.sale.sale_id)
    assert found is not None
    assert found[0].number == done.sale.receipt_number
    assert shop.till.reprint(None)


def test_another_difference_than_was_shown_is_asked_again(shop: SmallShop) -> None:
    request = exchanging(shop, sold(shop, "KOP-001"), basket_of(shop, "KOP-003"))
    refused = desk_of(shop).exchange(replace(request, expected=request.expected - 1))
    assert isinstance(refused, ExchangeRefused)
    assert refused.problem is ExchangeProblem.CHANGED
    assert refused.preview is not None
    assert refused.preview.difference == request.expected


def problem_of(shop: SmallShop, request: object) -> ExchangeProblem:
    before = records(shop)
    refused = desk_of(shop).exchange(request)  # type: ignore[arg-type]  # whatever the test made
    assert isinstance(refused, ExchangeRefused), refused
    assert records(shop) == before
    return refused.problem


def test_what_cannot_be_exchanged_leaves_everything_as_it_was(shop: SmallShop) -> None:
    sale, basket = sold(shop, "KOP-001"), basket_of(shop, "KOP-003")
    good = exchanging(shop, sale, basket)
    assert problem_of(shop, replace(good, received=10_999)) is ExchangeProblem.SHORT
    assert problem_of(shop, replace(good, by=QRIS, received=20_000)) is ExchangeProblem.OVERPAID
    assert problem_of(shop, replace(good, back=replace(good.back, void=True))) is ExchangeProblem.VOID
    other = replace(good.back, expected=1)
    assert problem_of(shop, replace(good, back=other)) is ExchangeProblem.RETURN
    unknown = replace(good.back, sale_id=b"nobody")
    assert problem_of(shop, replace(good, back=unknown)) is ExchangeProblem.RETURN
    empty = replace(basket, lines=())
    assert problem_of(shop, replace(good, basket=empty, received=0, expected=-24_000)) is ExchangeProblem.SALE
    pay(shop, basket)
    assert problem_of(shop, good) is ExchangeProblem.SOLD


def test_what_only_the_server_may_return_is_exchanged_with_a_manager_s_word(shop: SmallShop) -> None:
    shop.store.set_server("http://127.0.0.1", b"k" * 32)
    sale = sold(shop, "KOP-001", member=None)
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
    request = exchanging(shop, sale, basket_of(shop, "KOP-003", member=None))
    refused = desk_of(shop).exchange(request)
    assert isinstance(refused, ExchangeRefused)
    assert isinstance(refused.returned, ReturnNotPossible)
    assert refused.returned.problem is ReturnProblem.NEEDS_SERVER
    wrong = replace(request, back=replace(request.back, approval=manager(shop, "000000")))
    refused = desk_of(shop).exchange(wrong)
    assert isinstance(refused, ExchangeRefused)
    assert refused.returned is not None
    assert refused.returned.problem is ReturnProblem.NOT_APPROVED
    right = replace(request, back=replace(request.back, approval=manager(shop)))
    assert isinstance(desk_of(shop).exchange(right), ExchangeDone)


def test_a_shop_that_wants_a_shift_exchanges_only_in_one(shop: SmallShop) -> None:
    request = exchanging(shop, sold(shop, "KOP-001"), basket_of(shop, "KOP-003"))
    strict = replace(desk_of(shop), needs_shift=True)
    refused = strict.exchange(request)
    assert isinstance(refused, ExchangeRefused)
    assert refused.sale == SaleRefused(reason=SaleRefusal.NO_SHIFT)
    begin(shop)
    assert isinstance(strict.exchange(request), ExchangeDone)


def test_the_server_s_word_of_before_is_laid_under_both_parts(shop: SmallShop) -> None:
    sale = sold(shop, "BIJ-001")
    with shop.store.reading() as unit:
        head = unit.journal.head()
    word = member_state(shop)
    exchange(shop, sale, basket_of(shop, "KOP-003"))
    before = member_at(shop)
    apply(shop, change("member", word), included=(head.epoch, head.seq))
    assert replace(member_at(shop), as_of=None) == before


def test_what_goes_back_onto_a_gift_card_stays_there_unless_the_new_basket_asks_for_it(
    shop: SmallShop,
) -> None:
    code = load(shop, 24_000)
    sale = spend(shop, (code, 24_000))
    done = exchange(shop, sale, basket_of(shop, "KOP-003", member=None))
    assert (done.to_pay, done.back, balance_of(shop, code)) == (35_000, (), 24_000)


def test_the_new_basket_may_ask_a_gift_card_for_what_the_return_puts_back(shop: SmallShop) -> None:
    code = load(shop, 24_000)
    sale = spend(shop, (code, 24_000))
    basket = asked(basket_of(shop, "KOP-003", member=None), (code, 24_000))
    done = exchange(shop, sale, basket)
    assert (done.to_pay, done.back, balance_of(shop, code)) == (11_000, (), 0)


def test_a_load_is_exchanged_for_less_than_was_spent_of_it(shop: SmallShop) -> None:
    code = load(shop, 50_000)
    sold_card = pay(shop, loading(shop, (100_000, code)))
    spend(shop, (code, 134_000), skus=("BIJ-001",))
    done = exchange(shop, sold_card, basket_of(shop, "KOP-001", member=None))
    assert done.returned.deducted == 84_000
    assert (done.to_pay, balance_of(shop, code)) == (8_000, 0)
