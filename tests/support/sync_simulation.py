"""Terminals, a line and a centre in one thread, driven by a seed: the real state machines, everything else played.

A run does a number of random things (records, lost and doubled and late messages, a cloned disk, a server restored
from a backup), checks the promises after each, then heals the line and lets everybody finish.
"""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from app.protocol.centre import Continues, Forks, Gap, Held, Place, judge, lacking
from app.protocol.messages import Ack, Page
from app.protocol.record import GENESIS, Head, record_hash
from app.protocol.terminal_sync import (
    AckRefused,
    AckTaken,
    AskChanges,
    FeedRestarted,
    PageTaken,
    SendRecords,
    SyncState,
    WaitUntil,
    decide,
    on_ack,
    on_failure,
    on_gap,
    on_page,
)

BATCH = 4
Believe = Callable[[SyncState, Ack, bytes | None, bytes, int], AckTaken | AckRefused]


class PromiseBroken(AssertionError):
    """A record was lost or counted twice."""


@dataclass(frozen=True, slots=True)
class Question:
    """A push (hashes from from_seq, after prev_hash) or a pull (none; the last confirmed seq and hash)."""

    asker: int
    nonce: bytes
    from_seq: int
    prev_hash: bytes
    hashes: tuple[bytes, ...]


Answer = Ack | Page | Gap


