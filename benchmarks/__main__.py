"""`python -m benchmarks NAME [--quick] [--json]`: each NAME is a module of `benchmarks.cases`; `all` runs all.

A case is a module with `compare(quick)`, a context manager that prepares and yields one `Comparison`. Exits with 1
when a goal is missed.
"""

import argparse
import json
import pkgutil
import sys
from importlib import import_module

from benchmarks import cases
from benchmarks.harness import Row, measure


def main() -> int:
    """Runs the chosen cases and prints a line, or a JSON row, for each."""
    known = sorted(module.name for module in pkgutil.iter_modules(cases.__path__))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=[*known, "all"])
    parser.add_argument("--quick", action="store_true", help="few rounds: all of them within 40 seconds")
    parser.add_argument("--json", action="store_true", help="print one list of rows")
    chosen = parser.parse_args()
    rows = []
    for name in known if chosen.name == "all" else [chosen.name]:
        with import_module(f"benchmarks.cases.{name}").compare(chosen.quick) as comparison:
            row = measure(comparison)
        rows.append(row)
        if not chosen.json:
            print(line(row), flush=True)
    if chosen.json:
        print(json.dumps([row.as_json() for row in rows], indent=2))
    return 0 if all(row.holds for row in rows) else 1


def line(row: Row) -> str:
    """One row for people; tail and others stand below it."""
    verdict = "holds" if row.holds else "MISSED"
    told = (
        f"{row.name:10} ours {row.ours:9.3f} {row.unit}   peer {row.peer:9.3f} {row.unit}"
        f"   ratio {row.ratio:6.2f}   goal {row.goal:g}: {verdict}"
    )
    if row.tail is not None:
        tail = row.tail
        told += f"\n{'p99':>10} ours {tail.ours:9.3f} {row.unit}   peer {tail.peer:9.3f} {row.unit}"
        told += f"   ratio {tail.ratio:6.2f}   goal {tail.goal:g}"
    for name, figure in row.beside.items():
        told += f"\n{name:>10} {figure:14.3f} {row.unit}"
    return told


if __name__ == "__main__":
    sys.exit(main())
