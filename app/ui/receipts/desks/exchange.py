"""Exchanges: what comes back is chosen, then what is taken instead is scanned, and the difference is settled."""

import logging
from dataclasses import replace

from app.domain.basket import UNIT, Item, Proof, TenderKind
from app.services.approval import Approval
from app.services.exchange_outcomes import (
    ExchangeDone,
    ExchangeOutcome,
    ExchangePreview,
    ExchangeProblem,
    ExchangeRefused,
    ExchangeRequest,
)
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket, with_item, with_member, with_quantity
from app.services.return_outcomes import ReturnPreview, ReturnReason, ReturnRequest
from app.ui.receipts.state import DonePanel, ExchangeSheet, FindItem, ReturnSheet, Trouble
from app.ui.receipts.writing_desk import WritingDesk

_log = logging.getLogger("setia.till")
_LONGEST_AMOUNT = 10
_MOST_LINES = 200


class ExchangeDesk(WritingDesk[ExchangeSheet]):
    """The second half of an exchange."""

    kind = ExchangeSheet
    sheets = (ExchangeSheet,)
    _left: ExchangeSheet | None = None
    """What was scanned before somebody went back a step."""

    def open(self, back: ReturnSheet) -> None:
        """What comes back is chosen: asks for a basket of the same member, or takes the one that was left."""
        left = self._left
        if left is not None and left.back.return_id == back.return_id:
            self._ask(replace(left, back=back))
            return
        self._lanes.read.submit(
            self._services.returns.blank_basket, lambda basket: self._opened(back, basket), self._failed
        )

    def search(self) -> None:
        """Finds an item by name."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(FindItem(over=sheet))

    def found(self, found: MemberView | Item) -> bool:
        """One more of an item is taken instead."""
        sheet = self._open_sheet()
        if sheet is None or not isinstance(found, Item):
            return False
        if len(sheet.basket.lines) < _MOST_LINES:
            basket = with_item(sheet.basket, found)
            place = next(place for place, line in enumerate(basket.lines) if line not in sheet.basket.lines)
            self._ask(replace(sheet, basket=basket, place=place))
        return True

    def add(self, number: int, by: int) -> None:
        """More or fewer pieces of a line of the new basket; none left removes it."""
        sheet = self._open_sheet()
        held = None if sheet is None else _held(sheet.basket, number)
        if sheet is None or held is None:
            return
        basket = with_quantity(sheet.basket, number, held + by * UNIT)
        numbers = [line.number for line in sheet.basket.lines]
        place = max(0, min(numbers.index(number), len(basket.lines) - 1))
        self._ask(replace(sheet, basket=basket, place=place))

    def step(self, by: int) -> None:
        """The line above or below."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.basket.lines:
            place = max(0, min(len(sheet.basket.lines) - 1, sheet.place + by))
            self._board.sheet(replace(sheet, place=place))

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked line."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.basket.lines:
            self.add(sheet.basket.lines[sheet.place].number, by)

    def pay_by(self, kind: TenderKind) -> None:
        """How a difference is paid."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._ask(replace(sheet, by=kind, keyed=""))

    def pay_otherwise(self, place: int) -> None:
        """The n-th of the ways that the shop has named, from 0."""
        sheet = self._open_sheet()
        if sheet is not None and place < len(sheet.others):
            self.pay_by(TenderKind(sheet.others[place].value))

    def key(self, digits: str) -> None:
        """More digits of the cash received."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.by is TenderKind.CASH:
            keyed = (sheet.keyed + digits).lstrip("0")[:_LONGEST_AMOUNT]
            self._board.sheet(replace(sheet, keyed=keyed))

    def erase(self) -> None:
        """Takes the last digit back."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, keyed=sheet.keyed[:-1]))

    def clear(self) -> None:
        """Takes all digits back: exactly the difference."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, keyed=""))

    def confirm(self) -> None:
        """Makes it so."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if not sheet.basket.lines:
            self._board.notice(Trouble.NOTHING_NEW)
        elif isinstance(sheet.preview, ExchangeRefused):
            self._board.notice(sheet.preview)
        elif sheet.preview is not None and _short(sheet, sheet.preview):
            self._board.notice(ExchangeRefused(problem=ExchangeProblem.SHORT))
        elif sheet.preview is not None:
            self._send(sheet, None)

    def leave(self) -> None:
        """Esc: back to what comes back, which is still chosen."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._left = sheet
            self._board.sheet(sheet.back)

    def _opened(self, back: ReturnSheet, basket: OpenBasket) -> None:
        if self._board.state.sheet != back:
            return  # somebody left meanwhile
        member = back.past.member
        basket = basket if member is None else with_member(basket, member, Proof.TOLD)
        exchange_id = self._services.returns.new_id()
        others = self._services.till.other_tenders
        self._board.sheet(ExchangeSheet(back=back, exchange_id=exchange_id, basket=basket, others=others))

    def _ask(self, sheet: ExchangeSheet) -> None:
        """What that comes to; an older answer is dropped. On the writing lane: it is tried and undone."""
        self._asked += 1
        number = self._asked
        self._board.sheet(replace(sheet, preview=None))
        if sheet.basket.lines:
            request = self._request(sheet, 0, 0, None)
            self._lanes.write.submit(
                lambda: self._services.returns.preview_exchange(request),
                lambda preview: self._previewed(number, preview),
                self._failed,
            )

    def _previewed(self, number: int, preview: ExchangePreview | ExchangeRefused) -> None:
        sheet = self._open_sheet()
        if number != self._asked or sheet is None:
            return
        self._board.put(replace(self._board.state, sheet=replace(sheet, preview=preview)))
        if isinstance(preview, ExchangeRefused):
            self._board.notice(preview)

    def _request(
        self, sheet: ExchangeSheet, received: int, expected: int, approval: Approval | None
    ) -> ExchangeRequest:
        back = sheet.back
        return ExchangeRequest(
            exchange_id=sheet.exchange_id,
            back=ReturnRequest(
                return_id=back.return_id,
                sale_id=back.past.sale.sale_id,
                wanted=back.wanted,
                reason=back.reason or ReturnReason.OTHER,
                cashier_id=self.cashier_id,
                expected=back.preview.refund if isinstance(back.preview, ReturnPreview) else 0,
                approval=approval,
                deduct_debt=back.deduct_debt,
            ),
            basket=sheet.basket,
            by=sheet.by,
            received=received,
            expected=expected,
        )

    def _send(self, sheet: ExchangeSheet, approval: Approval | None) -> None:
        preview = sheet.preview
        if not isinstance(preview, ExchangePreview):
            return
        request = self._request(sheet, received_of(sheet, preview), preview.difference, approval)
        self._write(sheet, lambda: self._services.returns.exchange(request), self._committed)

    def _committed(self, sheet: ExchangeSheet, outcome: ExchangeOutcome) -> None:
        if isinstance(outcome, ExchangeDone):
            _log.info("exchange %s", outcome.sale.receipt_number, extra={"event": "exchange.done"})
            self._finish(DonePanel(done=outcome, document_id=outcome.sale.sale_id))
        elif not self._lacks(outcome.missing_word):
            self._board.sheet(replace(sheet, preview=outcome.preview or outcome))
            self._board.notice(outcome)


def received_of(sheet: ExchangeSheet, preview: ExchangePreview) -> int:
    """Rupiah that were handed over: what was keyed, or exactly the difference."""
    return int(sheet.keyed) if sheet.keyed and preview.to_pay else preview.to_pay


def _short(sheet: ExchangeSheet, preview: ExchangePreview) -> bool:
    return received_of(sheet, preview) < preview.to_pay


def _held(basket: OpenBasket, number: int) -> int | None:
    return next((line.quantity for line in basket.lines if line.number == number), None)
