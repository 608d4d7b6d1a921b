"""With a server everything limited is a counted right: a till without a share of it offers none, and says so."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import TenderKind
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Quote, Refusal, RefusalReason
from app.services.open_basket import with_reward, with_voucher
from app.services.outcomes import VoucherFound, VoucherStanding
from app.words.explain import refusal_sentence
from app.words.translate import Language, Words
from tests.support.gift_shop import gift_programme, open_gift_shop
from tests.support.selling import basket_of, member_at, pay, scan, sell
from tests.support.server_word import apply, change, complaints, member_state
from tests.support.shop import SmallShop, small_shop

SERVER = ("https://server.example", bytes(32))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """It has a server; its beans gave the first member 334 points and two vouchers."""
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        sell(shop, "BIJ-001")
        shop.store.set_server(*SERVER)
        yield shop
        assert complaints(shop) == []


def refused(quoted: Quote, rule_id: str) -> Refusal:
    return next(refusal for refusal in quoted.refusals if refusal.rule_id == rule_id)


def quoted(shop: SmallShop, sku: str) -> Quote:
    return shop.till.quoted(basket_of(shop, sku), TenderKind.QRIS).quote


@pytest.mark.parametrize(
    ("sku", "rule_id", "price", "limit"),
    [("ROT-002", "bread", 21_600, LimitKind.PER_MEMBER), ("KUE-001", "cakes", 34_500, LimitKind.BUDGET)],
)
def test_a_limited_promotion_is_not_offered_and_says_why(
    shop: SmallShop, sku: str, rule_id: str, price: int, limit: LimitKind
) -> None:
    answer = quoted(shop, sku)
    refusal = refused(answer, rule_id)
    assert answer.payable == price
    assert (refusal.reason, refusal.limit) == (RefusalReason.NO_RIGHT, limit)
    assert refusal_sentence(Words(Language.ENGLISH), gift_programme(shop.programme), refusal)
    assert pay(shop, basket_of(shop, sku)).payable == price


def test_a_limited_reward_is_not_given_and_costs_nothing(shop: SmallShop) -> None:
    before = member_at(shop).balance
    basket = with_reward(basket_of(shop, "ROT-001"), "mug")
    assert refused(shop.till.quoted(basket, TenderKind.QRIS).quote, "mug").reason is RefusalReason.NO_RIGHT
    done = pay(shop, basket)
    assert (done.points_spent, done.balance) == (0, before + done.points_earned)


def test_what_is_not_limited_is_given_as_ever(shop: SmallShop) -> None:
    assert {effect.rule_id for effect in quoted(shop, "ROT-001").effects} >= {"bakery-10"}
    assert quoted(shop, "ROT-001").net == 25_650


def test_a_voucher_is_taken_by_the_till_that_holds_it_and_by_no_other(shop: SmallShop) -> None:
    state = member_state(shop)
    here, elsewhere = state.vouchers
    moved = replace(elsewhere, holder_id=b"another till....")
    apply(shop, change("member", replace(state, vouchers=(here, moved))))
    assert [standing(shop, code) for code in (here.code, elsewhere.code)] == [
        VoucherStanding.VALID,
        VoucherStanding.ELSEWHERE,
    ]
    answer = shop.till.quoted(with_voucher(basket_of(shop, "ROT-001"), elsewhere.code), None).quote
    assert (answer.net, refused(answer, "ten").reason) == (25_650, RefusalReason.USED_UP)
    assert pay(shop, with_voucher(basket_of(shop, "ROT-001"), here.code)).payable == 15_650


def standing(shop: SmallShop, code: str) -> VoucherStanding:
    found = shop.till.resolve(scan(code))
    assert isinstance(found, VoucherFound)
    return found.standing
