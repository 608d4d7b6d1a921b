"""What the screens may ask of a till, each in one transaction. Lanes call it; it starts no thread itself."""

from dataclasses import dataclass, field

from app.domain.basket import Item, PaymentMethod, TenderKind
from app.domain.manual_limits import ManualVerdict
from app.domain.programme.document import Programme
from app.domain.returns import LineBack
from app.domain.satisfaction import Question
from app.services.approval import Approval, NotApproved, not_approved
from app.services.approve_manual import ApprovalOutcome, approve_manual, judge_by_hand
from app.services.back_office import BackOffice
from app.services.basket_asks import BasketAsks, basket_asks
from app.services.basket_over import is_over
from app.services.causes import Cause, causes_of
from app.services.commit_return import WriteReturnReceipt, commit_return
from app.services.commit_sale import Payment, WriteMore, WriteReceipt, commit_sale
from app.services.front import Front, LogIn, Role, StaffTile, SyncStatus
from app.services.give_up_basket import DiscardOutcome, GivingUp, discard_held, void_open
from app.services.hold_basket import (
    Held,
    HeldBasket,
    HoldRefused,
    Recalled,
    held_baskets,
    hold_basket,
    recall_basket,
)
from app.services.log_in import log_in
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket, TakenTender
from app.services.other_bill import BillAsked, BillReady, BillRefused, check_bill
from app.services.outcomes import Commit, Publication, QuotedBasket, SaleDone, ScanOutcome
from app.services.papers_in_doubt import papers_in_doubt
from app.services.ports import Chance, Clock, CommitListener
from app.services.preview_return import Wanted, preview_return
from app.services.print_again import print_again
from app.services.print_badge import print_badge
from app.services.publish_programme import publish_programme
from app.services.quote_basket import quote_basket
from app.services.rate_sale import Rating, RatingOutcome, rate_sale
from app.services.redeemable import Redeemable, redeemable
from app.services.resolve_scan import outcome_of, resolve_scan, route_of
from app.services.return_outcomes import (
    ReturnDone,
    ReturnNotPossible,
    ReturnOutcome,
    ReturnPreview,
    ReturnRequest,
)
from app.services.scan_routing import Routed
from app.services.scan_rules import USUAL_SCAN_RULES, ScanRules
from app.services.scans import Scan
from app.services.settle_referral import settle_new_sale, settle_referral_of
from app.services.split_bill import BasketSplit, Merged, PartAsked, SplitNotDone, merge_bill, split_bill
from app.services.spool_port import PaperInDoubt, PaperKind
from app.services.take_tender import TenderOutcome, give_back_tender, take_tender
from app.services.tenders import with_kept_tenders
from app.services.unit import TerminalStore
from app.services.whose_shift import another_s_shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """One terminal's use cases. demo_pins: PIN by staff id, for the demo shop's login screen.

    needs_shift: nothing is sold while no shift is open. own_shift: others than its cashier, or a manager, sell in one
    by a manager's word.
    void_needs_manager: only a manager gives a basket up.
    asks_to_print: a sale's receipt is printed when somebody wants it; False: always.
    other_tenders: ways to pay that the shop itself has named.
    satisfaction: what customers are asked after a sale; None: nothing.
    beside_till: the till that this one stands beside, as the shop calls it; empty: it sells by itself.
    write_more: what a sale prints besides its receipt.
    """

    store: TerminalStore
    clock: Clock
    chance: Chance
    write_receipt: WriteReceipt
    write_return_receipt: WriteReturnReceipt
    on_commit: CommitListener
    demo_pins: dict[bytes, str] = field(default_factory=dict)
    needs_shift: bool = False
    own_shift: bool = False
    void_needs_manager: bool = False
    asks_to_print: bool = False
    other_tenders: tuple[PaymentMethod, ...] = ()
    satisfaction: Question | None = None
    beside_till: str = ""
    scan_rules: ScanRules = USUAL_SCAN_RULES
    write_more: WriteMore = lambda _facts: ()

    @property
    def office(self) -> BackOffice:
        """The same till's documents about people, their points and their cards."""
        return BackOffice(store=self.store, clock=self.clock, chance=self.chance, on_commit=self.on_commit)

    def front(self) -> Front:
        """What the login screen shows."""
        with self.store.reading() as unit:
            identity = unit.identity()
            staff = tuple(
                StaffTile(
                    staff_id=member.staff_id,
                    name=member.name,
                    role=Role(member.role),
                    demo_pin=self.demo_pins.get(member.staff_id),
                )
                for member in unit.staff.all()
            )
            return Front(
                shop_name=identity.store.name,
                terminal_name=identity.terminal_name,
                staff=staff,
                demo=bool(self.demo_pins),
            )

    def log_in(self, staff_id: bytes, pin: str) -> LogIn:
        """Checks a PIN and counts wrong ones."""
        with self.store.writing() as unit:
            return log_in(unit, staff_id, pin, self.clock.now())

    def print_badge(self, staff_id: bytes) -> bool:
        """Puts a person's badge on paper; False: nobody has that staff id."""
        with self.store.writing() as unit:
            queued = print_badge(unit, self.chance, staff_id, self.clock.now())
        self.on_commit()
        return queued

    def another_s_shift(self, staff_id: bytes) -> str:
        """The name of whose shift is open; empty: it is his own, or none is."""
        with self.store.reading() as unit:
            return another_s_shift(unit, staff_id)

    def vouch(self, approval: Approval) -> NotApproved | None:
        """Whether a manager's word counts for what this machine decides by itself; wrong PINs are counted."""
        with self.store.writing() as unit:
            return not_approved(unit, approval, self.clock.now())

    def resolve(self, scan: Scan) -> ScanOutcome:
        """What a scan names."""
        with self.store.reading() as unit:
            return resolve_scan(unit, scan, self.clock.now(), self.scan_rules)

    def routed(self, scan: Scan) -> tuple[Routed, ScanOutcome]:
        """The same, with the rule that took it and why the others didn't."""
        with self.store.reading() as unit:
            route = route_of(unit, scan, self.scan_rules)
            return route, outcome_of(unit, scan, route, self.clock.now())

    def search_items(self, text: str, limit: int = 8) -> tuple[Item, ...]:
        """Items by name, SKU or barcode."""
        with self.store.reading() as unit:
            return unit.catalogue.search(text, limit)

    def find_members(self, text: str, limit: int = 8) -> tuple[MemberView, ...]:
        """Members by the end of a phone number or the start of a name."""
        with self.store.reading() as unit:
            return unit.members.search(text, limit, self.clock.now())

    def open_basket(self) -> OpenBasket:
        """An empty basket that keeps today's revision and this instant."""
        now = self.clock.now()
        with self.store.writing() as unit:
            basket = OpenBasket(
                sale_id=self.chance.new_id(now), revision=unit.catalogue.programme().revision, opened_at=now
            )
            unit.baskets.keep(basket, now)
            return basket

    def keep(self, basket: OpenBasket) -> None:
        """Stores an open basket as it is now, so that a power cut doesn't lose it. What was paid of it stays paid."""
        with self.store.writing() as unit:
            if not is_over(unit, basket.sale_id):
                unit.baskets.keep(with_kept_tenders(unit, basket), self.clock.now())

    def discard(self, sale_id: bytes) -> None:
        """Forgets an open basket, unless something was paid of it."""
        with self.store.writing() as unit:
            if not unit.baskets.tenders(sale_id):
                unit.baskets.discard(sale_id)

    def unfinished(self) -> OpenBasket | None:
        """The basket that was open when the till stopped; its tenders say whether something was paid and not sold."""
        with self.store.reading() as unit:
            return unit.baskets.newest()

    def paid_and_not_sold(self) -> tuple[OpenBasket, ...]:
        """Every basket of which something was paid, open or held: after a power cut, what must not be paid twice."""
        with self.store.reading() as unit:
            return unit.baskets.paid()

    def hold(self, basket: OpenBasket, label: str, staff_id: bytes) -> Held | HoldRefused:
        """Puts a basket aside under a name or a table."""
        with self.store.writing() as unit:
            return hold_basket(unit, basket, label, staff_id, self.clock.now())

    def held(self) -> tuple[HeldBasket, ...]:
        """The baskets that are put aside, the oldest first."""
        with self.store.reading() as unit:
            return held_baskets(unit, self.clock.now())

    def recall(self, sale_id: bytes) -> Recalled | HoldRefused:
        """Makes a basket the open one again; whether it was quoted again is in the answer."""
        with self.store.writing() as unit:
            return recall_basket(unit, sale_id, self.clock.now())

    def discard_held(self, sale_id: bytes, giving_up: GivingUp) -> DiscardOutcome:
        """Gives a held basket up; wrong PINs are counted."""
        with self.store.writing() as unit:
            now = self.clock.now()
            return discard_held(unit, sale_id, giving_up, now, needs_manager=self.void_needs_manager)

    def void_open(self, basket: OpenBasket, giving_up: GivingUp) -> DiscardOutcome:
        """Gives the open basket up; wrong PINs are counted."""
        with self.store.writing() as unit:
            now = self.clock.now()
            return void_open(unit, basket, giving_up, now, needs_manager=self.void_needs_manager)

    def split_bill(
        self, basket: OpenBasket, asked: tuple[PartAsked, ...], label: str, staff_id: bytes
    ) -> BasketSplit | SplitNotDone:
        """Puts several baskets in its place, which are held and sold each by itself."""
        with self.store.writing() as unit:
            return split_bill(unit, self.chance, basket, asked, label, staff_id, self.clock.now())

    def merge_bill(self, basket_id: bytes) -> Merged | SplitNotDone:
        """Puts the parts of a bill together again, if none was sold and nothing was paid."""
        with self.store.writing() as unit:
            return merge_bill(unit, basket_id, self.clock.now())

    def check_bill(self, asked: BillAsked) -> BillReady | BillRefused:
        """Whether a bill of the till beside this one may be entered."""
        with self.store.reading() as unit:
            return check_bill(unit, self.beside_till, asked, self.clock.now())

    def take_tender(self, basket: OpenBasket, tender: TakenTender) -> TenderOutcome:
        """Takes a part of the bill, or all that is left, before the sale is committed."""
        with self.store.writing() as unit:
            return take_tender(unit, basket, tender, self.clock.now())

    def give_back_tender(self, basket: OpenBasket, place: int) -> OpenBasket:
        """The customer has his money of a tender (its place, from 0) again."""
        with self.store.writing() as unit:
            return give_back_tender(unit, basket, place, self.clock.now())

    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket:
        """A basket with its price and its explanation."""
        with self.store.reading() as unit:
            return quote_basket(unit, basket, tender, self.clock.now())

    def basket_asks(self, basket: OpenBasket | None) -> BasketAsks:
        """What the rules ask that only the cashier can tell; None: no basket is open."""
        with self.store.reading() as unit:
            return basket_asks(unit, basket)

    def redeemable(self, basket: OpenBasket) -> Redeemable:
        """What the basket's member may spend on it besides points as money, each tried on it."""
        with self.store.reading() as unit:
            return redeemable(unit, basket, self.clock.now())

    def causes(self, basket: OpenBasket) -> tuple[Cause, ...]:
        """What a customer can give to at this till."""
        with self.store.reading() as unit:
            return causes_of(unit, basket, self.clock.now())

    def manual_verdict(
        self, basket: OpenBasket, tender: TenderKind | None, cashier_id: bytes
    ) -> ManualVerdict:
        """Whether this cashier may sell what was taken off by hand, with the approval that the basket has."""
        with self.store.reading() as unit:
            quoted = quote_basket(unit, basket, tender, self.clock.now())
            return judge_by_hand(unit, quoted, cashier_id).verdict

    def approve_manual(
        self, basket: OpenBasket, approval: Approval, tender: TenderKind | None = None
    ) -> ApprovalOutcome:
        """A manager allows what was taken off by hand; wrong PINs are counted."""
        with self.store.writing() as unit:
            return approve_manual(unit, basket, approval, tender, self.clock.now())

    def commit(self, basket: OpenBasket, payment: Payment) -> Commit:
        """Sells the basket, once, however often it is asked."""
        with self.store.writing() as unit:
            now = self.clock.now()
            outcome = commit_sale(
                unit,
                self.chance,
                self.write_receipt,
                basket,
                payment,
                now,
                needs_shift=self.needs_shift,
                own_shift=self.own_shift,
                asks_to_print=self.asks_to_print,
                write_more=self.write_more,
            )
            if isinstance(outcome, SaleDone) and basket.member is not None:
                settle_new_sale(unit, self.chance, basket.member.member_id, now)
        self.on_commit()
        return outcome

    def returnable(
        self, sale_id: bytes, wanted: tuple[LineBack, ...] | None, *, deduct_debt: bool = False
    ) -> ReturnPreview | ReturnNotPossible:
        """What a return would give and take; `wanted` None: a void. deduct_debt: owed points are off the refund."""
        with self.store.reading() as unit:
            asked = Wanted(sale_id=sale_id, lines=wanted, deduct_debt=deduct_debt)
            return preview_return(unit, asked, self.clock.now())

    def take_back(self, request: ReturnRequest) -> ReturnOutcome:
        """Returns or voids, once, however often it is asked."""
        with self.store.writing() as unit:
            now = self.clock.now()
            outcome = commit_return(unit, self.chance, self.write_return_receipt, request, now)
            if isinstance(outcome, ReturnDone):
                settle_referral_of(unit, self.chance, outcome.sale_id, now)
        self.on_commit()
        return outcome

    def reprint(self, sale_id: bytes | None, kind: PaperKind = PaperKind.RECEIPT) -> bool:
        """Queues a copy of a document's paper, by default of the newest sale's receipt; False when there is none.

        A receipt that was kept so far is queued as the original.
        """
        with self.store.writing() as unit:
            newest = unit.sales.last() if sale_id is None else None
            document_id = sale_id or (newest.sale_id if newest else b"")
            found = print_again(unit, self.chance, document_id, self.clock.now(), kind)
        if found:
            self.on_commit()
        return found

    def new_id(self) -> bytes:
        """For a document that somebody begins to fill in. Doesn't touch the store, so that no lane is needed."""
        return self.chance.new_id(self.clock.now())

    def rate(self, rating: Rating) -> RatingOutcome:
        """Keeps what a customer answered, once."""
        with self.store.writing() as unit:
            outcome = rate_sale(unit, rating, self.clock.now())
        self.on_commit()
        return outcome

    def came_out(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> None:
        """The cashier holds the paper whose print was not confirmed."""
        with self.store.writing() as unit:
            unit.spool.came_out(document_id, kind)
        self.on_commit()

    def papers_in_doubt(self) -> tuple[PaperInDoubt, ...]:
        """The newest papers that may have come out."""
        with self.store.reading() as unit:
            return papers_in_doubt(unit)

    def programme(self) -> Programme:
        """The newest revision."""
        with self.store.reading() as unit:
            return unit.catalogue.programme()

    def publish(self, draft: Programme, based_on: int, staff_id: bytes) -> Publication:
        """Publishes a manager's changes."""
        with self.store.writing() as unit:
            outcome = publish_programme(unit, draft, based_on, staff_id)
        self.on_commit()
        return outcome

    def to_send(self) -> SyncStatus:
        """What waits for the server; whether the line is up, only the sync loop knows."""
        with self.store.reading() as unit:
            enrolled = unit.identity().server_url is not None
            return SyncStatus(
                enrolled=enrolled, online=False, to_send=unit.journal.waiting(), last_success_at=None
            )
