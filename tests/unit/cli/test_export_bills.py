"""`setia export bills`: a row per bill of the other till, with what it must agree on."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.cli.export_bills import export_bills
from app.cli.exporting import Telling
from app.services.commit_sale import Payment
from app.services.open_basket import asking, with_member
from app.services.other_bill import BillAsked, BillReady, with_bill
from app.services.outcomes import SaleDone
from app.words.translate import Language, Words
from tests.support.selling import member_at, sell
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import void

TODAY = date(2026, 11, 22)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        shop.till = replace(shop.till, beside_till="Kasir 1")
        yield shop


def count(shop: SmallShop, number: str, total: int, points: int = 0) -> SaleDone:
    ready = shop.till.check_bill(BillAsked(number=number, total=total))
    assert isinstance(ready, BillReady), ready
    basket = asking(with_member(with_bill(shop.till.open_basket(), ready), member_at(shop)), points)
    payable = shop.till.quoted(basket, None).quote.payable
    payment = Payment(kind=None, received=payable, expected=payable, cashier_id=shop.cashier_id)
    done = shop.till.commit(basket, payment)
    assert isinstance(done, SaleDone), done
    return done


def test_each_bill_has_a_row_and_what_was_sold_here_has_none(
    shop: SmallShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = count(shop, "A-1", 90_000)
    void(shop, wrong)
    right = count(shop, "A-1", 400_000)
    redeemed = count(shop, "A-2", 50_000, points=300)
    sell(shop, "KOP-001")
    path = tmp_path / "bills.csv"
    export_bills(shop.store, (TODAY, TODAY), path, Telling(words=Words(Language.ENGLISH), as_json=False))
    assert capsys.readouterr().out == f"3 bills are in {path}.\n"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream)
    assert heading[:2] == ["Till", "Bill"]
    day = ["2026-11-22", "12:00"]
    assert rows == [
        ["Kasir 1", "A-1", *day, "90000", "0", "90000", "90", "0", wrong.receipt_number, "void"],
        ["Kasir 1", "A-1", *day, "400000", "0", "400000", "400", "0", right.receipt_number, ""],
        ["Kasir 1", "A-2", *day, "50000", "3000", "47000", "47", "300", redeemed.receipt_number, ""],
    ]


def test_other_days_are_not_in_it(
    shop: SmallShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    count(shop, "A-1", 90_000)
    before = date(2026, 11, 21)
    telling = Telling(words=Words(Language.ENGLISH), as_json=True)
    export_bills(shop.store, (before, before), tmp_path / "bills.csv", telling)
    assert json.loads(capsys.readouterr().out)["bills"] == []
