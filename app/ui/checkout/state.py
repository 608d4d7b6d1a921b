"""What the checkout shows."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Item, TenderKind
from app.domain.programme.document import Programme
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    QuotedBasket,
    ReceiptFound,
    SaleDone,
    SaleRefused,
    ScanUnknown,
    VoucherFound,
)


@dataclass(frozen=True, slots=True)
class RedeemSheet:
    """points: chosen so far. A step is the programme's multiple; the limit is the quote's."""

    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderSheet:
    """quoted None: the price for this tender is on its way. keyed: digits of the cash received; empty: exact."""

    kind: TenderKind
    quoted: QuotedBasket | None = None
    keyed: str = ""
    committing: bool = False


@dataclass(frozen=True, slots=True)
class WhySheet:
    """The explanation of the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSearch:
    """rows belong to `answered`; a newer `text` may be on its way."""

    text: str = ""
    answered: str = ""
    rows: tuple[MemberView, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSearch:
    """See `MemberSearch`."""

    text: str = ""
    answered: str = ""
    rows: tuple[Item, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class QuantitySheet:
    """A line's new quantity in pieces; empty: as it was."""

    number: int
    keyed: str = ""


@dataclass(frozen=True, slots=True)
class FinishPanel:
    """A sale that is done, and the names of its tiers."""

    done: SaleDone
    programme: Programme


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A receipt was scanned: whether to go to its sale."""

    found: ReceiptFound


@dataclass(frozen=True, slots=True)
class MenuSheet:
    """What else can be done here."""


Sheet = (
    RedeemSheet
    | TenderSheet
    | WhySheet
    | MemberSearch
    | ItemSearch
    | QuantitySheet
    | MenuSheet
    | FinishPanel
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
    RESTORED = "restored"
    FINISH_PAYMENT_FIRST = "finish-payment-first"


Notice = Trouble | ScanUnknown | CardBlocked | VoucherFound | GiftCardFound | ReceiptFound | SaleRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutState:
    """basket None: none is open. quoted: the newest price, perhaps of the basket before; see `priced`."""

    basket: OpenBasket | None = None
    quoted: QuotedBasket | None = None
    priced: bool = False
    selected: int | None = None
    sheet: Sheet | None = None
    notice: Notice | None = None
    can_undo: bool = False

    @property
    def can_pay(self) -> bool:
        """Whether there is something to pay."""
        return self.basket is not None and bool(self.basket.lines)


def quick_cash(payable: int) -> tuple[int, ...]:
    """Amounts that a customer is likely to hand over: exact, then the next 10.000, 50.000 and 100.000."""
    rounded = (-(-payable // step) * step for step in (10_000, 50_000, 100_000))
    return tuple(sorted({payable, *rounded}))
