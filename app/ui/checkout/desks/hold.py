"""Puts the open basket aside and brings held ones back. What is open then is put aside first, so nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.hold_basket import LONGEST_LABEL, Held, HeldBasket, HoldProblem, HoldRefused, Recalled
from app.services.open_basket import OpenBasket
from app.services.split_bill import Merged, SplitNotDone
from app.ui.checkout.basket_sheets import HeldList, HoldSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes


class HoldTill(Protocol):
    """What holding needs of the till."""

    def hold(self, basket: OpenBasket, label: str, staff_id: bytes) -> Held | HoldRefused: ...
    def held(self) -> tuple[HeldBasket, ...]: ...
    def recall(self, sale_id: bytes) -> Recalled | HoldRefused: ...
    def merge_bill(self, basket_id: bytes) -> Merged | SplitNotDone: ...
    def discard(self, sale_id: bytes) -> None: ...


class HoldDesk(Desk):
    """give_up: somebody wants to give a held basket up."""

    sheets = (HoldSheet, HeldList)

    def __init__(
        self,
        till: HoldTill,
        lanes: Lanes,
        board: Board,
        basket: BasketDesk,
        give_up: Callable[[HeldBasket], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._basket = basket
        self._give_up = give_up
        self._asked = 0
        self._labels: dict[
            bytes, str
        ] = {}  # of the baskets that were brought back: the next hold offers it again
        self.cashier_id = b""

    def open(self) -> None:
        """F8: puts the open basket aside; without one, lists those that are."""
        basket = self._board.state.basket
        if not self._board.is_free or self._basket.is_opening:
            return
        if basket is not None and _has_something(basket):
            self._board.sheet(HoldSheet(label=self.label_of(basket)))
        else:
            self.show_list()

    def label_of(self, basket: OpenBasket) -> str:
        """Under which name a basket was held before; empty: it wasn't, or without one."""
        return self._labels.get(basket.sale_id, "")

    def show_list(self, first: bytes = b"") -> None:
        """Lists the held baskets. first: the bill whose oldest part is marked; empty: the oldest of all."""
        if not self._basket.is_opening and not self._board.is_committing:
            self._board.sheet(HeldList())
            self._ask(first)

    def next_part(self, bill: bytes) -> None:
        """Lists the other parts of a bill, if any is left and nobody has begun something else."""
        self._lanes.read.submit(self._till.held, lambda rows: self._next(bill, rows), self._failed)

    def count(self) -> None:
        """Asks how many are held, for the badge."""
        self._lanes.read.submit(self._till.held, self._counted, self._failed)

    def type(self, text: str) -> None:
        """The whole label, as it is now."""
        sheet = self._board.state.sheet
        if isinstance(sheet, HoldSheet) and not sheet.saving:
            self._board.sheet(replace(sheet, label=text[:LONGEST_LABEL]))

    def step(self, by: int) -> None:
        sheet = self._ready()
        if sheet is not None and sheet.rows:
            self._board.sheet(replace(sheet, place=(sheet.place + by) % len(sheet.rows)))

    def confirm(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, HoldSheet):
            self._hold(sheet)
        else:
            self.recall()

    def recall(self, place: int | None = None) -> None:
        """Brings a row back; None: the marked one."""
        sheet = self._ready(place)
        if sheet is not None and sheet.chosen is not None:
            chosen, open_now = sheet.chosen, self._board.state.basket
            self._board.sheet(replace(sheet, saving=True))
            self._lanes.write.submit(
                lambda: self._swap(open_now, chosen.sale_id),
                lambda outcome: self._recalled(chosen, outcome),
                self._not_done,
            )

    def merge(self, place: int | None = None) -> None:
        """Puts the bill together again that a row is a part of; None: the marked row."""
        sheet = self._ready(place)
        if sheet is not None and sheet.chosen is not None and sheet.chosen.bill:
            bill, open_now = sheet.chosen.bill, self._board.state.basket
            self._board.sheet(replace(sheet, saving=True))
            self._lanes.write.submit(lambda: self._swap_for(open_now, bill), self._merged, self._not_done)

    def give_up(self, place: int | None = None) -> None:
        """Asks why a row is given up; None: the marked one."""
        sheet = self._ready(place)
        if sheet is not None and sheet.chosen is not None:
            self._give_up(sheet.chosen)

    def _ready(self, place: int | None = None) -> HeldList | None:
        """The list with a row marked, unless it is busy."""
        sheet = self._board.state.sheet
        if not isinstance(sheet, HeldList) or sheet.saving:
            return None
        return sheet if place is None else replace(sheet, place=place)

    def _hold(self, sheet: HoldSheet) -> None:
        basket = self._board.state.basket
        if basket is None or sheet.saving:
            return
        self._board.sheet(replace(sheet, saving=True))
        staff_id = self.cashier_id
        self._lanes.write.submit(
            lambda: self._till.hold(basket, sheet.label, staff_id), self._held, self._not_done
        )

    def _held(self, outcome: Held | HoldRefused) -> None:
        self._board.sheet(None)
        if isinstance(outcome, Held):
            self._basket.forget()
            self.count()
        self._board.notice(outcome)

    def _swap(self, open_now: OpenBasket | None, sale_id: bytes) -> Recalled | HoldRefused:
        """On the writing lane: what is open is put aside before another is open."""
        return self._aside(open_now) or self._till.recall(sale_id)

    def _swap_for(self, open_now: OpenBasket | None, bill: bytes) -> Merged | SplitNotDone | HoldRefused:
        return self._aside(open_now) or self._till.merge_bill(bill)

    def _aside(self, open_now: OpenBasket | None) -> HoldRefused | None:
        """One with nothing in it is forgotten; one that was sold meanwhile isn't there any more."""
        if open_now is None:
            return None
        held = self._till.hold(open_now, self.label_of(open_now), self.cashier_id)
        if isinstance(held, HoldRefused) and held.problem is HoldProblem.EMPTY:
            self._till.discard(open_now.sale_id)
            return None
        return held if isinstance(held, HoldRefused) else None

    def _recalled(self, chosen: HeldBasket, outcome: Recalled | HoldRefused) -> None:
        if isinstance(outcome, HoldRefused):
            self._refused(outcome)
            return
        self._labels[chosen.sale_id] = chosen.label
        self._basket.take(outcome.basket)
        self.count()
        if outcome.requoted:
            self._board.notice(outcome)

    def _merged(self, outcome: Merged | SplitNotDone | HoldRefused) -> None:
        if isinstance(outcome, Merged):
            self._basket.take(outcome.basket)
            self.count()
        else:
            self._refused(outcome)

    def _refused(self, outcome: HoldRefused | SplitNotDone) -> None:
        """The list again, as it is now: something was done elsewhere."""
        sheet = self._board.state.sheet
        self._board.sheet(replace(sheet, saving=False) if isinstance(sheet, HeldList) else sheet)
        self._board.notice(outcome)
        self._ask(b"")

    def _ask(self, first: bytes) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(self._till.held, lambda rows: self._listed(number, first, rows), self._failed)

    def _listed(self, number: int, first: bytes, rows: tuple[HeldBasket, ...]) -> None:
        sheet = self._board.state.sheet
        if number != self._asked:
            return
        state = replace(self._board.state, held=len(rows))
        if isinstance(sheet, HeldList):
            place = _place_of(first, rows)
            last = max(0, len(rows) - 1)
            shown = replace(sheet, rows=rows, place=min(sheet.place, last) if place is None else place)
            state = replace(state, sheet=shown)
        self._board.put(state)

    def _next(self, bill: bytes, rows: tuple[HeldBasket, ...]) -> None:
        place = _place_of(bill, rows)
        state = self._board.state
        if place is not None and self._board.is_free and state.basket is None and not self._basket.is_opening:
            self._board.sheet(HeldList(rows=rows, place=place))

    def _counted(self, rows: tuple[HeldBasket, ...]) -> None:
        self._board.put(replace(self._board.state, held=len(rows)))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)

    def _not_done(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, HoldSheet | HeldList):
            self._board.sheet(replace(sheet, saving=False))
        self._board.notice(Trouble.NOT_SAVED)


def _place_of(bill: bytes, rows: tuple[HeldBasket, ...]) -> int | None:
    """Where the first part of a bill is."""
    return next((place for place, row in enumerate(rows) if bill and row.bill == bill), None)


def _has_something(basket: OpenBasket) -> bool:
    return bool(basket.lines or basket.tenders)
