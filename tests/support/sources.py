"""The project's own files, for the tests that read them."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Made by tools, not kept in the repository.
_MADE = {".git", ".venv", ".hypothesis", "build", "dist", "var", "__pycache__"}


def project_files() -> Iterator[Path]:
    """Every file of the checkout but what tools make. Walks, so that it also works without git."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = sorted(
            name for name in subfolders if name not in _MADE and not name.endswith(("_cache", ".egg-info"))
        )
        yield from (Path(folder, name) for name in sorted(names) if not name.endswith((".pyc", ".mo")))


def python_files(*folders: str) -> Iterator[Path]:
    """The Python sources below these folders, or of the whole project."""
    roots = [ROOT / folder for folder in folders] or [ROOT]
    for path in project_files():
        if path.suffix == ".py" and any(path.is_relative_to(root) for root in roots):
            yield path


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path, node: ast.AST | None = None) -> str:
    """How a finding is told: `app/domain/quote.py:12`."""
    line = getattr(node, "lineno", None)
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))
