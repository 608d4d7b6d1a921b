"""The same story on another SQLite and with another recorder comes to the same conclusions."""

from pathlib import Path
from random import Random

import pytest

from app.storage import open_store as opening
from tests.support.apsw_layer import LAYER, Driver
from tests.support.crash_explorer import Explorer, cuts_of, some, states_of
from tests.support.crash_kinds import KINDS, store_restored
from tests.support.crash_story import Manner, Marks, tell
from tests.support.disk_recording import Event, Mark
from tests.support.power_cut import Disk

OF_A_KIND = 1
KINDS_ON_SQLITE = tuple(kind for kind in KINDS if kind is not store_restored)
"""What moves files itself, this recorder can't see."""


def told(folder: Path, manner: Manner) -> list[Event]:
    """The story, on APSW's connection; the explorer opens what is left of it with the store's own driver."""
    events = LAYER.begin(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "driver", Driver)
        tell(folder, Marks(lambda line: events.append(Mark(line))), manner, KINDS_ON_SQLITE)
    return events


@pytest.mark.parametrize(
    ("manner", "noticed"),
    [
        (Manner.SOUND, set()),
        (Manner.UNSYNCED, {"lost", "half there"}),
        (Manner.JOURNAL_APART, {"half there"}),
    ],
)
def test_the_other_layer_agrees(tmp_path: Path, manner: Manner, noticed: set[str]) -> None:
    folder, random = tmp_path / "shop", Random(20_07)
    folder.mkdir()
    events = told(folder, manner)
    key = {"store.key": (folder / "store.key").read_bytes()}
    chosen = some(cuts_of(events), OF_A_KIND, random)
    explorer = Explorer(tmp_path / "look")
    wrong: list[str] = []
    missing = set(noticed)
    for state in states_of(events, folder, chosen, Disk.of(folder, key), random):
        wrong += explorer.complaints(state)
        missing = {word for word in missing if not any(f": {word}: " in line for line in wrong)}
        if noticed and not missing:
            break
    assert missing == set()
    assert bool(wrong) == bool(noticed), wrong
