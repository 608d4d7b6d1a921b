"""`setia export ratings`: a row per answer; of members who did not agree, neither they nor their sale."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.cli.export_ratings import export_ratings
from app.cli.exporting import Telling
from app.words.translate import Language, Words
from tests.support.requesting import rating_of
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

TODAY = date(2026, 11, 22)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def telling(*, as_json: bool) -> Telling:
    return Telling(words=Words(Language.ENGLISH), as_json=as_json)


def test_each_answer_has_a_row_and_only_a_guest_s_has_a_receipt(shop: SmallShop, tmp_path: Path) -> None:
    guest, member = sell(shop, "KOP-001", member=None), sell(shop, "KOP-001")
    for done, answer in ((guest, 5), (member, 2)):
        shop.till.rate(rating_of(shop, done.sale_id, answer))
    path = tmp_path / "answers.csv"
    export_ratings(shop.store, (TODAY, TODAY), path, telling(as_json=False))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream)
    assert heading == ["Day", "Scale", "Answer", "Question", "Receipt"]
    day = "2026-11-22"
    assert rows == [[day, "faces", "5", "", guest.receipt_number], [day, "faces", "2", "", ""]]


def test_other_days_are_not_in_it(
    shop: SmallShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.till.rate(rating_of(shop, sell(shop, "KOP-001").sale_id))
    before = date(2026, 11, 21)
    export_ratings(shop.store, (before, before), tmp_path / "answers.csv", telling(as_json=True))
    assert json.loads(capsys.readouterr().out)["ratings"] == []
