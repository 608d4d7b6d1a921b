"""A log that lost committed changes is told from one that a power cut left, before SQLite forgets the difference."""

import shutil
from pathlib import Path

import pytest

from app.storage.write_ahead_log import LogState, examine_log, log_of
from tests.support.damage import PAGE, cut, flip
from tests.support.shop import small_shop

FRAME = 24 + PAGE
HEADER = 32


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy of a store and of its log as they are while it is open; its last three commits are sales' baskets."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "copy").mkdir()
    with small_shop(tmp_path / "shop") as shop:
        for _ in range(3):
            shop.till.open_basket()
        for end in ("", "-wal"):
            shutil.copyfile(tmp_path / "shop" / f"store.db{end}", tmp_path / "copy" / f"store.db{end}")
    return tmp_path / "copy" / "store.db"


def commits(store: Path) -> list[int]:
    """The numbers of the frames that end a commit, in the order of the file."""
    log = log_of(store).read_bytes()
    count = (len(log) - HEADER) // FRAME
    salts = log[16:24]
    headers = [log[HEADER + number * FRAME :][:24] for number in range(count)]
    return [number for number, one in enumerate(headers) if one[8:16] == salts and one[4:8] != bytes(4)]


def test_an_untouched_log_is_sound(store: Path) -> None:
    assert len(commits(store)) >= 4
    assert examine_log(store) is LogState.SOUND


def test_without_a_log_there_is_none(tmp_path: Path) -> None:
    assert examine_log(tmp_path / "store.db") is LogState.ABSENT


@pytest.mark.parametrize("size", [0, 1, 31])
def test_less_than_a_header_is_no_log(store: Path, size: int) -> None:
    cut(log_of(store), size)
    assert examine_log(store) is LogState.ABSENT


def test_a_bit_in_the_header_makes_it_no_log(store: Path) -> None:
    for place in range(HEADER):
        flip(log_of(store), place, bit=place % 8)
        assert examine_log(store) is LogState.ABSENT, place
        flip(log_of(store), place, bit=place % 8)


def test_a_bit_in_any_commit_but_the_last_is_damage(store: Path) -> None:
    last = commits(store)[-2] + 1
    for number in range(last):
        for place in ((0, 9, 17), (2, 24, FRAME - 1))[number % 2]:
            flip(log_of(store), HEADER + number * FRAME + place, bit=number % 8)
            assert examine_log(store) is LogState.DAMAGED, (number, place)
            flip(log_of(store), HEADER + number * FRAME + place, bit=number % 8)


def test_a_torn_last_commit_is_what_a_power_cut_leaves(store: Path) -> None:
    first, last = commits(store)[-2] + 1, commits(store)[-1]
    for number in range(first, last + 1):
        flip(log_of(store), HEADER + number * FRAME + 2_000)
        assert examine_log(store) is LogState.SOUND, number
        flip(log_of(store), HEADER + number * FRAME + 2_000)


def test_a_log_that_ends_anywhere_is_what_a_power_cut_leaves(store: Path) -> None:
    whole = log_of(store).stat().st_size
    for size in range(whole, HEADER, -FRAME // 3):
        cut(log_of(store), size)
        assert examine_log(store) is LogState.SOUND, size


def test_a_commit_torn_before_the_rest_of_another_is_what_two_power_cuts_leave(store: Path) -> None:
    """The first lost a frame of a commit; the second let only the head of the next one through, in its place."""
    log, ends = log_of(store), commits(store)
    begin = ends[-2] + 1
    assert begin < ends[-1]
    content = bytearray(log.read_bytes())
    head, torn = HEADER + ends[-2] * FRAME, HEADER + begin * FRAME
    content[torn : torn + 24] = content[head : head + 24]
    log.write_bytes(content)
    assert len(commits(store)) == len(ends) + 1
    assert examine_log(store) is LogState.SOUND


def test_a_torn_commit_that_follows_one_that_rotted_is_damage(store: Path) -> None:
    """It can only have begun after the other one was synced."""
    ends = commits(store)
    flip(log_of(store), HEADER + ends[-2] * FRAME + 2_000)
    cut(log_of(store), HEADER + (ends[-2] + 2) * FRAME)
    assert commits(store) == ends[:-1]
    assert examine_log(store) is LogState.DAMAGED
