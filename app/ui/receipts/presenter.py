"""The receipts screen's behaviour: every public method is something that a cashier, or a scanner, does.

Lives on the screen's thread; what blocks goes to a lane. Each kind of sheet has its desk.
"""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ItemFound,
    MemberFound,
    ReceiptFound,
    ScanOutcome,
    ScanUnknown,
    VoucherFound,
)
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnReason
from app.services.scans import Scan
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board, Show
from app.ui.receipts.desks.blind import BlindDesk
from app.ui.receipts.desks.exchange import ExchangeDesk
from app.ui.receipts.desks.find import FindDesk
from app.ui.receipts.desks.giving_back import ReturnDesk
from app.ui.receipts.desks.move import MoveDesk
from app.ui.receipts.desks.search import SearchDesk
from app.ui.receipts.desks.word import WordDesk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import (
    BlindSheet,
    DonePanel,
    ExchangeSheet,
    FindItem,
    FindMember,
    MoveSheet,
    Purpose,
    ReceiptsState,
    ReturnSheet,
    Trouble,
)

_REASONS = tuple(ReturnReason)


class ReceiptsPresenter:
    """Takes actions, shows states. `leave_screen` goes back to where somebody came from."""

    def __init__(
        self, services: ReceiptServices, lanes: Lanes, show: Show, leave_screen: Callable[[], None]
    ) -> None:
        self._services = services
        self._lanes = lanes
        self._board = Board(show)
        self._leave_screen = leave_screen
        self.find = FindDesk(services.returns, lanes, self._board)
        self.word = WordDesk(services.till, lanes, self._board)
        parts = (services, lanes, self._board, self.word)
        self.exchange = ExchangeDesk(*parts, self.find.refresh)
        self.giving_back = ReturnDesk(*parts, self.exchange.open, self.find.refresh)
        self.move = MoveDesk(*parts, self.find.refresh)
        self.blind = BlindDesk(*parts, self.find.refresh)
        self.search = SearchDesk(services.till, lanes, self._board, self._found)

    @property
    def state(self) -> ReceiptsState:
        """What shows now."""
        return self._board.state

    def start(self, cashier_id: bytes) -> None:
        """Somebody came here: the list as it is now. A sheet that was left open by a lock goes on."""
        for desk in (self.giving_back, self.exchange, self.move, self.blind):
            desk.cashier_id = cashier_id
        self._board.put(replace(self.state, notice=None))
        if self.state.chosen:
            self.find.refresh()
        else:
            self.find.list_page(0)

    def show_sale(self, sale_id: bytes) -> None:
        """The sale whose receipt was scanned elsewhere."""
        if self.state.sheet is None:
            self.find.choose(sale_id)

    def scanned(self, scan: Scan) -> None:
        """A code, from wherever."""
        if self._busy():
            self._board.notice(Trouble.BUSY)
        else:
            self._lanes.read.submit(lambda: self._services.till.resolve(scan), self._resolved, self._failed)

    def scan_broken(self) -> None:
        """A scanner sent half a code."""
        self._board.notice(Trouble.SCAN_BROKEN)

    def give_back(self, purpose: Purpose) -> None:
        """Opens the return, the void or the exchange of the chosen sale."""
        past = self.state.past
        if self.state.sheet is None and past is not None:
            self.giving_back.open(past, purpose)
        elif self.state.sheet is None:
            self._board.notice(Trouble.CHOOSE_SALE)

    def give_to_member(self) -> None:
        """Opens the claim of a guest's sale, or the move of a member's."""
        past = self.state.past
        if self.state.sheet is None and past is not None:
            self.move.open(past)
        elif self.state.sheet is None:
            self._board.notice(Trouble.CHOOSE_SALE)

    def without_receipt(self) -> None:
        """Opens the return without a receipt."""
        if self.state.sheet is None:
            self.blind.open()

    def find_item(self) -> None:
        """Finds an item for the sheet that takes items."""
        match self.state.sheet:
            case ExchangeSheet():
                self.exchange.search()
            case BlindSheet():
                self.blind.search()
            case _:
                pass

    def reprint(self) -> None:
        """A copy of the receipt that the screen is about."""
        sheet, past = self.state.sheet, self.state.past
        document_id = b"" if past is None else past.sale.sale_id
        if isinstance(sheet, DonePanel):
            document_id = sheet.document_id
        if not document_id:
            self._board.notice(Trouble.NOTHING_TO_REPRINT)
            return
        self._lanes.write.submit(
            lambda: self._services.till.reprint(document_id), self._reprinted, self._failed
        )

    def look_at_paper(self) -> None:
        """Asks how the paper of what was just done is."""
        panel = self.state.sheet
        if isinstance(panel, DonePanel) and panel.document_id:
            self._lanes.read.submit(
                lambda: self._services.returns.print_state(panel.document_id),
                lambda printed: self._printed(panel.document_id, printed),
                self._failed,
            )

    def step(self, by: int) -> None:
        """The row above or below: of the open sheet, or of the list."""
        if self.word.is_open:
            self.word.pad.step(by)
            return
        match self.state.sheet:
            case None:
                self.find.step(by)
            case ReturnSheet():
                self.giving_back.mark(by)
            case ExchangeSheet():
                self.exchange.mark(by)
            case BlindSheet():
                self.blind.mark(by)
            case FindMember() | FindItem():
                self.search.step(by)
            case MoveSheet() | DonePanel():
                pass

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked row."""
        if self.word.is_open:
            return
        match self.state.sheet:
            case ReturnSheet():
                self.giving_back.add_marked(by)
            case ExchangeSheet():
                self.exchange.add_marked(by)
            case BlindSheet(place=place):
                self.blind.add(place, by)
            case _:
                pass

    def because(self, reason: ReturnReason) -> None:
        """Why things come back."""
        match self.state.sheet:
            case ReturnSheet():
                self.giving_back.because(reason)
            case BlindSheet():
                self.blind.because(reason)
            case _:
                pass

    def key(self, digits: str) -> None:
        """Digits: of the PIN, of a receipt's number, of cash; or the number of a reason."""
        if self.word.is_open:
            self.word.pad.key(digits)
            return
        match self.state.sheet:
            case None:
                self.find.type(self.state.typed + digits)
            case ExchangeSheet():
                self.exchange.key(digits)
            case ReturnSheet() | BlindSheet():
                if 1 <= int(digits) <= len(_REASONS):
                    self.because(_REASONS[int(digits) - 1])
            case _:
                pass

    def erase(self) -> None:
        """Takes the last digit back."""
        if self.word.is_open:
            self.word.pad.erase()
        elif self.state.sheet is None:
            self.find.type(self.state.typed[:-1])
        else:
            self.exchange.erase()

    def clear(self) -> None:
        """Takes all digits back."""
        if self.word.is_open:
            self.word.pad.clear()
        elif self.state.sheet is None:
            self.find.type("")

    def confirm(self) -> None:
        """Enter: whatever the open sheet is for; without one, the number that was typed, or the return."""
        if self.word.is_open:
            return
        match self.state.sheet:
            case None if self.state.typed.strip():
                self.find.find()
            case None:
                self.give_back(Purpose.RETURN)
            case ReturnSheet():
                self.giving_back.confirm()
            case ExchangeSheet():
                self.exchange.confirm()
            case MoveSheet():
                self.move.confirm()
            case BlindSheet():
                self.blind.confirm()
            case FindMember() | FindItem():
                self.search.choose()
            case DonePanel():
                self._board.sheet(None)

    def leave(self) -> None:
        """Esc: out of the sheet; without one, out of what was typed, then out of the screen."""
        if self._busy():
            return
        if self.word.is_open:
            self.word.leave()
            return
        match self.state.sheet:
            case None if self.state.typed:
                self.find.type("")
            case None:
                self._leave_screen()
            case ExchangeSheet():
                self.exchange.leave()
            case FindItem(over=over):
                self._board.sheet(over)
            case FindMember(over=over):
                self._board.sheet(None if over.member is None else over)
            case ReturnSheet() | MoveSheet() | BlindSheet() | DonePanel():
                self._board.sheet(None)

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    def _busy(self) -> bool:
        """Whether something is being written: nothing else may change then."""
        desks = (self.giving_back, self.exchange, self.move, self.blind)
        return any(desk.is_committing() for desk in desks)

    def _resolved(self, outcome: ScanOutcome) -> None:
        if self._busy():
            self._board.notice(Trouble.BUSY)
            return
        match outcome:
            case ReceiptFound(sale_id=sale_id):
                self._receipt(sale_id)
            case ItemFound(item=item):
                self._found(item)
            case MemberFound(member=member):
                self._found(member)
            case VoucherFound() | GiftCardFound():
                self._board.notice(Trouble.VOUCHER_NOT_WANTED)
            case ScanUnknown() | CardBlocked():
                self._board.notice(outcome)

    def _receipt(self, sale_id: bytes) -> None:
        """Another receipt: what was open about the one before is over, unless something new was chosen for it."""
        sheet = self.state.sheet
        if isinstance(sheet, ExchangeSheet | BlindSheet | FindItem) or self.word.is_open:
            self._board.notice(Trouble.BUSY)
            return
        self._board.sheet(None)
        self.find.choose(sale_id)

    def _found(self, found: MemberView | Item) -> None:
        """For the sheet that wants it; any other stays as it is, and says so."""
        sheet = self.state.sheet
        wants_item = isinstance(sheet, ExchangeSheet | BlindSheet | FindItem)
        wants_member = isinstance(sheet, MoveSheet | FindMember)
        over = sheet.over if isinstance(sheet, FindItem) else sheet
        if isinstance(found, Item) and wants_item and not self.word.is_open:
            (self.exchange if isinstance(over, ExchangeSheet) else self.blind).found(found)
        elif isinstance(found, MemberView) and wants_member and not self.word.is_open:
            self.move.found(found)
        else:
            item = isinstance(found, Item)
            self._board.notice(Trouble.ITEM_NOT_WANTED if item else Trouble.MEMBER_NOT_WANTED)

    def _printed(self, document_id: bytes, printed: PrintState) -> None:
        panel = self.state.sheet
        if isinstance(panel, DonePanel) and (panel.document_id, panel.printed) != (document_id, printed):
            if panel.document_id == document_id:
                self._board.put(replace(self.state, sheet=replace(panel, printed=printed)))

    def _reprinted(self, found: bool) -> None:
        self._board.notice(Trouble.REPRINTING if found else Trouble.NOTHING_TO_REPRINT)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
