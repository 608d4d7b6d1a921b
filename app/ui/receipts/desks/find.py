"""Finds the sale that somebody stands there with: in the list of the day, or by its receipt's number."""

from dataclasses import replace

from app.services.past_sales import PastSale, SalesPage
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.ports import ReceiptsReturns
from app.ui.receipts.state import Trouble

_LONGEST_NUMBER = 40


class FindDesk:
    """Shows a page of the list and the chosen sale as it stands. Only the newest answers count."""

    def __init__(self, returns: ReceiptsReturns, lanes: Lanes, board: Board) -> None:
        self._returns = returns
        self._lanes = lanes
        self._board = board
        self._listed = 0  # the newest question about the list
        self._looked = 0  # ... and about a sale

    def list_page(self, page: int, *, mark_last: bool = False, mark: bool = True) -> None:
        """Reads a page of the list and chooses its first sale, or its last."""
        self._listed += 1
        number = self._listed

        def answered(found: SalesPage) -> None:
            if number == self._listed:
                self._board.put(replace(self._board.state, page=found))
                if mark and found.rows:
                    self.choose(found.rows[-1 if mark_last else 0].sale_id)

        self._lanes.read.submit(lambda: self._returns.newest_sales(page), answered, self._failed)

    def refresh(self) -> None:
        """The list and the chosen sale as they are now, after something happened to one."""
        page = self._board.state.page
        self.list_page(0 if page is None else page.page, mark=False)
        if self._board.state.chosen:
            self.choose(self._board.state.chosen)

    def turn(self, by: int) -> None:
        """The next or the previous page."""
        page = self._board.state.page
        if page is not None and (by < 0 < page.page or (by > 0 and page.more)):
            self.list_page(page.page + by, mark_last=by < 0)

    def step(self, by: int) -> None:
        """The row above or below; past the page's end, the next page."""
        state = self._board.state
        ids = [row.sale_id for row in state.page.rows] if state.page else []
        if state.chosen not in ids:
            if ids:
                self.choose(ids[0])
            return
        place = ids.index(state.chosen) + by
        if 0 <= place < len(ids):
            self.choose(ids[place])
        else:
            self.turn(by)

    def choose(self, sale_id: bytes) -> None:
        """Marks a sale and shows it as soon as it is read."""
        state = self._board.state
        stays = state.past if state.past is not None and state.past.sale.sale_id == sale_id else None
        self._board.put(replace(state, chosen=sale_id, past=stays, notice=None))
        self._looked += 1
        number = self._looked
        self._lanes.read.submit(
            lambda: self._returns.look_at_sale(sale_id),
            lambda past: self._shown(number, past),
            self._failed,
        )

    def type(self, text: str) -> None:
        """The whole text of the number's field, as it is now."""
        text = text[:_LONGEST_NUMBER]
        if text != self._board.state.typed:
            self._board.put(replace(self._board.state, typed=text, notice=None))

    def find(self) -> None:
        """Looks for the number that was typed."""
        typed = self._board.state.typed
        if not typed.strip():
            return
        self._looked += 1
        number = self._looked
        self._lanes.read.submit(
            lambda: self._returns.find_receipt(typed),
            lambda past: self._found(number, past),
            self._failed,
        )

    def _found(self, number: int, past: PastSale | None) -> None:
        if number == self._looked and past is not None:
            self._board.put(replace(self._board.state, typed=""))
        self._shown(number, past)

    def _shown(self, number: int, past: PastSale | None) -> None:
        if number != self._looked:
            return
        if past is None:
            self._board.notice(Trouble.UNKNOWN_RECEIPT)
            return
        self._board.put(replace(self._board.state, chosen=past.sale.sale_id, past=past))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
