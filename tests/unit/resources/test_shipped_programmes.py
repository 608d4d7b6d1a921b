"""The programmes that ship, and those of the cookbook: they read, nothing is strange about them, cases show them."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from app.domain.basket import Item
from app.domain.programme.benefits import Award, Benefit, RewardGift
from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.people import ActionKind
from app.domain.programme.points import Expiry
from app.protocol.document import read_document, read_plain
from app.protocol.plain import tag_of
from app.protocol.quote_case import CaseItem
from app.services.check_programme import findings

ROOT = Path(__file__).parents[3]
COOKBOOK = ROOT / "docs" / "cookbook"
SHIPPED = sorted((ROOT / "resources" / "programmes").glob("*.json"))
WRITTEN_ON = date(2026, 11, 22)
"""Campaigns in these documents run from November 2026 on."""
OURS = ("shipped", "well-known", "recipes")


def _folders(part: str) -> list[Path]:
    return sorted(folder for folder in (COOKBOOK / part).iterdir() if folder.is_dir())


def _document(folder: Path) -> Path:
    own = folder / "programme.json"
    return own if own.exists() else ROOT / "resources" / "programmes" / f"{folder.name}.json"


def _programme(path: Path) -> Programme:
    read = read_document(Programme, path.read_bytes())
    assert isinstance(read, Programme), read
    return read


def _items(folder: Path) -> tuple[Item, ...]:
    return tuple(_item(plain) for plain in json.loads((folder / "items.json").read_text("utf-8")))


def _item(plain: dict[str, Any]) -> Item:
    read = read_plain(CaseItem, plain)
    assert isinstance(read, CaseItem), read
    return Item(
        sku=read.sku,
        gtin=read.gtin,
        name=read.name or read.sku,
        category=read.category,
        price=read.price,
        no_promotion=read.no_promotion,
        kind=read.kind,
        tags=read.tags,
        weighed=read.weighed,
        tax=read.tax or "",
        cost=read.cost,
    )


def _cases(folder: Path) -> list[Path]:
    return sorted((folder / "cases").glob("*.json"))


FOLDERS = [folder for part in OURS for folder in _folders(part)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_programme_reads_and_is_without_findings(path: Path) -> None:
    assert findings(_programme(path), today=WRITTEN_ON) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_strange_about_a_programme_with_its_goods(folder: Path) -> None:
    assert findings(_programme(_document(folder)), _items(folder), today=WRITTEN_ON) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_case_says_what_it_shows_how_it_adds_up_and_what_it_expects(folder: Path) -> None:
    for path in _cases(folder):
        case = json.loads(path.read_text("utf-8"))
        assert case["name"], path
        assert case["description"], path
        assert case["expect"], path
        assert all(one["expect"] for one in case.get("returns", ())), path


def test_five_programmes_ship_with_three_cases_each_at_least() -> None:
    assert [path.stem for path in SHIPPED] == ["beauty", "coffee", "green-shop", "minimarket", "vip-plan"]
    assert [folder.name for folder in _folders("shipped")] == [path.stem for path in SHIPPED]
    assert min(len(_cases(folder)) for folder in _folders("shipped")) >= 3


def test_six_well_known_programmes_have_five_cases_each_at_least() -> None:
    assert len(_folders("well-known")) == 6
    assert min(len(_cases(folder)) for folder in _folders("well-known")) >= 5


def test_every_recipe_has_a_case_and_a_place_on_the_page() -> None:
    page = (COOKBOOK / "recipes.md").read_text("utf-8")
    assert len(_folders("recipes")) >= 25
    for folder in _folders("recipes"):
        cases = _cases(folder)
        assert cases, folder.name
        assert all(f"(recipes/{folder.name}/cases/{case.name})" in page for case in cases), folder.name


def test_what_the_page_of_recipes_shows_is_what_the_programmes_say() -> None:
    page = (COOKBOOK / "recipes.md").read_text("utf-8")
    for section in page.split('## <a id="')[1:]:
        slug = section.partition('"')[0]
        shown = json.loads(section.partition("```json")[2].partition("```")[0])
        whole = json.loads((COOKBOOK / "recipes" / slug / "programme.json").read_text("utf-8"))
        assert shown == {key: whole[key] for key in shown}, slug


KINDS = [kind for union in (Condition, Benefit, Award, RewardGift, Expiry) for kind in get_args(union)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_condition_benefit_award_and_expiry_is_shown_in_some_programme(kind: type) -> None:
    assert f'"type": "{tag_of(kind)}"' in _all_documents()


@pytest.mark.parametrize("kind", ActionKind)
def test_every_kind_of_action_is_shown_in_some_programme(kind: ActionKind) -> None:
    assert f'"kind": "{kind.value}"' in _all_documents()


@cache
def _all_documents() -> str:
    return "\n".join(_document(folder).read_text("utf-8") for folder in FOLDERS)
