"""`python -m tests.support.crash_worker`: a till that makes documents until it is killed, once per line of its input.

Each line (a `Shift` as JSON) forks a child, which opens the store, makes documents of any kind without end and says on
the shared output what it does: `child`, its pid; `try`, a word and a packed request; `ack`, ids of documents, once the
commit has returned; `refused`, ids; `rounds`, ids of what it did by itself; `between`, when half of a document is there
(a wrong manner's); `fault`. After its death this process says `end`. On a store that is new to it, it makes some
documents itself first, so that what SQLAlchemy prepares is there for every child; no connection is open when it forks.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from random import Random

from app.protocol.record import Head
from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from tests.support.any_document import Work, line_of, work_of
from tests.support.crash_broken_store import JournalApartStore
from tests.support.crash_facts import document_ids, facts_after
from tests.support.crash_shop import till_of
from tests.support.office import office_of
from tests.support.random_documents import Wishes
from tests.support.shop import SmallShop, small_programme

_SECOND = 1000
_FIRST_DOCUMENTS = 12
_ROUNDS = 0.1


class Manner(StrEnum):
    """How the till commits; all but the first are wrong, so that the check can be checked."""

    SOUND = "sound"
    JOURNAL_APART = "journal-apart"
    EARLY_ACK = "early-ack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One child's work. at: its clock. retry: word and value of what was in flight when the last one died."""

    directory: str
    manner: Manner
    seed: int
    at: int
    cashier: str
    manager: str
    retry: str


def told(word: str, what: str) -> None:
    """One line in one write, which a pipe doesn't tear."""
    os.write(sys.stdout.fileno(), f"{word} {what}\n".encode())


class ToldApartStore(JournalApartStore):
    """Says when it is the moment to kill it."""

    def between(self) -> None:
        """On the shared output."""
        told("between", "")


class Worker:
    """A till on a store, and what people want of it."""

    def __init__(self, shift: Shift) -> None:
        self.shift = shift
        self.clock, self.chance = PlayedClock(shift.at), PlayedChance(Random(shift.seed))
        path = Path(shift.directory) / "store.db"
        kind = ToldApartStore if shift.manner is Manner.JOURNAL_APART else SqlTerminalStore
        store = kind(path, KeyFile(path.with_suffix(".key"), path), self.clock, self.chance)
        with store.reading() as unit:
            items = unit.catalogue.all_items()
        self.shop = SmallShop(
            directory=path.parent,
            clock=self.clock,
            chance=self.chance,
            store=store,
            till=till_of(store, self.clock, self.chance),
            items=items,
            programme=small_programme(),
            cashier_id=bytes.fromhex(shift.cashier),
            manager_id=bytes.fromhex(shift.manager),
            members=(),
            cards=(),
        )

    def begin(self, shift: Shift) -> None:
        """Another shift on the same store, with other chances than `opened` took."""
        self.shift, self.clock.at, self.chance.random = shift, shift.at, Random(shift.seed + 1)

    def works(self) -> Iterator[None]:
        """First what was in flight, then what anybody wants; now and then the till looks after itself."""
        if self.shift.retry:
            self.do(work_of(self.shift.retry))
            yield
        wishes = Wishes(self.shop, self.chance.random)
        while True:
            self.clock.at += _SECOND
            if self.chance.random.random() < _ROUNDS:
                self.look_after_itself()
            work = wishes.next()
            if work is not None:
                self.do(work)
                yield

    def do(self, work: Work) -> None:
        """Commits it and says so afterwards; a wrong manner says so before."""
        told("try", line_of(work))
        ids = " ".join(one.hex() for one in work.ids)
        if self.shift.manner is Manner.EARLY_ACK:
            told("ack", ids)
        if work.commit(self.shop):
            told("ack", ids)
        else:
            told("refused", ids)

    def look_after_itself(self) -> None:
        """What lapsed, tiers, birthdays: documents whose ids nobody made before."""
        before = self._head()
        for one_round in office_of(self.shop).rounds:
            one_round()
        with self.shop.store.reading() as unit:
            made = [each.hex() for fact in facts_after(unit, before) for each in document_ids(fact)]
        told("rounds", " ".join(made))

    def _head(self) -> Head:
        with self.shop.store.reading() as unit:
            return unit.journal.head()


def opened(shift: Shift) -> Worker:
    """A till that has made some documents, and has no connection open."""
    worker = Worker(shift)
    for _ in islice(worker.works(), _FIRST_DOCUMENTS):
        pass
    worker.shop.store.close()
    return worker


def work_until_killed(worker: Worker, shift: Shift, parent: int) -> None:
    """Ends by itself only when nobody is left to kill it."""
    told("child", str(os.getpid()))
    worker.begin(shift)
    for _ in worker.works():
        if os.getppid() != parent:
            return


def shift_of(line: str) -> Shift:
    plain = json.loads(line)
    return Shift(**{**plain, "manner": Manner(plain["manner"])})


def shift_line(shift: Shift) -> str:
    return json.dumps(asdict(shift)) + "\n"


def main() -> None:
    parent, worker = os.getpid(), None
    for line in sys.stdin:
        shift = shift_of(line)
        if worker is None or worker.shift.directory != shift.directory:
            worker = opened(shift)
        child = os.fork()
        if child == 0:
            try:
                work_until_killed(worker, shift, parent)
            except BaseException as error:  # noqa: BLE001 - the fork's edge: the test hears of it and fails
                told("fault", repr(error).replace("\n", " "))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        told("end", "")


if __name__ == "__main__":
    main()
