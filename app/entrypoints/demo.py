"""The demo shop's store: built by a child process into a new folder, and put in place whole."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.protocol.facts import Store
from app.services.demo_shop import (
    SEED,
    STAFF,
    ZONE,
    DemoShop,
    DemoWords,
    PlayedChance,
    PlayedClock,
    demo_items,
    demo_programme,
    midnight_of,
)
from app.services.training_shop import TrainingGoods
from app.services.unit import Identity, TerminalStore
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from app.ui.theme.resources import resource
from app.words.receipt import receipt_of
from app.words.translate import Language, Words

STORE, KEY = "store.db", "store.key"


def build_demo(directory: Path, today: int, language: Language, progress: Callable[[int, int], None]) -> None:
    """Builds the shop beside `directory` and renames it into place; what a crash left is thrown away."""
    building = directory.with_name(directory.name + ".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    words, clock, chance = Words(language), PlayedClock(today), PlayedChance(Random(SEED))  # noqa: S311 - invented people
    path = building / STORE
    store = SqlTerminalStore(path, KeyFile(building / KEY, path), clock, chance)
    try:
        store.set_up(_identity(chance, midnight_of(today)))
        shop = DemoShop(
            store=store,
            clock=clock,
            chance=chance,
            words=demo_words(),
            write_receipt=lambda facts: receipt_of(words, facts),
            today=today,
            progress=progress,
        )
        shop.build()
    finally:
        store.close()
    building.rename(directory)


def demo_words() -> DemoWords:
    """Names and items of the demo, from the shipped file."""
    content = json.loads(resource("demo", "kopi_setia.json").read_text("utf-8"))
    return DemoWords(
        given_names=tuple(content["given_names"]),
        family_names=tuple(content["family_names"]),
        items=tuple((category, name, price) for category, name, price in content["items"]),
    )


def demo_pins(store: TerminalStore) -> dict[bytes, str]:
    """The PINs that the demo's login screen shows, by staff id."""
    pins = {name: pin for name, _, pin in STAFF}
    with store.reading() as unit:
        return {member.staff_id: pins[member.name] for member in unit.staff.all() if member.name in pins}


def demo_goods(today: int) -> TrainingGoods:
    """What a training has where there is no real shop yet. today: an instant."""
    return TrainingGoods(
        store=_store(bytes(16)), programme=demo_programme(today), items=demo_items(demo_words())
    )


def _identity(chance: PlayedChance, at: int) -> Identity:
    return Identity(
        merchant_id=chance.new_id(at),
        terminal_id=chance.new_id(at),
        terminal_name="BDG1",
        epoch=1,
        signing_key=chance.random_bytes(32),
        store=_store(chance.new_id(at)),
        server_url=None,
        server_key=None,
    )


def _store(store_id: bytes) -> Store:
    return Store(
        store_id=store_id,
        code="BDG",
        name="Kopi Setia",
        address="Jl. Braga 10, Bandung 40111",
        tax_number="01.234.567.8-421.000",
        zone=ZONE,
        cut_over_hour=4,
    )
