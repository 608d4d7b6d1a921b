"""What a till can answer: unions that a screen must handle, data without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import UNIT, Item, QuoteInputs
from app.domain.changes import VoucherIssued
from app.domain.programme.document import Programme
from app.domain.quote import EarnedBy, Grant, Quote
from app.protocol.document_faults import DocumentFault
from app.services.approval import NotApproved
from app.services.front import StaffTile
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket
from app.services.programme_checks.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFound:
    """A scan named a member."""

    member: MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFound:
    """A scan named an item of the catalogue. quantity: in thousandths; a label of the scales says how much it is."""

    item: Item
    quantity: int = UNIT


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFound:
    """A scan named somebody who works here. A badge is no PIN: it only says who."""

    staff: StaffTile


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBlocked:
    """The card is blocked; it names nobody."""

    code: str


class VoucherStanding(StrEnum):
    """Whether a voucher counts here and now. ELSEWHERE: only the till that issued it, or the server, may take it."""

    VALID = "valid"
    USED_UP = "used-up"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFound:
    """A scan named a voucher. member_id: whose; empty: its bearer's."""

    code: str
    kind_id: str
    member_id: bytes
    standing: VoucherStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardFound:
    """A scan named a gift card. balance: rupiah on it, as far as is known here. usable: what may be spent at this till;
    0 when it is blocked.
    """

    code: str
    balance: int
    usable: int
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFound:
    """A scan named a receipt. sale_id: of the sale that it is of; number: the receipt's own, perhaps a return's."""

    sale_id: bytes
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanUnknown:
    """Nothing here has this code. looks_like: `card`, `voucher`, `gift-card`, `item`, `receipt`, `staff` or
    `nothing`, from its form.
    """

    text: str
    looks_like: str


ScanOutcome = (
    MemberFound
    | ItemFound
    | VoucherFound
    | GiftCardFound
    | ReceiptFound
    | StaffFound
    | CardBlocked
    | ScanUnknown
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedBasket:
    """A basket, its quote, and what made it: the frozen inputs, and the revision with its rules' names."""

    basket: OpenBasket
    inputs: QuoteInputs
    quote: Quote
    programme: Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleDone:
    """The sale is on disk. balance: the member's after it; None for a guest. gift_cards: codes of those it opened.

    earned_by: the points by rule. grants: what was given besides points; vouchers: those among it, with their codes.
    receipt_kept: no paper comes until somebody wants it.
    """

    sale_id: bytes
    receipt_number: str
    payable: int
    received: int
    change: int
    points_earned: int
    points_spent: int
    balance: int | None
    tier_before: str | None
    tier_after: str | None
    gift_cards: tuple[str, ...] = ()
    earned_by: tuple[EarnedBy, ...] = ()
    grants: tuple[Grant, ...] = ()
    vouchers: tuple[VoucherIssued, ...] = ()
    receipt_kept: bool = False


class SaleRefusal(StrEnum):
    """Why a sale was not committed; nothing was written.

    NEEDS_MANAGER: somebody took off more than he may by hand, and no manager has allowed it. TOO_MUCH_BY_HAND: more
    than even a manager may. OVERPAID: more than is to pay, by what gives no change. NEEDS_MEMBER: a plan is
    somebody's. NO_SHIFT: this shop sells only while a shift is open. OTHERS_SHIFT: the one that is open is
    somebody else's, and this shop lets nobody but its cashier sell in it without a manager's word. SPLIT: its parts
    are sold instead. UNKNOWN_GIFT_CARD: no card that is known here has this code. GIFT_CARD_SHORT: it has less than it
    is asked for; GIFT_CARD_ELSEWHERE: it has enough, but of what was loaded at other tills. BILL_COUNTED: the other
    till's bill was entered before on this business day. PAID_ELSEWHERE: another till takes the money of its bills, and
    of nothing else.
    """

    EMPTY = "empty"
    SHORT_TENDER = "short-tender"
    RIGHTS_GONE = "rights-gone"
    BLOCKED_STORE = "blocked-store"
    INVALID_BASKET = "invalid-basket"
    NEEDS_MANAGER = "needs-manager"
    TOO_MUCH_BY_HAND = "too-much-by-hand"
    OVERPAID = "overpaid"
    NEEDS_MEMBER = "needs-member"
    NO_SHIFT = "no-shift"
    OTHERS_SHIFT = "others-shift"
    SPLIT = "split"
    UNKNOWN_GIFT_CARD = "unknown-gift-card"
    BLOCKED_GIFT_CARD = "blocked-gift-card"
    GIFT_CARD_SHORT = "gift-card-short"
    GIFT_CARD_ELSEWHERE = "gift-card-elsewhere"
    BILL_COUNTED = "bill-counted"
    PAID_ELSEWHERE = "paid-elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRefused:
    """The sale was refused; nothing was written but a wrong PIN. rule_id: whose limit it is; empty: no rule's.

    approval: the manager's word that is missing, or didn't count.
    """

    reason: SaleRefusal
    rule_id: str = ""
    approval: NotApproved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChanged:
    """The basket comes to another amount than the screen showed; here is the new quote."""

    quoted: QuotedBasket


Commit = SaleDone | SaleRefused | PriceChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The new revision is in force for the next basket."""

    revision: int


class ProgrammeFault(StrEnum):
    """What is wrong with a changed programme.

    CANNOT_KEEP_YET: it promises what no till here could keep its promise of.
    """

    RATE_NOT_POSITIVE = "rate-not-positive"
    THRESHOLD_NOT_RISING = "threshold-not-rising"
    PERCENT_OUT_OF_RANGE = "percent-out-of-range"
    WINDOW_ENDS_BEFORE_START = "window-ends-before-start"
    CANNOT_KEEP_YET = "cannot-keep-yet"
    NOT_A_MANAGER = "not-a-manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeInvalid:
    """Nothing was published. faults: each with the id of the rule or tier that has it.

    unwritable: what could not be a document (a number out of bounds). findings: errors of the whole, such as an id
    that nobody has or a rule that can never hold.
    """

    faults: tuple[tuple[ProgrammeFault, str], ...] = ()
    unwritable: tuple[DocumentFault, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionConflict:
    """Somebody published `current` meanwhile."""

    current: int


Publication = Published | ProgrammeInvalid | RevisionConflict
