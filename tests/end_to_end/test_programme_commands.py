"""`setia programme` as people and scripts use it: what it prints, what it ends with, in both languages."""

import json
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import InStore
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.protocol.document import write_document
from tests.support.checked_programmes import SHOP, having, percent
from tests.support.terminal_process import a_persons, run_setia


class Manager:
    """Somebody with a folder of documents, who reads English unless told otherwise."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def writes(self, name: str, what: Programme | str) -> Path:
        path = self.home / name
        path.write_text(what if isinstance(what, str) else write_document(what), "utf-8")
        return path

    def does(self, *arguments: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
        environment = a_persons(self.home, SETIA_LANGUAGE=language)
        done = run_setia("programme", *arguments, environment=environment)
        assert "Traceback" not in done.stdout + done.stderr
        return done


@pytest.fixture
def manager(tmp_path: Path) -> Manager:
    return Manager(tmp_path)


TIED = having(percent("a", 5), percent("b", 6, exclusive=True, lines=Lines(categories=("bread",))))
"""A warning and no error."""


def test_a_sound_programme_passes(manager: Manager) -> None:
    path = manager.writes("shop.json", SHOP)
    done = manager.does("check", path, "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}: Nothing to complain about.\n", "")


def test_an_error_fails_and_a_warning_only_when_strict(manager: Manager) -> None:
    strange = manager.writes("strange.json", TIED)
    assert manager.does("check", strange).returncode == 0
    assert manager.does("check", strange, "--strict").returncode == 1
    wrong = manager.writes("wrong.json", having(percent("a", 0)))
    done = manager.does("check", wrong)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Error: promotions[0].benefit: A gives nothing.",
        f"{wrong}: Errors: 1. Warnings: 0.",
    ]


def test_findings_are_told_as_json(manager: Manager) -> None:
    done = manager.does("check", manager.writes("wrong.json", having(percent("a", 0))), "--json")
    told = json.loads(done.stdout)
    assert (told["errors"], told["warnings"]) == (1, 0)
    (row,) = told["findings"]
    assert (row["kind"], row["severity"], row["path"], row["ids"]) == (
        "nothing-given",
        "error",
        "promotions[0].benefit",
        ["a"],
    )
    assert row["says"].endswith("A gives nothing.")


def test_what_can_not_be_read_is_told_in_the_same_manner(manager: Manager) -> None:
    text = write_document(SHOP).replace('"tiers"', '"teirs"')
    path = manager.writes("typo.json", text)
    done = manager.does("check", path)
    assert done.returncode == 1
    assert any(line.startswith("Error: ") and "`tiers`" in line for line in done.stdout.splitlines())
    rows = json.loads(manager.does("check", path, "--json").stdout)["findings"]
    assert "tiers" in {row["nearest"] for row in rows}
    for command in (("show", path), ("diff", path, path)):
        shown = manager.does(*command)
        assert shown.returncode == (2 if command[0] == "diff" else 1)
        assert "Did you mean `tiers`?" in shown.stderr
        assert shown.stdout == ""


@pytest.mark.parametrize(
    ("name", "catalogue"),
    [
        ("items.csv", "sku,price,category\nroti,20000,bread\n"),
        ("items.json", '[{"sku": "roti", "price": 20000, "category": "bread"}]'),
    ],
)
def test_the_items_tell_what_is_not_sold(manager: Manager, name: str, catalogue: str) -> None:
    path = manager.writes("shop.json", having(percent("a", 5, lines=Lines(skus=("roty",)))))
    assert manager.does("check", path).returncode == 0
    done = manager.does("check", path, "--items", manager.writes(name, catalogue))
    assert done.returncode == 1
    assert "There is no item `roty` in the catalogue. Did you mean `roti`?" in done.stdout


def test_the_stores_tell_which_are_not_there(manager: Manager) -> None:
    path = manager.writes("shop.json", having(percent("a", 5, InStore(stores=("bandug",)))))
    assert manager.does("check", path).returncode == 0
    done = manager.does("check", path, "--store", "bandung", "--store", "jakarta")
    assert done.returncode == 1
    assert "There is no store `bandug`. Did you mean `bandung`?" in done.stdout


def test_a_list_of_items_that_can_not_be_read_is_a_sentence(manager: Manager) -> None:
    path = manager.writes("shop.json", SHOP)
    items = manager.writes("items.csv", "sku,price\nroti,dear\n")
    done = manager.does("check", path, "--items", items)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{items}: line 2, column 2: dear is no number ")


def test_a_file_that_is_not_there_is_a_sentence(manager: Manager) -> None:
    nowhere = manager.home / "nowhere.json"
    for command in (("check", nowhere), ("show", nowhere), ("diff", nowhere, nowhere)):
        done = manager.does(*command)
        assert done.returncode != 0
        assert (done.stdout, done.stderr) == ("", f"{nowhere}: there is no such file.\n")


def test_a_programme_is_shown_in_sentences_with_the_names_of_its_items(manager: Manager) -> None:
    path = manager.writes("shop.json", having(percent("pagi", 10, lines=Lines(skus=("roti",)))))
    items = manager.writes("items.csv", "sku,name,price\nroti,Roti Sobek,20000\n")
    done = manager.does("show", path, "--items", items)
    assert done.returncode == 0
    assert done.stdout.startswith("Toko, revision 0\n\nEarning points\n  Every Rp1.000 → 1 point.\n")
    assert (
        "  Pagi (pagi)\n    10% off Roti Sobek.\n    Applies from 1 Nov 2026 to 30 Nov 2026.\n" in done.stdout
    )
    told = json.loads(manager.does("show", path, "--json").stdout)
    assert told["title"] == "Toko, revision 0"
    promotions = next(section for section in told["sections"] if section["title"] == "Promotions")
    assert promotions["paragraphs"][0]["id"] == "pagi"


def test_the_same_programme_differs_in_nothing(manager: Manager) -> None:
    one = manager.writes("one.json", SHOP)
    two = manager.writes("two.json", replace(SHOP, revision=7))
    done = manager.does("diff", one, two)
    assert (done.returncode, done.stdout) == (0, "Nothing has changed.\n")
    assert json.loads(manager.does("diff", one, two, "--json").stdout) == []


def test_a_difference_ends_with_1_and_is_told(manager: Manager) -> None:
    rule = replace(percent("pagi", 10), name="Roti pagi")
    dearer = replace(rule, benefit=PercentOff(percent=Decimal(15)))
    one, two = manager.writes("one.json", having(rule)), manager.writes("two.json", having(dearer))
    done = manager.does("diff", one, two)
    assert (done.returncode, done.stdout) == (1, "Roti pagi: 10% → 15%.\n")
    (row,) = json.loads(manager.does("diff", one, two, "--json").stdout)
    assert row == {
        "kind": "changed",
        "section": "promotions",
        "rule": "pagi",
        "field": "benefit.percent",
        "before": "10",
        "after": "15",
        "says": "Roti pagi: 10% → 15%.",
    }


def test_it_speaks_indonesian_by_the_setting_and_by_the_option(manager: Manager) -> None:
    path = manager.writes("shop.json", SHOP)
    assert "Setiap Rp1.000 → 1 poin." in manager.does("show", path, language="id").stdout
    assert "Setiap Rp1.000 → 1 poin." in manager.does("show", path, "--language", "id").stdout
    assert "Every Rp1.000 → 1 point." in manager.does("show", path, "--language", "en", language="id").stdout
