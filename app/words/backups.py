"""Backups and restores as sentences: what is in one, what came of it, what is lost."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.services.backups import HOUR, Backup, BackupTaken, NoRoom, Restored, StoreContent
from app.words.money import day, points
from app.words.translate import Words

_DAY = 24 * HOUR
_MEGABYTE = 1_000_000


def moment(words: Words, at: int) -> str:
    """An instant on this machine's clock: `22 Nov 2026 14.03`."""
    local = datetime.fromtimestamp(at // 1000, UTC).astimezone()
    return f"{day(words, local.date())} {local:%H.%M}"


def age(words: Words, milliseconds: int) -> str:
    """How long ago."""
    if milliseconds >= 2 * _DAY:
        count = milliseconds // _DAY
        return words.ngettext("{count} day", "{count} days", count, count=count)
    hours = milliseconds // HOUR
    return words.ngettext("{count} hour", "{count} hours", hours, count=hours)


def taken_sentence(words: Words, taken: BackupTaken) -> str:
    """A backup was made."""
    return words.gettext(
        "The backup is made and proved: {path} ({size} MB).",
        path=taken.backup.path,
        size=_megabytes(taken.size),
    )


def no_room_sentence(words: Words, skipped: NoRoom) -> str:
    """None was made."""
    return words.gettext(
        "No backup was made: {folder} has {free} MB free and {needed} MB are needed. "
        "The older backups are still there. Make room, or set `backup_folder` to another disk.",
        folder=skipped.folder,
        free=_megabytes(skipped.free),
        needed=_megabytes(skipped.needed),
    )


def content_sentence(words: Words, content: StoreContent) -> str:
    """How far a backup goes."""
    number = points(content.seq)
    if content.at is None:
        return words.gettext("Everything up to record {number} is in it.", number=number)
    return words.gettext(
        "Everything up to record {number} of {moment} is in it.",
        number=number,
        moment=moment(words, content.at),
    )


def offer_sentence(words: Words, backup: Backup | None, content: StoreContent) -> str:
    """What could be restored, at a command line. backup None: the store itself, whose fault says how."""
    holds = content_sentence(words, content)
    if backup is None:
        return holds
    offered = words.gettext(
        "The last good backup is of {moment}; `setia db restore --latest` puts it back.",
        moment=moment(words, backup.name.at),
    )
    return f"{offered} {holds}"


def window_offer_sentence(words: Words, backup: Backup | None, content: StoreContent) -> str:
    """The same, where a button restores it."""
    holds = content_sentence(words, content)
    if backup is None:
        return words.gettext("The store can go on without that file.") + " " + holds
    offered = words.gettext("The last good backup is of {moment}.", moment=moment(words, backup.name.at))
    return f"{offered} {holds}"


def restored_sentences(words: Words, done: Restored) -> Iterator[str]:
    """What is there again, what is missing, and where the rest is."""
    yield words.gettext("The store is restored from {path}.", path=done.source)
    yield content_sentence(words, done.content)
    if done.content.enrolled:
        yield words.gettext(
            "What the server has of later sales comes back into members and balances with the next contact; what was "
            "not sent is missing. Until then this till lets members spend only what they earn here from now on."
        )
    elif done.later != 0:
        yield words.gettext("Later sales are missing: enter them again from their receipts.")
    if done.aside is not None:
        yield _aside_sentence(words, done.aside, done.later)


def _aside_sentence(words: Words, aside: Path, later: int | None) -> str:
    if later is None:
        return words.gettext("The file that was replaced can't be read; it is kept as {path}.", path=aside)
    if later == 0:
        return words.gettext(
            "The file that was replaced had no later record; it is kept as {path}.", path=aside
        )
    return words.ngettext(
        "The file that was replaced has {count} later record; it is kept as {path}.",
        "The file that was replaced has {count} later records; it is kept as {path}.",
        later,
        count=points(later),
        path=aside,
    )


def list_sentences(words: Words, backups: Sequence[Backup], folder: Path) -> Iterator[str]:
    """The backups that could be restored, the newest first."""
    if not backups:
        yield words.gettext("There is no backup in {folder}.", folder=folder)
    for backup in backups:
        yield words.gettext(
            "{moment}: {path}, up to record {number}",
            moment=moment(words, backup.name.at),
            path=backup.path,
            number=points(backup.name.seq),
        )


def no_good_backup_sentence(words: Words, folder: Path) -> str:
    """Asked for the latest, and there is none that is whole and that the key opens."""
    return words.gettext(
        "No backup in {folder} is whole and opens with this till's key. Give the path of another backup.",
        folder=folder,
    )


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".replace(".", ",")
