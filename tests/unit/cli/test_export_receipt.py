"""`setia export receipt`: the paper of a sale as a PDF that any reader opens."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from app.cli.export_receipt import export_receipt
from app.cli.exporting import ExportFailed, Telling
from app.services.outcomes import SaleDone
from app.words.translate import Language, Words
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

_SCALE = 3


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made


def _exported(shop: SmallShop, number: str, *, training: bool = False) -> bytes:
    path = shop.directory / "receipt.pdf"
    telling = Telling(words=Words(Language.INDONESIAN), as_json=False)
    export_receipt(shop.store, number, path, telling, shop.clock.at, training=training)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path.read_bytes()


def _lines(pdf: bytes) -> list[str]:
    """What is written on the page, top to bottom."""
    found = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", pdf)
    return [re.sub(rb"\\(.)", rb"\1", text).decode("cp1252") for text in found]


def _code(pdf: bytes) -> str:
    """What the squares on the page say to a scanner."""
    squares = [
        tuple(map(float, found)) for found in re.findall(rb"([-.\d]+) ([-.\d]+) ([-.\d]+) [-.\d]+ re\b", pdf)
    ]
    side = squares[0][2]
    left, top = min(x for x, _, _ in squares), max(y for _, y, _ in squares)
    places = [(round((top - y) / side), round((x - left) / side)) for x, y, _ in squares]
    size = max(max(place) for place in places) + 9
    picture = np.full((size, size), 255, np.uint8)
    for row, column in places:
        picture[row + 4, column + 4] = 0
    (read,) = zxingcpp.read_barcodes(np.kron(picture, np.ones((_SCALE, _SCALE), np.uint8)))
    return str(read.text)


def _sold(shop: SmallShop) -> SaleDone:
    return sell(shop, "KOP-001", "KUE-001", "ROT-001")


def test_it_has_the_lines_of_the_paper_with_the_member_masked(shop: SmallShop) -> None:
    done = _sold(shop)
    written = "\n".join(_lines(_exported(shop, done.receipt_number)))
    assert done.receipt_number in written
    assert re.search(r"Kopi Susu Setia +Rp24\.000|Kopi Susu Setia +24\.000", written), written
    assert "Siti R." in written
    assert "Rahayu" not in written
    assert "SALINAN" not in written


def test_its_code_can_be_scanned_for_a_return(shop: SmallShop) -> None:
    done = _sold(shop)
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.sale_id)
    assert found is not None
    (payload,) = (element.payload for element in found[0].elements if hasattr(element, "payload"))
    assert _code(_exported(shop, done.receipt_number)) == payload


def test_every_object_is_where_the_file_says(shop: SmallShop) -> None:
    pdf = _exported(shop, _sold(shop).receipt_number)
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    assert pdf[start:].startswith(b"xref\n")
    entries = re.findall(rb"(\d{10}) 00000 n ", pdf[start:])
    assert [pdf[int(at) :].split(b" ", 1)[0] for at in entries] == [b"%d" % number for number in range(1, 8)]
    content = re.search(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    assert content is not None
    assert int(content[1]) == len(content[2])


def test_a_training_s_says_above_and_below_that_it_is_none(shop: SmallShop) -> None:
    lines = _lines(_exported(shop, _sold(shop).receipt_number, training=True))
    assert lines[:2] == lines[-2:] == ["BUKAN STRUK SAH", "NOT A VALID RECEIPT"]


def test_a_number_that_nobody_has_leaves_no_file(shop: SmallShop) -> None:
    with pytest.raises(ExportFailed, match="NO-1"):
        _exported(shop, "NO-1")
    assert not (shop.directory / "receipt.pdf").exists()


def test_a_folder_that_is_not_there_is_told(shop: SmallShop, tmp_path: Path) -> None:
    done = _sold(shop)
    telling = Telling(words=Words(Language.ENGLISH), as_json=False)
    with pytest.raises(ExportFailed, match="can't be written"):
        export_receipt(
            shop.store,
            done.receipt_number,
            tmp_path / "none" / "a.pdf",
            telling,
            shop.clock.at,
            training=False,
        )
