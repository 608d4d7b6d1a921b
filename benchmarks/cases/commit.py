"""A sale: `commit_sale` beside the very same writes as hand-written SQL on the same driver and settings."""

import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, with_item, with_member
from app.services.outcomes import SaleDone
from app.storage.key_file import KeyFile
from app.storage.open_store import open_engine
from benchmarks.harness import Comparison, milliseconds
from tests.support.shop import SmallShop, small_shop


@dataclass(frozen=True, slots=True)
class Write:
    """One statement as the driver got it."""

    statement: str
    parameters: Any
    many: bool


@dataclass(slots=True)
class Sales:
    """Sells to each member in turn, and keeps what each sale wrote for the peer to repeat."""

    shop: SmallShop
    turns: Iterator[bytes]
    written: list[Write] = field(default_factory=list)
    to_repeat: deque[tuple[list[Write], list[Write]]] = field(default_factory=deque)

    def note(self, *heard: Any) -> None:
        """Hears of each statement before it runs."""
        _connection, _cursor, statement, parameters, _context, many = heard
        if statement.lstrip()[:6] in {"INSERT", "UPDATE", "DELETE"}:
            self.written.append(Write(statement, parameters, many))

    def sell(self) -> float:
        """One sale of four lines to a member; only the commit is timed."""
        basket = self._basket()
        payable = self.shop.till.quoted(basket, TenderKind.CASH).quote.payable
        payment = Payment(
            kind=TenderKind.CASH, received=payable, expected=payable, cashier_id=self.shop.cashier_id
        )
        before, self.written = self.written, []
        taken = milliseconds(lambda: self._commit(basket, payment))()
        self.to_repeat.append((before, self.written))
        self.written = []
        return taken

    def _basket(self) -> OpenBasket:
        basket = self.shop.till.open_basket()
        for item in self.shop.items[:4]:
            basket = with_item(basket, item)
        with self.shop.store.reading() as unit:
            return with_member(basket, unit.members.view(next(self.turns), self.shop.clock.now()))

    def _commit(self, basket: OpenBasket, payment: Payment) -> None:
        assert isinstance(self.shop.till.commit(basket, payment), SaleDone)


@dataclass(frozen=True, slots=True)
class Repeater:
    """Repeats writes on a plain connection, in one transaction."""

    cursor: Any

    def repeat(self, before: list[Write], writes: list[Write]) -> float:
        """Times the sale's writes, not those that opened the basket."""
        self._transaction(before)
        return milliseconds(lambda: self._transaction(writes))()

    def _transaction(self, writes: list[Write]) -> None:
        self.cursor.execute("BEGIN IMMEDIATE")
        for write in writes:
            run = self.cursor.executemany if write.many else self.cursor.execute
            run(write.statement, write.parameters)
        self.cursor.execute("COMMIT")


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Two copies of one store: ours sells in the first, the peer repeats its writes in the second."""
    with TemporaryDirectory() as name, small_shop(Path(name)) as shop:
        shop.store.close()  # so that everything is in the one file; the engine opens it again
        copy = Path(shutil.copy(shop.store.path, Path(name) / "copy.db"))
        engine = open_engine(copy, KeyFile(Path(name) / "store.key", copy))
        plain = engine.raw_connection()
        sales, repeater = Sales(shop, cycle(shop.members)), Repeater(plain.cursor())
        event.listen(shop.store.engine, "before_cursor_execute", sales.note)
        sales.sell()  # the peer repeats one sale behind, so that either may go first
        yield Comparison(
            name="commit",
            ours=sales.sell,
            peer=lambda: repeater.repeat(*sales.to_repeat.popleft()),
            unit="ms",
            goal=8,
            rounds=20 if quick else 100,
        )
        plain.close()
        engine.dispose()
