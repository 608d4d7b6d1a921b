"""A first run's hands: reads the files that a person names, makes the shop beside its folder and moves it in whole."""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import platformdirs

from app.cli.importing import ImportFailed, ImportWish, Opened, open_file, rare_collections, reject_file
from app.cli.programme import UnreadableFile, read_programme
from app.domain.calendar import local_time
from app.domain.programme.document import Programme
from app.entrypoints.enrol import enrol_terminal
from app.entrypoints.settings_file import remember_all
from app.entrypoints.sync import sync_now
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import KEY, STORE, open_terminal_store
from app.services.check_programme import findings
from app.services.first_run import (
    FileKind,
    FileUnreadable,
    ItemsRead,
    JoinWish,
    ProgrammeRead,
    Shipped,
    ShopMade,
    ShopWish,
)
from app.services.importing.fields import Subject
from app.services.importing.report import ImportReport, Outcome
from app.services.importing.run import ImportOrder, run_import
from app.services.new_shop import NewShop, fill_shop, new_identity
from app.services.programme_checks.names import is_zone
from app.storage.durable import sync_folder
from app.storage.key_file import KeyFile
from app.storage.terminal.import_store import SqlImportStore
from app.storage.terminal.store import SqlTerminalStore
from app.ui.lanes import Post
from app.ui.theme.resources import resource
from app.words.translate import Language, Words

_log = logging.getLogger("setia.terminal")
_SUFFIX = ".founding"
_SHIPPED = ("coffee", "minimarket", "beauty", "green-shop", "vip-plan")
_ENDINGS = {FileKind.PROGRAMME: (".json",), FileKind.ITEMS: (".csv", ".xlsx", ".txt")}
_MOST_FILES, _MOST_NAMES = 12, 2_000
_STICKS = ("/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*")


def is_first_run(directory: Path) -> bool:
    """Whether nothing of a shop is there: no store, and no key or backup of one that was."""
    return not directory.exists() or (directory.is_dir() and not any(directory.iterdir()))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunHands:
    """A `FirstRunBench`. settings_file: of this user. language: what people read now; post: to the screen's thread.

    folders: where files are looked for.
    """

    directory: Path
    settings_file: Path
    language: Callable[[], Language]
    post: Post
    folders: Callable[[], Iterator[Path]]

    def programmes(self) -> Shipped:
        """Those that come with Setia."""
        words = Words(self.language())
        return tuple(
            (name, read_programme(resource("programmes", f"{name}.json"), words)) for name in _SHIPPED
        )

    def files(self, kind: FileKind) -> tuple[str, ...]:
        """Newest first, of the places where people put files, and of memory sticks."""
        found: dict[Path, float] = {}
        for folder in dict.fromkeys(self.folders()):
            with suppress(OSError):  # what can't be read is not offered
                for path in islice(folder.iterdir(), _MOST_NAMES):
                    if path.suffix.lower() in _ENDINGS[kind] and path.is_file():
                        found[path] = path.stat().st_mtime
        newest = sorted(found, key=lambda path: found[path], reverse=True)
        return tuple(str(path) for path in newest[:_MOST_FILES])

    def read_programme(self, path: str) -> ProgrammeRead | FileUnreadable:
        """A programme from a file, and everything that is wrong or strange with it."""
        try:
            programme = read_programme(Path(path).expanduser(), Words(self.language()))
        except UnreadableFile as fault:
            return FileUnreadable(str(fault))
        zone = programme.zone if is_zone(programme.zone) else "UTC"
        found = findings(programme, today=local_time(SystemClock().now(), zone).date())
        return ProgrammeRead(path=path, programme=programme, findings=found)

    def read_items(self, path: str, programme: Programme) -> ItemsRead | FileUnreadable:
        """What bringing a file of items in would do to a shop that has none."""
        words = Words(self.language())
        try:
            opened = open_file(_wish(Path(path).expanduser()), words)
        except ImportFailed as fault:
            return FileUnreadable(str(fault))
        report = _dry_run(opened, programme)
        return ItemsRead(path=path, plan=opened.plan, report=report)

    def make(self, wish: ShopWish, progress: Callable[[int, int], None]) -> ShopMade:
        """Nothing is in the terminal's folder before everything is on disk beside it.

        What a crash left there is thrown away. Raises StoreFault, ImportFailed, OSError.
        """
        building = self.directory.with_name(self.directory.name + _SUFFIX)
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        try:
            made = self._fill(building, wish, progress)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        self._move_in(building)
        self._remember(wish.language)
        if wish.join is None:
            return made
        return ShopMade(
            items=made.items,
            rejected=made.rejected,
            rejects=made.rejects,
            refused=self._ask_server(wish.join),
        )

    def join(self, wish: JoinWish) -> str:
        """A new till fetches its staff, items and members at once, so that somebody can log in."""
        refused = self._ask_server(wish)
        if not refused:
            store = open_terminal_store(self.directory, SystemClock(), SystemChance())
            try:
                sync_now(store)
            finally:
                store.close()
            self._remember(self.language().value)
        return refused

    def _fill(self, building: Path, wish: ShopWish, progress: Callable[[int, int], None]) -> ShopMade:
        clock, chance, path = SystemClock(), SystemChance(), building / STORE
        now = clock.now()
        store = SqlTerminalStore(path, KeyFile(building / KEY, path), clock, chance)
        try:
            store.set_up(new_identity(chance, now, wish.shop))
            parts = 2 if wish.items_file else 1
            fill_shop(store, chance, now, wish.shop, lambda done, of: self._tell(progress, done, of * parts))
            if not wish.items_file:
                return ShopMade(items=len(wish.shop.items))
            return self._bring_in(Path(wish.items_file).expanduser(), store, progress)
        finally:
            store.close()

    def _bring_in(
        self, file: Path, store: SqlTerminalStore, progress: Callable[[int, int], None]
    ) -> ShopMade:
        words = Words(self.language())
        opened = open_file(_wish(file, rejects=_rejects_of(file)), words)
        done = opened.rows  # the other half of the work is behind it

        def heard(rows: int) -> None:
            nonlocal done
            done += rows
            self._tell(progress, done, 2 * opened.rows)

        order = ImportOrder(subject=Subject.ITEMS, table=opened.table, plan=opened.plan, dry=False)
        with reject_file(opened, words) as rejects, rare_collections():
            report = run_import(
                order, SqlImportStore(store), SystemChance(), SystemClock(), rejects.write, heard
            )
        rejected = report.outcomes[Outcome.REJECTED]
        return ShopMade(
            items=report.outcomes[Outcome.NEW],
            rejected=rejected,
            rejects=str(rejects.path) if rejected else "",
        )

    def _move_in(self, building: Path) -> None:
        sync_folder(building)
        if self.directory.exists():
            self.directory.rmdir()  # it is empty; Windows renames onto nothing
        building.rename(self.directory)
        sync_folder(self.directory.parent)

    def _remember(self, language: str) -> None:
        """So that the next start speaks it, too. A file that can't be written keeps no shop from opening."""
        try:
            remember_all(self.settings_file, {"language": language})
        except (OSError, ValueError) as fault:
            _log.warning("the language was not kept: %s", fault, extra={"event": "settings.not-saved"})

    def _ask_server(self, wish: JoinWish) -> str:
        return enrol_terminal(self.directory, wish.url, wish.code, wish.till) or ""

    def _tell(self, progress: Callable[[int, int], None], done: int, of: int) -> None:
        self.post(lambda: progress(done, of))


