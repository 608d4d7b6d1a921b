"""What a journal record can say: one frozen type per kind. No name, phone or other personal data in any."""

from dataclasses import dataclass

from app.domain.basket import Item, PaymentReference, QuoteInputs, TenderKind
from app.domain.changes import Change
from app.domain.holding import Booking
from app.domain.ledger import Draw, Lot, Posting
from app.domain.programme.document import Programme
from app.domain.quote import Quote
from app.domain.returns import LineBack, RefundPart, Returned, ReturnQuote
from app.protocol.facts_awards import (
    ActionAwarded,
    ReferralAwarded,
    ReferralNoted,
    ReferralRevoked,
    TierReviewed,
)
from app.protocol.facts_batches import BatchBlocked, BatchOpened
from app.protocol.facts_blind import GoodsReturnedBlind
from app.protocol.facts_events import GuestCheckedIn
from app.protocol.facts_people import (
    CardsSet,
    ConsentGiven,
    MemberMarked,
    MembersMerged,
    MergeRequested,
    SaleClaimed,
    SaleReassigned,
)
from app.protocol.facts_points import HouseholdFormed, PointsAdjusted, PointsLapsed, PointsTransferred
from app.protocol.facts_ratings import SaleRated
from app.protocol.facts_shift import CashMoved, ShiftClosed, ShiftOpened
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A shop of the merchant. code: short, unique; what rules name it by (BDG). zone: IANA.

    cut_over_hour: when its business day begins, 0-23.
    """

    store_id: bytes
    code: str
    name: str
    address: str
    tax_number: str
    zone: str
    cut_over_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFounded:
    """The first record of a terminal that is its own centre."""

    store: Store
    terminal_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsListed:
    """Items entered or changed; each replaces the item of the same SKU."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded:
    """A person who may log in; name and PIN hash are in the side-car. role: `cashier` or `manager`."""

    staff_id: bytes
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePublished:
    """A new immutable revision. based_on: the revision it was made from; 0: none. by: staff id; empty: set-up."""

    programme: Programme
    based_on: int
    by: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEnrolled:
    """A new member with a first card; the profile is in the side-car. joined_at: instant.

    source: the system that an import came from; empty: enrolled here. aliases: other codes that name the member, such
    as `square:7ZGK…`, what the source calls him. heading: of an enrolment at a till; None: an import's, which is no
    document of its own. consents: what he agreed to. bookings, changes: what he was given as a welcome. referred_by:
    the member who brought him.
    """

    member_id: bytes
    card: str
    tier_id: str
    joined_at: int
    source: str = ""
    aliases: tuple[str, ...] = ()
    heading: Heading | None = None
    consents: tuple[ConsentGiven, ...] = ()
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
    referred_by: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged:
    """A member's profile as it is now, whole, is in the side-car.

    what: a short code of what was changed; empty: an import's. staff_id: who did it. approver_id: the manager who
    allowed it; empty: nobody had to.
    """

    member_id: bytes
    what: str = ""
    staff_id: bytes = b""
    approver_id: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceOpened:
    """What a member had in an older system, brought in as one lot (`moving.open_balance`), once.

    source: that system. reference: the member's number or card there; empty: only a phone was known. The lot's id
    is made of both (`ledger.opening_lot`) and is the document's id. opened_at: instant.
    """

    member_id: bytes
    source: str
    reference: str
    opened_at: int
    lot: Lot
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """How a sale was paid, in rupiah: received - change = payable. kind None: at another till, whose bill it is."""

    kind: TenderKind | None
    received: int
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBill:
    """A bill of another till, which took the money. till: what the shop calls it. number: as its paper says."""

    till: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCommitted:
    """A paid sale: the frozen inputs, what the engine made of them, and what moved in the ledger.

    business_day: ISO date, the store's. committed_at: instant. spent: lots that paid the redeemed points. earned,
    postings: in points. bookings: in cashback and stamps, and points that gifts give. changes: of limits, vouchers
    and plans. tier_after: the tier right after this sale. approver_id: the manager who allowed what was taken off by
    hand, or that somebody sells in another's shift; empty: whoever sold it might do so. shift_id: whose drawer it went
    into; empty: no shift was open. split_of: the basket of the bill that it is a part of; empty: it is a bill of its
    own. bill: of the till beside this one, whose totals the lines are; None: this till sold them. references: of
    payments whose slip has one, in order.
    """

    sale_id: bytes
    receipt_number: str
    store_id: bytes
    cashier_id: bytes
    business_day: str
    committed_at: int
    inputs: QuoteInputs
    quote: Quote
    tender: Tender
    spent: tuple[Draw, ...]
    earned: Lot | None
    postings: tuple[Posting, ...]
    tier_after: str | None
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
    approver_id: bytes = b""
    shift_id: bytes = b""
    split_of: bytes = b""
    bill: OtherBill | None = None
    references: tuple[PaymentReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleReturned:
    """Lines of a sale that came back, and what moved in the ledger; a void: everything that was still kept.

    approver_id: the manager who allowed it; empty: nobody had to. sale_day: the sale's business day, on which the
    tier metric shrinks. reason: a short code. before: what had come back already; `returned.after`: with this return.
    without_server: this terminal might not have returned it alone, but a manager took the risk. balance_after,
    debt_after: the member's points as this terminal knew them then; None, 0: a guest. postings, opened: in points;
    bookings: in cashback and stamps. changes: of limits, vouchers and plans. deducted: rupiah that the refund is
    smaller by, for what can't be taken back. shift_id: whose drawer paid it; empty: no shift was open.
    """

    return_id: bytes
    sale_id: bytes
    member_id: bytes | None
    receipt_number: str
    store_id: bytes
    cashier_id: bytes
    approver_id: bytes
    business_day: str
    sale_day: str
    committed_at: int
    reason: str
    void: bool
    without_server: bool
    wanted: tuple[LineBack, ...]
    before: Returned
    returned: ReturnQuote
    postings: tuple[Posting, ...]
    opened: tuple[Lot, ...]
    balance_after: int | None
    debt_after: int
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
    deducted: int = 0
    shift_id: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsExchanged:
    """A return and the sale that it pays, in one record; each keeps its own id, and later returns are of the sale.

    Money moves for the difference only: `to_pay` rupiah by `by`, or `back`; the rest of the refund carries the sale,
    by the methods that it goes back by. What the return puts into a wallet stays there.
    """

    heading: Heading
    returned: SaleReturned
    sale: SaleCommitted
    to_pay: int
    by: TenderKind
    back: tuple[RefundPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalRestored:
    """The first record of an epoch that begins because the store came from a backup.

    after_epoch, after_seq, after_hash: the last record that the backup has. rights_set_aside: what this terminal
    could spend before is not spendable until the server says so again; False on a till that is its own centre.
    """

    after_epoch: int
    after_seq: int
    after_hash: bytes
    rights_set_aside: bool


Fact = (
    ShopFounded
    | ItemsListed
    | StaffAdded
    | ProgrammePublished
    | MemberEnrolled
    | ProfileChanged
    | BalanceOpened
    | SaleCommitted
    | SaleReturned
    | TerminalRestored
    | PointsLapsed
    | PointsAdjusted
    | PointsTransferred
    | HouseholdFormed
    | TierReviewed
    | CardsSet
    | MemberMarked
    | MembersMerged
    | MergeRequested
    | SaleClaimed
    | SaleReassigned
    | ActionAwarded
    | ReferralNoted
    | ReferralAwarded
    | ReferralRevoked
    | ShiftOpened
    | CashMoved
    | ShiftClosed
    | GoodsExchanged
    | GoodsReturnedBlind
    | BatchOpened
    | BatchBlocked
    | GuestCheckedIn
    | SaleRated
)

FACT_KINDS: dict[str, type[Fact]] = {
    "shop.founded": ShopFounded,
    "items.listed": ItemsListed,
    "staff.added": StaffAdded,
    "programme.published": ProgrammePublished,
    "member.enrolled": MemberEnrolled,
    "member.profile": ProfileChanged,
    "balance.opened": BalanceOpened,
    "sale.committed": SaleCommitted,
    "sale.returned": SaleReturned,
    "terminal.restored": TerminalRestored,
    "points.lapsed": PointsLapsed,
    "points.adjusted": PointsAdjusted,
    "points.transferred": PointsTransferred,
    "household.set": HouseholdFormed,
    "tier.reviewed": TierReviewed,
    "card.set": CardsSet,
    "member.marked": MemberMarked,
    "members.merged": MembersMerged,
    "merge.requested": MergeRequested,
    "sale.claimed": SaleClaimed,
    "sale.reassigned": SaleReassigned,
    "action.awarded": ActionAwarded,
    "referral.noted": ReferralNoted,
    "referral.awarded": ReferralAwarded,
    "referral.revoked": ReferralRevoked,
    "shift.opened": ShiftOpened,
    "drawer.moved": CashMoved,
    "shift.closed": ShiftClosed,
    "exchange.committed": GoodsExchanged,
    "goods.returned-blind": GoodsReturnedBlind,
    "batch.opened": BatchOpened,
    "batch.blocked": BatchBlocked,
    "event.checked-in": GuestCheckedIn,
    "sale.rated": SaleRated,
}


_KINDS = {fact_type: kind for kind, fact_type in FACT_KINDS.items()}


def kind_of(fact: Fact) -> str:
    """The name of a fact's kind in the journal."""
    return kind_name(type(fact))


def kind_name(fact_type: type[Fact]) -> str:
    """The name of a type of facts in the journal."""
    return _KINDS[fact_type]
