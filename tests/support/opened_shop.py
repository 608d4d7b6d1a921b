"""The small shop as a file that is copied for each history, so that a history begins in milliseconds."""

from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import copyfile

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.till import Till
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from tests.support.shop import NOON, SmallShop, small_shop

FILES = ("store.db", "store.key")


def founded(directory: Path) -> SmallShop:
    """A shop that others are copied from; it is closed."""
    shop = small_shop(directory)
    shop.store.close()
    return shop


def copy_of(
    shop: SmallShop, directory: Path, kind: type[SqlTerminalStore], till: type[Till] = Till
) -> SmallShop:
    """The same shop on a file of its own, with a clock and ids of its own. kind, till: of which class."""
    for name in FILES:
        copyfile(shop.directory / name, directory / name)
    clock, chance = PlayedClock(NOON), PlayedChance(Random(2))
    fresh = replace(shop, directory=directory, clock=clock, chance=chance)
    open_again(fresh, kind, till)
    return fresh


def open_again(shop: SmallShop, kind: type[SqlTerminalStore], till: type[Till] = Till) -> None:
    """Starts the shop's program on its file."""
    path = shop.directory / "store.db"
    shop.store = kind(path, KeyFile(shop.directory / "store.key", path), shop.clock, shop.chance)
    was = shop.till
    shop.till = till(
        store=shop.store,
        clock=shop.clock,
        chance=shop.chance,
        write_receipt=was.write_receipt,
        write_return_receipt=was.write_return_receipt,
        on_commit=was.on_commit,
        demo_pins=was.demo_pins,
    )
