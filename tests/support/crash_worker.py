"""`python -m tests.support.crash_worker`: a till that sells until it is killed, once per line of its input.

Each line (a `Shift` as JSON) forks a child, which opens the store, sells without end and says on the shared
output what it does: `child`, its pid; `try`, a packed basket, and `back`, a packed return; `ack`, the id of a sale
or return, once its commit has returned; `fault`. After its death this process says `end`. On a store that is new to it,
it sells a little itself first, so that what SQLAlchemy prepares is there for every child; no connection is open
when it forks.
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

from app.domain.basket import UNIT, TenderKind
from app.domain.returns import LineBack
from app.protocol.plain import pack, unpack
from app.services.commit_sale import Payment
from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.open_basket import OpenBasket, asking, with_item, with_member
from app.services.outcomes import MemberFound, SaleDone
from app.services.return_outcomes import ReturnDone, ReturnPreview, ReturnReason, ReturnRequest
from app.services.scans import Scan, ScanSource, Symbology
from app.services.till import Till
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words
from tests.support.crash_broken_store import JournalApartStore

_SECOND = 1000
_FIRST_SALES = 3
_BROUGHT_BACK = 0.4


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
    cards: tuple[str, ...]
    retry: str


def told(word: str, what: str) -> None:
    """One line in one write, which a pipe doesn't tear."""
    os.write(sys.stdout.fileno(), f"{word} {what}\n".encode())


class Seller:
    """A till on a store, and what it sells."""

    def __init__(self, shift: Shift) -> None:
        self.shift = shift
        self.clock, self.chance = PlayedClock(shift.at), PlayedChance(Random(shift.seed))
        path = Path(shift.directory) / "store.db"
        kind = JournalApartStore if shift.manner is Manner.JOURNAL_APART else SqlTerminalStore
        self.store = kind(path, KeyFile(path.with_suffix(".key"), path), self.clock, self.chance)
        words = Words(Language.INDONESIAN)
        self.till = Till(
            store=self.store,
            clock=self.clock,
            chance=self.chance,
            write_receipt=lambda facts: receipt_of(words, facts),
            write_return_receipt=lambda facts: return_receipt_of(words, facts),
            on_commit=lambda: None,
        )
        with self.store.reading() as unit:
            self.items = unit.catalogue.all_items()

    def begin(self, shift: Shift) -> None:
        """Another shift on the same store, with other chances than `opened` took."""
        self.shift, self.clock.at, self.chance.random = shift, shift.at, Random(shift.seed + 1)

    def work(self) -> Iterator[OpenBasket | ReturnRequest]:
        """First what was in flight, then new baskets of members who redeem all that they may, and some returns."""
        random = self.chance.random
        if self.shift.retry:
            yield work_of(self.shift.retry)
        while True:
            self.clock.at += _SECOND
            basket = self.till.open_basket()
            for item in random.choices(self.items, k=random.randint(1, 3)):
                basket = with_item(basket, item)
            card = random.choice(self.shift.cards)
            found = self.till.resolve(Scan(card, Symbology.QR, ScanSource.SERIAL, 0))
            assert isinstance(found, MemberFound)
            yield asking(with_member(basket, found.member), found.member.usable)
            if random.random() < _BROUGHT_BACK:
                yield self.brought_back(basket.sale_id)

    def brought_back(self, sale_id: bytes) -> ReturnRequest:
        """One piece of the first line comes back."""
        wanted = (LineBack(number=1, quantity=UNIT),)
        preview = self.till.returnable(sale_id, wanted)
        assert isinstance(preview, ReturnPreview), preview
        return ReturnRequest(
            return_id=self.chance.new_id(self.clock.at),
            sale_id=sale_id,
            wanted=wanted,
            reason=ReturnReason.OTHER,
            cashier_id=bytes.fromhex(self.shift.cashier),
            expected=preview.returned.refund,
        )

    def do(self, work: OpenBasket | ReturnRequest) -> None:
        """Commits it and says so afterwards; a wrong manner says so before."""
        word, key = ("try", work.sale_id) if isinstance(work, OpenBasket) else ("back", work.return_id)
        told(word, pack(work).hex())
        if self.shift.manner is Manner.EARLY_ACK:
            told("ack", key.hex())
        if isinstance(work, OpenBasket):
            self.sell(work)
        else:
            done = self.till.take_back(work)
            assert isinstance(done, ReturnDone), done
        told("ack", key.hex())

    def sell(self, basket: OpenBasket) -> None:
        """Paid in cash."""
        payable = self.till.quoted(basket, TenderKind.CASH).quote.payable
        payment = Payment(
            kind=TenderKind.CASH,
            received=payable,
            expected=payable,
            cashier_id=bytes.fromhex(self.shift.cashier),
        )
        done = self.till.commit(basket, payment)
        assert isinstance(done, SaleDone)


def work_of(retry: str) -> OpenBasket | ReturnRequest:
    """What a word and its packed value ask for."""
    word, _, packed = retry.partition(" ")
    kind: type[OpenBasket | ReturnRequest] = OpenBasket if word == "try" else ReturnRequest
    return unpack(kind, bytes.fromhex(packed))


def opened(shift: Shift) -> Seller:
    """A seller who has sold a little, and has no connection open."""
    seller = Seller(shift)
    for work in islice(seller.work(), _FIRST_SALES):
        seller.do(work)
    seller.store.close()
    return seller


def sell_until_killed(seller: Seller, shift: Shift, worker: int) -> None:
    """Ends by itself only when nobody is left to kill it."""
    told("child", str(os.getpid()))
    seller.begin(shift)
    for work in seller.work():
        if os.getppid() != worker:
            return
        seller.do(work)


def shift_of(line: str) -> Shift:
    plain = json.loads(line)
    return Shift(**{**plain, "manner": Manner(plain["manner"]), "cards": tuple(plain["cards"])})


def line_of(shift: Shift) -> str:
    return json.dumps(asdict(shift)) + "\n"


def main() -> None:
    worker, seller = os.getpid(), None
    for line in sys.stdin:
        shift = shift_of(line)
        if seller is None or seller.shift.directory != shift.directory:
            seller = opened(shift)
        child = os.fork()
        if child == 0:
            try:
                sell_until_killed(seller, shift, worker)
            except BaseException as error:  # noqa: BLE001 - the fork's edge: the test hears of it and fails
                told("fault", repr(error).replace("\n", " "))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        told("end", "")


if __name__ == "__main__":
    main()
