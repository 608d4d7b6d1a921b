"""A power cut at any moment, whatever of the unsynced writes it lets through, leaves every document whole or absent."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.protocol.facts import FACT_KINDS
from app.protocol.record import decode
from app.storage.terminal.tables import journal
from tests.support.crash_explorer import (
    STORY,
    CrashState,
    Explorer,
    Recoveries,
    at_stake,
    cuts_of,
    every,
    some,
    states_of,
)
from tests.support.crash_kinds import KINDS
from tests.support.crash_story import CLOSING, OPENING, Manner, open_again
from tests.support.disk_recording import MARKS, Event, compile_recorder, record
from tests.support.power_cut import Disk, Luck

STORY_KINDS = (OPENING, *(commit.__name__ for commit in KINDS), CLOSING)
OF_A_KIND = 2
STATES_IN_LONG_FORM = 2_000


@dataclass(frozen=True)
class Told:
    """A recorded story and the folder that it was played in."""

    folder: Path
    events: list[Event]

    def states(
        self, random: Random, of_a_kind: int | None, kinds: Container[str] = STORY_KINDS
    ) -> Iterator[CrashState]:
        """Crash states of some moments of each kind; None: of every moment, with every luck."""
        cuts = [cut for cut in cuts_of(self.events) if cut.kind in kinds]
        chosen = every(cuts) if of_a_kind is None else some(cuts, of_a_kind, random)
        return states_of(self.events, self.folder, chosen, Disk(), random)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_recorder(tmp_path_factory.mktemp("recorder"))


def told(recorder: Path, folder: Path, manner: Manner) -> Told:
    """A till's story from an empty folder to the end of the day."""
    (folder / "shop").mkdir()
    events = record(recorder, folder / "shop", folder / "log", STORY, "tell", str(folder / "shop"), manner)
    return Told(folder / "shop", events)


@pytest.fixture(scope="module")
def sound(recorder: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(recorder, tmp_path_factory.mktemp("sound"), Manner.SOUND)


@pytest.fixture
def random(long_form: bool) -> Random:
    return Random(None if long_form else 20_07)


@pytest.fixture
def explorer(tmp_path: Path) -> Explorer:
    return Explorer(tmp_path / "look")


def test_the_recorder_sees_all_that_reaches_the_disk(sound: Told) -> None:
    disk = Disk()
    for event in sound.events:
        disk.happen(event)
    files = {
        path.name: path.read_bytes()
        for path in sound.folder.iterdir()
        if path.is_file() and path.name != MARKS
    }
    assert disk.after(sound.folder, Luck.EVERYTHING, Random(1)) == files
    assert files["store.db"] > b""


def test_the_story_has_every_kind_of_document(sound: Told) -> None:
    assert tuple(dict.fromkeys(cut.kind for cut in cuts_of(sound.events))) == STORY_KINDS
    store = open_again(sound.folder)
    with store.reading() as unit:
        records = unit.connection.execute(select(journal.c.record)).scalars()
        kinds = {decode(one).kind for one in records}
    store.close()
    assert kinds == FACT_KINDS.keys()


@pytest.mark.slow
def test_a_power_cut_leaves_every_document_whole_or_absent(
    sound: Told, explorer: Explorer, random: Random, long_form: bool
) -> None:
    for state in sound.states(random, None if long_form else OF_A_KIND):
        assert explorer.complaints(state) == []
    assert len(explorer.seen) >= (STATES_IN_LONG_FORM if long_form else OF_A_KIND * len(KINDS) * 0.8)


@pytest.mark.slow
def test_a_power_cut_while_the_till_recovers_from_one_changes_nothing(
    recorder: Path, sound: Told, explorer: Explorer, random: Random, long_form: bool
) -> None:
    """The worst beginnings: all but the oldest of what was written for a commit is there."""
    cuts = [cut for cut in cuts_of(sound.events) if cut.before_sync]
    chosen = random.sample(
        every(cuts, (Luck.LATE, Luck.TORN) if long_form else (Luck.LATE,)), 60 if long_form else 5
    )
    first = list(states_of(sound.events, sound.folder, chosen, Disk(), random))
    recoveries = Recoveries.of(recorder, explorer.folder.parent / "recoveries", first)
    choose = partial(some, of_a_kind=40, random=random) if long_form else at_stake
    for state in recoveries.states(explorer, choose, random):
        assert explorer.complaints(state) == []


@pytest.mark.parametrize(
    ("manner", "noticed"),
    [
        (Manner.UNSYNCED, {"lost", "half there"}),
        (Manner.JOURNAL_APART, {"half there", "unknown-sale at"}),
    ],
)
def test_a_till_that_breaks_the_rule_is_noticed(
    recorder: Path, tmp_path: Path, explorer: Explorer, manner: Manner, noticed: set[str]
) -> None:
    missing = set(noticed)
    kinds = ("staff_added", "member_sale", "guest_sale")
    for state in told(recorder, tmp_path, manner).states(Random(20_07), 2 * OF_A_KIND, kinds):
        wrong = explorer.complaints(state)
        missing = {word for word in missing if not any(f": {word}" in each for each in wrong)}
        if not missing:
            break
    assert missing == set()
