"""Prices and discounts by hand: keyed, judged while they are keyed, allowed by a manager where it takes one."""

from dataclasses import replace
from typing import Protocol

from app.domain.basket import TenderKind
from app.domain.manual_limits import ManualReason, ManualVerdict, lowered
from app.services.approval import Approval
from app.services.approve_manual import ApprovalOutcome, ApprovalProblem, ApprovalRefused, Approved
from app.services.open_basket import (
    OpenBasket,
    with_manual_discount,
    with_manual_price,
    without_manual_discount,
    without_manual_price,
)
from app.services.outcomes import QuotedBasket
from app.ui.checkout.basket_sheets import OF_LINE, PERCENTS, ByHandKind, ByHandSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_REASONS = tuple(ManualReason)
_LONGEST_AMOUNT = 9
_BASIS = 100
"""Hundredths of a percent in one percent."""
_OF_ORDER = (ByHandKind.ORDER_PERCENT, ByHandKind.ORDER_AMOUNT)


class ByHandTill(Protocol):
    """What prices by hand need of the till."""

    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket: ...
    def manual_verdict(
        self, basket: OpenBasket, tender: TenderKind | None, cashier_id: bytes
    ) -> ManualVerdict: ...
    def approve_manual(self, basket: OpenBasket, approval: Approval) -> ApprovalOutcome: ...


