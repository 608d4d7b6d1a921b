"""The cashback wallet at the till: it pays, gets back what it paid, and owes what it no longer has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.basket import TenderKind
from app.domain.ledger import CASHBACK_BOOK, Asset
from app.services.open_basket import asking_wallet, with_voucher
from tests.support.gift_shop import open_gift_shop
from tests.support.office import holding, office_of
from tests.support.requesting import adjusting
from tests.support.selling import basket_of, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, void


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        yield shop
        assert complaints(shop) == []


def wallet(shop: SmallShop) -> int:
    return holding(shop, 0, CASHBACK_BOOK).balance


def test_spent_cashback_that_is_taken_back_is_owed_and_the_next_pays_it(shop: SmallShop) -> None:
    """Two cold brews give 3.500; 3.000 are spent, so of the 3.500 that are taken back 3.000 are owed."""
    coffee = sell(shop, "KOP-003", "KOP-003")
    pay(shop, asking_wallet(basket_of(shop, "ROT-001"), 3_000))
    assert wallet(shop) == 500
    bring_back(shop, coffee, (1, 1))
    assert wallet(shop) == 500 - 1_750
    bring_back(shop, coffee, (1, 1))
    assert wallet(shop) == -3_000
    assert shop.till.quoted(asking_wallet(basket_of(shop, "ROT-001"), 1_000), None).quote.carried == ()
    sell(shop, "KOP-001")
    assert wallet(shop) == -3_000 + 1_200


def test_the_wallet_pays_a_part_and_gets_it_back(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", "KOP-003", "KOP-003")
    assert wallet(shop) == 3_500
    basket = asking_wallet(basket_of(shop, "ROT-001"), 3_000)
    quoted = shop.till.quoted(basket, TenderKind.QRIS).quote
    assert (quoted.total, quoted.payable) == (25_650, 22_650)
    done = pay(shop, basket)
    assert wallet(shop) == 500
    back = void(shop, done)
    assert (wallet(shop), back.refund) == (3_500, 25_650)


def test_the_wallet_gets_each_lot_s_own_back_return_after_return(shop: SmallShop) -> None:
    """Rp40.000 of two lots pay for two coffees of Rp24.000: the first gives Rp24.000 back, the other Rp16.000."""
    for _ in range(2):
        office_of(shop).adjust(adjusting(shop, shop.members[0], 20_000, Asset.CASHBACK))
        shop.clock.at += 1_000
    sale = pay(shop, asking_wallet(basket_of(shop, "KOP-001", "KOP-001"), 40_000))
    assert sale.payable == 8_000
    for first, second in ((4_000, 20_000), (20_000, 20_000)):
        bring_back(shop, sale, (1, 1))
        lots = sorted(holding(shop, 0, CASHBACK_BOOK).lots, key=lambda lot: lot.earned_at)
        assert [lot.remaining for lot in lots if lot.original == 20_000] == [first, second]


def test_what_is_deducted_of_a_bill_that_the_wallet_paid_does_not_come_back_into_it(shop: SmallShop) -> None:
    for _ in range(24):
        sell(shop, *["KOP-003"] * 8)
    sale = pay(shop, asking_wallet(basket_of(shop, "BIJ-001"), 400_000))
    assert sale.payable == 0
    with shop.store.reading() as unit:
        vouchers = unit.benefits.vouchers_of(shop.members[0])
    (code, *_) = (voucher.code for voucher in vouchers if not voucher.revoked)
    pay(shop, with_voucher(basket_of(shop, "KOP-001"), code))
    before = wallet(shop)
    back = bring_back(shop, sale, (1, 1))
    assert back.deducted == 10_000
    assert wallet(shop) - before == back.refund
