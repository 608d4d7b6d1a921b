"""The shop of the story that a power cut interrupts: nobody has set it up yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.outcomes import SaleDone
from app.services.till import Till
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words
from tests.support.shop import NOON, SmallShop, small_items, small_programme

OpenStore = Callable[[Path, PlayedClock, PlayedChance], SqlTerminalStore]


@dataclass(slots=True)
class Story:
    """A shop that comes into being. open: opens its store. sales, batches: what later documents go back to."""

    shop: SmallShop
    open: OpenStore
    sales: dict[str, SaleDone] = field(default_factory=dict)
    batches: tuple[bytes, ...] = ()


def begun(directory: Path, open_store: OpenStore) -> Story:
    """The story's beginning: a store that nobody has set up."""
    clock, chance = PlayedClock(NOON), PlayedChance(Random(1))
    store = open_store(directory, clock, chance)
    shop = SmallShop(
        directory=directory,
        clock=clock,
        chance=chance,
        store=store,
        till=till_of(store, clock, chance),
        items=small_items(),
        programme=small_programme(),
        cashier_id=b"",
        manager_id=b"",
        members=(),
        cards=(),
    )
    return Story(shop=shop, open=open_store)


def till_of(store: SqlTerminalStore, clock: PlayedClock, chance: PlayedChance) -> Till:
    """Writes Indonesian receipts and tells nobody."""
    words = Words(Language.INDONESIAN)
    return Till(
        store=store,
        clock=clock,
        chance=chance,
        write_receipt=lambda facts: receipt_of(words, facts),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=lambda: None,
    )


def reopen(story: Story) -> None:
    """The till starts again on its store."""
    shop = story.shop
    shop.store = story.open(shop.directory, shop.clock, shop.chance)
    shop.till = till_of(shop.store, shop.clock, shop.chance)


Kind = Callable[[Story], None]
