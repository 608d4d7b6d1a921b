"""The table of rules names tests that exist, at least one for each rule."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.support.sources import ROOT

TABLE = ROOT / "docs/contributor/rules-and-tests.md"
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
FOLDERS = (ROOT / "tests/unit/domain", ROOT / "tests")


def rows() -> list[str]:
    """The rules: rows of the tables, without their heads."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith(("| rule |", "| ---"))]


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def exists(file: str, test: str) -> bool:
    paths = [folder / file for folder in FOLDERS if (folder / file).exists()]
    return any(test in names_in(path) for path in paths)


def test_every_rule_names_a_test() -> None:
    assert len(rows()) > 150
    assert [row for row in rows() if not NAMED.search(row)] == []


def test_every_test_that_is_named_exists() -> None:
    named = {pair for row in rows() for pair in NAMED.findall(row)}
    assert sorted(f"{file}::{test}" for file, test in named if not exists(file, test)) == []
