"""Opens, changes, prices and keeps the basket. A basket is an immutable value; undo is the values before."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import TenderKind
from app.services.open_basket import OpenBasket, is_blank
from app.services.outcomes import QuotedBasket
from app.ui.checkout.board import Board
from app.ui.checkout.state import CheckoutState, Trouble, stays_open
from app.ui.lanes import Lanes

_UNDO_STEPS = 50
_WAITING_EDITS = 50

Edit = Callable[[OpenBasket], OpenBasket]


class BasketTill(Protocol):
    """What the basket needs of the till."""

    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket: ...
    def unfinished(self) -> OpenBasket | None: ...
    def paid_and_not_sold(self) -> tuple[OpenBasket, ...]: ...
    def open_basket(self) -> OpenBasket: ...
    def keep(self, basket: OpenBasket) -> None: ...
    def discard(self, sale_id: bytes) -> None: ...


class BasketDesk:
    """`priced` is called after each price that is still the newest; the state has it by then."""

    def __init__(self, till: BasketTill, lanes: Lanes, board: Board, priced: Callable[[], None]) -> None:
        self._till = till
        self._lanes = lanes
        self._board = board
        self._priced = priced
        self._asked = 0  # the newest question about a price; an older answer is dropped
        self._history: list[OpenBasket] = []
        self._waiting: list[Edit] = []  # for the basket that is being opened
        self._opening = False

    @property
    def is_opening(self) -> bool:
        """Whether a basket is on its way: no other may take its place then."""
        return self._opening

    def take(self, basket: OpenBasket) -> None:
        """Another basket is the open one, as the store has it. What is undone are changes since then."""
        self._history.clear()
        held = self._board.state.held
        self._board.put(CheckoutState(basket=basket, selected=_last_number(basket), held=held))
        self.reprice()

    def restore(self) -> None:
        """Brings back the basket that was open when the till stopped."""
        self._lanes.read.submit(self._till.unfinished, self._restored, self._failed)
        self._lanes.read.submit(self._till.paid_and_not_sold, self._found_paid, self._failed)

    def edit(self, edit: Edit) -> None:
        """Changes the basket; opens one first when none is open, so that it gets the newest programme."""
        basket = self._board.state.basket
        if self._opening or basket is None or is_blank(basket):
            self._open_for(edit)
        else:
            self._change(basket, edit)

    def undo(self) -> None:
        """Takes the last change back; what was paid stays paid."""
        now = self._board.state.basket
        if self._history and now is not None:
            self._set(replace(self._history.pop(), tenders=now.tenders))

    def adopt(self, basket: OpenBasket) -> None:
        """The store's word on the open basket: what was paid of it."""
        if _is_of(self._board.state.basket, basket):
            self._board.put(replace(self._board.state, basket=basket))
            self.reprice()

    def forget(self) -> None:
        """The basket was sold, or put elsewhere: the next edit opens another."""
        self._history.clear()
        self._asked += 1
        state = self._board.state
        self._board.put(CheckoutState(sheet=state.sheet, held=state.held))

    def reprice(self) -> None:
        """Asks for the price of the basket as it is now."""
        basket = self._board.state.basket
        if basket is None:
            return
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.quoted(basket, None), lambda quoted: self._quoted(number, quoted), self._failed
        )

    def _restored(self, basket: OpenBasket | None) -> None:
        if basket is None or self._board.state.basket is not None or self._opening or is_blank(basket):
            return
        self.take(basket)
        self._board.notice(Trouble.PAID_NOT_SOLD if basket.tenders else Trouble.RESTORED)

    def _found_paid(self, paid: tuple[OpenBasket, ...]) -> None:
        """The open one says so itself."""
        if any(basket.hold is not None for basket in paid) and self._board.state.notice is None:
            self._board.notice(Trouble.PAID_AND_HELD)

    def _open_for(self, edit: Edit) -> None:
        if len(self._waiting) < _WAITING_EDITS:
            self._waiting.append(edit)
        if self._opening:
            return
        self._opening = True
        blank = self._board.state.basket
        if blank is not None:
            self._lanes.write.submit(lambda: self._till.discard(blank.sale_id), _nothing)
        self._lanes.write.submit(self._till.open_basket, self._opened, self._not_opened)

    def _opened(self, basket: OpenBasket) -> None:
        self._opening = False
        self._history.clear()
        waiting, self._waiting = self._waiting, []
        for edit in waiting:
            self._change(basket, edit)
            basket = self._board.state.basket or basket

    def _not_opened(self, fault: Exception) -> None:
        self._opening = False
        self._waiting.clear()
        self._failed(fault)

    def _change(self, before: OpenBasket, edit: Edit) -> None:
        after = edit(before)
        if after == before:
            self._board.put(replace(self._board.state, basket=after))
            return
        self._history.append(before)
        del self._history[:-_UNDO_STEPS]
        self._set(after)

    def _set(self, basket: OpenBasket) -> None:
        before = self._board.state
        self._board.put(
            CheckoutState(
                basket=basket,
                quoted=before.quoted if _same_sale(before.quoted, basket) else None,
                selected=_selected(before, basket),
                sheet=before.sheet if stays_open(before.sheet) else None,
                can_undo=bool(self._history),
                about=before.about,
                held=before.held,
            )
        )
        self._lanes.write.submit(lambda: self._till.keep(basket), _nothing, self._not_kept)
        self.reprice()

    def _quoted(self, number: int, quoted: QuotedBasket) -> None:
        if number != self._asked:
            return
        self._board.put(replace(self._board.state, basket=quoted.basket, quoted=quoted, priced=True))
        self._priced()

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)

    def _not_kept(self, _fault: Exception) -> None:
        self._board.notice(Trouble.NOT_SAVED)


def _nothing(_answer: None) -> None:
    return None


def _is_of(open_one: OpenBasket | None, basket: OpenBasket) -> bool:
    return open_one is not None and open_one.sale_id == basket.sale_id


def _same_sale(quoted: QuotedBasket | None, basket: OpenBasket) -> bool:
    return quoted is not None and quoted.basket.sale_id == basket.sale_id


def _last_number(basket: OpenBasket) -> int | None:
    return basket.lines[-1].number if basket.lines else None


def _selected(before: CheckoutState, basket: OpenBasket) -> int | None:
    """The line that is new or has changed; otherwise the one that was selected, or the last."""
    old = set(before.basket.lines) if before.basket else set()
    changed = [line.number for line in basket.lines if line not in old]
    if changed:
        return changed[-1]
    if any(line.number == before.selected for line in basket.lines):
        return before.selected
    return _last_number(basket)
