"""The paper of a return says whose sale it was, what went back and how, and what became of the points."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.domain.basket import TenderKind
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.services.found_shop import publish_first
from app.services.receipt import Receipt
from app.services.return_outcomes import ReturnDone
from app.words.return_receipt import reason_sentence
from app.words.translate import Language, Words
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, void


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        yield shop


def receipt(shop: SmallShop, done: ReturnDone) -> Receipt:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.return_id)
    assert found is not None
    return found[0]


def paper(shop: SmallShop, done: ReturnDone, columns: int = 32) -> list[str]:
    """Below the shop's own head."""
    texts = [line.text for line in lay_out(receipt(shop, done), columns) if isinstance(line, PaperLine)]
    return texts[3:]


def test_a_return_whose_points_were_spent_already(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "KOP-001", "KOP-001")
    sell(shop, "KUE-001", "KUE-001", points=300)
    assert paper(shop, bring_back(shop, sale, (1, 1), (2, 2))) == [
        "RETURN",
        "--------------------------------",
        "BDG1-261122-R0001",
        "                22/11/2026 12:00",
        "Cashier: Ayu              UTC+07",
        "Of receipt BDG1-261122-0001",
        "Reason: Changed their mind",
        "--------------------------------",
        "Biji Kopi Gayo 1 kg    Rp334.000",
        "Kopi Susu Setia         Rp48.000",
        "  2 x",
        "--------------------------------",
        "MONEY BACK",
        "       Rp382.000",
        "QRIS                   Rp382.000",
        "Includes tax            Rp34.727",
        "--------------------------------",
        "{member_name}              Teman",
        "{member_phone}",
        "Points before                148",
        "Points taken back           −382",
        "Points balance              −234",
        "Points owed                  234",
        "The next points pay what is owed",
        "first.",
        "--------------------------------",
        "Keep this receipt.",
        "Programme revision 1",
    ]


def test_a_void_of_cash_opens_the_drawer_and_rounds_in_its_own_line(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    basket = basket_of(shop, "KOP-003", "ROT-001", points=200)
    done = void(shop, pay(shop, basket, TenderKind.CASH))
    assert receipt(shop, done).opens_drawer
    assert paper(shop, done, 48) == [
        "VOID",
        "------------------------------------------------",
        "BDG1-261122-R0001               22/11/2026 12:00",
        "Cashier: Ayu                              UTC+07",
        "Approved by: Citra",
        "Of receipt BDG1-261122-0002",
        "Reason: Changed their mind",
        "------------------------------------------------",
        "Cold Brew                               Rp33.850",
        "Roti Sobek Cokelat                      Rp24.800",
        "------------------------------------------------",
        "Rounding                                    Rp50",
        "MONEY BACK      Rp58.700",
        "Cash                                    Rp58.700",
        "Includes tax                             Rp5.332",
        "------------------------------------------------",
        "{member_name}                              Teman",
        "{member_phone}",
        "Points before                                192",
        "Points back                                 +200",
        "Points taken back                            −58",
        "Points balance                               334",
        "------------------------------------------------",
        "Keep this receipt.",
        "Programme revision 1",
    ]


def test_a_guest_s_return_has_the_service_charge_and_no_points(shop: SmallShop) -> None:
    ppn = Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),), inside=False)
    charge = ServiceCharge(name="Layanan", percent=Decimal(5))
    rules = replace(shop.programme, revision=2, taxes=(ppn,), service_charge=charge)
    with shop.store.writing() as unit:
        publish_first(unit, rules)
    sale = sell(shop, "KOP-003", member=None)
    lines = paper(shop, bring_back(shop, sale, (1, 1)), 42)
    start = lines.index("Cold Brew                         Rp38.850")
    assert lines[start + 2 : start + 6] == [
        "Layanan                            Rp1.943",
        "MONEY BACK   Rp40.793",
        "QRIS                              Rp40.793",
        "------------------------------------------",
    ]
    assert not any("oint" in line for line in lines)


def test_a_reason_that_this_version_doesn_t_know_is_printed_as_it_is() -> None:
    assert reason_sentence(Words(Language.ENGLISH), "melted") == "melted"
    assert reason_sentence(Words(Language.ENGLISH), "defective") == "Defective"
