"""Backups of a store as data: what one is called, which are kept, when the next is due, what came of the last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

HOUR = 3_600_000
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"setia-([0-9a-f]{8})-(\d{8}T\d{6}Z)-s(\d+)-e(\d+)-(\d+)\.db", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupName:
    """What a backup's file name says. terminal: the end of its id. at: instant, whole seconds. seq: its last record."""

    terminal: str
    at: int
    schema: int
    epoch: int
    seq: int

    def __str__(self) -> str:
        stamp = datetime.fromtimestamp(self.at // 1000, UTC).strftime(_STAMP)
        return f"setia-{self.terminal}-{stamp}-s{self.schema}-e{self.epoch}-{self.seq:06d}.db"

    @classmethod
    def of(cls, name: str) -> Self | None:
        """None: no backup is called so."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        try:
            at = datetime.strptime(found[2], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(
            terminal=found[1],
            at=int(at.timestamp()) * 1000,
            schema=int(found[3]),
            epoch=int(found[4]),
            seq=int(found[5]),
        )


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there under its final name: it was whole and verified when it got it."""

    path: Path
    name: BackupName


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The rule of the backups. every: ms between two; 0: none are made. days, weeks: that have one are kept."""

    every: int
    days: int
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreContent:
    """What a store's file holds. at: when its last record was written, by the terminal's clock; None: no record yet.

    acked: (epoch, seq) that the server confirmed. schema 0: an empty file.
    """

    schema: int
    epoch: int
    seq: int
    head: bytes
    at: int | None
    enrolled: bool
    acked: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BackupTaken:
    """A backup was made and verified."""

    backup: Backup
    size: int


@dataclass(frozen=True, slots=True)
class NoRoom:
    """There is too little room for a backup in a folder, in bytes; the old ones are as they were."""

    folder: Path
    needed: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A backup became the store. epoch: that of the records from now on. aside: the file that was replaced; None: none.

    later: how many records the replaced file had after the backup's; None: it can't be read.
    """

    source: Path
    content: StoreContent
    epoch: int
    aside: Path | None
    later: int | None


def is_due(newest_at: int | None, now: int, every: int) -> bool:
    """Whether it is time for a backup. A newest one from the future proves nothing: the clock was set back."""
    return every > 0 and (newest_at is None or not 0 <= now - newest_at < every)


def superseded(backups: Sequence[Backup], keeping: Keeping, zone: str) -> tuple[Backup, ...]:
    """Those that the rule doesn't keep. It keeps the newest of each of the last days and weeks that have one.

    Days without a backup don't count, so that a shop that was closed for a month keeps what it has. The newest of
    each older schema stays too: it is the way back from a migration.
    """
    newest_first = sorted(backups, key=lambda backup: (backup.name.at, backup.name.seq), reverse=True)
    local = ZoneInfo(zone)
    days: dict[date, Backup] = {}
    weeks: dict[tuple[int, int], Backup] = {}
    schemas: dict[int, Backup] = {}
    for backup in newest_first:
        day = datetime.fromtimestamp(backup.name.at // 1000, local).date()
        year, week, _ = day.isocalendar()
        days.setdefault(day, backup)
        weeks.setdefault((year, week), backup)
        schemas.setdefault(backup.name.schema, backup)
    kept = [*list(days.values())[: keeping.days], *list(weeks.values())[: keeping.weeks], *schemas.values()]
    return tuple(backup for backup in newest_first[1:] if backup not in kept)
