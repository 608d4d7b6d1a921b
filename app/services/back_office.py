"""What a manager's screens may ask of a till besides checkout, each in one transaction. It starts no thread itself."""

from dataclasses import dataclass
from typing import Protocol

from app.services.card_outcomes import CardOutcome, CardRequest
from app.services.claim_sale import claim_sale
from app.services.enrol import enrol
from app.services.enrol_outcomes import EnrolOutcome, EnrolRequest
from app.services.merge_members import merge_members
from app.services.merge_outcomes import MergeOutcome, MergeRequest
from app.services.merge_suggestions import (
    MergeSuggestion,
    WaitingMerge,
    merge_suggestions,
    waiting_merges,
)
from app.services.move_outcomes import MoveOutcome, MoveRequest
from app.services.ports import Chance, Clock
from app.services.reassign_sale import reassign_sale
from app.services.set_cards import set_cards
from app.services.unit import TerminalStore


class CommitListener(Protocol):
    """Told after each transaction that left something to send."""

    def __call__(self) -> None:
        """Wakes whoever sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOffice:
    """One terminal's documents about people, points and tiers."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    on_commit: CommitListener

    def new_id(self) -> bytes:
        """The id of a document that a screen begins."""
        return self.chance.new_id(self.clock.now())

    def enrol(self, request: EnrolRequest) -> EnrolOutcome:
        """A new member, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = enrol(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def merge(self, request: MergeRequest) -> MergeOutcome:
        """Makes two records of one person one, or asks the server to."""
        with self.store.writing() as unit:
            outcome = merge_members(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def find_sale(self, receipt_number: str) -> bytes | None:
        """The sale of this terminal whose receipt has a number."""
        with self.store.reading() as unit:
            return unit.sales.by_number(receipt_number)

    def claim(self, request: MoveRequest) -> MoveOutcome:
        """A guest's sale is a member's, once."""
        with self.store.writing() as unit:
            outcome = claim_sale(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def reassign(self, request: MoveRequest) -> MoveOutcome:
        """A sale goes from the wrong member to the right one, with a manager's word."""
        with self.store.writing() as unit:
            outcome = reassign_sale(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def merge_suggestions(self, limit: int = 50) -> tuple[MergeSuggestion, ...]:
        """Members who have one phone and may be one person."""
        with self.store.reading() as unit:
            return merge_suggestions(unit, limit, self.clock.now())

    def waiting_merges(self) -> tuple[WaitingMerge, ...]:
        """Merges that this till asked for and the server hasn't told of yet."""
        with self.store.reading() as unit:
            return waiting_merges(unit, self.clock.now())

    def set_cards(self, request: CardRequest) -> CardOutcome:
        """Issues, blocks, replaces or unblocks a card."""
        with self.store.writing() as unit:
            outcome = set_cards(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome
