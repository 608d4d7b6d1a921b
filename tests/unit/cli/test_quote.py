"""A case that can't be answered is told in sentences that name the file and the place."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.quote import NoAnswer, answer_file, quote_files
from app.words.translate import Language, Words
from tests.support.cookbook import COOKBOOK

ENGLISH = Words(Language.ENGLISH)
WORKED = COOKBOOK / "worked-example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The worked example's files, to spoil."""
    for name in ("programme.json", "items.json"):
        (tmp_path / name).write_bytes((WORKED / name).read_bytes())
    return tmp_path


def spoilt(folder: Path, **more: Any) -> str:
    """What is said about the worked example's case with other values."""
    case = json.loads((WORKED / "silver-redeems.json").read_text(encoding="utf-8"))
    del case["returns"]
    path = folder / "case.json"
    path.write_text(json.dumps({**case, **more}), encoding="utf-8")
    return said(path)


def said(path: Path) -> str:
    with pytest.raises(NoAnswer) as told:
        answer_file(path, ENGLISH)
    return str(told.value).replace(str(path.parent) + "/", "")


def test_a_file_that_is_not_there(folder: Path) -> None:
    assert said(folder / "none.json") == "none.json: there is no such file."


def test_a_programme_that_is_not_there(folder: Path) -> None:
    assert spoilt(folder, programme="none.json") == "none.json: there is no such file."


@pytest.mark.parametrize("name", ["\0", "items\0.json", "\ud800.json", "two\nlines.json"])
def test_a_name_that_no_file_has(folder: Path, name: str) -> None:
    assert spoilt(folder, items=name).startswith("case.json: items: ")


def test_a_folder(folder: Path) -> None:
    assert said(folder).endswith("can't be read: Is a directory.")


def test_a_file_that_is_no_json(folder: Path) -> None:
    (folder / "case.json").write_text('{"basket": [', encoding="utf-8")
    assert said(folder / "case.json").startswith("case.json: line 1, column 13: This is no JSON")


def test_an_unknown_key(folder: Path) -> None:
    sentence = "case.json: chanel: There is no key `chanel` here. Did you mean `channel`?"
    assert spoilt(folder, chanel="delivery") == sentence


def test_a_fault_in_the_programme_names_the_programmes_file(folder: Path) -> None:
    path = folder / "programme.json"
    programme = json.loads(path.read_text(encoding="utf-8"))
    programme["promotions"][0]["benefit"]["percent"] = "110"
    path.write_text(json.dumps(programme), encoding="utf-8")
    sentence = spoilt(folder)
    assert sentence.startswith("programme.json: promotions[0].benefit.percent: ")


def test_a_fault_in_the_items_names_the_items_file(folder: Path) -> None:
    (folder / "items.json").write_text('[{"sku": "coffee", "price": "much"}]', encoding="utf-8")
    assert spoilt(folder).startswith("items.json: [0].price: ")


def test_an_unknown_item(folder: Path) -> None:
    assert spoilt(folder, basket=[{"sku": "bred"}]) == (
        "case.json: basket[0].sku: There is no `bred`. Did you mean `bread`?"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            {"sku": "bread", "quantity": -1},
            "Line 1: The quantity must be above 0 and at most a million, and is −1.",
        ),
        (
            {"sku": "bread", "parent": 1},
            "Line 1: It modifies line 1, which must stand before it and modify none itself.",
        ),
        (
            {"sku": "bread", "manual": {"price": 30_000, "reason": "typo"}},
            "Line 1: A price by hand can't be above the item's own: Rp30000.",
        ),
    ],
    ids=str,
)
def test_an_absurd_basket(folder: Path, line: dict[str, Any], sentence: str) -> None:
    assert spoilt(folder, basket=[line]) == f"case.json: {sentence}"


def test_the_whole_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    quote_files([WORKED / "silver-redeems.json"], as_json=True, words=ENGLISH)
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() == {"name", "quote", "offers", "returns"}
    assert answer["quote"]["payable"] == 107_900
    assert [back["points_back"] for back in answer["returns"]] == [549, 549, 402]


def test_the_whole_answer_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    quote_files([WORKED / "silver-redeems.json"], as_json=False, words=ENGLISH)
    assert capsys.readouterr().out.splitlines()[2:24] == [
        "Kopi Setia, revision 1                                         22 Nov 2026 12.00",
        "Silver member, 10.000 points",
        "",
        "Kopi susu  2 × Rp35.000                                                 Rp70.000",
        "  Silver member                                                         −Rp3.500",
        "  Points redeemed, 1.098 points                                        −Rp10.980",
        "                                                                        Rp55.520",
        "Roti sobek                                                              Rp28.500",
        "  Roti −10%                                                             −Rp2.850",
        "  Silver member                                                         −Rp1.283",
        "  Points redeemed, 402 points                                           −Rp4.020",
        "                                                                        Rp20.347",
        "Rokok                                                                   Rp32.000",
        "",
        "────────────────────────────────────────────────────────────────────────────────",
        "Subtotal                                                               Rp130.500",
        "Discounts                                                               −Rp7.633",
        "1.500 points redeemed                                                  −Rp15.000",
        "Total                                                                  Rp107.867",
        "Rounding                                                                    Rp33",
        "TO PAY, Cash                                                           Rp107.900",
        "Includes PPN 11%                                                        Rp10.690",
    ]


def test_answers_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    quote_files([WORKED / "weighed.json", WORKED / "weighed.json"], as_json=False, words=ENGLISH)
    assert "\n\n0,735 kg at 129.900" in capsys.readouterr().out
