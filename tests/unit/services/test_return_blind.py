"""Without a receipt things come back at the lowest price of 30 days, in cash, with a manager's word, and no points."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.basket import UNIT, ItemKind, TenderKind
from app.services.blind_outcomes import (
    BlindDone,
    BlindPreview,
    BlindProblem,
    BlindRefused,
    BlindRequest,
    BlindWanted,
)
from app.services.found_shop import list_items
from app.services.open_basket import with_quantity
from app.services.return_outcomes import ReturnReason
from app.storage.terminal.tables import journal
from tests.support.drawers import FLOAT, begin, close, drawer_of
from tests.support.exchanging import desk_of, exchange
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import manager, void

DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def things(shop: SmallShop, sku: str, pieces: int = 1) -> tuple[BlindWanted, ...]:
    return (BlindWanted(item=shop.item(sku), quantity=pieces * UNIT),)


def request_of(shop: SmallShop, *wanted: BlindWanted) -> BlindRequest:
    preview = desk_of(shop).preview_blind(wanted)
    return BlindRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        wanted=wanted,
        reason=ReturnReason.DEFECTIVE,
        cashier_id=shop.cashier_id,
        expected=preview.refund if isinstance(preview, BlindPreview) else 0,
        approval=manager(shop),
    )


def price_of(shop: SmallShop, sku: str) -> int:
    preview = desk_of(shop).preview_blind(things(shop, sku))
    assert isinstance(preview, BlindPreview), preview
    return preview.lines[0].price


def problem_of(shop: SmallShop, *wanted: BlindWanted) -> BlindProblem:
    refused = desk_of(shop).take_back_blind(request_of(shop, *wanted))
    assert isinstance(refused, BlindRefused), refused
    return refused.problem


def records(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()


def test_the_lowest_price_that_anybody_paid_counts(shop: SmallShop) -> None:
    sell(shop, "ROT-001", member=None)
    assert price_of(shop, "ROT-001") == 28_500
    sell(shop, "ROT-001", "KOP-001")
    assert price_of(shop, "ROT-001") == 25_650
    pay(shop, with_quantity(basket_of(shop, "ROT-001", member=None), 1, 3 * UNIT))
    assert price_of(shop, "ROT-001") == 25_650


def listed(shop: SmallShop, sku: str, price: int) -> None:
    with shop.store.writing() as unit:
        list_items(unit, (replace(shop.item(sku), price=price),))


def test_nobody_gets_more_than_the_thing_is_listed_for_now(shop: SmallShop) -> None:
    sell(shop, "KOP-001", member=None)
    listed(shop, "KOP-001", 19_000)
    assert price_of(shop, "KOP-001") == 19_000
    listed(shop, "KOP-001", 30_000)
    assert price_of(shop, "KOP-001") == 24_000
    assert problem_of(shop, *things(shop, "KUE-001")) is BlindProblem.NOT_SOLD


def test_a_price_of_an_exchange_counts_and_one_of_a_void_does_not(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", member=None)
    exchange(shop, sale, basket_of(shop, "ROT-001"))
    assert price_of(shop, "ROT-001") == 25_650
    void(shop, sell(shop, "KUE-001", member=None))
    assert problem_of(shop, *things(shop, "KUE-001")) is BlindProblem.NOT_SOLD


def test_what_was_sold_more_than_30_days_ago_has_no_price(shop: SmallShop) -> None:
    sell(shop, "ROT-001")
    shop.clock.at += 29 * DAY
    sell(shop, "KOP-001")
    assert price_of(shop, "ROT-001") == 25_650
    shop.clock.at += DAY
    assert problem_of(shop, *things(shop, "ROT-001")) is BlindProblem.NOT_SOLD


def test_cash_goes_back_rounded_out_of_the_drawer_and_no_points_move(shop: SmallShop) -> None:
    pay(shop, basket_of(shop, "ROT-001"), TenderKind.QRIS)
    before = member_at(shop)
    begin(shop)
    done = desk_of(shop).take_back_blind(request_of(shop, *things(shop, "ROT-001", 3)))
    assert isinstance(done, BlindDone)
    assert (done.refund, done.number) == (77_000, "BDG1-261122-B0001")  # 76.950
    assert member_at(shop) == before
    drawn = drawer_of(shop).report()
    assert drawn is not None
    assert (drawn.returns.amount, drawn.drawer.refunds) == (76_950, 77_000)
    assert close(shop, FLOAT - 77_000).difference == 0


def test_it_is_made_once(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    request = request_of(shop, *things(shop, "KOP-001"))
    first, before = desk_of(shop).take_back_blind(request), records(shop)
    assert isinstance(first, BlindDone)
    assert desk_of(shop).take_back_blind(request) == first
    assert records(shop) == before


def test_nothing_comes_back_without_a_manager_s_pin(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    request, before = request_of(shop, *things(shop, "KOP-001")), records(shop)
    for approval, problem in (
        (None, BlindProblem.NEEDS_MANAGER),
        (manager(shop, "000000"), BlindProblem.NOT_APPROVED),
        (replace(manager(shop, "112233"), staff_id=shop.cashier_id), BlindProblem.NOT_A_MANAGER),
    ):
        refused = desk_of(shop).take_back_blind(replace(request, approval=approval))
        assert isinstance(refused, BlindRefused)
        assert refused.problem is problem
    assert records(shop) == before


def test_another_refund_than_was_shown_is_asked_again(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    request = replace(request_of(shop, *things(shop, "KOP-001")), expected=1)
    refused = desk_of(shop).take_back_blind(request)
    assert isinstance(refused, BlindRefused)
    assert refused.preview is not None
    assert refused.preview.refund == 24_000


def test_what_cannot_come_back_says_why(shop: SmallShop) -> None:
    coffee = shop.item("KOP-001")
    sell(shop, "KOP-001")
    assert problem_of(shop) is BlindProblem.NOTHING_WANTED
    assert problem_of(shop, BlindWanted(item=coffee, quantity=0)) is BlindProblem.QUANTITY
    assert problem_of(shop, BlindWanted(item=coffee, quantity=1_500)) is BlindProblem.QUANTITY
    fee = replace(coffee, kind=ItemKind.PLAN_FEE)
    assert problem_of(shop, BlindWanted(item=fee, quantity=UNIT)) is BlindProblem.NOT_GOODS
    unsold = (*things(shop, "KOP-001"), *things(shop, "KOP-002"))
    refused = desk_of(shop).preview_blind(unsold)
    assert refused == BlindRefused(problem=BlindProblem.NOT_SOLD, sku="KOP-002")


def test_what_was_given_away_gives_nothing_back(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=None)
    free = replace(basket.lines[0], item=replace(basket.lines[0].item, price=0))
    pay(shop, replace(basket, lines=(free,)))
    assert problem_of(shop, *things(shop, "KOP-001")) is BlindProblem.WORTHLESS
