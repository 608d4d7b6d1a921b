"""Backups and rounds on time while the till runs: a thread that waits, and a child process for each backup.

The child has its own memory, its own place in the queue for the processor, and may be killed at any moment.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread, current_thread

from app.entrypoints.child import command
from app.entrypoints.rounds import Pause
from app.services.backups import BackupTaken, Keeping, is_due
from app.storage.backup_folder import backups_in

_log = logging.getLogger("setia.backup")
FIRST_SECONDS = 60.0
"""After the shop opened: the first customer goes first."""
_SETTLE_SECONDS = 60.0
_LOOK_EVERY = 15
"""Minutes."""
_NICE = 10
_LONGEST_END = 5.0


class BackupState(StrEnum):
    """What came of the last try. SKIPPED: there was no room."""

    KEPT = "kept"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """The last try of this run. detail: the file, the room that lacks, or what the child complained of."""

    state: BackupState
    detail: str


class Keeper:
    """Looks now and then whether a backup is due, and has it made. `on_status` is called on its thread."""

    def __init__(
        self,
        *,
        directory: Path,
        folder: Path,
        terminal: str,
        keeping: Keeping,
        now: Callable[[], int],
        settle: Callable[[], None] = lambda: None,
        go_round: Callable[[Pause], None] = lambda _pause: None,
        on_status: Callable[[BackupStatus], None] = lambda _status: None,
        first_seconds: float = FIRST_SECONDS,
    ) -> None:
        """terminal: as in the backups' names. now: milliseconds since 1970 UTC. settle: the store's, once a minute.

        go_round: what the till looks after besides, every quarter of an hour, after the backup.
        """
        self._directory = directory
        self._folder = folder
        self._terminal = terminal
        self._keeping = keeping
        self._now = now
        self._settle = settle
        self._go_round = go_round
        self._on_status = on_status
        self._first_seconds = first_seconds
        self._stopping = Event()
        self._guard = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._thread = Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        """Starts the thread, once."""
        self._thread.start()

    def stop(self) -> bool:
        """Ends a backup that is being made; the next start makes it. False: the thread didn't end in time."""
        self._stopping.set()
        with self._guard:
            if self._child is not None:
                self._child.terminate()
        if self._thread.ident is not None and self._thread is not current_thread():
            self._thread.join(_LONGEST_END)
        return not self._thread.is_alive()

    def _run(self) -> None:
        seconds, looks = self._first_seconds, 0
        while not self._stopping.wait(seconds):
            seconds = _SETTLE_SECONDS
            try:
                self._settle()
                if looks % _LOOK_EVERY == 0:
                    self._look()
                    self._go_round(self._stopping.wait)
            except Exception:  # noqa: BLE001 - the thread's edge: the next look may do better
                _log.exception("the care of the store failed", extra={"event": "backup.failed"})
            looks += 1

    def _look(self) -> None:
        if self._keeping.every == 0:
            return
        newest = next(iter(backups_in(self._folder, self._terminal)), None)
        if is_due(None if newest is None else newest.name.at, self._now(), self._keeping.every):
            status = self._back_up()
            if not self._stopping.is_set():
                self._tell(status)

    def _tell(self, status: BackupStatus) -> None:
        level = logging.INFO if status.state is BackupState.KEPT else logging.ERROR
        _log.log(
            level, "backup %s: %s", status.state, status.detail, extra={"event": f"backup.{status.state}"}
        )
        self._on_status(status)

    def _back_up(self) -> BackupStatus:
        arguments = ["keep-backup", str(self._directory), "--to", str(self._folder)]
        arguments += ["--days", str(self._keeping.days), "--weeks", str(self._keeping.weeks)]
        with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaints:
            with self._guard:
                if self._stopping.is_set():
                    return BackupStatus(BackupState.FAILED, "stopped")
                self._child = subprocess.Popen(  # noqa: S603 - this very program
                    command(arguments), stdout=said, stderr=complaints, stdin=subprocess.DEVNULL, text=True
                )
            code = self._child.wait()
            with self._guard:
                self._child = None
            said.seek(0)
            complaints.seek(0)
            return _status(code, said.read(), complaints.read())


def _status(code: int, said: str, complaints: str) -> BackupStatus:
    if code != 0:
        return BackupStatus(BackupState.FAILED, complaints.strip()[-500:] or f"exit {code}")
    row = json.loads(said)
    return BackupStatus(BackupState(row["state"]), row["detail"])


def keep_backup(directory: Path, folder: Path, days: int, weeks: int) -> None:
    """The child's work: a backup, the rotation, and one line that says what came of it."""
    from app.entrypoints.backups import back_up  # noqa: PLC0415 - the window loads this module, and no database

    if hasattr(os, "nice"):
        os.nice(_NICE)
    began = time.monotonic()
    taken = back_up(directory, folder, Keeping(every=1, days=days, weeks=weeks))
    if isinstance(taken, BackupTaken):
        seconds = time.monotonic() - began
        row = (BackupState.KEPT, f"{taken.backup.path}, {taken.size} bytes, {seconds:.1f} s")
    else:
        row = (BackupState.SKIPPED, f"{taken.folder}: {taken.free} bytes free, {taken.needed} needed")
    sys.stdout.write(json.dumps({"state": row[0], "detail": row[1]}) + "\n")
