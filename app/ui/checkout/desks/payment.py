"""Takes the payment: the price for a tender, the cash received, one commit."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket
from app.services.outcomes import Commit, PriceChanged, QuotedBasket, SaleDone, SaleRefusal, SaleRefused
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import FinishPanel, TenderSheet, Trouble, quick_cash
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.till")
_LONGEST_AMOUNT = 10


class PaymentTill(Protocol):
    """What paying needs of the till."""

    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket: ...
    def commit(self, basket: OpenBasket, payment: Payment) -> Commit: ...


class PaymentDesk(Desk):
    """`sold` is called once per committed sale, after the state shows it."""

    sheets = (TenderSheet,)

    def __init__(
        self, till: PaymentTill, lanes: Lanes, board: Board, sold: Callable[[SaleDone], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._sold = sold
        self._asked = 0
        self._confirm_when_priced: int | None = None  # the question whose answer was confirmed in advance
        self.cashier_id = b""

    def open(self) -> None:
        """Shows the ways to pay, cash first."""
        self.choose(TenderKind.CASH)

    def choose(self, kind: TenderKind) -> None:
        """Prices the basket for a tender: cash rounds."""
        if self._board.is_committing:
            return
        self._confirm_when_priced = None
        self._board.sheet(TenderSheet(kind=kind))
        self.reprice()

    def reprice(self) -> None:
        """Asks for this tender's price again, because the basket has changed."""
        basket, sheet = self._board.state.basket, self._board.state.sheet
        if basket is None or not isinstance(sheet, TenderSheet) or sheet.committing:
            return
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.quoted(basket, sheet.kind),
            lambda quoted: self._quoted(number, quoted),
            self._failed,
        )

    def key(self, digits: str) -> None:
        """More digits of the cash received."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.kind is TenderKind.CASH:
            self._type(sheet, (sheet.keyed + digits).lstrip("0")[:_LONGEST_AMOUNT])

    def erase(self) -> None:
        """Takes the last digit back."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._type(sheet, sheet.keyed[:-1])

    def quick(self, place: int) -> None:
        """Receives the n-th quick amount, from 0."""
        sheet = self._open_sheet()
        if sheet is None or sheet.kind is not TenderKind.CASH or sheet.quoted is None:
            return
        amounts = quick_cash(sheet.quoted.quote.payable)
        if place < len(amounts):
            self._commit(sheet, sheet.quoted, amounts[place])

    def confirm(self) -> None:
        """Receives what was keyed, or exactly what is due."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if sheet.quoted is None:
            self.reprice()
            self._confirm_when_priced = self._asked
            return
        payable = sheet.quoted.quote.payable
        received = int(sheet.keyed) if sheet.keyed else payable
        if received < payable:
            self._board.notice(SaleRefused(reason=SaleRefusal.SHORT_TENDER))
        else:
            self._commit(sheet, sheet.quoted, received)

    def _open_sheet(self) -> TenderSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, TenderSheet) and not sheet.committing else None

    def _type(self, sheet: TenderSheet, keyed: str) -> None:
        self._board.sheet(replace(sheet, keyed=keyed))

    def _quoted(self, number: int, quoted: QuotedBasket) -> None:
        sheet = self._open_sheet()
        if number != self._asked or sheet is None:
            return
        self._board.put(replace(self._board.state, sheet=replace(sheet, quoted=quoted)))
        if self._confirm_when_priced == number:
            self._confirm_when_priced = None
            self.confirm()

    def _commit(self, sheet: TenderSheet, quoted: QuotedBasket, received: int) -> None:
        payment = Payment(
            kind=sheet.kind, received=received, expected=quoted.quote.payable, cashier_id=self.cashier_id
        )
        self._board.sheet(replace(sheet, committing=True))
        self._lanes.write.submit(
            lambda: self._till.commit(quoted.basket, payment),
            lambda outcome: self._committed(quoted, outcome),
            self._not_committed,
        )

    def _committed(self, quoted: QuotedBasket, outcome: Commit) -> None:
        match outcome:
            case SaleDone():
                _tell_sale(outcome)
                self._board.sheet(FinishPanel(outcome, quoted.programme))
                self._sold(outcome)
            case PriceChanged(quoted=newer):
                self._reopen(newer)
                self._board.notice(Trouble.PRICE_CHANGED)
            case SaleRefused():
                self._reopen(None)
                self._board.notice(outcome)
                self.reprice()

    def _not_committed(self, _fault: Exception) -> None:
        """The till asks the store again with the same basket: what was written isn't written twice."""
        self._reopen(None)
        self._board.notice(Trouble.NOT_SAVED)
        self.reprice()

    def _reopen(self, quoted: QuotedBasket | None) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, TenderSheet):
            self._board.sheet(replace(sheet, committing=False, quoted=quoted or sheet.quoted))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


def _tell_sale(done: SaleDone) -> None:
    _log.info(
        "sale %s",
        done.receipt_number,
        extra={
            "event": "sale.done",
            "receipt_number": done.receipt_number,
            "payable": done.payable,
            "points_earned": done.points_earned,
        },
    )
