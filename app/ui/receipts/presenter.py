"""The receipts screen's behaviour: every public method is something that a cashier, or a scanner, does.

Lives on the screen's thread; what blocks goes to a lane. Whatever has a sheet has a desk (`desk.py`): what is done
while the sheet is open goes there.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from app.domain.basket import UNIT, Item
from app.domain.numbers import per_unit
from app.services.member_view import MemberView
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ItemFound,
    MemberFound,
    ReceiptFound,
    ScanOutcome,
    ScanUnknown,
    StaffFound,
    VoucherFound,
)
from app.services.return_outcomes import ReturnReason
from app.services.scans import Scan
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board, Show
from app.ui.receipts.desk import Desk
from app.ui.receipts.desks.blind import BlindDesk
from app.ui.receipts.desks.done import DoneDesk
from app.ui.receipts.desks.exchange import ExchangeDesk
from app.ui.receipts.desks.find import FindDesk
from app.ui.receipts.desks.giving_back import ReturnDesk
from app.ui.receipts.desks.move import MoveDesk
from app.ui.receipts.desks.search import SearchDesk
from app.ui.receipts.desks.word import WordDesk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import (
    BlindSheet,
    ExchangeSheet,
    FindItem,
    Purpose,
    ReceiptsState,
    Trouble,
)


class ReceiptsPresenter:
    """Takes actions, shows states. `left` goes back to where somebody came from."""

    def __init__(self, services: ReceiptServices, lanes: Lanes, show: Show, left: Callable[[], None]) -> None:
        self._services = services
        self._lanes = lanes
        self._board = Board(show)
        self.find = FindDesk(
            services.returns, lanes, self._board, lambda: self.give_back(Purpose.RETURN), left
        )
        self.word = WordDesk(services.till, lanes, self._board)
        self.exchange = ExchangeDesk(services, lanes, self._board, self.word, self.find.refresh)
        self.giving_back = ReturnDesk(
            services, lanes, self._board, self.word, self.exchange.open, self.find.refresh
        )
        self.move = MoveDesk(services, lanes, self._board, self.word, self.find.refresh)
        self.blind = BlindDesk(services, lanes, self._board, self.word, self.find.refresh)
        self.search = SearchDesk(services.till, lanes, self._board, self._found)
        self.done = DoneDesk(services, lanes, self._board, self.find.refresh)
        self._desks: tuple[Desk, ...] = (
            self.giving_back,
            self.exchange,
            self.move,
            self.blind,
            self.search,
            self.done,
        )

    @property
    def state(self) -> ReceiptsState:
        """What shows now."""
        return self._board.state

    def start(self, cashier_id: bytes) -> None:
        """Somebody came here: the list as it is now. A sheet that was left open by a lock goes on."""
        for desk in self._desks:
            desk.cashier_id = cashier_id
        if self.state.sheet is None:
            self._board.put(ReceiptsState())
            self.find.begin()
        else:
            self._board.put(replace(self.state, notice=None))
            self.find.refresh()

    def show_sale(self, sale_id: bytes) -> None:
        """The sale whose receipt was scanned: another one than the list's first."""
        if self.state.sheet is None:
            self.find.choose(sale_id)

    def scanned(self, scan: Scan) -> None:
        """A code, from wherever."""
        if self._is_committing:
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
        """Opens the claim of a guest's sale, or the move of a member's; in it, searches for another member."""
        past = self.state.past
        if self.state.sheet is not None:
            self.move.search()
        elif past is None:
            self._board.notice(Trouble.CHOOSE_SALE)
        else:
            self.move.open(past)

    def without_receipt(self) -> None:
        """Opens the return without a receipt."""
        if self.state.sheet is None:
            self.blind.open()

    def take_instead(self) -> None:
        """Opens the exchange of the chosen sale; in a sheet that takes items, finds one by name."""
        if self.state.sheet is None:
            self.give_back(Purpose.EXCHANGE)
        elif isinstance(self.state.sheet, ExchangeSheet | BlindSheet):
            self._desk().search()

    def reprint(self) -> None:
        """A copy of the receipt that the screen is about."""
        self.done.reprint()

    def came_out(self) -> None:
        """The receipt that was not confirmed is there, whole."""
        self.done.came_out()

    def step(self, by: int) -> None:
        """The row above or below: of the open sheet, or of the list."""
        self._desk().step(by)

    def turn(self, by: int) -> None:
        """The next or the previous page of the list."""
        if self.state.sheet is None:
            self.find.turn(by)

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked row."""
        self._desk().add_marked(by)

    def everything(self) -> None:
        """All of the sale comes back, or nothing."""
        if not self.word.is_open:
            self.giving_back.everything()

    def because(self, reason: ReturnReason) -> None:
        """Why things come back."""
        self._desk().because(reason)

    def key(self, digits: str) -> None:
        """Digits: of a PIN, of a receipt's number, of cash, or of a reason."""
        self._desk().key(digits)

    def letter(self, text: str) -> None:
        """A letter of a receipt's number; in a sheet, letters mean nothing."""
        if self.state.sheet is None:
            self.find.key(text)

    def plus_or_minus(self, sign: str) -> None:
        """More or fewer pieces; on the list, `-` is of a receipt's number."""
        if self.state.sheet is not None:
            self.add_marked(1 if sign == "+" else -1)
        elif sign == "-":
            self.find.key(sign)

    def erase(self) -> None:
        """Takes the last digit back."""
        self._desk().erase()

    def clear(self) -> None:
        """Takes all digits back."""
        self._desk().clear()

    def confirm(self) -> None:
        """Enter: whatever the open sheet is for; without one, the number that was typed, or the return."""
        self._desk().confirm()

    def leave(self) -> None:
        """Esc: out of the sheet; without one, out of what was typed, then out of the screen."""
        if not self._is_committing:
            self._desk().leave()

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    @property
    def _is_committing(self) -> bool:
        return any(desk.is_committing for desk in self._desks)

    def _desk(self) -> Desk:
        """Whose sheet is open; a manager who is asked comes first."""
        if self.word.is_open:
            return self.word
        sheet = self.state.sheet
        return next((desk for desk in self._desks if isinstance(sheet, desk.sheets)), self.find)

    def _resolved(self, outcome: ScanOutcome) -> None:
        if self._is_committing:
            self._board.notice(Trouble.BUSY)
            return
        match outcome:
            case ReceiptFound(sale_id=sale_id):
                self._receipt(sale_id)
            case ItemFound(item=item, quantity=quantity):
                self._found(_as_one(item, quantity))
            case MemberFound(member=member):
                self._found(member)
            case VoucherFound() | GiftCardFound():
                self._board.notice(Trouble.VOUCHER_NOT_WANTED)
            case ScanUnknown() | CardBlocked() | StaffFound():
                self._board.notice(outcome)
            case _:
                assert_never(outcome)

    def _receipt(self, sale_id: bytes) -> None:
        """Another receipt closes the sheet of the one before, unless something new was scanned into it."""
        if self.word.is_open or isinstance(self.state.sheet, ExchangeSheet | BlindSheet | FindItem):
            self._board.notice(Trouble.FINISH_FIRST)
            return
        self._board.sheet(None)
        self.find.choose(sale_id)

    def _found(self, found: MemberView | Item) -> bool:
        """For the sheet that takes it; any other stays as it is, and says so."""
        if self._desk().found(found):
            return True
        item = isinstance(found, Item)
        self._board.notice(Trouble.ITEM_NOT_WANTED if item else Trouble.MEMBER_NOT_WANTED)
        return False

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


def _as_one(item: Item, quantity: int) -> Item:
    """What a label of the scales says, as one piece at the price of all of it: here pieces are counted."""
    return item if quantity == UNIT else replace(item, price=per_unit(item.price, quantity))
