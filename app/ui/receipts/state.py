"""What the receipts screen shows."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.returns import LineBack
from app.services.blind_outcomes import BlindDone, BlindPreview, BlindRefused, BlindWanted
from app.services.exchange_outcomes import ExchangeDone, ExchangePreview, ExchangeRefused
from app.services.member_view import MemberView
from app.services.move_outcomes import MoveDone, MoveNotPossible
from app.services.open_basket import OpenBasket
from app.services.outcomes import CardBlocked, ScanUnknown, StaffFound
from app.services.past_sales import PastSale, SalesPage
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnDone, ReturnNotPossible, ReturnPreview, ReturnReason
from app.ui.approval import ApprovalEntry
from app.ui.text_search import ItemTextSearch, MemberTextSearch


class Purpose(StrEnum):
    """What things come back for."""

    RETURN = "return"
    VOID = "void"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSheet:
    """What of a sale comes back. return_id: made when the sheet opened, so that no tap makes two returns.

    wanted: by line; with a void everything that is kept. place: the marked line, of those that can come back.
    preview None: nothing is chosen, or the answer is on its way. reason None: nobody has said one.
    """

    past: PastSale
    purpose: Purpose
    return_id: bytes
    wanted: tuple[LineBack, ...] = ()
    place: int = 0
    reason: ReturnReason | None = None
    deduct_debt: bool = False
    preview: ReturnPreview | ReturnNotPossible | None = None
    committing: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all that is left comes back."""
        return self.wanted == self.past.left

    def pieces(self, number: int) -> int:
        """How much of a line comes back, in thousandths."""
        return next((back.quantity for back in self.wanted if back.number == number), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSheet:
    """Who gets a sale. member None: nobody was chosen yet. A guest's sale is claimed, a member's reassigned."""

    past: PastSale
    document_id: bytes
    member: MemberView | None = None
    committing: bool = False

    @property
    def reassigns(self) -> bool:
        """Whether it is taken from somebody."""
        return self.past.sale.inputs.member is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSheet:
    """What comes back, in `back`, and what is taken instead. keyed: digits of the cash received; empty: exact.

    place: the marked line of the basket. others: ways to pay that the shop has named.
    """

    back: ReturnSheet
    exchange_id: bytes
    basket: OpenBasket
    by: TenderKind = TenderKind.CASH
    others: tuple[PaymentMethod, ...] = ()
    keyed: str = ""
    place: int = 0
    preview: ExchangePreview | ExchangeRefused | None = None
    committing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSheet:
    """What comes back without a receipt."""

    document_id: bytes
    wanted: tuple[BlindWanted, ...] = ()
    place: int = 0
    reason: ReturnReason | None = None
    preview: BlindPreview | BlindRefused | None = None
    committing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindMember(MemberTextSearch):
    """A search over the sheet that wants a member."""

    over: MoveSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class FindItem(ItemTextSearch):
    """A search over the sheet that wants an item."""

    over: ExchangeSheet | BlindSheet


_KNOWN_PAPER = (PrintState.CONFIRMED, PrintState.UNCONFIRMED, PrintState.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePanel:
    """It is on disk. document_id: whose receipt is printed; empty: nothing is. printed: how its paper is."""

    done: ReturnDone | MoveDone | ExchangeDone | BlindDone
    document_id: bytes
    printed: PrintState = PrintState.QUEUED

    @property
    def awaits_paper(self) -> bool:
        """Whether its paper may still become something else."""
        return bool(self.document_id) and self.printed not in _KNOWN_PAPER


Sheet = ReturnSheet | MoveSheet | ExchangeSheet | BlindSheet | FindMember | FindItem | DonePanel


class Trouble(StrEnum):
    """What happened, besides the outcomes that the till has types for."""

    FAULT = "fault"
    NOT_SAVED = "not-saved"
    SCAN_BROKEN = "scan-broken"
    BUSY = "busy"
    FINISH_FIRST = "finish-first"
    UNKNOWN_RECEIPT = "unknown-receipt"
    CHOOSE_SALE = "choose-sale"
    CHOOSE_LINES = "choose-lines"
    CHOOSE_REASON = "choose-reason"
    NOTHING_LEFT = "nothing-left"
    NOTHING_NEW = "nothing-new"
    ITEM_NOT_WANTED = "item-not-wanted"
    MEMBER_NOT_WANTED = "member-not-wanted"
    VOUCHER_NOT_WANTED = "voucher-not-wanted"
    REPRINTING = "reprinting"
    PRINTING = "printing"
    CAME_OUT = "came-out"
    NOTHING_TO_REPRINT = "nothing-to-reprint"
    REFUND_CHANGED = "refund-changed"


Notice = (
    Trouble
    | ScanUnknown
    | StaffFound
    | CardBlocked
    | ReturnNotPossible
    | MoveNotPossible
    | ExchangeRefused
    | BlindRefused
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsState:
    """page None: the list is on its way. typed: of a receipt's number. chosen: the sale's id; empty: none is.

    past: the chosen sale as it stands; None: none is, or it is on its way. word: a manager is asked, over the sheet.
    """

    page: SalesPage | None = None
    typed: str = ""
    chosen: bytes = b""
    past: PastSale | None = None
    sheet: Sheet | None = None
    word: ApprovalEntry | None = None
    notice: Notice | None = None
