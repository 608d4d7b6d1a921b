"""The paper of an exchange says what came back, what was bought instead, and the money that moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.domain.basket import TenderKind
from app.services.exchange_outcomes import ExchangeDone, ExchangeProblem
from app.services.receipt import Receipt
from app.words.exchange_receipt import exchange_sentence
from app.words.translate import Language, Words
from tests.support.exchanging import desk_of, exchange, exchanging
from tests.support.selling import basket_of, sell
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        yield shop


def receipt(shop: SmallShop, done: ExchangeDone) -> Receipt:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.sale.sale_id)
    assert found is not None
    return found[0]


def text_of(receipt: Receipt, columns: int = 32) -> list[str]:
    return [line.text for line in lay_out(receipt, columns) if isinstance(line, PaperLine)]


def test_something_dearer_shows_both_and_what_was_paid_more(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", member=None)
    done = exchange(shop, sale, basket_of(shop, "KOP-003", member=None), by=TenderKind.CASH)
    text = text_of(receipt(shop, done))
    first = [line.strip() for line in text].index("EXCHANGE")
    assert text[first + 2 : -3] == [
        "BDG1-261122-R0001",
        "                22/11/2026 12:00",
        "Cashier: Ayu              UTC+07",
        "Of receipt BDG1-261122-0001",
        "Reason: Changed their mind",
        "--------------------------------",
        "Kopi Susu Setia         Rp24.000",
        "--------------------------------",
        "MONEY BACK",
        "        Rp24.000",
        "QRIS                    Rp24.000",
        "Includes tax             Rp2.182",
        "--------------------------------",
        "BOUGHT INSTEAD",
        "BDG1-261122-0002",
        "                22/11/2026 12:00",
        "Cashier: Ayu              UTC+07",
        "--------------------------------",
        "Cold Brew               Rp35.000",
        "--------------------------------",
        "Subtotal                Rp35.000",
        "TOTAL   Rp35.000",
        "QRIS                   −Rp24.000",
        "To pay                  Rp11.000",
        "Cash                    Rp11.000",
        "Change                       Rp0",
        "Includes PB1 10%         Rp3.182",
        "--------------------------------",
        "PAID MORE",
        "        Rp11.000",
        "Cash                    Rp11.000",
        "Change                       Rp0",
        "--------------------------------",
    ]


def test_something_cheaper_ends_with_the_money_that_went_back(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-003", member=None)
    paper = receipt(shop, exchange(shop, sale, basket_of(shop, "KOP-001", member=None)))
    assert "QRIS                    Rp11.000" in text_of(paper)
    assert not paper.opens_drawer


def test_cash_opens_the_drawer(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", member=None)
    basket = basket_of(shop, "KOP-003", member=None)
    assert receipt(shop, exchange(shop, sale, basket)).opens_drawer


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [32, 48])
def test_it_fits_every_paper_and_never_names_anybody(
    shop: SmallShop, columns: int, language: Language
) -> None:
    sale = sell(shop, "KOP-003", "ROT-001")
    request = exchanging(shop, sale, basket_of(shop, "KUE-001", "BIJ-001"), (1, 1), (2, 1))
    done = desk_of(shop, language).exchange(request)
    assert isinstance(done, ExchangeDone)
    text = text_of(receipt(shop, done), columns)
    assert max(len(line) for line in text) <= columns
    assert not any("Siti" in line or "81234" in line for line in text)


@pytest.mark.parametrize("problem", list(ExchangeProblem))
def test_why_nothing_was_exchanged_has_a_sentence(problem: ExchangeProblem) -> None:
    assert exchange_sentence(Words(Language.ENGLISH), problem).endswith(".")
