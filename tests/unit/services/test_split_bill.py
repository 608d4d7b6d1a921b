"""A bill that is split is sold part by part, each line once; it is put together again while nobody paid."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import UNIT, Item, Line, PaymentMethod, TenderKind
from app.domain.shift_rules import CloseRefusal
from app.domain.splitting import Share, SplitRefusal
from app.services.commit_sale import Payment
from app.services.drawer_outcomes import CloseRefused
from app.services.give_up_basket import DiscardReason, GivingUp
from app.services.hold_basket import HoldProblem, HoldRefused, Recalled
from app.services.open_basket import OpenBasket, TakenTender, with_item, with_quantity, with_voucher
from app.services.outcomes import Commit, SaleRefusal, SaleRefused
from app.services.split_bill import BasketSplit, Merged, PartAsked, SplitNotDone, SplitProblem
from app.services.take_tender import TenderProblem, TenderRefused
from tests.support.drawers import begin, closing, drawer_of
from tests.support.selling import basket_of, member_at, pay
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, open_store, small_shop

SHOT = Item(sku="EXT-001", gtin="", name="Extra shot", category="Kopi", price=6_000)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def bill(shop: SmallShop) -> OpenBasket:
    """Three coffees with a shot each, a roll and a cake, of the first member."""
    basket = with_quantity(basket_of(shop, "KOP-001", "ROT-001", "KUE-001"), 1, 3 * UNIT)
    shot = Line(number=4, item=SHOT, quantity=3 * UNIT, parent=1)
    basket = replace(basket, lines=(*basket.lines, shot))
    shop.till.keep(basket)
    return basket


def coffees(pieces: int) -> PartAsked:
    return PartAsked(shares=(Share(number=1, quantity=pieces * UNIT),))


def split(shop: SmallShop, basket: OpenBasket, *asked: PartAsked) -> tuple[OpenBasket, ...]:
    done = shop.till.split_bill(basket, asked, "table 4", shop.cashier_id)
    assert isinstance(done, BasketSplit), done
    return done.parts


def recalled(shop: SmallShop, part: OpenBasket) -> OpenBasket:
    found = shop.till.recall(part.sale_id)
    assert isinstance(found, Recalled), found
    return found.basket


def items_of(basket: OpenBasket) -> list[tuple[str, int]]:
    return [(line.item.sku, line.quantity // UNIT) for line in basket.lines]


def refusal(shop: SmallShop, basket: OpenBasket, *asked: PartAsked) -> SplitNotDone:
    before = shop.till.held()
    done = shop.till.split_bill(basket, asked, "", shop.cashier_id)
    assert isinstance(done, SplitNotDone), done
    assert shop.till.held() == before
    return done


def test_every_line_is_in_one_part_and_what_nobody_asked_for_in_the_last(shop: SmallShop) -> None:
    other = replace(coffees(2), member=member_at(shop, 1))
    first, second, rest = split(shop, bill(shop), coffees(1), other)
    assert items_of(first) == [("KOP-001", 1), ("EXT-001", 1)]
    assert items_of(second) == [("KOP-001", 2), ("EXT-001", 2)]
    assert items_of(rest) == [("ROT-001", 1), ("KUE-001", 1)]
    assert [part.member and part.member.member_id for part in (first, second, rest)] == [
        None,
        shop.members[1],
        shop.members[0],
    ]
    labels = sorted(held.label for held in shop.till.held())
    assert labels == ["table 4 1/3", "table 4 2/3", "table 4 3/3"]


def test_each_part_is_a_sale_of_its_own_that_names_the_bill(shop: SmallShop) -> None:
    basket = bill(shop)
    parts = split(shop, basket, coffees(1), replace(coffees(2), member=member_at(shop, 1)))
    sales = [pay(shop, recalled(shop, part)) for part in parts]
    assert [sale.payable for sale in sales] == [30_000, 60_000, 60_150]
    assert [sale.points_earned for sale in sales] == [0, 60, 60]
    with shop.store.reading() as unit:
        facts = [unit.sales.by_id(sale.sale_id) for sale in sales]
    assert {fact.split_of for fact in facts if fact is not None} == {basket.sale_id}
    assert shop.till.held() == ()


def sold(shop: SmallShop, basket: OpenBasket) -> Commit:
    payable = shop.till.quoted(basket, TenderKind.QRIS).quote.payable
    payment = Payment(kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=shop.cashier_id)
    return shop.till.commit(basket, payment)


def test_a_late_screen_sells_nothing_twice(shop: SmallShop) -> None:
    """Neither while the parts are there nor when all of them are sold; nothing is paid or kept for the whole."""
    basket = bill(shop)
    parts = split(shop, basket, coffees(1))
    refused = SaleRefused(reason=SaleRefusal.SPLIT)
    assert sold(shop, basket) == refused
    shop.till.keep(basket)
    part = TakenTender(method=PaymentMethod.CARD, amount=1_000, received=1_000)
    assert shop.till.take_tender(basket, part) == TenderRefused(problem=TenderProblem.ALREADY_SOLD)
    assert shop.till.hold(basket, "", shop.cashier_id) == HoldRefused(problem=HoldProblem.ALREADY_SOLD)
    assert shop.till.unfinished() is None
    for each in parts:
        pay(shop, recalled(shop, each))
    assert sold(shop, basket) == refused


def test_splitting_again_gives_the_same_parts(shop: SmallShop) -> None:
    basket = bill(shop)
    parts = split(shop, basket, coffees(1))
    assert split(shop, basket, coffees(2)) == parts
    pay(shop, recalled(shop, parts[0]))
    assert split(shop, basket, coffees(1)) == parts[1:]


def test_parts_survive_a_restart(shop: SmallShop) -> None:
    basket = bill(shop)
    first, rest = split(shop, basket, coffees(1))
    shop.store.close()
    shop.store = open_store(shop.directory, shop.clock, shop.chance)
    shop.till = replace(shop.till, store=shop.store)
    assert {held.sale_id for held in shop.till.held()} == {first.sale_id, rest.sale_id}
    assert sold(shop, basket) == SaleRefused(reason=SaleRefusal.SPLIT)
    pay(shop, recalled(shop, first))
    pay(shop, recalled(shop, rest))


def test_a_bill_is_put_together_again_as_it_was(shop: SmallShop) -> None:
    basket = with_quantity(basket_of(shop, "KOP-001", "ROT-001"), 1, 3 * UNIT)
    split(shop, basket, coffees(1), coffees(1))
    merged = shop.till.merge_bill(basket.sale_id)
    assert isinstance(merged, Merged)
    assert merged.basket == basket
    assert shop.till.held() == ()
    assert shop.till.unfinished() == basket
    assert pay(shop, merged.basket).payable == 3 * 24_000 + 25_650


def test_a_bill_with_extras_keeps_each_with_its_line(shop: SmallShop) -> None:
    basket = bill(shop)
    split(shop, basket, coffees(1))
    merged = shop.till.merge_bill(basket.sale_id)
    assert isinstance(merged, Merged)
    whole = shop.till.quoted(basket, None).quote
    assert shop.till.quoted(merged.basket, None).quote.payable == whole.payable
    parents = {line.number: line.parent for line in merged.basket.lines}
    assert sorted(parents) == list(range(1, len(parents) + 1))
    assert [line.quantity // UNIT for line in merged.basket.lines if line.item == SHOT] == [1, 2]


def test_what_was_added_to_a_part_meanwhile_is_in_the_bill_again(shop: SmallShop) -> None:
    basket = bill(shop)
    first, _ = split(shop, basket, coffees(1))
    shop.till.keep(with_item(recalled(shop, first), shop.item("KOP-003")))
    merged = shop.till.merge_bill(basket.sale_id)
    assert isinstance(merged, Merged)
    assert ("KOP-003", 1) in items_of(merged.basket)


def test_a_part_that_was_given_up_stays_so(shop: SmallShop) -> None:
    basket = bill(shop)
    first, rest = split(shop, basket, coffees(1))
    giving_up = GivingUp(reason=DiscardReason.OTHER, staff_id=shop.cashier_id)
    shop.till.discard_held(first.sale_id, giving_up)
    merged = shop.till.merge_bill(basket.sale_id)
    assert isinstance(merged, Merged)
    assert items_of(merged.basket) == items_of(rest)


def test_parts_stay_parts_once_one_is_sold_or_paid(shop: SmallShop) -> None:
    basket = bill(shop)
    first, rest = split(shop, basket, coffees(1))
    part = TakenTender(method=PaymentMethod.CARD, amount=1_000, received=1_000)
    shop.till.take_tender(recalled(shop, rest), part)
    assert shop.till.merge_bill(basket.sale_id) == SplitNotDone(problem=SplitProblem.PAID)
    pay(shop, recalled(shop, first))
    assert shop.till.merge_bill(basket.sale_id) == SplitNotDone(problem=SplitProblem.PART_SOLD)
    assert shop.till.merge_bill(b"nobody") == SplitNotDone(problem=SplitProblem.UNKNOWN)


def test_a_bill_is_split_before_anybody_pays_and_once(shop: SmallShop) -> None:
    basket = bill(shop)
    assert refusal(shop, basket, coffees(4)).refused is not None
    one_part = refusal(shop, basket, PartAsked(shares=())).refused
    assert one_part is not None
    assert one_part.reason is SplitRefusal.EMPTY_PART
    voucher = with_voucher(basket, "V123")
    assert refusal(shop, voucher, coffees(1)).problem is SplitProblem.PAYING
    broken = replace(basket, lines=(replace(basket.lines[0], quantity=-1), *basket.lines[1:]))
    assert refusal(shop, broken, coffees(1)).problem is SplitProblem.INVALID_BASKET
    part = TakenTender(method=PaymentMethod.CARD, amount=1_000, received=1_000)
    shop.till.take_tender(basket, part)
    assert refusal(shop, basket, coffees(1)).problem is SplitProblem.PAYING
    shop.till.give_back_tender(basket, 0)
    first, _ = split(shop, basket, coffees(2))
    assert refusal(shop, recalled(shop, first), coffees(1)).problem is SplitProblem.PART_OF_BILL
    done = pay(shop, basket_of(shop, "KOP-001"))
    late = replace(basket, sale_id=done.sale_id)
    assert refusal(shop, late, coffees(1)).problem is SplitProblem.ALREADY_SOLD


def test_a_shift_stays_open_while_parts_are_held(shop: SmallShop) -> None:
    begin(shop)
    split(shop, bill(shop), coffees(1))
    assert drawer_of(shop).close(closing(shop, 1)) == CloseRefused(reason=CloseRefusal.HELD_BASKETS)
