"""Views draw: whatever is money, points or pieces comes to them worked out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import ROOT

_FIGURES = frozenset(
    {
        *(
            "amount",
            "amounts",
            "balance",
            "carried",
            "cash_rounding",
            "discounts",
            "expected",
            "metric_after",
            "net",
        ),
        *(
            "payable",
            "points",
            "price",
            "quantity",
            "redeemed",
            "rounding",
            "service",
            "tax_on_top",
            "threshold",
        ),
        *("tier_metric", "total", "usable", "value", "wallet"),
    }
)


_WORKED_OUT = frozenset({"amount_of", "before_rounding", "left_to_pay", "paid_so_far", "received_of"})
"""Functions that give a figure."""
_BELOW = ("app.domain", "app.services", "app.protocol")
_MADE_OF_QT = ("PySide6", "app.ui.widgets", "app.ui.theme")
_PLAIN = frozenset({"str", "bool", "int", "tuple", "list", "dict"})
_SCREENS = ROOT / "app" / "ui"
_NOT_SCREENS = ("widgets", "theme", "wedge_filter.py", "wedge_recorder.py")
_WITHOUT_QT = re.compile(r"(state|presenter|board|desk|wording|_sheets|ports|figures)\.py$|/desks/")


def _views() -> list[Path]:
    return [path for path in _SCREENS.rglob("*.py") if "PySide6" in path.read_text("utf-8")]


def test_no_view_calculates_with_money_points_or_pieces() -> None:
    views = _views()
    assert len(views) > 50
    assert [fault for path in views for fault in calculations(path, path.read_text("utf-8"))] == []


def test_no_view_asks_the_rules_or_the_services_anything() -> None:
    """Of both it knows kinds of things, by name; what they say comes to it in its state or as words."""
    assert [fault for path in _views() for fault in asked(path, path.read_text("utf-8"))] == []


def test_what_a_screen_says_is_worked_out_where_it_is_tested_without_qt() -> None:
    screens = [path for path in _views() if path.relative_to(_SCREENS).parts[0] not in _NOT_SCREENS]
    assert len(screens) > 50
    assert [fault for path in screens for fault in own_answers(path, path.read_text("utf-8"))] == []


def test_what_decides_and_words_it_knows_no_widget() -> None:
    """The contracts keep Qt itself out of states and presenters; this keeps out what is made of it."""
    deciding = [path for path in _SCREENS.rglob("*.py") if _WITHOUT_QT.search(path.as_posix())]
    assert len(deciding) > 60
    assert [fault for path in deciding for fault in widgets_of(path, path.read_text("utf-8"))] == []


def test_a_view_that_asks_or_answers_itself_is_found() -> None:
    view = (
        "from app.services.offers import Offer, STEPS, offers_of\nfrom app.ui.theme.look import label\n"
        "def _hint(state: State) -> str: ...\ndef _at(place: int) -> tuple[int, str]: ...\n"
        "def _row(text: str) -> QWidget: ...\ndef _put(text: str) -> None: ...\n"
    )
    assert list(asked(Path("view.py"), view)) == ["view.py:1: offers_of"]
    assert list(own_answers(Path("view.py"), view)) == ["view.py:3: _hint", "view.py:4: _at"]
    assert list(widgets_of(Path("state.py"), view)) == ["state.py:2: app.ui.theme.look"]


def test_a_view_that_calculates_is_found() -> None:
    view = (
        "from PySide6.QtWidgets import QLabel\nleft = quote.payable - paid\nall = sum(x.amount for x in parts)\n"
        "over = given - left_to_pay(quoted)\nwide = width(label) - 8\n"
    )
    assert list(calculations(Path("view.py"), view)) == [
        "view.py:2: quote.payable - paid",
        "view.py:3: sum((x.amount for x in parts))",
        "view.py:4: given - left_to_pay(quoted)",
    ]


def calculations(path: Path, source: str) -> Iterator[str]:
    """Each sum or product of a figure; the sign of one alone is no calculation."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.BinOp | ast.Call) or (isinstance(node, ast.Call) and not _is_sum(node)):
            continue
        if any(_is_figure(part) for part in _operands(node)):
            yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"


def _is_sum(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "sum"


def _operands(node: ast.AST) -> Iterator[ast.AST]:
    """What it is made of, but not what is given to other functions."""
    for part in ast.iter_child_nodes(node):
        yield part
        if not isinstance(part, ast.Call):
            yield from _operands(part)


def _is_figure(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in _WORKED_OUT
    return isinstance(node, ast.Attribute) and node.attr in _FIGURES


def asked(path: Path, source: str) -> Iterator[str]:
    """Each function that is taken from the rules or the services."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_BELOW):
            for name in node.names:
                if name.name[0].islower():
                    yield f"{path.name}:{node.lineno}: {name.name}"


def own_answers(path: Path, source: str) -> Iterator[str]:
    """Each function of a module that gives a text, a number or a yes or no, and no widget."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            said = {part.id for part in ast.walk(node.returns) if isinstance(part, ast.Name)}
            if said and said <= _PLAIN:
                yield f"{path.name}:{node.lineno}: {node.name}"


def widgets_of(path: Path, source: str) -> Iterator[str]:
    """Each module of widgets or of their looks that is imported."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_MADE_OF_QT):
            yield f"{path.name}:{node.lineno}: {node.module}"
