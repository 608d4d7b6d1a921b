"""Papers about a drawer say what the report says, fit every paper, and never tell a cashier what to count."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.domain.basket import TenderKind
from app.domain.changes import DrawerKind
from app.domain.shift import CashCount, Notes
from app.services.drawer_outcomes import DrawerReason
from app.services.receipt import Receipt
from app.words.drawer_paper import drawer_reason_name
from app.words.translate import Language, Words
from tests.support.drawers import begin, closing, drawer_of, move
from tests.support.selling import basket_of, pay
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

MINUTE = 60_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """A shift of three sales, two of which came back, and three moves."""
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        begin(shop)
        shop.clock.at += MINUTE
        pay(shop, basket_of(shop, "BIJ-001", "ROT-001"), TenderKind.CASH)
        back = pay(shop, basket_of(shop, "KOP-003", "KOP-001", points=300), TenderKind.CASH)
        bring_back(shop, back, (1, 1), approval=manager(shop))
        void(shop, pay(shop, basket_of(shop, "KUE-001", member=None)))
        move(shop, DrawerKind.PAY_IN, 50_000)
        move(shop, DrawerKind.PAY_OUT, 10_000)
        move(shop, DrawerKind.NO_SALE)
        yield shop


def papers(shop: SmallShop) -> list[Receipt]:
    """All that waits to be printed, in order."""
    found = []
    with shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            found.append(job.receipt)
    return found


def numbered(shop: SmallShop, number: str) -> Receipt:
    return next(paper for paper in papers(shop) if paper.number == number)


def text_of(receipt: Receipt, columns: int = 32) -> list[str]:
    """From the number down."""
    texts = [line.text for line in lay_out(receipt, columns) if isinstance(line, PaperLine)]
    return texts[texts.index("-" * columns) + 1 :]


def x_report(shop: SmallShop, language: Language = Language.ENGLISH) -> Receipt:
    drawer_of(shop, language).print_report()
    return numbered(shop, "BDG1-X")


def z_report(shop: SmallShop, language: Language = Language.ENGLISH) -> Receipt:
    count = CashCount(notes=(Notes(value=100_000, count=5), Notes(value=500, count=0)), other=98_000)
    drawer_of(shop, language).close(closing(shop, count))
    return numbered(shop, "BDG1-Z0001")


def test_an_x_report_leads_from_prices_to_what_each_way_to_pay_brought(shop: SmallShop) -> None:
    assert text_of(x_report(shop)) == [
        "BDG1-X          22/11/2026 12:01",
        "Cashier: Ayu              UTC+07",
        "Shift since     22/11/2026 12:00",
        "--------------------------------",
        "Prices                 Rp456.000",
        "Discounts               −Rp2.850",
        "Points redeemed         −Rp3.000",
        "Sales (3)              Rp450.150",
        "Returns (1)            −Rp33.220",
        "Voids (1)              −Rp34.500",
        "Rounding                    Rp70",
        "Includes PB1            Rp34.766",
        "--------------------------------",
        "Cash (2)               Rp415.700",
        "  given back (1)       −Rp33.200",
        "QRIS (1)                Rp34.500",
        "  given back (1)       −Rp34.500",
        "--------------------------------",
        "Points given                 415",
        "Points spent                 300",
        "Points taken back             34",
        "Points restored              178",
        "--------------------------------",
        "Cash in (1)             Rp50.000",
        "Cash out (1)            Rp10.000",
        "Opened without a sale          1",
    ]


def test_a_z_report_ends_with_what_should_be_there_what_was_counted_and_what_is_missing(
    shop: SmallShop,
) -> None:
    text = text_of(z_report(shop))
    assert text[0] == "BDG1-Z0001      22/11/2026 12:01"
    assert text[-9:] == [
        "Float                  Rp200.000",
        "Cash sales             Rp415.700",
        "Cash given back        −Rp33.200",
        "In and out              Rp40.000",
        "Should be there        Rp622.500",
        "  5 x Rp100.000        Rp500.000",
        "  Other cash            Rp98.000",
        "Counted                Rp598.000",
        "Missing                −Rp24.500",
    ]


def test_an_x_report_does_not_say_what_should_be_there(shop: SmallShop) -> None:
    text = " ".join(text_of(x_report(shop)))
    assert "Should be there" not in text
    assert "622.500" not in text


def test_an_empty_shift_says_so(tmp_path: Path) -> None:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        begin(shop)
        assert "Nothing was paid yet." in text_of(x_report(shop))


def test_slips_say_how_much_and_why_and_open_the_drawer(shop: SmallShop) -> None:
    slips = sorted((paper for paper in papers(shop) if "-K" in paper.number), key=lambda one: one.number)
    assert all(slip.opens_drawer for slip in slips)
    assert [text_of(slip) for slip in slips] == [
        [
            "BDG1-261122-K0001",
            "                22/11/2026 12:01",
            "Cashier: Ayu              UTC+07",
            "Reason: Small change",
            "Amount  Rp50.000",
        ],
        [
            "BDG1-261122-K0002",
            "                22/11/2026 12:01",
            "Cashier: Ayu              UTC+07",
            "Reason: Small change",
            "Amount  Rp10.000",
        ],
        [
            "BDG1-261122-K0003",
            "                22/11/2026 12:01",
            "Cashier: Ayu              UTC+07",
            "Reason: Small change",
        ],
    ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [32, 42, 48])
def test_everything_fits_every_paper_in_every_language(
    shop: SmallShop, columns: int, language: Language
) -> None:
    both = (x_report(shop, language), z_report(replace(shop), language))
    for receipt in both:
        assert max(len(line) for line in text_of(receipt, columns)) <= columns


def test_every_reason_has_a_name_and_an_unknown_one_stays_itself() -> None:
    words = Words(Language.ENGLISH)
    names = [drawer_reason_name(words, reason.value) for reason in DrawerReason]
    assert len(set(names)) == len(names)
    assert drawer_reason_name(words, "newer") == "newer"
