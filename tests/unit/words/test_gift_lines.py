"""The paper says what a sale gave besides its points, and a voucher's code can be scanned off it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.codes import gift_card_code_in, voucher_code_in
from app.services.open_basket import asking_wallet
from app.services.outcomes import SaleDone
from app.services.receipt import Element, PairLine, QrCode, TextLine
from app.words.translate import Language
from tests.support.gift_cards import loading
from tests.support.gift_shop import PLAN_SKU, open_gift_shop
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        open_gift_shop(shop)
        yield shop


def paper(shop: SmallShop, done: SaleDone) -> tuple[Element, ...]:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.sale_id)
    assert found is not None
    return found[0].elements


def pairs(elements: tuple[Element, ...]) -> dict[str, str]:
    return {each.left: each.right for each in elements if isinstance(each, PairLine)}


def test_the_wallet_and_the_stamps_stand_on_the_paper(shop: SmallShop) -> None:
    said = pairs(paper(shop, sell(shop, "KOP-001", "KOP-003")))
    assert (said["Cashback earned"], said["Cashback wallet"]) == ("+Rp2.950", "Rp2.950")
    assert said["Kartu kopi"] == "2 of 4 stamps"
    paid = pairs(paper(shop, pay(shop, asking_wallet(basket_of(shop, "ROT-001"), 2_000))))
    assert ("Cashback earned" in paid, paid["Cashback wallet"]) == (False, "Rp950")


def test_a_full_card_says_so(shop: SmallShop) -> None:
    said = paper(shop, sell(shop, "KOP-001", "KOP-001", "KOP-001", "KOP-001", "KOP-001"))
    assert any(isinstance(each, TextLine) and each.text == "Kartu kopi is full!" for each in said)
    assert pairs(said)["Kartu kopi"] == "1 of 4 stamps"


def test_a_plan_says_until_when(shop: SmallShop) -> None:
    assert pairs(paper(shop, sell(shop, PLAN_SKU)))["VIP"] == "until 21/11/2027"


def test_a_voucher_is_a_slip_with_a_code_that_scans(shop: SmallShop) -> None:
    said = paper(shop, sell(shop, "BIJ-001", member=None))
    with shop.store.reading() as unit:
        codes = {voucher.code for voucher in unit.benefits.vouchers_of(b"")}
    scanned = {voucher_code_in(each.payload) for each in said if isinstance(each, QrCode)}
    assert codes <= scanned
    texts = [each.text for each in said if isinstance(each, TextLine)]
    assert texts.count("Potongan") == texts.count("until 22/12/2026") == 2
    assert codes <= set(texts)


def test_a_plain_sale_says_nothing_of_gifts(shop: SmallShop) -> None:
    said = pairs(paper(shop, sell(shop, "ROT-001")))
    assert not {"Cashback wallet", "Kartu kopi", "VIP"} & said.keys()


def test_a_new_gift_card_is_a_slip_with_its_value_and_a_code_that_scans(shop: SmallShop) -> None:
    done = pay(shop, loading(shop, (100_000, "")))
    said = paper(shop, done)
    scanned = {gift_card_code_in(each.payload) for each in said if isinstance(each, QrCode)}
    assert set(done.gift_cards) <= scanned
    texts = [each.text for each in said if isinstance(each, TextLine)]
    assert texts[texts.index("GIFT CARD") + 1] == "Rp100.000"
    assert done.gift_cards[0] in texts


def test_a_card_that_is_loaded_again_is_no_new_slip(shop: SmallShop) -> None:
    code = pay(shop, loading(shop, (100_000, ""))).gift_cards[0]
    said = paper(shop, pay(shop, loading(shop, (50_000, code))))
    assert not any(isinstance(each, QrCode) and gift_card_code_in(each.payload) for each in said)
