"""A till that is killed in a shift: the shift is there, its drawer adds up, and no bill is sold twice."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from app.storage.terminal.tables import shared
from tests.support.drawer_worker import close_and_open, shop_in
from tests.support.drawers import begin, drawer_of
from tests.support.server_word import complaints
from tests.support.shop import small_shop

_KILLS = 4
_KILLS_WHEN_LONG = 60


def killed_after(directory: Path, seed: int, things: int) -> None:
    """A process that did so many things and was in the next one."""
    command = [sys.executable, "-m", "tests.support.drawer_worker", str(directory), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(things):
            assert process.stdout.readline() == "done\n"
        process.kill()


def test_the_drawer_adds_up_after_every_kill(tmp_path: Path, long_form: bool) -> None:
    with small_shop(tmp_path):
        pass
    kills = _KILLS_WHEN_LONG if long_form else _KILLS
    for seed in range(1, kills + 1):
        killed_after(tmp_path, seed, 1 + seed * 3 % 7)
        with shop_in(tmp_path, seed) as shop:
            assert complaints(shop) == []
    with shop_in(tmp_path, kills + 1) as shop:
        if drawer_of(shop).current() is None:
            begin(shop)
        close_and_open(shop)
        assert complaints(shop) == []
        with shop.store.reading() as unit:
            numbers = select(shared.shifts.c.number).where(shared.shifts.c.number.is_not(None))
            drawn = sorted(unit.connection.execute(numbers).scalars())
        assert drawn == list(range(1, len(drawn) + 1))
