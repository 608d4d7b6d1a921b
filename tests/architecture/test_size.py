"""A function fits a screen and a file has one subject. What is longer stands here, with its reason.

Migrations are not measured: each states one schema from top to bottom and is never edited again.
"""

import ast
from collections.abc import Iterator

from tests.support.sources import ROOT, name, parse, python_files

FILE_LINES = 400
FUNCTION_LINES = 70

# "path" or "path:function" → why it is better long
LONG_FOR_A_REASON: dict[str, str] = {}


def long_ones() -> Iterator[str]:
    measured = (path for path in python_files() if "migrations" not in path.parts)
    for path in measured:
        if len(path.read_text(encoding="utf-8").splitlines()) > FILE_LINES:
            yield name(path)
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    yield f"{path.relative_to(ROOT)}:{node.name}"


def test_only_what_has_a_reason_is_long() -> None:
    assert sorted(long_ones()) == sorted(LONG_FOR_A_REASON)
