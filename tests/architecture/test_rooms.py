"""The house stands as it was drawn: every room is lived in, and names say what they hold."""

import ast

import pytest

from tests.support.sources import ROOT, name, parse, python_files

ROOMS = [
    "domain",
    "protocol",
    "services",
    "words",
    "storage/terminal",
    "storage/server",
    "devices",
    "emulators",
    "transport",
    "server",
    "ui",
    "cli",
    "entrypoints",
]
TEST_ROOMS = [
    "unit",
    "contract",
    "property",
    "ui",
    "server",
    "simulation",
    "migration",
    "architecture",
    "packaging",
]
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "base", "common", "misc"}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_an_inhabitant(room: str) -> None:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    inhabitants = [
        path
        for path in python_files(f"app/{room}")
        if any(isinstance(node, definitions) for node in parse(path).body)
    ]
    assert inhabitants, f"app/{room} is empty"


@pytest.mark.parametrize("room", TEST_ROOMS)
def test_every_kind_of_test_has_a_test(room: str) -> None:
    assert list((ROOT / "tests" / room).rglob("test_*.py")), f"tests/{room} is empty"


def test_package_files_run_nothing() -> None:
    """An `__init__.py` with code is paid for by every import below it, before the first window paints."""
    package_files = [path for path in python_files("app") if path.name == "__init__.py"]
    assert [name(path, node) for path in package_files for node in parse(path).body if _runs(node)] == []


def _runs(statement: ast.stmt) -> bool:
    """Anything but a docstring and a name for a constant."""
    return not (isinstance(statement, ast.Expr | ast.Assign) and isinstance(statement.value, ast.Constant))


def test_modules_are_named_for_what_they_hold() -> None:
    assert [name(path) for path in python_files() if EMPTY_NAMES & set(path.stem.split("_"))] == []
