"""What the checkout shows."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.basket import PaymentMethod, TenderKind, is_other
from app.domain.programme.document import Programme, tier_by_id
from app.domain.quote import Refusal
from app.domain.satisfaction import Question
from app.services.about_member import AboutMember
from app.services.approve_manual import ApprovalRefused
from app.services.basket_asks import BasketAsks
from app.services.causes import Cause
from app.services.give_up_basket import Discarded
from app.services.hold_basket import Held, HoldRefused, Recalled
from app.services.member_view import MemberView
from app.services.note_referral import ReferralNoteOutcome
from app.services.open_basket import OpenBasket
from app.services.other_bill import BillRefused
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    QuotedBasket,
    ReceiptFound,
    SaleDone,
    SaleRefused,
    ScanUnknown,
    StaffFound,
    VoucherFound,
)
from app.services.redeemable import Redeemable, WalletChoice
from app.services.split_bill import SplitNotDone
from app.services.take_tender import TenderRefused
from app.ui.approval import ApprovalEntry
from app.ui.checkout.basket_sheets import (
    ByHandSheet,
    ChannelSheet,
    CouponNotAsked,
    CouponSheet,
    GiveUpSheet,
    HeldList,
    HoldSheet,
    SplitSheet,
)
from app.ui.checkout.bill_sheets import BillPaySheet, BillSheet
from app.ui.checkout.card_state import AboutSheet, CardNotice, CardsSheet
from app.ui.checkout.enrol_state import EnrolNotice, EnrolSheet, JoinedPanel
from app.ui.checkout.marks_state import MarksNotice, MarksSheet
from app.ui.checkout.pin_state import PinNotice, PinSheet
from app.ui.text_search import ItemTextSearch, MemberTextSearch

_KINDS = {PaymentMethod(kind.value): kind for kind in TenderKind}
NO_REFERENCE = (PaymentMethod.CASH, PaymentMethod.CASHBACK, PaymentMethod.GIFT_VALUE)
"""Ways to pay that leave no slip."""


class RedeemPart(StrEnum):
    """What can be spent on a basket, each a page of its own."""

    POINTS = "points"
    REWARDS = "rewards"
    VOUCHERS = "vouchers"
    CASHBACK = "cashback"


@dataclass(frozen=True, slots=True)
class RedeemSheet:
    """points: chosen so far. A step is the programme's multiple; the limit is the quote's.

    offered None: the rest is on its way. place: the marked row of a list. keyed: digits of the cashback to spend;
    empty: all that is allowed.
    """

    points: int
    part: RedeemPart = RedeemPart.POINTS
    offered: Redeemable | None = None
    place: int = 0
    keyed: str = ""


@dataclass(frozen=True, slots=True)
class OffersSheet:
    """Every offer of the price: applied, available, near, and not now with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderSheet:
    """quoted None: the price for this way to pay is on its way. keyed: digits of the amount; empty: all that is left.

    card: the gift card that was shown. wallet: what cashback may pay; None: on its way, or not asked. giving_back: the
    place of a tender whose money is about to go back. causes: what the customer could give to. reference: what the
    payment's slip says; empty: nobody keyed it. others: ways to pay that the shop has named.
    """

    way: PaymentMethod = PaymentMethod.CASH
    quoted: QuotedBasket | None = None
    keyed: str = ""
    card: GiftCardFound | None = None
    wallet: WalletChoice | None = None
    giving_back: int | None = None
    causes: tuple[Cause, ...] = ()
    reference: str = ""
    others: tuple[PaymentMethod, ...] = ()
    committing: bool = False

    @property
    def kind(self) -> TenderKind | None:
        """What the price is asked for; None: a part that is asked for, and pays no rest."""
        return TenderKind(self.way.value) if is_other(self.way) else _KINDS.get(self.way)

    @property
    def has_slip(self) -> bool:
        """Whether the chosen way leaves a slip with a reference."""
        return self.way not in NO_REFERENCE


@dataclass(frozen=True, slots=True)
class GiftCodeSheet:
    """A gift card's code, typed because it can't be scanned. payment: goes on with it."""

    payment: TenderSheet
    code: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceSheet:
    """What a payment's slip says, typed or scanned. payment: goes on with it."""

    payment: TenderSheet
    text: str = ""


@dataclass(frozen=True, slots=True)
class WhySheet:
    """The explanation of the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSearch(MemberTextSearch):
    """Whoever is found buys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrerSearch(MemberSearch):
    """Who sent a new member: whoever is found, by text or by card, is noted and doesn't buy."""

    referred: MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSearch(ItemTextSearch):
    """What is found is sold."""


@dataclass(frozen=True, slots=True)
class QuantitySheet:
    """A line's new quantity in pieces; empty: as it was."""

    number: int
    keyed: str = ""


@dataclass(frozen=True, slots=True)
class FinishPanel:
    """A sale that is done, and the names of its tiers. kept: nobody has wanted its receipt on paper yet.

    question: what the customer is asked; None: nothing. answered: on the cashier's screen; None: not, or not yet.
    """

    done: SaleDone
    programme: Programme
    kept: bool = False
    question: Question | None = None
    answered: int | None = None

    @property
    def reached(self) -> str:
        """The name of a tier that this sale reached; empty: it stayed."""
        done = self.done
        if done.tier_after is None or done.tier_after == done.tier_before:
            return ""
        return tier_by_id(self.programme, done.tier_after).name

    @property
    def asked_here(self) -> Question | None:
        """What the customer is asked on the cashier's screen: he has no display of his own."""
        return self.question if self.question is not None and self.question.at_till else None


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A receipt was scanned: whether to go to its sale."""

    found: ReceiptFound


@dataclass(frozen=True, slots=True)
class MenuSheet:
    """What else can be done here. asks: what the rules want to be told; what no rule asks for isn't offered."""

    asks: BasketAsks = field(default_factory=BasketAsks)