def usual_folders() -> Iterator[Path]:
    """Where people put files, and memory sticks."""
    yield from (
        platformdirs.user_downloads_path(),
        platformdirs.user_documents_path(),
        platformdirs.user_desktop_path(),
        Path.home(),
        Path.cwd(),
    )
    for pattern in _STICKS:
        yield from Path("/").glob(pattern.removeprefix("/"))
    if os.name == "nt":
        yield from (Path(f"{letter}:/") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")


def _wish(path: Path, rejects: Path | None = None) -> ImportWish:
    """Rejects None: nothing is written."""
    return ImportWish(
        subject=Subject.ITEMS, path=path, file_format=None, mapped={}, rejects=rejects, dry=rejects is None
    )


def _rejects_of(file: Path) -> Path:
    """Beside the file; at home when it lies where nothing can be written, such as on a locked stick."""
    name = f"{file.stem}.rejected.csv"
    return file.with_name(name) if os.access(file.parent, os.W_OK) else Path.home() / name


def _dry_run(opened: Opened, programme: Programme) -> ImportReport:
    """In a shop that is thrown away: so it is judged by the very code that brings it in."""
    clock, chance = SystemClock(), SystemChance()
    order = ImportOrder(subject=Subject.ITEMS, table=opened.table, plan=opened.plan, dry=True)
    with tempfile.TemporaryDirectory() as folder, rare_collections():
        path = Path(folder) / STORE
        store = SqlTerminalStore(path, KeyFile(path.with_name(KEY), path), clock, chance)
        try:
            store.set_up(new_identity(chance, clock.now(), _empty_shop(programme)))
            fill_shop(store, chance, clock.now(), _empty_shop(programme), lambda _done, _of: None)
            return run_import(
                order, SqlImportStore(store), chance, clock, lambda _row, _why: None, lambda _rows: None
            )
        finally:
            store.close()


def _empty_shop(programme: Programme) -> NewShop:
    return NewShop(
        name=programme.name,
        address="",
        tax_number="",
        zone=programme.zone,
        cut_over_hour=0,
        till="TILL",
        programme=programme,
        items=(),
        staff=(),
        badges=False,
    )
