"""A report is printed again as it was: the newest X of the open shift, the newest Z of the till."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.print_report_again import ReportKind
from app.services.receipt import PairLine, TextLine
from app.services.spool_port import PrintJob
from tests.support.drawers import FLOAT, begin, close, drawer_of
from tests.support.selling import sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def jobs(shop: SmallShop) -> list[PrintJob]:
    found = []
    with shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            found.append(job)
    return found


def titles(job: PrintJob) -> list[str]:
    return [element.text for element in job.receipt.elements if isinstance(element, TextLine)]


def again(shop: SmallShop, kind: ReportKind) -> bool:
    shop.clock.at += 1
    return drawer_of(shop).print_report_again(kind)


def test_there_is_nothing_to_print_again_before_the_first(shop: SmallShop) -> None:
    assert not again(shop, ReportKind.X)
    begin(shop)
    assert not again(shop, ReportKind.X)
    assert not again(shop, ReportKind.Z)
    assert complaints(shop) == []


def test_a_copy_of_an_x_report_says_what_the_newest_said(shop: SmallShop) -> None:
    begin(shop)
    drawer = drawer_of(shop)
    drawer.print_report()
    sell(shop, "KOP-001")
    shop.clock.at += 1
    drawer.print_report()
    printed = [job for job in jobs(shop) if "X REPORT" in titles(job)]
    sell(shop, "KOP-002")
    jobs(shop)
    for _ in range(2):
        assert again(shop, ReportKind.X)
    copies = jobs(shop)
    assert [job.copy for job in copies] == [1, 2]
    assert [job.receipt for job in copies] == [printed[1].receipt] * 2 != [printed[0].receipt] * 2


def test_a_copy_of_a_z_report_can_be_had_in_the_next_shift_and_the_next(shop: SmallShop) -> None:
    begin(shop)
    sell(shop, "KOP-001")
    first = close(shop, FLOAT).number
    assert again(shop, ReportKind.Z)
    begin(shop)
    assert again(shop, ReportKind.Z)
    assert not again(shop, ReportKind.X)
    found = [job for job in jobs(shop) if "Z REPORT" in titles(job)]
    assert [(job.copy, job.receipt.number) for job in found] == [(0, first), (1, first), (2, first)]
    second = close(shop, FLOAT).number
    assert again(shop, ReportKind.Z)
    assert [(job.copy, job.receipt.number) for job in jobs(shop)][-1] == (1, second)
    assert all(isinstance(job.receipt.elements[-1], PairLine) for job in found)
