"""Kills a selling till at random moments, over and over on one store, and counts what survived."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from sqlalchemy import select

from app.protocol.facts import SaleCommitted, SaleReturned
from app.protocol.record import decode, fact_of
from app.services.open_basket import OpenBasket
from app.storage.terminal.check import check_store
from app.storage.terminal.tables import journal, print_jobs, shared
from tests.support.crash_worker import Manner, Shift, line_of, work_of
from tests.support.shop import NOON, open_store, small_shop

_PATIENCE_SECONDS = 30.0
_ROUND = 600_000
"""Milliseconds between two children's clocks: a child sells less than that in played seconds."""


class Worker:
    """The process that forks tills; use it as a context manager."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.crash_worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._unread = b""
        self._readable = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        self._readable.register(self._output(), selectors.EVENT_READ)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._readable.close()
        if kind is not None:
            self._process.kill()  # its child sees that it is alone and ends
        self._process.communicate()

    def start(self, shift: Shift) -> None:
        """Forks a till."""
        assert self._process.stdin is not None
        self._process.stdin.write(line_of(shift).encode())
        self._process.stdin.flush()

    def line(self, seconds: float) -> tuple[str, str] | None:
        """The next word and what it is about, or None when nothing was said in that time."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            if not self._readable.select(max(0.0, deadline - time.monotonic())):
                return None
            said = os.read(self._output(), 65_536)
            if not said:
                raise EOFError("the crash worker is gone")
            self._unread += said
        line, _, self._unread = self._unread.partition(b"\n")
        word, _, what = line.decode().partition(" ")
        return word, what

    def _output(self) -> int:
        assert self._process.stdout is not None
        return self._process.stdout.fileno()


@dataclass
class Heard:
    """What tills said of one store: every sale and return that they tried, by id, and every one acknowledged."""

    tried: dict[bytes, str] = field(default_factory=dict)
    acknowledged: set[bytes] = field(default_factory=set)
    in_flight: str = ""
    faults: list[str] = field(default_factory=list)

    def note(self, word: str, what: str) -> None:
        """One line."""
        if word in ("try", "back"):
            self.in_flight = f"{word} {what}"
            work = work_of(self.in_flight)
            self.tried[work.sale_id if isinstance(work, OpenBasket) else work.return_id] = what
        elif word == "ack":
            self.acknowledged.add(bytes.fromhex(what))
            self.in_flight = ""
        elif word == "fault":
            self.faults.append(what)


class MortalShop:
    """A small shop whose till is killed again and again."""

    def __init__(self, directory: Path, manner: Manner, random: Random) -> None:
        directory.mkdir(parents=True)
        with small_shop(directory, seed=random.randrange(2**32)) as shop:
            self._shop = shop
        self._directory = directory
        self._manner = manner
        self._random = random
        self._rounds = 0
        self.heard = Heard()
        self.returns = 0

    def live_and_die(self, worker: Worker) -> None:
        """One till: it retries what was in flight, sells, and is killed a few milliseconds after a start."""
        self._rounds += 1
        worker.start(
            Shift(
                directory=str(self._directory),
                manner=self._manner,
                seed=self._random.randrange(2**32),
                at=NOON + self._rounds * _ROUND,
                cashier=self._shop.cashier_id.hex(),
                cards=self._shop.cards,
                retry=self.heard.in_flight,
            )
        )
        child = self._next(worker, "child")
        if self._random.random() < 0.9:  # the others die while they open and recover the store
            self._next(worker, "ack")
        self._listen(worker, seconds=self._random.uniform(0.0, 0.040))
        os.kill(
            int(child), signal.SIGKILL
        )  # not reaped yet: the worker waits for its end, which is not read yet
        self._next(worker, "end")

    def _next(self, worker: Worker, wanted: str) -> str:
        """Reads on to a word."""
        while (line := worker.line(_PATIENCE_SECONDS)) is not None:
            word, what = line
            self.heard.note(word, what)
            if word == wanted:
                return what
            if word == "end":
                raise AssertionError(f"a till died by itself: {self.heard.faults}")
        raise TimeoutError(f"no {wanted} from the till")

    def _listen(self, worker: Worker, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while (line := worker.line(max(0.0, deadline - time.monotonic()))) is not None:
            self.heard.note(*line)

    def complaints(self) -> list[str]:
        """What is wrong with the store that survived; nothing should be."""
        store = open_store(self._directory, self._shop.clock, self._shop.chance)
        try:
            with store.reading() as unit:
                report = check_store(unit.connection)
                records = unit.connection.execute(select(journal.c.record)).scalars()
                facts = [fact_of(decode(record)) for record in records]
                rows = Counter(unit.connection.execute(select(shared.sales.c.sale_id)).scalars())
                rows.update(unit.connection.execute(select(shared.returns.c.return_id)).scalars())
                jobs = Counter(unit.connection.execute(select(print_jobs.c.document_id)).scalars())
        finally:
            store.close()
        sales = [fact for fact in facts if isinstance(fact, SaleCommitted)]
        returns = [fact for fact in facts if isinstance(fact, SaleReturned)]
        self.returns = len(returns)
        found = Counter([*(sale.sale_id for sale in sales), *(back.return_id for back in returns)])
        numbers = Counter(
            [*(sale.receipt_number for sale in sales), *(back.receipt_number for back in returns)]
        )
        return [
            *(f"{finding.code} at {finding.where}" for finding in report.findings),
            *(f"lost: {sale_id.hex()}" for sale_id in self.heard.acknowledged - found.keys()),
            *(f"never tried: {sale_id.hex()}" for sale_id in found.keys() - self.heard.tried.keys()),
            *(f"{times} times: {sale_id.hex()}" for sale_id, times in found.items() if times != 1),
            *(f"{times} receipts {number}" for number, times in numbers.items() if times != 1),
            *(["the index of documents differs"] if rows != found else []),
            *(["the spool differs"] if jobs != found else []),
        ]
