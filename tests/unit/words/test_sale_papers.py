"""What a sale prints besides its receipt: a slip for the kitchen, and vouchers for a printer of their own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.codes import voucher_code_in
from app.services.exchange_outcomes import ExchangeDone
from app.services.hold_basket import Held, Recalled
from app.services.open_basket import OpenBasket
from app.services.receipt import PairLine, QrCode, Receipt, TextLine
from app.services.spool_port import PaperKind
from app.words.exchange_receipt import exchange_receipt_of
from app.words.receipt import receipt_of
from app.words.sale_papers import more_papers
from app.words.translate import Language, Words
from tests.support.exchanging import desk_of, exchanging
from tests.support.gift_shop import PLAN_SKU, open_gift_shop
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_shop

WORDS = Words(Language.ENGLISH)
VOUCHERS, KITCHEN = PaperKind.VOUCHERS, PaperKind.KITCHEN


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """With a printer for each kind of paper."""
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        open_gift_shop(shop)
        till = replace(
            shop.till,
            write_receipt=lambda facts: receipt_of(WORDS, facts, vouchers_apart=True),
            write_more=lambda facts: more_papers(WORDS, facts, frozenset({VOUCHERS, KITCHEN})),
        )
        yield replace(shop, till=till)


def paper(shop: SmallShop, document_id: bytes, kind: PaperKind) -> Receipt | None:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(document_id, kind)
    return None if found is None else found[0]


def words_of(receipt: Receipt | None) -> list[str]:
    assert receipt is not None
    texts = []
    for element in receipt.elements:
        match element:
            case TextLine(text=text):
                texts.append(text)
            case PairLine(left=left, right=right):
                texts += [left, right]
    return texts


def held(shop: SmallShop, basket: OpenBasket, label: str) -> OpenBasket:
    assert isinstance(shop.till.hold(basket, label, shop.cashier_id), Held)
    recalled = shop.till.recall(basket.sale_id)
    assert isinstance(recalled, Recalled)
    return recalled.basket


def test_the_kitchen_reads_names_and_quantities_and_no_prices(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", "KOP-001", "ROT-001")
    said = words_of(paper(shop, done.sale_id, KITCHEN))
    assert said[-4:] == ["Kopi Susu Setia", "2 x", "Roti Sobek Cokelat", "1 x"]
    assert done.receipt_number in said
    assert "Cashier: Ayu" in said
    assert not any("Rp" in text for text in said)


def test_the_table_that_a_basket_was_held_for_is_called_out(shop: SmallShop) -> None:
    basket = held(shop, basket_of(shop, "KOP-001"), "Meja 4")
    assert "Meja 4" in words_of(paper(shop, pay(shop, basket).sale_id, KITCHEN))
    again = held(shop, held(shop, basket_of(shop, "KOP-001"), "Meja 5"), "Meja 7")
    assert "Meja 7" in words_of(paper(shop, pay(shop, again).sale_id, KITCHEN))


def test_what_nobody_makes_gives_no_slip(shop: SmallShop) -> None:
    assert paper(shop, sell(shop, PLAN_SKU).sale_id, KITCHEN) is None


def test_vouchers_stand_on_their_own_paper_and_the_receipt_says_so(shop: SmallShop) -> None:
    done = sell(shop, "BIJ-001", member=None)
    with shop.store.reading() as unit:
        codes = {voucher.code for voucher in unit.benefits.vouchers_of(b"")}
    slips, receipt = paper(shop, done.sale_id, VOUCHERS), paper(shop, done.sale_id, PaperKind.RECEIPT)
    assert slips is not None
    assert receipt is not None
    scanned = {voucher_code_in(each.payload) for each in slips.elements if isinstance(each, QrCode)}
    assert scanned == codes
    assert not codes & {
        voucher_code_in(each.payload) for each in receipt.elements if isinstance(each, QrCode)
    }
    assert f"{len(codes)} vouchers, printed apart" in words_of(receipt)
    assert slips.opens_drawer is False


def test_a_sale_without_vouchers_has_no_such_paper(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", member=None)
    assert paper(shop, done.sale_id, VOUCHERS) is None
    assert not any("printed apart" in text for text in words_of(paper(shop, done.sale_id, PaperKind.RECEIPT)))


def test_a_paper_is_printed_again_as_a_copy_of_its_own(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    assert shop.till.reprint(done.sale_id, KITCHEN)
    assert not shop.till.reprint(done.sale_id, VOUCHERS)
    with shop.store.writing() as unit:
        assert (unit.spool.copies(done.sale_id, KITCHEN), unit.spool.copies(done.sale_id)) == (2, 1)


def test_what_came_out_of_one_printer_says_nothing_of_another(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    with shop.store.writing() as unit:
        for kind in (PaperKind.RECEIPT, KITCHEN):
            assert unit.spool.take((kind,)) is not None
            assert unit.spool.give_up_sending((kind,)) == 1
        unit.spool.came_out(done.sale_id, KITCHEN)
        assert (unit.spool.in_doubt((KITCHEN,)), unit.spool.in_doubt()) == (0, 1)
        assert [found.kind for found in unit.spool.doubtful(9)] == [PaperKind.RECEIPT]


def test_what_is_taken_in_exchange_is_made_in_the_kitchen_and_its_vouchers_stand_apart(
    shop: SmallShop,
) -> None:
    sale = sell(shop, "KOP-001")
    desk = replace(
        desk_of(shop, Language.ENGLISH),
        write_exchange=lambda facts: exchange_receipt_of(WORDS, facts, vouchers_apart=True),
        write_more=shop.till.write_more,
    )
    done = desk.exchange(exchanging(shop, sale, basket_of(shop, "BIJ-001")))
    assert isinstance(done, ExchangeDone)
    made = words_of(paper(shop, done.sale.sale_id, KITCHEN))
    assert [text for text in made if text.endswith(" x")] == ["1 x"]
    assert "Biji Kopi Gayo 1 kg" in made
    receipt = paper(shop, done.sale.sale_id, PaperKind.RECEIPT)
    vouchers = paper(shop, done.sale.sale_id, VOUCHERS)
    given = {voucher.code for voucher in done.sale.vouchers}
    assert given
    assert codes_on(vouchers) >= given
    assert not codes_on(receipt) & given


def codes_on(receipt: Receipt | None) -> set[str]:
    assert receipt is not None
    codes = (voucher_code_in(each.payload) for each in receipt.elements if isinstance(each, QrCode))
    return {code for code in codes if code is not None}
