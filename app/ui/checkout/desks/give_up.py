"""Gives a basket up, the open one or one that is held: why, and a manager's word where the shop wants it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.approval import Approval
from app.services.give_up_basket import Discarded, DiscardOutcome, DiscardReason, GivingUp
from app.services.hold_basket import HeldBasket, HoldProblem, HoldRefused
from app.services.open_basket import OpenBasket
from app.ui.checkout.basket_sheets import GiveUpSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_REASONS = tuple(DiscardReason)


class GiveUpTill(Protocol):
    """What giving a basket up needs of the till."""

    def void_open(self, basket: OpenBasket, giving_up: GivingUp) -> DiscardOutcome: ...
    def discard_held(self, sale_id: bytes, giving_up: GivingUp) -> DiscardOutcome: ...


class GiveUpDesk(Desk):
    """done: a held basket was given up, or is to stay; the list shows again."""

    sheets = (GiveUpSheet,)

    def __init__(
        self,
        till: GiveUpTill,
        lanes: Lanes,
        board: Board,
        basket: BasketDesk,
        word: WordDesk,
        done: Callable[[], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._basket = basket
        self._done = done
        self._word = word
        self.cashier_id = b""

    def open(self) -> None:
        """F9: the open basket."""
        if not self._board.is_free or self._basket.is_opening:
            return
        basket = self._board.state.basket
        if basket is None:
            self._board.notice(Trouble.NOTHING_TO_VOID)
        elif basket.tenders:
            self._board.notice(HoldRefused(problem=HoldProblem.PAID))
        else:
            self._board.sheet(GiveUpSheet())

    def open_held(self, held: HeldBasket) -> None:
        """A row of the list."""
        if held.paid:
            self._board.notice(HoldRefused(problem=HoldProblem.PAID))
        else:
            self._board.sheet(GiveUpSheet(held=held))

    def choose(self, reason: DiscardReason) -> None:
        """Marks a reason."""
        sheet = self._sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, reason=reason))

    def step(self, by: int) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.choose(_REASONS[(_REASONS.index(sheet.reason) + by) % len(_REASONS)])

    def confirm(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._ask(sheet, None)

    def leave(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        self._board.sheet(None)
        if sheet.held is not None:
            self._done()

    def _sheet(self) -> GiveUpSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, GiveUpSheet) and not sheet.saving else None

    def _given(self, approval: Approval) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._ask(sheet, approval)

    def _ask(self, sheet: GiveUpSheet, approval: Approval | None) -> None:
        giving_up = GivingUp(reason=sheet.reason, staff_id=self.cashier_id, approval=approval)
        held, basket = sheet.held, self._board.state.basket
        if held is not None:
            self._save(sheet, lambda: self._till.discard_held(held.sale_id, giving_up))
        elif basket is not None:
            self._save(sheet, lambda: self._till.void_open(basket, giving_up))

    def _save(self, sheet: GiveUpSheet, give_up: Callable[[], DiscardOutcome]) -> None:
        self._board.sheet(replace(sheet, saving=True))
        self._lanes.write.submit(give_up, self._answered, self._not_saved)

    def _answered(self, outcome: DiscardOutcome) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, GiveUpSheet):
            return
        sheet = replace(sheet, saving=False)
        self._board.sheet(sheet)
        if isinstance(outcome, Discarded):
            self._given_up(sheet, outcome)
        elif outcome.missing_word is not None:
            self._word.judge(outcome.missing_word, self._given)
        else:
            self._word.close()
            self.leave()
            self._board.notice(outcome)

    def _given_up(self, sheet: GiveUpSheet, outcome: Discarded) -> None:
        self._word.close()
        self._board.sheet(None)
        if sheet.held is None:
            self._basket.forget()
        else:
            self._done()
        self._board.notice(outcome)

    def _not_saved(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        self._word.close()
        if isinstance(sheet, GiveUpSheet):
            self._board.sheet(replace(sheet, saving=False))
        self._board.notice(Trouble.NOT_SAVED)
