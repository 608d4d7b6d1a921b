"""Every case of the cookbook is answered as it says, and every answer can be read and published."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.cli.quote import check_files
from app.protocol.plain import to_plain
from app.services.answer_case import unmet
from app.words.case_text import case_text
from app.words.page import WIDTH
from app.words.translate import Language, Words
from tests.support.cookbook import COOKBOOK, answered, cases, name_of
from tests.support.sources import ROOT

ENGLISH = Words(Language.ENGLISH)


def validator(name: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads((ROOT / "docs/integrator" / name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


CASES = validator("quote-case.schema.json")
ANSWERS = validator("quote.schema.json")


def test_there_are_enough() -> None:
    assert len(cases()) >= 25


@pytest.mark.parametrize("path", cases(), ids=name_of)
def test_it_is_answered_as_it_says(path: Path) -> None:
    found = answered(path)
    assert found.case.expect, "it expects nothing"
    assert unmet(found) == ()


@pytest.mark.parametrize("path", cases(), ids=name_of)
def test_the_answer_can_be_read_in_both_languages(path: Path) -> None:
    found = answered(path)
    for language in Language:
        lines = list(case_text(Words(language), found))
        assert lines
        assert [line for line in lines if len(line) > WIDTH] == []
        assert [line for line in lines if "{" in line or "}" in line] == []
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("path", cases(), ids=name_of)
def test_the_case_and_its_answer_fit_their_schemas(path: Path) -> None:
    CASES.validate(json.loads(path.read_text(encoding="utf-8")))
    ANSWERS.validate(json.loads(json.dumps(to_plain(answered(path).answer))))


def test_a_case_whose_answer_is_another_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = COOKBOOK / "worked-example"
    case = json.loads((folder / "silver-redeems.json").read_text(encoding="utf-8"))
    for key in ("programme", "items"):
        case[key] = json.loads((folder / case[key]).read_text(encoding="utf-8"))
    case["expect"] = {"payable": 107867, "earning": {"pionts": 94}, "effects": [{"rule_id": "gold"}]}
    case["returns"][0]["expect"] = {"points_back": 548}
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(case), encoding="utf-8")
    assert check_files([folder / "without-tax.json", wrong], as_json=False, words=ENGLISH) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"ok  {folder / 'without-tax.json'}",
        f"!!  {wrong}",
        "    quote.payable: 107900 instead of 107867.",
        "    quote.earning.pionts: there is no such key. Did you mean `points`?",
        '    quote.effects[0]: {"rule_id": "gold"} is not there.',
        "    returns[0].points_back: 549 instead of 548.",
    ]
