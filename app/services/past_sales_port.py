"""What services ask of the sales that a till has made: a part of the unit of work."""

from enum import StrEnum
from typing import Protocol


class PrintState(StrEnum):
    """How a receipt's newest job is. NONE: it has none. KEPT: nobody wanted paper yet.

    UNCONFIRMED: it may have come out.
    """

    NONE = "none"
    KEPT = "kept"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class PastSales(Protocol):
    """Sales of this terminal, as somebody looks for one."""

    def newest_on(self, business_day: str, limit: int, skip: int) -> tuple[bytes, ...]:
        """The ids of at most so many sales of a business day, the newest first, without the `skip` newest."""

    def of_receipt(self, number: str) -> bytes | None:
        """The sale that a receipt's number names: its own, or one of a return of it."""

    def voided(self, sale_id: bytes) -> bool:
        """Whether a void took a sale back."""

    def print_state(self, document_id: bytes) -> PrintState:
        """How the newest receipt of a document is."""
