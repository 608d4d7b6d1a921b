"""What a manager's screens and the till's own care may ask, each in one transaction. It starts no thread itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.events import Guest
from app.domain.serials import Serials
from app.services.about_member import AboutMember, about_member, holder_of
from app.services.adjust_points import AdjustmentOutcome, AdjustmentRequest, adjust_points
from app.services.award_action import ActionOutcome, ActionRequest, award_action
from app.services.batch_outcomes import (
    BatchSheet,
    BlockOutcome,
    BlockRequest,
    NoSheet,
    OpenBatchOutcome,
    OpenBatchRequest,
)
from app.services.batches_port import KnownBatch
from app.services.block_gift_card import GiftCardOutcome, GiftCardRequest, block_gift_card
from app.services.block_serials import block_serials, missing_serials
from app.services.card_outcomes import CardOutcome, CardRequest
from app.services.check_in_guest import (
    CheckInOutcome,
    CheckInRequest,
    NoSuchEvent,
    check_in_guest,
    guest_list,
)
from app.services.claim_sale import claim_sale
from app.services.enrol import enrol
from app.services.enrol_outcomes import EnrolOutcome, EnrolRequest
from app.services.form_household import HouseholdOutcome, HouseholdRequest, form_household
from app.services.lapse_points import lapse_slice
from app.services.mark_member import mark_member
from app.services.marks_outcomes import MarksOutcome, MarksRequest
from app.services.member_pin import check_member_pin, set_member_pin
from app.services.member_view import MemberView
from app.services.merge_members import merge_members
from app.services.merge_outcomes import MergeOutcome, MergeRequest
from app.services.merge_suggestions import (
    MergeSuggestion,
    WaitingMerge,
    merge_suggestions,
    waiting_merges,
)
from app.services.move_outcomes import MoveDone, MoveOutcome, MoveRequest
from app.services.new_member import EnrolmentOffer, PhoneCheck, check_phone, offer_enrolment
from app.services.note_referral import ReferralNoteOutcome, ReferralRequest, note_referral
from app.services.open_batch import batch_sheet, open_batch
from app.services.pin_outcomes import PinCheck, PinOutcome, PinRequest
from app.services.ports import Chance, Clock, CommitListener
from app.services.print_card import print_card
from app.services.reassign_sale import reassign_sale
from app.services.review_tiers import review_slice, reviews_due
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone
from app.services.set_cards import set_cards
from app.services.settle_partners import Settlement, settle_partners
from app.services.settle_referral import settle_referral_of
from app.services.transfer_points import TransferOutcome, TransferRequest, transfer_points
from app.services.unit import TerminalStore
from app.services.yearly_awards import yearly_due, yearly_slice


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOffice:
    """One terminal's documents about people, points and tiers."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    on_commit: CommitListener

    @property
    def rounds(self) -> tuple[Callable[[], RoundOutcome], ...]:
        """What the till looks after by itself, each by the slice."""
        return (self.lapse_points, self.review_tiers, self.give_yearly)

    def lapse_points(self) -> SliceDone:
        """The next slice of the expiry run."""
        now = self.clock.now()
        with self.store.writing() as unit:
            outcome = lapse_slice(unit, self.chance, now)
        self._tell(outcome.done)
        return outcome

    def review_tiers(self) -> RoundOutcome:
        """The next slice of the tier reviews that are due."""
        now = self.clock.now()
        with self.store.reading() as unit:
            due = reviews_due(unit, now)
        if isinstance(due, LeftToServer) or not due.members:
            return due if isinstance(due, LeftToServer) else SliceDone(done=0, left=0)
        with self.store.writing() as unit:
            outcome = review_slice(unit, self.chance, due, now)
        self.on_commit()
        return outcome

    def give_yearly(self) -> RoundOutcome:
        """The next slice of the birthdays and anniversaries that came."""
        now = self.clock.now()
        with self.store.reading() as unit:
            due = yearly_due(unit, now)
        if isinstance(due, LeftToServer) or not due.awards:
            return due if isinstance(due, LeftToServer) else SliceDone(done=0, left=0)
        with self.store.writing() as unit:
            outcome = yearly_slice(unit, self.chance, due, now)
        self.on_commit()
        return outcome

    def award(self, request: ActionRequest) -> ActionOutcome:
        """Gives what a member earns for something outside a sale, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = award_action(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def note_referral(self, request: ReferralRequest) -> ReferralNoteOutcome:
        """Notes who sent a new member, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = note_referral(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def adjust(self, request: AdjustmentRequest) -> AdjustmentOutcome:
        """Gives or takes points by hand, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = adjust_points(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def transfer(self, request: TransferRequest) -> TransferOutcome:
        """Gives points to another member, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = transfer_points(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def form_household(self, request: HouseholdRequest) -> HouseholdOutcome:
        """Says who shares points with whom, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = form_household(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def _tell(self, written: int) -> None:
        if written:
            self.on_commit()

    def new_id(self) -> bytes:
        """The id of a document that a screen begins."""
        return self.chance.new_id(self.clock.now())

    def offer_enrolment(self) -> EnrolmentOffer:
        """What joining asks and gives; it begins one enrolment."""
        with self.store.reading() as unit:
            return offer_enrolment(unit, self.chance, self.clock.now())

    def check_phone(self, text: str) -> PhoneCheck:
        """Whose a phone number is, while somebody types it."""
        with self.store.reading() as unit:
            return check_phone(unit, text, self.clock.now())

    def find_members(self, text: str, limit: int = 8) -> tuple[MemberView, ...]:
        """Members by the end of a phone number, the start of a name, or a card."""
        with self.store.reading() as unit:
            return unit.members.search(text, limit, self.clock.now())

    def about_member(self, member_id: bytes) -> AboutMember | None:
        """All that this till knows of a member; None: nobody has that id."""
        with self.store.reading() as unit:
            return about_member(unit, member_id, self.clock.now())

    def holder_of(self, code: str) -> MemberView | None:
        """Whose a card is, blocked or not; None: nobody's."""
        with self.store.reading() as unit:
            return holder_of(unit, code, self.clock.now())

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
            now = self.clock.now()
            outcome = reassign_sale(unit, self.chance, request, now)
            if isinstance(outcome, MoveDone):
                settle_referral_of(unit, self.chance, request.sale_id, now)
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

    def set_pin(self, request: PinRequest) -> PinOutcome:
        """Sets, changes or removes a member's own PIN."""
        with self.store.writing() as unit:
            outcome = set_member_pin(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def mark_member(self, request: MarksRequest) -> MarksOutcome:
        """Puts a member into segments and lists, or out of them, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = mark_member(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def check_pin(self, member_id: bytes, pin: str) -> PinCheck:
        """Whether it is the member's PIN; wrong ones are counted."""
        with self.store.writing() as unit:
            return check_member_pin(unit, member_id, pin, self.clock.now())

    def print_card(self, member_id: bytes, code: str) -> bool:
        """Puts a card's code on paper; False: it is no good card of this member."""
        with self.store.writing() as unit:
            printed = print_card(unit, self.chance, member_id, code, self.clock.now())
        self.on_commit()
        return printed

    def open_batch(self, request: OpenBatchRequest) -> OpenBatchOutcome:
        """New preprinted cards or vouchers, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = open_batch(unit, self.chance, request, self.clock.now())
        self.on_commit()
        return outcome

    def block_serials(self, request: BlockRequest) -> BlockOutcome:
        """Serials of a batch count no more."""
        with self.store.writing() as unit:
            outcome = block_serials(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def batches(self) -> tuple[KnownBatch, ...]:
        """All batches that are known here."""
        with self.store.reading() as unit:
            return unit.batches.all()

    def missing_serials(self, batch_id: bytes, counted: Serials) -> Serials | None:
        """Serials that nobody accounts for, when these were counted in stock; None: no such batch is here."""
        with self.store.reading() as unit:
            return missing_serials(unit, batch_id, counted)

    def batch_sheet(self, batch_id: bytes) -> BatchSheet | NoSheet:
        """What a printer's file is made of."""
        with self.store.reading() as unit:
            return batch_sheet(unit, batch_id)

    def guest_list(self, reward_id: str) -> tuple[Guest, ...] | NoSuchEvent:
        """Who has a place at the event that a reward gives, and who came."""
        with self.store.reading() as unit:
            return guest_list(unit, reward_id)

    def check_in(self, request: CheckInRequest) -> CheckInOutcome:
        """Lets a member in, once for each of his places."""
        with self.store.writing() as unit:
            outcome = check_in_guest(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def settle_partners(self, first: date, last: date) -> Settlement:
        """What partners owe for this till's sales and returns of some business days, both in it."""
        with self.store.reading() as unit:
            return settle_partners(unit, first, last)

    def block_gift_card(self, request: GiftCardRequest) -> GiftCardOutcome:
        """Blocks or unblocks a gift card, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = block_gift_card(unit, request, self.clock.now())
        self.on_commit()
        return outcome
