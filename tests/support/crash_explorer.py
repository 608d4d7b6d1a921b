"""Cuts the power at points of a recorded story, opens what the disk may hold then, and says what is wrong with it."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Self

from app.services.ports import StoreFault
from tests.support.crash_content import Content, Found, look_at
from tests.support.crash_story import open_again
from tests.support.disk_recording import Event, Mark, Sync, Truncation, Write, record
from tests.support.power_cut import Disk, Files, Luck

STORY = "tests.support.crash_story"
"""The process that is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A moment of the story. event: after so many events. legal: what the store may say then. acknowledged: records.

    before_sync: the next event puts on the disk what was written.
    """

    kind: str
    event: int
    legal: tuple[Content, ...]
    acknowledged: frozenset[bytes]
    before_sync: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashState:
    """What the disk holds after a power cut."""

    cut: Cut
    luck: Luck
    files: Files

    def __str__(self) -> str:
        return f"{self.cut.kind}, after event {self.cut.event}, {self.luck}"


Chosen = list[tuple[Cut, Luck]]
Choose = Callable[[list[Cut]], Chosen]
"""Which moments, and with which luck."""


def cuts_of(story: list[Event]) -> list[Cut]:
    """Every moment between two events at which the disk changed, from the first document to the last."""
    contents = [json.loads(what) for word, what in _marks(story) if word == "committed"]
    kind, committed, acknowledged = "", 0, frozenset[bytes]()
    cuts = []
    for place, event in enumerate(story):
        if isinstance(event, Mark):
            word, _, what = event.text.partition(" ")
            match word:
                case "try" | "recover":
                    kind = what
                case "committed":
                    committed += 1
                case "ack":
                    acknowledged |= {bytes.fromhex(record) for record in json.loads(what)}
        following = story[place + 1] if place + 1 < len(story) else None
        cuts.append(
            Cut(
                kind=kind,
                event=place + 1,
                legal=tuple(contents[max(committed - 1, 0) : committed + 1]),
                acknowledged=acknowledged,
                before_sync=isinstance(following, Sync) and isinstance(event, Write | Truncation),
            )
        )
    return [cut for cut in cuts if cut.kind]


def states_of(
    story: list[Event], folder: Path, chosen: Chosen, disk: Disk, random: Random
) -> Iterator[CrashState]:
    """What power cuts at these moments may leave in a folder."""
    place = 0
    for cut, luck in sorted(chosen, key=lambda one: one[0].event):
        for event in story[place : cut.event]:
            disk.happen(event)
        place = cut.event
        yield CrashState(cut=cut, luck=luck, files=disk.after(folder, luck, random))


def every(cuts: list[Cut], lucks: tuple[Luck, ...] = tuple(Luck)) -> Chosen:
    """Each moment with each luck."""
    return [(cut, luck) for cut in cuts for luck in lucks]


def some(cuts: list[Cut], of_a_kind: int, random: Random) -> Chosen:
    """Of each kind its end, when nothing may be missing; moments before syncs, when most is at stake; and any."""
    chosen = []
    for kind in dict.fromkeys(cut.kind for cut in cuts):
        mine = [cut for cut in cuts if cut.kind == kind]
        before_syncs = every([cut for cut in mine if cut.before_sync], _REORDERED)
        chosen.append((mine[-1], Luck.NOTHING))
        chosen += random.sample(before_syncs, min(len(before_syncs), of_a_kind // 2))
        chosen += random.sample(every(mine), of_a_kind - of_a_kind // 2)
    return chosen


def at_stake(cuts: list[Cut]) -> Chosen:
    """Moments before syncs, with one write missing."""
    return every([cut for cut in cuts if cut.before_sync], (Luck.EARLY, Luck.LATE))


_REORDERED = (Luck.EARLY, Luck.LATE, Luck.LAST, Luck.SOME, Luck.TORN)


def _marks(story: list[Event]) -> Iterator[tuple[str, str]]:
    for event in story:
        if isinstance(event, Mark):
            word, _, what = event.text.partition(" ")
            yield word, what


@dataclass(slots=True)
class Explorer:
    """Opens crash states in a folder of its own. seen: how many different ones."""

    folder: Path
    seen: dict[bytes, Found | str] = field(default_factory=dict)

    def complaints(self, state: CrashState) -> list[str]:
        """What is wrong with a state; nothing should be."""
        found = self.found(state.files)
        if isinstance(found, str):
            return [f"{state}: {found}"]
        acknowledged = state.cut.acknowledged
        wrong = [
            *found.faults,
            *(f"lost: {record.hex()}" for record in acknowledged - found.records.keys()),
            *(f"{times} times: {record.hex()}" for record, times in found.records.items() if times > 1),
            *_half(state.cut.legal, found.content),
        ]
        return [f"{state}: {each}" for each in wrong]

    def found(self, files: Files) -> Found | str:
        """What the till finds when it opens the store, or why it doesn't."""
        key = digest_of(files)
        if key not in self.seen:
            self.seen[key] = self._open(files)
        return self.seen[key]

    def _open(self, files: Files) -> Found | str:
        shutil.rmtree(self.folder, ignore_errors=True)
        put(files, self.folder)
        try:
            store = open_again(self.folder)
        except StoreFault as fault:
            return f"refused: {fault.code}: {fault}"
        try:
            return look_at(store)
        finally:
            store.close()


def put(files: Files, folder: Path) -> None:
    """Writes files into a new folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def digest_of(files: Files) -> bytes:
    """The same for the same files."""
    whole = sha256()
    for name, content in files.items():
        whole.update(name.encode() + b"\0" + len(content).to_bytes(8, "big") + content)
    return whole.digest()


def _half(legal: tuple[Content, ...], found: Content) -> list[str]:
    """How a store is neither as before the transaction nor as after it."""
    if found in legal:
        return []
    before, after = legal[0], legal[-1]
    tables = sorted(before.keys() | after.keys() | found.keys())
    stale = [name for name in tables if found.get(name) == before.get(name) != after.get(name)]
    fresh = [name for name in tables if found.get(name) == after.get(name) != before.get(name)]
    other = [name for name in tables if found.get(name) not in (before.get(name), after.get(name))]
    return [f"half there: as before {stale}, as after {fresh}, as neither {other}"]


@dataclass(frozen=True, slots=True)
class Recoveries:
    """Tills that open crash states, recorded one after the other in a folder; the power goes again meanwhile."""

    folder: Path
    shops: dict[str, CrashState]
    events: list[Event]

    @classmethod
    def of(cls, recorder: Path, folder: Path, states: list[CrashState]) -> Self:
        """Has a till open and close each of these states."""
        shops = {f"{number:04d}": state for number, state in enumerate(states)}
        for name, state in shops.items():
            put(state.files, folder / name)
        log = folder.with_suffix(".log")
        return cls(folder, shops, record(recorder, folder, log, STORY, "recover", str(folder)))

    def states(self, explorer: Explorer, choose: Choose, random: Random) -> Iterator[CrashState]:
        """What these power cuts may leave. What the first till found must be found again."""
        cuts = cuts_of(self.events)
        for name, state in self.shops.items():
            found = explorer.found(state.files)
            assert isinstance(found, Found), found
            mine = [
                replace(
                    cut,
                    kind=f"recovery of [{state}]",
                    legal=(found.content,),
                    acknowledged=frozenset(found.records),
                )
                for cut in cuts
                if cut.kind == name
            ]
            disk = Disk.of(self.folder / name, state.files)
            yield from states_of(self.events, self.folder / name, choose(mine), disk, random)
