"""A shop that is being made is killed at any moment: its folder is empty, or the shop in it is whole."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from app.entrypoints.first_run import is_first_run
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import open_terminal_store
from app.storage.terminal.check import check_store

ITEMS = 3_000
FEWEST_EMPTY = 3
STEP = 0.15
"""Seconds by which each life is longer than the one before."""
WORKER = (sys.executable, "-m", "tests.support.first_run_worker")


def killed(data: Path, items: Path, after: float) -> None:
    """Begins to make the shop, and kills it so many seconds after its first step."""
    process = subprocess.Popen(
        [*WORKER, str(data), str(items)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() != ""
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()


def items_of(data: Path) -> int:
    """How many items a sound shop has whose manager is there."""
    store = open_terminal_store(data, SystemClock(), SystemChance())
    try:
        with store.reading() as unit:
            assert check_store(unit.connection).findings == ()
            assert [person.name for person in unit.staff.all()] == ["Ayu"]
            return len(unit.catalogue.all_items())
    finally:
        store.close()


def test_a_kill_leaves_an_empty_folder_or_the_whole_shop(tmp_path: Path) -> None:
    data, items = tmp_path / "till", tmp_path / "items.csv"
    rows = (f"Barang {number},{1000 + number},B{number}\n" for number in range(ITEMS))
    items.write_text("name,price,sku\n" + "".join(rows))
    lives = 0
    while is_first_run(data):
        killed(data, items, lives * STEP)
        lives += 1
    assert items_of(data) == ITEMS
    assert lives > FEWEST_EMPTY
