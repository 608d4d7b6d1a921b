"""What a first run finds out and does: files that were read, a shop that was made, a server that was asked."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.services.importing.columns import ColumnPlan
from app.services.importing.report import ImportReport
from app.services.new_shop import NewShop
from app.services.programme_checks.finding import Finding


class FileKind(StrEnum):
    """What a file is to hold."""

    PROGRAMME = "programme"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class FileUnreadable:
    """says: why it can't be used, and what to do: a sentence a line."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRead:
    """A file's programme. findings: what is wrong or strange with it; with an error nothing can be opened with it."""

    path: str
    programme: Programme
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsRead:
    """A file of items, and what bringing it in would do."""

    path: str
    plan: ColumnPlan
    report: ImportReport


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWish:
    """A server to join. code: one-time. till: this terminal's name."""

    url: str
    code: str
    till: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopWish:
    """A shop to make. items_file: to bring in; empty: none. join: afterwards; None: no server. language: `id`, `en`."""

    shop: NewShop
    items_file: str
    join: JoinWish | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopMade:
    """The shop is on disk. items: how many it has. rejected: rows that were left out, and rejects: where they are.

    refused: why the server did not take it, a code of `line_sentence`; empty: it did, or wasn't asked.
    """

    items: int
    rejected: int = 0
    rejects: str = ""
    refused: str = ""


Shipped = tuple[tuple[str, Programme], ...]
"""The programmes that come with Setia, by the names of their files."""

NO_ITEMS: tuple[Item, ...] = ()
