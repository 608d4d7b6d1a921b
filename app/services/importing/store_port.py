"""What an import needs of a store: look-ups of many at once, and many records in one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.protocol.facts import Fact
from app.protocol.sidecar import SideCar
from app.services.unit import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMember:
    """A member of the store. phone: E.164. birthday: MM-DD. told: the server has spoken of this member.

    debt: points that are owed. details: what else is in the profile, which a file leaves as it is.
    """

    member_id: bytes
    name: str
    phone: str
    birthday: str
    debt: int
    told: bool
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fact to append. personal: what its side-car holds, unsealed; None: it has none."""

    fact: Fact
    member_id: bytes | None = None
    sidecar: SideCar | None = None
    personal: Mapping[str, Any] | None = None


class ImportUnit(Protocol):
    """One transaction."""

    def identity(self) -> Identity:
        """Who this terminal is."""

    def programme(self) -> Programme:
        """The newest revision. LookupError when there is none."""

    def members_by_code(self, codes: Collection[str]) -> dict[str, KnownMember]:
        """Whom codes name, blocked ones too."""

    def members_by_phone(self, phones: Collection[str]) -> dict[str, tuple[KnownMember, ...]]:
        """Who has a phone, by number (E.164)."""

    def opened_lots(self, lots: Iterable[tuple[bytes, bytes]]) -> dict[bytes, int]:
        """Which of these (member, lot) came into being here before, and with how much, by lot."""

    def personal_keys(self, member_ids: Collection[bytes]) -> dict[bytes, bytes]:
        """The keys that these members' side-cars are sealed with."""

    def items_by_sku(self, skus: Collection[str]) -> dict[str, Item]:
        """The items of SKUs."""

    def skus_by_gtin(self, gtins: Collection[str]) -> dict[str, str]:
        """The SKU that a barcode belongs to."""

    def append(self, entries: Sequence[Entry], revision: int) -> None:
        """Appends a record for each and writes what they mean, in this transaction."""


class ImportStore(Protocol):
    """The store, in one transaction at a time."""

    def reading(self) -> AbstractContextManager[ImportUnit]:
        """A consistent view; nothing is written."""

    def writing(self) -> AbstractContextManager[ImportUnit]:
        """One transaction: on disk when the block ends, gone when it raises."""
