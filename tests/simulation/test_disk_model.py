"""The disk that power cuts are tried on is pessimistic, but keeps what POSIX promises."""

from pathlib import Path
from random import Random

from tests.support.disk_recording import Event, Naming, Opened, Sync, Truncation, Write
from tests.support.power_cut import SECTOR, Disk, Files, Luck

FOLDER = Path("/shop")
FILE = FOLDER / "store.db"
OPENED = (Opened(FOLDER, 1, emptied=False, folder=True), Opened(FILE, 2, emptied=False, folder=False))
OLD, NEW = bytes([1]) * 2 * SECTOR, bytes([2]) * 2 * SECTOR
SYNCED = (*OPENED, Write(2, 0, OLD), Sync(2), Sync(1))


def after(luck: Luck, *events: Event, seed: int = 1) -> Files:
    disk = Disk()
    for event in events:
        disk.happen(event)
    return disk.after(FOLDER, luck, Random(seed))


def test_what_was_synced_is_there_whatever_happens() -> None:
    for luck in Luck:
        assert after(luck, *SYNCED) == {"store.db": OLD}


def test_a_name_is_there_for_certain_once_its_folder_was_synced() -> None:
    assert after(Luck.NOTHING, *OPENED, Write(2, 0, OLD), Sync(2)) == {}
    assert after(Luck.NOTHING, *SYNCED, Naming(((FILE, None),))) == {"store.db": OLD}
    assert after(Luck.NOTHING, *SYNCED, Naming(((FILE, None),)), Sync(1)) == {}


def test_a_rename_happens_whole_or_not_at_all() -> None:
    other = FOLDER / "store.old"
    renamed = Naming(((other, FILE), (FILE, None)))
    found = {tuple(after(Luck.SOME, *SYNCED, renamed, seed=seed)) for seed in range(20)}
    assert found == {("store.db",), ("store.old",)}


def test_a_later_write_may_be_there_without_an_earlier_one() -> None:
    end = Write(2, len(OLD), b"end")
    assert after(Luck.LATE, *SYNCED, Write(2, 0, NEW), end) == {"store.db": OLD + b"end"}
    assert after(Luck.EARLY, *SYNCED, Write(2, 0, NEW), end) == {"store.db": NEW}
    assert after(Luck.LAST, *OPENED, Sync(1), Write(2, 0, NEW), end) == {"store.db": bytes(len(OLD)) + b"end"}


def test_a_torn_write_is_there_by_sectors() -> None:
    found = {after(Luck.TORN, *SYNCED, Write(2, 0, NEW), seed=seed)["store.db"] for seed in range(100)}
    assert found == {one[:SECTOR] + other[SECTOR:] for one in (OLD, NEW) for other in (OLD, NEW)}


def test_a_truncation_is_as_loose_as_a_write() -> None:
    assert after(Luck.NOTHING, *SYNCED, Truncation(2, SECTOR)) == {"store.db": OLD}
    assert after(Luck.EVERYTHING, *SYNCED, Truncation(2, SECTOR)) == {"store.db": OLD[:SECTOR]}
    assert after(Luck.NOTHING, *SYNCED, Truncation(2, SECTOR), Sync(2)) == {"store.db": OLD[:SECTOR]}
