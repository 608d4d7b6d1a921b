"""Backups have names that say what they are, are due when the newest is old, and leave when newer ones do the work."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.backups import HOUR, Backup, BackupName, Keeping, is_due, superseded

ZONE = "Asia/Jakarta"
WEEK_AND_MONTH = Keeping(every=4 * HOUR, days=7, weeks=4)


def backup(at: datetime, schema: int = 1, seq: int = 1) -> Backup:
    instant = int(at.timestamp()) * 1000
    name = BackupName(terminal="0badcafe", at=instant, schema=schema, epoch=1, seq=seq)
    return Backup(Path(str(name)), name)


def jakarta(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=7)


@given(
    terminal=st.binary(min_size=4, max_size=4),
    at=st.integers(0, 4_102_444_800),
    schema=st.integers(1, 999),
    epoch=st.integers(1, 999),
    seq=st.integers(0, 10**9),
)
def test_a_name_says_what_it_was_made_of(terminal: bytes, at: int, schema: int, epoch: int, seq: int) -> None:
    name = BackupName(terminal=terminal.hex(), at=at * 1000, schema=schema, epoch=epoch, seq=seq)
    assert BackupName.of(str(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "setia-0badcafe-20261122T050000Z-s1-e1-000009.db.part",
        "setia-0123456789abcdef.part",
        "setia-0badcafe-20261399T050000Z-s1-e1-000009.db",
        "setia-0badcafe-20261122T050000Z-s1-e1-000009.db-journal",
        "store.db",
        "",
    ],
)
def test_nothing_else_is_taken_for_a_backup(name: str) -> None:
    assert BackupName.of(name) is None


def test_one_is_due_when_there_is_none_or_the_newest_is_old() -> None:
    now = 1_795_323_600_000
    assert is_due(None, now, HOUR)
    assert not is_due(now - HOUR + 1, now, HOUR)
    assert is_due(now - HOUR, now, HOUR)
    assert not is_due(None, now, 0)


def test_a_backup_from_the_future_proves_nothing() -> None:
    now = 1_795_323_600_000
    assert is_due(now + 1, now, HOUR)


def kept(backups: list[Backup], keeping: Keeping = WEEK_AND_MONTH) -> list[Backup]:
    gone = superseded(backups, keeping, ZONE)
    return sorted((one for one in backups if one not in gone), key=lambda one: one.name.at)


def test_the_newest_of_each_of_seven_days_and_four_weeks_stay() -> None:
    backups = [backup(jakarta(11, day, hour)) for day in range(1, 23) for hour in (9, 13, 21)]
    left = [(at.month, at.day, at.hour) for at in map(local, kept(backups))]
    # 22 November 2026 is a Sunday: the weeks end on the 22nd, 15th, 8th and 1st.
    assert left == [(11, day, 21) for day in (1, 8, 15, *range(16, 23))]


def local(one: Backup) -> datetime:
    return datetime.fromtimestamp(one.name.at // 1000, UTC) + timedelta(hours=7)


def test_days_are_the_shop_s() -> None:
    before, after = backup(jakarta(11, 20, 23)), backup(jakarta(11, 21, 1))
    assert kept([before, after], Keeping(every=HOUR, days=2, weeks=0)) == [before, after]


def test_a_shop_that_was_closed_for_a_month_keeps_what_it_had() -> None:
    old = [backup(jakarta(10, day)) for day in range(12, 19)]
    assert kept([*old, backup(jakarta(11, 22))])[0] in old
    assert len(kept([*old, backup(jakarta(11, 22))])) == 7


def test_the_way_back_from_a_migration_stays() -> None:
    before = backup(jakarta(8, 1), schema=1)
    newer = [backup(jakarta(11, day), schema=2) for day in range(1, 23)]
    assert before in kept([before, *newer])


def test_the_newest_stays_whatever_the_rule() -> None:
    newest = backup(jakarta(11, 22, 14))
    nothing = Keeping(every=HOUR, days=0, weeks=0)
    assert kept([backup(jakarta(11, 22, 9)), newest], nothing) == [newest]
    assert superseded([], nothing, ZONE) == ()
