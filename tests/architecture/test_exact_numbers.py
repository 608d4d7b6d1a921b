"""Money and points never meet a float."""

import ast

import pytest

from tests.support.sources import name, parse, python_files


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


@pytest.mark.parametrize("place", ["app/domain", "app/protocol/facts.py", "app/protocol/record.py"])
def test_rules_and_facts_hold_no_float(place: str) -> None:
    found = [name(path, node) for path in python_files(place) for node in floats(parse(path))]
    assert found == []
