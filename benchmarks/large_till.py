"""A till on a large store, with a longer list of items."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from app.domain.basket import Item
from app.domain.codes import gtin_check_digit
from app.services.found_shop import list_items
from app.services.till import Till
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words
from tests.support.large_store import BUYERS, HUNDRED, buyer, member_of, opened
from tests.support.shop import small_items

_ITEMS = 32


@dataclass(frozen=True, slots=True)
class LargeTill:
    """The till and who buys there. key: of the parameters of `member_reads`."""

    store: SqlTerminalStore
    till: Till
    items: tuple[Item, ...]
    cashier_id: bytes
    buyers: int
    key: dict[str, bytes]

    def some_buyer(self, random: Random) -> bytes:
        """The id of a member who bought before."""
        return member_of(buyer(random.randrange(self.buyers)))


@contextmanager
def large_till(directory: Path, members: int) -> Iterator[LargeTill]:
    """On a copy of a large store with so many members."""
    store, words = opened(directory), Words(Language.INDONESIAN)
    items = tuple(
        replace(item, sku=f"{item.sku}-{number}", name=f"{item.name} {number}", gtin=_gtin(place, number))
        for number in range(_ITEMS // 8)
        for place, item in enumerate(small_items())
    )
    try:
        with store.writing() as unit:
            list_items(unit, items)
            who, cashier = unit.identity(), unit.staff.all()[0]
        till = Till(
            store=store,
            clock=store.clock,
            chance=store.chance,
            write_receipt=lambda facts: receipt_of(words, facts),
            write_return_receipt=lambda facts: return_receipt_of(words, facts),
            on_commit=lambda: None,
        )
        yield LargeTill(
            store=store,
            till=till,
            items=items,
            cashier_id=cashier.staff_id,
            buyers=members // HUNDRED * BUYERS,
            key={"merchant": who.merchant_id, "holder": who.terminal_id},
        )
    finally:
        store.close()


def _gtin(place: int, number: int) -> str:
    data = f"8999997{number:02d}{place:03d}"
    return data + gtin_check_digit(data)