class ByHandDesk(Desk):
    """The basket changes only once what was keyed may be sold."""

    sheets = (ByHandSheet,)

    def __init__(
        self, till: ByHandTill, lanes: Lanes, board: Board, basket: BasketDesk, word: WordDesk
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._basket = basket
        self._asked = 0
        self._word = word
        self.cashier_id = b""

    def open(self) -> None:
        """F11: for the marked line, or the whole order; with what is set already, which may need a manager by now."""
        state = self._board.state
        if not self._board.is_free:
            return
        if not state.can_pay:
            self._board.notice(Trouble.NOTHING_TO_CHANGE)
            return
        kind = ByHandKind.ORDER_PERCENT if state.selected is None else ByHandKind.LINE_PRICE
        self._put(self._as_it_is(ByHandSheet(line=state.selected, kind=kind)))

    def kinds(self) -> tuple[ByHandKind, ...]:
        """What can be set now."""
        sheet = self._board.state.sheet
        has_line = isinstance(sheet, ByHandSheet) and sheet.line is not None
        return (*(OF_LINE if has_line else ()), *_OF_ORDER)

    def choose_kind(self, kind: ByHandKind) -> None:
        """Another thing to set; what was keyed for the one before is forgotten."""
        sheet = self._entry()
        if sheet is not None and kind in self.kinds() and kind is not sheet.kind:
            self._put(self._as_it_is(replace(sheet, kind=kind, keyed="")))

    def step_kind(self, by: int) -> None:
        """The next or the previous kind."""
        sheet = self._entry()
        if sheet is not None:
            kinds = self.kinds()
            self.choose_kind(kinds[(kinds.index(sheet.kind) + by) % len(kinds)])

    def choose_reason(self, reason: ManualReason) -> None:
        """Marks a reason."""
        sheet = self._entry()
        if sheet is not None:
            self._put(replace(sheet, reason=reason))

    def step(self, by: int) -> None:
        sheet = self._entry()
        if sheet is not None:
            self.choose_reason(_REASONS[(_REASONS.index(sheet.reason) + by) % len(_REASONS)])

    def key(self, digits: str) -> None:
        sheet = self._entry()
        if sheet is None:
            return
        keyed = _percent(sheet.keyed + digits) if sheet.kind in PERCENTS else _amount(sheet, digits)
        if keyed is not None:
            self._put(replace(sheet, keyed=keyed))

    def erase(self) -> None:
        sheet = self._entry()
        if sheet is not None:
            self._put(replace(sheet, keyed=sheet.keyed[:-1]))

    def clear(self) -> None:
        sheet = self._entry()
        if sheet is not None:
            self._put(replace(sheet, keyed=""))

    def take_off(self) -> None:
        """The line at its own price again, or the order with nothing off by hand."""
        sheet = self._entry()
        if sheet is None:
            return
        line = sheet.line
        self._board.sheet(None)
        if sheet.kind in OF_LINE and line is not None:
            self._basket.edit(lambda basket: without_manual_price(basket, line))
        else:
            self._basket.edit(without_manual_discount)

    def confirm(self) -> None:
        """Takes what was keyed, or says who must allow it; before it is judged, nothing happens."""
        sheet = self._entry()
        basket = self._wanted(sheet)
        if sheet is None or basket is None or sheet.verdict is None:
            return
        match sheet.verdict:
            case ManualVerdict.ALLOWED:
                self._take(basket)
            case ManualVerdict.NEEDS_MANAGER:
                self._word.ask(self._given)
            case ManualVerdict.TOO_MUCH:
                self._board.notice(ApprovalRefused(problem=ApprovalProblem.TOO_MUCH))

    def _entry(self) -> ByHandSheet | None:
        """The sheet while it may be keyed."""
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, ByHandSheet) and not sheet.saving else None

    def _as_it_is(self, sheet: ByHandSheet) -> ByHandSheet:
        """The sheet with what the basket has of its kind."""
        basket = self._board.state.basket
        if basket is None:
            return sheet
        manual = basket.manual
        if sheet.kind is ByHandKind.LINE_PRICE:
            price = next((line.manual for line in basket.lines if line.number == sheet.line), None)
            return sheet if price is None else _with(sheet, str(price.price), price.reason)
        if sheet.kind is ByHandKind.ORDER_PERCENT and manual is not None and manual.basis_points:
            return _with(sheet, _percent_text(manual.basis_points), manual.reason)
        if sheet.kind is ByHandKind.ORDER_AMOUNT and manual is not None and manual.amount:
            return _with(sheet, str(manual.amount), manual.reason)
        return sheet

    def _put(self, sheet: ByHandSheet) -> None:
        self._board.sheet(replace(sheet, quoted=None, verdict=None))
        self._judge()

    def _judge(self) -> None:
        """Asks what the basket would cost, and whether it may be sold so; an older answer is dropped."""
        basket, staff_id = self._wanted(self._entry()), self.cashier_id
        self._asked += 1
        number = self._asked
        if basket is None:
            return

        def judged() -> tuple[QuotedBasket, ManualVerdict]:
            return self._till.quoted(basket, None), self._till.manual_verdict(basket, None, staff_id)

        self._lanes.read.submit(judged, lambda answer: self._judged(number, *answer), self._failed)

    def _judged(self, number: int, quoted: QuotedBasket, verdict: ManualVerdict) -> None:
        sheet = self._entry()
        if sheet is not None and number == self._asked:
            self._board.put(replace(self._board.state, sheet=replace(sheet, quoted=quoted, verdict=verdict)))

    def _wanted(self, sheet: ByHandSheet | None) -> OpenBasket | None:
        """The basket as it would be; None: there is nothing to set, or it would be dearer."""
        basket = self._board.state.basket
        if sheet is None or basket is None or not sheet.keyed.strip(","):
            return None
        if sheet.kind in OF_LINE:
            return _with_line(basket, sheet)
        if sheet.kind is ByHandKind.ORDER_PERCENT:
            return with_manual_discount(basket, sheet.reason, basis_points=_basis_points(sheet.keyed))
        return with_manual_discount(basket, sheet.reason, amount=int(sheet.keyed))

    def _take(self, basket: OpenBasket) -> None:
        self._word.close()
        self._board.sheet(None)
        self._basket.edit(lambda _before: basket)

    def _given(self, approval: Approval) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, ByHandSheet):
            return
        basket = self._wanted(sheet)
        if basket is not None:
            self._board.sheet(replace(sheet, saving=True))
            self._lanes.write.submit(
                lambda: self._till.approve_manual(basket, approval), self._answered, self._not_saved
            )

    def _answered(self, outcome: ApprovalOutcome) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, ByHandSheet):
            return
        self._board.sheet(replace(sheet, saving=False))
        if isinstance(outcome, Approved):
            self._take(outcome.basket)
        elif outcome.missing_word is not None:
            self._word.judge(outcome.missing_word, self._given)
        else:
            self._word.close()
            self._board.notice(outcome)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)

    def _not_saved(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        self._word.close()
        if isinstance(sheet, ByHandSheet):
            self._board.sheet(replace(sheet, saving=False))
        self._board.notice(Trouble.NOT_SAVED)


def _with_line(basket: OpenBasket, sheet: ByHandSheet) -> OpenBasket | None:
    line = next((line for line in basket.lines if line.number == sheet.line), None)
    if line is None:
        return None
    if sheet.kind is ByHandKind.LINE_PERCENT:
        price = lowered(line.item.price, _basis_points(sheet.keyed))
    else:
        price = int(sheet.keyed)
    if price > line.item.price:
        return None
    return with_manual_price(basket, line.number, price, sheet.reason)


def _with(sheet: ByHandSheet, keyed: str, reason: str) -> ByHandSheet:
    return replace(sheet, keyed=keyed, reason=ManualReason(reason))


def _amount(sheet: ByHandSheet, digits: str) -> str | None:
    """Rupiah; a price of nothing is a price, too."""
    if not digits.isdigit() or len(sheet.keyed + digits) > _LONGEST_AMOUNT:
        return None
    return (sheet.keyed + digits).lstrip("0") or "0"


def _percent(keyed: str) -> str | None:
    """At most 100, with two places after the comma; None: no such percentage."""
    whole, comma, places = keyed.partition(",")
    if (whole and not whole.isdigit()) or (places and not places.isdigit()) or len(places) > 2:
        return None
    text = (whole.lstrip("0") or "0") + comma + places
    return text if _basis_points(text) <= 100 * _BASIS else None


def _percent_text(basis_points: int) -> str:
    """250 is `2,5`."""
    whole, places = divmod(basis_points, _BASIS)
    decimals = f"{places:02d}".rstrip("0")
    return f"{whole},{decimals}" if decimals else str(whole)


def _basis_points(keyed: str) -> int:
    """`2,5` is 250."""
    whole, _, places = keyed.partition(",")
    return int(whole or "0") * _BASIS + int(places.ljust(2, "0") or "0")
