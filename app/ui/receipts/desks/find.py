"""Finds the sale that somebody stands there with: in the list of the day, or by its receipt's number."""

from collections.abc import Callable
from dataclasses import replace

from app.services.past_sales import PastSale, SalesPage
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.ports import ReceiptsReturns
from app.ui.receipts.state import Trouble

_LONGEST_NUMBER = 40


class FindDesk(Desk):
    """Shows a page of the list and the chosen sale as it stands. Only the newest answers count.

    chosen: Enter, when no number was typed. left: Esc, likewise.
    """

    def __init__(
        self,
        returns: ReceiptsReturns,
        lanes: Lanes,
        board: Board,
        chosen: Callable[[], None],
        left: Callable[[], None],
    ) -> None:
        super().__init__(board)
        self._returns = returns
        self._lanes = lanes
        self._chosen, self._left = chosen, left
        self._listed = 0  # the newest question about the list
        self._looked = 0  # ... and about a sale

    def begin(self) -> None:
        """The newest page; its first sale is shown unless another one is by then."""
        self._list(0, lambda page: None if self._board.state.chosen else _first(page))

    def refresh(self) -> None:
        """The list and the chosen sale as they are now, after something happened to one."""
        page = self._board.state.page
        self._list(0 if page is None else page.page, lambda _page: None)
        if self._board.state.chosen:
            self.choose(self._board.state.chosen)

    def turn(self, by: int) -> None:
        """The next or the previous page."""
        page = self._board.state.page
        if page is not None and (by < 0 < page.page or (by > 0 and page.more)):
            self._list(page.page + by, _last if by < 0 else _first)

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

    def confirm(self) -> None:
        """Looks for what was typed; without that, whatever the chosen sale is opened for."""
        if self._board.state.typed.strip():
            self.find()
        else:
            self._chosen()

    def leave(self) -> None:
        """Out of what was typed, then out of the screen."""
        if self._board.state.typed:
            self.type("")
        else:
            self.leave_screen()

    def leave_screen(self) -> None:
        """Back to where somebody came from."""
        self._left()

    def key(self, digits: str) -> None:
        """More of a receipt's number."""
        self.type(self._board.state.typed + digits)

    def erase(self) -> None:
        """Less of it."""
        self.type(self._board.state.typed[:-1])

    def clear(self) -> None:
        """Nothing of it."""
        self.type("")

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

    def _list(self, page: int, marked: Callable[[SalesPage], bytes | None]) -> None:
        """Reads a page. marked: which sale of it is shown."""
        self._listed += 1
        number = self._listed
        self._lanes.read.submit(
            lambda: self._returns.newest_sales(page),
            lambda found: self._listing(number, found, marked),
            self._failed,
        )

    def _listing(self, number: int, page: SalesPage, marked: Callable[[SalesPage], bytes | None]) -> None:
        if number == self._listed:
            self._board.put(replace(self._board.state, page=page))
            sale_id = marked(page)
            if sale_id is not None:
                self.choose(sale_id)

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


def _first(page: SalesPage) -> bytes | None:
    return page.rows[0].sale_id if page.rows else None


def _last(page: SalesPage) -> bytes | None:
    return page.rows[-1].sale_id if page.rows else None
