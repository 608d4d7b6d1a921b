"""What services ask of the batches of preprinted cards and vouchers."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.batches import Batch
from app.domain.serials import Serials

MADE_WITH = "made_with"
"""What a batch's side-car says: the secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBatch:
    """A batch here. expires_at: its vouchers' last instant; None: never. blocked: serials that count no more.

    holder_id: the terminal that takes its vouchers without asking a server.
    """

    batch: Batch
    expires_at: int | None
    holder_id: bytes
    blocked: Serials


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprinted:
    """A card or voucher of a batch."""

    of: KnownBatch
    serial: int
    blocked: bool


class Batches(Protocol):
    """Batches of the shop."""

    def all(self) -> tuple[KnownBatch, ...]:
        """Each of them, by what it holds and its first serial."""

    def by_id(self, batch_id: bytes) -> KnownBatch | None:
        """One of them."""

    def has_cards(self) -> bool:
        """Whether there is any batch of member cards."""

    def preprinted(self, code: str) -> Preprinted | None:
        """What has a code; None: nothing of any batch."""

    def secret_of(self, batch_id: bytes) -> bytes | None:
        """What its codes are made with; None: it isn't here, or was erased."""

    def given_out(self, batch_id: bytes) -> Serials:
        """Cards of a batch that are somebody's, blocked ones too, or vouchers that were used."""

    def index(self, batch_id: bytes) -> None:
        """Makes the way from each code of a batch to its serial, once. A batch without its secret has none."""
