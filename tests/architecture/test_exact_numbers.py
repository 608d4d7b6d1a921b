"""Money and points never meet a float."""

import ast

import pytest
from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, MetaData, String

from app.storage.server import tables as server
from app.storage.terminal import tables as terminal
from tests.support.sources import name, parse, python_files

RULES = ("app/domain", "app/services/programme_checks")
FACTS = tuple(
    name(path)
    for path in python_files("app/protocol")
    if path.stem.startswith("facts") or path.stem in {"changes", "heading", "record"}
)
EXACT = (BigInteger, Boolean, Integer, LargeBinary, String)
LISTS_OF_WORDS = {"items.tags"}
DIVISIONS = {
    "goods * Fraction(rules.percent) / 100",
    "base * rate / (100 + rate if wanted.inside else 100)",
    "base * Fraction(percent) / 100",
    "100 / (100 + tax_rate)",
    "cap / bonus",
    "net * Fraction(rules.redeem_percent) / 100",
}
"""Of two integers `/` makes a float without naming it: each of these has a fraction on one side."""


def floats(tree: ast.AST) -> list[ast.AST]:
    """The nodes that name or write a float."""
    return [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


@pytest.mark.parametrize("source", ["rate = 0.11", "points = float(total)", "def earn(rate: float): ..."])
def test_a_float_is_found(source: str) -> None:
    assert floats(ast.parse(source))


@pytest.mark.parametrize("place", [*RULES, *FACTS])
def test_rules_and_facts_hold_no_float(place: str) -> None:
    found = [name(path, node) for path in python_files(place) for node in floats(parse(path))]
    assert found == []


def test_every_division_of_the_rules_has_a_fraction_in_it() -> None:
    nodes = [node for path in python_files("app/domain") for node in ast.walk(parse(path))]
    found = {
        ast.unparse(node) if isinstance(node, ast.BinOp) else ast.unparse(node.target)
        for node in nodes
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    }
    assert found == DIVISIONS


@pytest.mark.parametrize("tables", [terminal.metadata, server.metadata], ids=["terminal", "server"])
def test_no_column_of_a_store_holds_a_float(tables: MetaData) -> None:
    columns = [column for table in tables.sorted_tables for column in table.columns]
    assert len(columns) > 100
    assert {str(column) for column in columns if not isinstance(column.type, EXACT)} == LISTS_OF_WORDS


def test_all_facts_are_looked_at() -> None:
    assert "app/protocol/facts.py" in FACTS
    assert len(FACTS) >= 8