Sheet = (
    RedeemSheet
    | OffersSheet
    | TenderSheet
    | GiftCodeSheet
    | ReferenceSheet
    | WhySheet
    | MemberSearch
    | ItemSearch
    | QuantitySheet
    | MenuSheet
    | FinishPanel
    | EnrolSheet
    | JoinedPanel
    | AboutSheet
    | CardsSheet
    | PinSheet
    | MarksSheet
    | HoldSheet
    | HeldList
    | GiveUpSheet
    | ByHandSheet
    | SplitSheet
    | ChannelSheet
    | CouponSheet
    | BillSheet
    | BillPaySheet
    | ReceiptSheet
)


class Trouble(StrEnum):
    """What happened, besides the outcomes that the till has types for."""

    FAULT = "fault"
    NOT_SAVED = "not-saved"
    PRICE_CHANGED = "price-changed"
    SCAN_BROKEN = "scan-broken"
    NOTHING_TO_REDEEM = "nothing-to-redeem"
    NOTHING_TO_REPRINT = "nothing-to-reprint"
    REPRINTING = "reprinting"
    PRINTING = "printing"
    RESTORED = "restored"
    FINISH_PAYMENT_FIRST = "finish-payment-first"
    NO_MEMBER = "no-member"
    PAID_NOT_SOLD = "paid-not-sold"
    PAID_AND_HELD = "paid-and-held"
    GIVEN_BACK = "given-back"
    WALLET_EMPTY = "wallet-empty"
    WALLET_LIMIT = "wallet-limit"
    GIFT_CARD_LOADED = "gift-card-loaded"
    VOUCHER_OF_ANOTHER = "voucher-of-another"
    FINISH_SPLIT_FIRST = "finish-split-first"
    NOTHING_TO_VOID = "nothing-to-void"
    NOTHING_TO_CHANGE = "nothing-to-change"
    BESIDE_NO_ITEMS = "beside-no-items"
    BESIDE_BUSY = "beside-busy"
    ASKING_MANAGER = "asking-manager"


@dataclass(frozen=True, slots=True)
class ShiftOfAnother:
    """Somebody else's shift is open, by name: what is sold goes into that drawer."""

    name: str


@dataclass(frozen=True, slots=True)
class CashShort:
    """Less cash than is left to pay: so many rupiah have to be paid by something else first."""

    missing: int


@dataclass(frozen=True, slots=True)
class NotRedeemed:
    """A reward or a voucher does nothing on this basket. programme: has its name."""

    refusal: Refusal
    programme: Programme


BasketNotice = (
    Held | HoldRefused | Recalled | Discarded | SplitNotDone | ApprovalRefused | BillRefused | CouponNotAsked
)
"""What came of putting the basket aside, bringing one back, giving it up, splitting it, a price by hand, a bill, a
coupon.
"""

PeopleNotice = EnrolNotice | CardNotice | PinNotice | MarksNotice | ReferralNoteOutcome
Notice = (
    Trouble
    | ScanUnknown
    | StaffFound
    | CardBlocked
    | VoucherFound
    | GiftCardFound
    | ReceiptFound
    | SaleRefused
    | TenderRefused
    | CashShort
    | ShiftOfAnother
    | NotRedeemed
    | PeopleNotice
    | BasketNotice
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutState:
    """basket None: none is open. quoted: the newest price, perhaps of the basket before; see `priced`.

    about: of the member who was asked about last; whether he is the basket's, its id says.
    held: how many baskets are put aside. word: a manager is asked, over the sheet.
    """

    basket: OpenBasket | None = None
    quoted: QuotedBasket | None = None
    priced: bool = False
    selected: int | None = None
    sheet: Sheet | None = None
    word: ApprovalEntry | None = None
    notice: Notice | None = None
    can_undo: bool = False
    about: AboutMember | None = None
    held: int = 0

    @property
    def can_pay(self) -> bool:
        """Whether there is something to pay, or to give back."""
        return self.basket is not None and bool(self.basket.lines or self.basket.tenders)


def has_pin(state: CheckoutState) -> bool:
    """Whether the basket's member is known to have a PIN of his own."""
    member = None if state.basket is None else state.basket.member
    about = state.about
    return (
        member is not None
        and about is not None
        and about.has_pin
        and about.member.member_id == member.member_id
    )


def stays_open(sheet: Sheet | None) -> bool:
    """Whether a sheet holds for a changed basket, too: a payment, points, a quantity, coupons, a bill, a member."""
    return isinstance(
        sheet,
        TenderSheet
        | QuantitySheet
        | RedeemSheet
        | CouponSheet
        | EnrolSheet
        | JoinedPanel
        | BillSheet
        | PinSheet,
    )


def quick_cash(payable: int) -> tuple[int, ...]:
    """Amounts that a customer is likely to hand over: exact, then the next 10.000, 50.000 and 100.000."""
    rounded = (-(-payable // step) * step for step in (10_000, 50_000, 100_000))
    return tuple(sorted({payable, *rounded}))
