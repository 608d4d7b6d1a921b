"""Views draw: whatever is money, points or pieces comes to them worked out."""

import ast
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


def test_no_view_calculates_with_money_points_or_pieces() -> None:
    views = [path for path in (ROOT / "app" / "ui").rglob("*.py") if "PySide6" in path.read_text("utf-8")]
    assert len(views) > 50
    assert [fault for path in views for fault in calculations(path, path.read_text("utf-8"))] == []


def test_a_view_that_calculates_is_found() -> None:
    view = "from PySide6.QtWidgets import QLabel\nleft = quote.payable - paid\nall = sum(x.amount for x in parts)\n"
    assert list(calculations(Path("view.py"), view)) == [
        "view.py:2: quote.payable - paid",
        "view.py:3: sum((x.amount for x in parts))",
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
    return isinstance(node, ast.Attribute) and node.attr in _FIGURES
