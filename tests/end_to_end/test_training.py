"""`setia run --training` in processes of its own, as a person starts it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.entrypoints.training_folder import is_training, training_directory
from tests.support.display import Display
from tests.support.shop import open_store, small_shop
from tests.support.store_look import count_of
from tests.support.terminal_process import run_setia


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with Display() as screen:
        yield screen


def test_a_training_is_built_beside_the_real_till_and_leaves_it_alone(
    tmp_path: Path, display: Display
) -> None:
    real = tmp_path / "till"
    real.mkdir()
    with small_shop(real) as shop, shop.store.reading() as unit:
        before = (count_of(unit), unit.journal.head())
    done = run_setia(
        *("run", "--data", real, "--training", "--printer", "none", "--exit-when-open"),
        environment=display.environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (is_training(training_directory(real)), is_training(real)) == (True, False)
    store = open_store(real, shop.clock, shop.chance)
    with store.reading() as unit:
        assert (count_of(unit), unit.journal.head()) == before
    store.close()