@dataclass
class Terminal:
    """A journal of hashes, and its place in the sync."""

    chance: Random
    hashes: list[bytes] = field(default_factory=list)
    state: SyncState = field(default_factory=SyncState)
    pulled_at: int | None = None
    asked: Question | None = None

    def head(self) -> Head:
        return Head(epoch=1, seq=len(self.hashes), record_hash=self.hash_at(len(self.hashes)) or GENESIS)

    def hash_at(self, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS
        return self.hashes[seq - 1] if seq <= len(self.hashes) else None

    def commit(self) -> None:
        previous = self.hashes[-1] if self.hashes else GENESIS
        self.hashes.append(record_hash(previous, self.chance.randbytes(8)))


@dataclass
class Centre:
    """What a server holds. sloppy: confirms its newest record, whosever it is. forgetful: knows no duplicates."""

    generation: bytes = b"first"
    places: dict[bytes, Place] = field(default_factory=dict)
    heads: dict[int, Head] = field(default_factory=dict)
    applied: Counter[bytes] = field(default_factory=Counter)
    sloppy: bool = False
    forgetful: bool = False

    def push(self, question: Question) -> Ack | Gap:
        known = {question.prev_hash} if self.forgetful else self.places.keys()
        held = Held(self.heads, {one: place for one, place in self.places.items() if one in known})
        judgement = judge(question.from_seq, question.prev_hash, question.hashes, held)
        match judgement:
            case Gap():
                return judgement
            case Continues(branch=branch, new_from=new_from) | Forks(branch=branch, new_from=new_from):
                for index, one in enumerate(question.hashes[new_from:], start=new_from):
                    seq = question.from_seq + index
                    self.places[one] = Place(branch, seq)
                    self.heads[branch] = Head(epoch=1, seq=seq, record_hash=one)
                    self.applied[one] += 1
        last = Head(
            epoch=1, seq=question.from_seq + len(question.hashes) - 1, record_hash=question.hashes[-1]
        )
        told = max(self.heads.values(), key=lambda head: head.seq) if self.sloppy else last
        return Ack(
            nonce=question.nonce,
            generation=self.generation,
            epoch=1,
            seq=told.seq,
            head_hash=told.record_hash,
            exceptions=(),
            server_time=0,
            signature=b"",
        )

    def pull(self, question: Question) -> Page | Gap | None:
        """None: refused, since the journal has branched."""
        gap = lacking(question.from_seq, question.prev_hash, Held(heads=self.heads, places=self.places))
        if gap is not None:
            return gap
        if len(self.heads) > 1:
            return None
        seq = self.heads[0].seq if self.heads else 0
        return Page(
            nonce=question.nonce,
            generation=self.generation,
            cursor=len(self.places),
            changes=(),
            more=False,
            included_epoch=1 if seq else 0,
            included_seq=seq,
            server_time=0,
            signature=b"",
        )


@dataclass
class World:
    """One merchant's till (and, once its disk was cloned, its twin), a line and a centre."""

    chance: Random
    believe: Believe = on_ack
    centre: Centre = field(default_factory=Centre)
    terminals: list[Terminal] = field(default_factory=list)
    on_the_way: list[Question] = field(default_factory=list)
    coming_back: list[tuple[Question, Answer | None]] = field(default_factory=list)
    ever_held: set[bytes] = field(default_factory=set)
    backup: Centre | None = None
    now: int = 1_000_000

    def act(self, terminal: int) -> None:
        """A terminal does what it decides; a question without an answer is given up first."""
        one = self.terminals[terminal]
        if one.asked is not None:
            one.state = on_failure(one.state, self.now, self.chance.random())
            one.asked = None
        decision = decide(one.state, one.head(), self.now, one.pulled_at)
        nonce = self.chance.randbytes(16)
        match decision:
            case WaitUntil():
                return
            case SendRecords(from_seq=from_seq):
                hashes = tuple(one.hashes[from_seq - 1 : from_seq - 1 + BATCH])
                previous = one.hash_at(from_seq - 1)
                assert previous is not None
                one.asked = Question(terminal, nonce, from_seq, previous, hashes)
            case AskChanges():
                confirmed = one.hash_at(one.state.acked_seq)
                assert confirmed is not None
                one.asked = Question(terminal, nonce, one.state.acked_seq, confirmed, ())
        self.on_the_way.append(one.asked)

    def arrive(self, question: Question) -> None:
        """The centre gets a question and answers."""
        answer = self.centre.push(question) if question.hashes else self.centre.pull(question)
        self.ever_held |= self.centre.places.keys()
        self.coming_back.append((question, answer))

    def hear(self, question: Question, answer: Answer | None) -> None:
        """A terminal gets an answer, perhaps to a question that it gave up long ago."""
        one = self.terminals[question.asker]
        if one.asked is None:
            return
        nonce = one.asked.nonce
        settled: SyncState | None = None
        match answer:
            case Ack():
                taken = self.believe(one.state, answer, one.hash_at(answer.seq), nonce, self.now)
                settled = taken.state if isinstance(taken, AckTaken) else None
            case Page():
                page = on_page(one.state, answer, one.head(), nonce, self.now)
                if isinstance(page, PageTaken):
                    one.pulled_at = self.now
                settled = page.state if isinstance(page, PageTaken | FeedRestarted) else None
            case Gap(seq=seq):
                if question.nonce == nonce:
                    settled = on_gap(one.state, seq, self.now, self.chance.random())
            case None:
                pass
        one.asked = None
        one.state = settled or on_failure(one.state, self.now, self.chance.random())

    def clone(self) -> None:
        """The disk is copied, and both copies go on."""
        twin = deepcopy(self.terminals[0])
        twin.chance = Random(self.chance.random())
        twin.asked = None
        self.terminals.append(twin)

    def back_up(self) -> None:
        """The server's database is copied."""
        self.backup = deepcopy(self.centre)

    def restore_server(self) -> None:
        """The server comes back from its last backup."""
        if self.backup is not None:
            generation = self.chance.randbytes(16)
            self.centre = replace(deepcopy(self.backup), generation=generation, sloppy=self.centre.sloppy)

    def check(self) -> None:
        """The promises, at any moment."""
        if any(times > 1 for times in self.centre.applied.values()):
            raise PromiseBroken("a record counts twice")
        for one in self.terminals:
            if not set(one.hashes[: one.state.acked_seq]) <= self.ever_held:
                raise PromiseBroken("a record is taken for sent that never arrived")

    def finish(self) -> None:
        """With a line that works, everybody gets everything across, in bounded time."""
        self.centre.sloppy = False
        self.on_the_way.clear()
        self.coming_back.clear()
        for _ in range(400):
            self.now += 60_000
            for terminal in range(len(self.terminals)):
                self.act(terminal)
                while self.on_the_way:
                    self.arrive(self.on_the_way.pop())
                while self.coming_back:
                    self.hear(*self.coming_back.pop())
                self.check()
        journals = {one for terminal in self.terminals for one in terminal.hashes}
        if self.centre.applied != Counter(journals):
            raise PromiseBroken("the centre and the journals differ in the end")


def run(
    seed: int,
    *,
    steps: int = 150,
    believe: Believe = on_ack,
    clones: bool = True,
    restores: bool = True,
    sloppy: bool = False,
    forgetful: bool = False,
) -> World:
    """One run; raises PromiseBroken."""
    world = World(Random(seed), believe, Centre(sloppy=sloppy, forgetful=forgetful))
    world.terminals.append(Terminal(Random(seed + 1)))
    for _ in range(steps):
        world.now += world.chance.choice((0, 10, 1_000, 40_000))
        events = _events(world, clones=clones, restores=restores)
        world.chance.choices([event for _, event in events], [weight for weight, _ in events])[0]()
        world.check()
    world.finish()
    return world


def run_many(seeds: range, **faults: Any) -> list[World]:
    """Runs with many seeds; raises the first PromiseBroken."""
    return [run(seed, **faults) for seed in seeds]


def _events(world: World, *, clones: bool, restores: bool) -> list[tuple[int, Callable[[], None]]]:
    """What can happen now, each with its weight."""
    chance, asked, answers = world.chance, world.on_the_way, world.coming_back
    events: list[tuple[int, Callable[[], None]]] = [
        (20, lambda: chance.choice(world.terminals).commit()),
        (30, lambda: world.act(chance.randrange(len(world.terminals)))),
        (1, world.back_up),
    ]
    if asked:
        events += [
            (25, lambda: world.arrive(asked.pop(chance.randrange(len(asked))))),
            (4, lambda: asked.remove(chance.choice(asked))),
            (4, lambda: asked.append(chance.choice(asked))),
        ]
    if answers:
        events += [
            (25, lambda: world.hear(*answers.pop(chance.randrange(len(answers))))),
            (6, lambda: answers.remove(chance.choice(answers))),
        ]
    if restores:
        events.append((1, world.restore_server))
    if clones and len(world.terminals) == 1:
        events.append((1, world.clone))
    return events
