"""What the receipts screen asks of the till, of its returns desk and of the back office."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.basket import Item, PaymentMethod
from app.domain.returns import LineBack
from app.services.blind_outcomes import BlindOutcome, BlindPreview, BlindRefused, BlindRequest, BlindWanted
from app.services.exchange_outcomes import (
    ExchangeOutcome,
    ExchangePreview,
    ExchangeRefused,
    ExchangeRequest,
)
from app.services.member_view import MemberView
from app.services.move_outcomes import MoveOutcome, MoveRequest
from app.services.open_basket import OpenBasket
from app.services.outcomes import ScanOutcome
from app.services.past_sales import PastSale, SalesPage
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnNotPossible, ReturnOutcome, ReturnPreview, ReturnRequest
from app.services.scans import Scan
from app.ui.approval import ApprovalTill


class ReceiptsTill(ApprovalTill, Protocol):
    """What it asks of the till."""

    @property
    def other_tenders(self) -> tuple[PaymentMethod, ...]: ...
    def resolve(self, scan: Scan) -> ScanOutcome: ...
    def search_items(self, text: str) -> tuple[Item, ...]: ...
    def find_members(self, text: str) -> tuple[MemberView, ...]: ...
    def returnable(
        self, sale_id: bytes, wanted: tuple[LineBack, ...] | None, *, deduct_debt: bool = False
    ) -> ReturnPreview | ReturnNotPossible: ...
    def take_back(self, request: ReturnRequest) -> ReturnOutcome: ...
    def reprint(self, sale_id: bytes | None) -> bool: ...
    def came_out(self, document_id: bytes) -> None: ...


class ReceiptsReturns(Protocol):
    """What it asks of the returns desk. `new_id` waits for nothing."""

    def newest_sales(self, page: int) -> SalesPage: ...
    def find_receipt(self, typed: str) -> PastSale | None: ...
    def look_at_sale(self, sale_id: bytes) -> PastSale | None: ...
    def print_state(self, document_id: bytes) -> PrintState: ...
    def new_id(self) -> bytes: ...
    def blank_basket(self) -> OpenBasket: ...
    def preview_exchange(self, request: ExchangeRequest) -> ExchangePreview | ExchangeRefused: ...
    def exchange(self, request: ExchangeRequest) -> ExchangeOutcome: ...
    def preview_blind(self, wanted: tuple[BlindWanted, ...]) -> BlindPreview | BlindRefused: ...
    def take_back_blind(self, request: BlindRequest) -> BlindOutcome: ...


class ReceiptsOffice(Protocol):
    """What it asks of the back office."""

    def claim(self, request: MoveRequest) -> MoveOutcome: ...
    def reassign(self, request: MoveRequest) -> MoveOutcome: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptServices:
    """All three."""

    till: ReceiptsTill
    returns: ReceiptsReturns
    office: ReceiptsOffice
