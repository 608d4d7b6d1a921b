"""Mutation testing: changes the rules in thousands of small ways and counts the changes that no test notices.

    python -m tests.support.mutants [MODULE ...]     (`make mutants MODULE=earning`)

mutmut makes the mutants; `mutant_loop` tries them. Both work in build/mutants, on a copy of the sources. What was
decided about a function that has not changed since is kept there, so that a run that was stopped goes on; what
survived is tried again, because the tests may be better now. Prints figures by module, and writes what survived into
build/mutants/survivors.diff.
"""

import argparse
import ast
import difflib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.support.mutant_loop import KILLED, PLAN, RESULTS, function_of

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutants"
TOOL = ROOT / "build" / "mutmut"
HASHES = "hashes.json"
RETURNS = ("frozen_parts", "refunding", "returns", "revoking", "still_given", "taking_back")
TESTS = "tests/unit/domain"


@dataclass(frozen=True, slots=True)
class Mutated:
    """A module with its mutants. hashes: by function, of its source as it is now."""

    path: Path
    code: str
    names: tuple[str, ...]
    hashes: dict[str, str]


def modules() -> list[Path]:
    """The sources that are changed: the engine, exact numbers, returns. Relative to the root."""
    engine = sorted((ROOT / "app/domain/engine").glob("*.py"))
    others = [ROOT / "app/domain" / f"{name}.py" for name in ("numbers", *RETURNS)]
    return [path.relative_to(ROOT) for path in (*engine, *others) if path.name != "__init__.py"]


def copy_sources() -> None:
    """The sources as they are now; results of earlier runs stay beside them."""
    for folder in ("app", "tests"):
        shutil.rmtree(WORK / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, WORK / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", WORK)
    # mutmut wants to know whose functions it sees called.
    with (WORK / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tool.mutmut]\nsource_paths = ["app"]\n')


def mutate(path: Path) -> Mutated:
    """Writes a module with all its mutants into the copy."""
    # Loaded by name: mutmut is installed beside .venv and only for this.
    tool: Any = import_module("mutmut.mutation.file_mutation")
    made = tool.mutate_file_contents(str(path), (ROOT / path).read_text(encoding="utf-8"))
    (WORK / path).write_text(made.code, encoding="utf-8")
    module = ".".join(path.with_suffix("").parts)
    hashes = {f"{module}.{name}": text for name, text in made.hash_by_function_name.items()}
    names = tuple(f"{module}.{name}" for name in without_strict(made.code, made.mutant_names))
    return Mutated(path, made.code, names, hashes)


def without_strict(code: str, names: list[str]) -> list[str]:
    """Mutants but for those that only change the `strict` of a `zip`: it guards an assumption and changes no answer."""
    functions = {node.name: node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)}
    said: dict[str, str] = {}
    for name, node in functions.items():
        for call in ast.walk(node):
            if isinstance(call, ast.Call):
                call.keywords = [keyword for keyword in call.keywords if keyword.arg != "strict"]
        said[name] = "".join(ast.dump(part) for part in (node.args, *node.body))
    return [name for name in names if said[name] != said[function_of(name) + "__mutmut_orig"]]


def kept_results(mutated: list[Mutated]) -> dict[str, str]:
    """What earlier runs found out about functions that are as they were then."""
    if not (WORK / RESULTS).exists() or not (WORK / HASHES).exists():
        return {}
    results: dict[str, str] = json.loads((WORK / RESULTS).read_text())
    before: dict[str, str] = json.loads((WORK / HASHES).read_text())
    now = {function: text for each in mutated for function, text in each.hashes.items()}
    return {
        name: found
        for name, found in results.items()
        if (function := function_of(name)) in now and before.get(function) == now[function]
    }


def try_mutants(names: list[str]) -> int:
    (WORK / PLAN).write_text(json.dumps(names))
    arguments = [
        "-p",
        "tests.support.mutant_loop",
        "-p",
        "no:cacheprovider",
        "--assert=plain",
        "-q",
        "-s",
        TESTS,
    ]
    path = os.pathsep.join([str(WORK), str(TOOL)])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=WORK, env=environment, check=False
    ).returncode


def report(mutated: list[Mutated], results: dict[str, str]) -> None:
    """Prints the table, and writes down what survived."""
    row = "{:<16}{:>9}{:>9}{:>9}{:>8}"
    print(row.format("module", "mutants", "tried", "killed", "%"))
    total: Counter[str] = Counter()
    with (WORK / "survivors.diff").open("w", encoding="utf-8") as file:
        for each in mutated:
            tried = [name for name in each.names if name in results]
            killed = sum(results[name] == KILLED for name in tried)
            total.update(mutants=len(each.names), tried=len(tried), killed=killed)
            share = f"{100 * killed / len(tried):.1f}" if tried else "-"
            print(row.format(each.path.stem, len(each.names), len(tried), killed, share))
            file.writelines(change(each, name) for name in tried if results[name] != KILLED)
    share = f"{100 * total['killed'] / max(1, total['tried']):.1f}"
    print(row.format("all", total["mutants"], total["tried"], total["killed"], share))


def change(mutated: Mutated, name: str) -> str:
    """A mutant as a change of the source."""
    short = name.rpartition(".")[2]
    original = function_of(short) + "__mutmut_orig"
    before, after = (source_of(mutated.code, each).splitlines() for each in (original, short))
    return "\n".join((f"# {name}", *list(difflib.unified_diff(before, after, lineterm="", n=2))[2:], "", ""))


def source_of(code: str, function: str) -> str:
    """The lines of one function."""
    return ast.get_source_segment(code, functions_of(code)[function]) or ""


@cache
def functions_of(code: str) -> dict[str, ast.FunctionDef]:
    """Functions and methods by name; mutmut gives every one a name of its own."""
    return {node.name: node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)}


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Change the rules in small ways; count what no test notices."
    )
    parser.add_argument("module", nargs="*", help="only these (earning, numbers, ...); none: all")
    parser.add_argument("--figures", action="store_true", help="only say what earlier runs found")
    parser.add_argument("--new", action="store_true", help="don't try again what survived")
    chosen = parser.parse_args()
    wanted = [path.stem for path in modules() if not chosen.module or path.stem in chosen.module]
    if not wanted:
        parser.error(f"there is no such module; there are {', '.join(path.stem for path in modules())}")
    sys.path.append(str(TOOL))
    WORK.mkdir(parents=True, exist_ok=True)
    copy_sources()
    os.chdir(WORK)  # where mutmut looks for its settings
    mutated = [mutate(path) for path in modules()]
    results = kept_results(mutated)
    if not chosen.figures:
        done = {name for name, found in results.items() if chosen.new or found == KILLED}
        names = [
            name for each in mutated if each.path.stem in wanted for name in each.names if name not in done
        ]
        (WORK / RESULTS).write_text(json.dumps(results))
        hashes = {function: text for each in mutated for function, text in each.hashes.items()}
        (WORK / HASHES).write_text(json.dumps(hashes))
        if try_mutants(names):
            return 1
        results = json.loads((WORK / RESULTS).read_text())
    report([each for each in mutated if each.path.stem in wanted], results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
