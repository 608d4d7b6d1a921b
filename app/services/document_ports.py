"""The indexes of a terminal's sales and other documents, as services ask them."""

from typing import Protocol

from app.protocol.facts import Fact, MemberEnrolled, SaleCommitted
from app.protocol.facts_people import SaleClaimed, SaleReassigned


class Sales(Protocol):
    """The index of sales."""

    def by_id(self, sale_id: bytes) -> SaleCommitted | None:
        """A sale of this terminal's journal."""

    def last_number_on(self, business_day: str) -> int:
        """The count at the end of this terminal's last receipt number on a business day; 0: none yet."""

    def last(self) -> SaleCommitted | None:
        """The newest sale of this terminal."""

    def ids_of(self, member_id: bytes) -> tuple[bytes, ...]:
        """A member's sales of this terminal, the oldest first."""

    def by_number(self, receipt_number: str) -> bytes | None:
        """The id of this terminal's sale whose receipt has a number."""

    def last_move(self, sale_id: bytes) -> SaleClaimed | SaleReassigned | None:
        """The newest document that gave a sale of this terminal another member."""

    def is_confirmed(self, sale_id: bytes) -> bool:
        """Whether a server has a sale of this terminal, so that other tills may know of it."""


class Documents(Protocol):
    """The index of all other documents."""

    def by_id(self, document_id: bytes) -> Fact | None:
        """A document of this terminal's journal that is no sale and no return."""

    def about(self, member_id: bytes, kinds: tuple[str, ...]) -> tuple[Fact, ...]:
        """Documents of this terminal's journal that concern a member, of some record kinds, the oldest first."""

    def enrolment_of(self, member_id: bytes) -> MemberEnrolled | None:
        """How a member was enrolled at this terminal."""

    def count_on(self, kind: str, business_day: str) -> int:
        """How many documents of a record kind this terminal made on a business day."""
