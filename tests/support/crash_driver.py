"""Kills a busy till at random moments, over and over on one store, and counts what survived."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Column, select

from app.protocol.facts import Fact, kind_of
from app.storage.terminal.check import check_store
from app.storage.terminal.store import TerminalUnit
from app.storage.terminal.tables import print_jobs, shared
from tests.support.any_document import work_of
from tests.support.crash_facts import document_ids, done_once, facts_after, is_asked_for, numbers, papers
from tests.support.crash_worker import Manner, Shift, shift_line
from tests.support.full_rules import list_plan, publish_all
from tests.support.office import DAY
from tests.support.shop import NOON, open_store, small_shop

_PATIENCE_SECONDS = 30.0
_DAYS_A_LIFE = 2
"""So that points lapse and tiers are reviewed in the course of a store."""


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
        self._process.stdin.write(shift_line(shift).encode())
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
    """What tills said of one store: every document that they tried, by id, every one acknowledged, and refused."""

    tried: dict[bytes, str] = field(default_factory=dict)
    acknowledged: set[bytes] = field(default_factory=set)
    refused: set[bytes] = field(default_factory=set)
    in_flight: str = ""
    faults: list[str] = field(default_factory=list)

    def note(self, word: str, what: str) -> None:
        """One line."""
        match word:
            case "try":
                self.in_flight = what
                work = work_of(what)
                self.tried |= dict.fromkeys(work.ids, work.word)
            case "ack":
                self.acknowledged |= _ids(what)
                self.in_flight = ""
            case "rounds":
                self.acknowledged |= _ids(what)
            case "refused":
                self.refused |= _ids(what)
                self.in_flight = ""
            case "fault":
                self.faults.append(what)


def _ids(what: str) -> set[bytes]:
    return {bytes.fromhex(one) for one in what.split()}


class MortalShop:
    """A small shop with rules of all kinds, whose till is killed again and again. joined: it has a server."""

    def __init__(self, directory: Path, manner: Manner, random: Random, *, joined: bool = False) -> None:
        directory.mkdir(parents=True)
        with small_shop(directory, seed=random.randrange(2**32)) as shop:
            list_plan(shop)
            publish_all(shop)
            if joined:
                shop.store.set_server("https://server.example", bytes(32))
            self._shop = shop
        self._directory = directory
        self._manner = manner
        self._random = random
        self._days = 0
        self.heard = Heard()
        self.kinds: Counter[str] = Counter()

    def live_and_die(self, worker: Worker) -> None:
        """One till, days later: it retries what was in flight, goes on, and is killed soon after a start."""
        self._days += _DAYS_A_LIFE
        worker.start(
            Shift(
                directory=str(self._directory),
                manner=self._manner,
                seed=self._random.randrange(2**32),
                at=NOON + self._days * DAY,
                cashier=self._shop.cashier_id.hex(),
                manager=self._shop.manager_id.hex(),
                retry=self.heard.in_flight,
            )
        )
        child = self._next(worker, "child")
        if self._random.random() < 0.9:  # the others die while they open and recover the store
            self._next(worker, "ack")
        if self._manner is Manner.JOURNAL_APART:
            self._next(worker, "between")  # where half a document is there: too short for chance to meet it
        else:
            self._listen(worker, seconds=self._random.uniform(0.0, 0.100))
        os.kill(int(child), signal.SIGKILL)  # not reaped yet: its end is not read yet
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
            if line[0] == "end":
                raise AssertionError(f"a till died by itself: {self.heard.faults}")

    def complaints(self) -> list[str]:
        """What is wrong with the store that survived; nothing should be."""
        store = open_store(self._directory, self._shop.clock, self._shop.chance)
        try:
            with store.reading() as unit:
                findings = check_store(unit.connection).findings
                facts = facts_after(unit)
                indexed = _indexed(unit)
                jobs = Counter(unit.connection.execute(select(print_jobs.c.document_id)).scalars())
        finally:
            store.close()
        self.kinds = Counter(kind_of(fact) for fact in facts)
        return [
            *(f"{finding.code} at {finding.where}" for finding in findings),
            *self._miscounted(facts),
            *(f"{times} times: {what}" for what, times in done_once(facts) if times != 1),
            *(["the index of documents differs"] if indexed != _all(document_ids, facts).keys() else []),
            *(["the spool differs"] if jobs != _all(papers, facts) else []),
        ]

    def _miscounted(self, facts: list[Fact]) -> list[str]:
        """Documents that are lost, doubled, or that nobody asked for; and numbers that two have."""
        found, heard = _all(document_ids, facts), self.heard
        asked = {one for fact in facts if is_asked_for(fact) for one in document_ids(fact)}
        return [
            *(f"lost: {one.hex()}" for one in heard.acknowledged - found.keys()),
            *(f"refused, but there: {one.hex()}" for one in heard.refused & found.keys()),
            *(f"never tried: {one.hex()}" for one in asked - heard.tried.keys()),
            *(f"{times} times: {one.hex()}" for one, times in found.items() if times != 1),
            *(f"{times} are called {one}" for one, times in _all(numbers, facts).items() if times != 1),
        ]


One = TypeVar("One")


def _all(of: Callable[[Fact], tuple[One, ...]], facts: list[Fact]) -> Counter[One]:
    return Counter(one for fact in facts for one in of(fact))


def _indexed(unit: TerminalUnit) -> set[bytes]:
    """Every document that the store's indexes know."""
    columns: tuple[Column[bytes], ...] = (
        shared.sales.c.sale_id,
        shared.returns.c.return_id,
        shared.documents.c.document_id,
    )
    return {one for column in columns for one in unit.connection.execute(select(column)).scalars()}
