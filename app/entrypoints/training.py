"""The training's store: a folder beside the real one, built anew each time, and known by a mark in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.entrypoints.demo import demo_goods
from app.entrypoints.terminal_store import KEY, STORE, open_terminal_store
from app.entrypoints.training_folder import MARK, is_training
from app.services.front import Role
from app.services.ports import Chance, Clock
from app.services.training_shop import PINS, TrainingGoods, fill_training, goods_of, training_identity
from app.services.unit import TerminalStore
from app.storage.file_lock import FileLock
from app.storage.key_file import KeyFile
from app.storage.store_session import LOCK_SUFFIX
from app.storage.terminal.store import SqlTerminalStore
from app.words.training import training_names
from app.words.translate import Words


class NoTrainingFolder(Exception):
    """There is something else where the training would be built; nothing was touched."""


def build_training(
    directory: Path,
    real: Path,
    words: Words,
    clock: Clock,
    chance: Chance,
    progress: Callable[[int, int], None],
) -> None:
    """Builds the training of a real terminal's folder, in place of the training before.

    A training that is open in another window stays as it is. Raises StoreFault or KeyUnusable for the real store,
    NoTrainingFolder.
    """
    if directory.exists() and not is_training(directory):
        raise NoTrainingFolder(str(directory))
    if _is_open(directory):
        return
    building = directory.with_name(directory.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    (building / MARK).touch()
    _fill(building, _goods(real, clock, chance), words, clock, chance, progress)
    shutil.rmtree(directory, ignore_errors=True)
    building.rename(directory)


def training_pins(store: TerminalStore) -> dict[bytes, str]:
    """The PINs that the training's login screen shows, by staff id."""
    with store.reading() as unit:
        return {member.staff_id: PINS[Role(member.role)] for member in unit.staff.all()}


def _goods(real: Path, clock: Clock, chance: Chance) -> TrainingGoods:
    """Of the real shop; of the demo shop where there is no real one yet."""
    if not (real / STORE).exists():
        return demo_goods(clock.now())
    store = open_terminal_store(real, clock, chance)
    try:
        with store.reading() as unit:
            return goods_of(unit)
    finally:
        store.close()


def _fill(
    building: Path,
    goods: TrainingGoods,
    words: Words,
    clock: Clock,
    chance: Chance,
    progress: Callable[[int, int], None],
) -> None:
    path, names, now = building / STORE, training_names(words), clock.now()
    store = SqlTerminalStore(path, KeyFile(building / KEY, path), clock, chance)
    try:
        store.set_up(training_identity(chance, now, goods, names))
        fill_training(store, chance, now, goods, names, progress)
    finally:
        store.close()


def _is_open(directory: Path) -> bool:
    if not (directory / STORE).exists():
        return False
    lock = FileLock((directory / STORE).with_suffix(LOCK_SUFFIX))
    alone = lock.own(0)
    if alone:
        lock.free()
    return not alone
