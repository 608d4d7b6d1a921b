"""What a first run asks of this machine. All of it blocks: it is for a lane."""

from collections.abc import Callable
from typing import Protocol

from app.domain.programme.document import Programme
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


class FirstRunBench(Protocol):
    """Until `make` or `join` is through, the terminal's folder stays as it is."""

    def programmes(self) -> Shipped: ...
    def files(self, kind: FileKind) -> tuple[str, ...]:
        """Paths of files that may hold such a thing, newest first."""

    def read_programme(self, path: str) -> ProgrammeRead | FileUnreadable: ...
    def read_items(self, path: str, programme: Programme) -> ItemsRead | FileUnreadable: ...
    def make(self, wish: ShopWish, progress: Callable[[int, int], None]) -> ShopMade:
        """Makes the whole shop or nothing. progress(done, of) is heard on the screen's thread."""

    def join(self, wish: JoinWish) -> str:
        """Joins a server: with the shop that is there, or as a new till of its shop. Empty: done, else why not."""
