"""Beside another till: its bill is keyed or scanned, becomes the basket, and counts once it is paid over there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.domain.basket import TenderKind
from app.domain.programme.document import Programme
from app.domain.satisfaction import Question
from app.services.approval import Approval
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket
from app.services.other_bill import (
    LONGEST_NUMBER,
    BillAsked,
    BillReady,
    BillRefused,
    BillTotal,
    categories_of,
    with_bill,
)
from app.services.outcomes import (
    Commit,
    ItemFound,
    PriceChanged,
    QuotedBasket,
    SaleDone,
    SaleRefused,
    ScanOutcome,
    ScanUnknown,
)
from app.ui.checkout.bill_sheets import BillPaySheet, BillSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.desks.finish import finish_panel
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_LONGEST_AMOUNT = 11


class BillTill(Protocol):
    """What entering bills needs of the till."""

    @property
    def beside_till(self) -> str: ...
    @property
    def satisfaction(self) -> Question | None: ...

    def programme(self) -> Programme: ...
    def check_bill(self, asked: BillAsked) -> BillReady | BillRefused: ...
    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket: ...
    def commit(self, basket: OpenBasket, payment: Payment) -> Commit: ...


class BillDesk(Desk):
    """`sold` is called once per bill that counted, after the state shows it."""

    sheets = (BillSheet, BillPaySheet)

    def __init__(
        self,
        till: BillTill,
        lanes: Lanes,
        board: Board,
        basket: BasketDesk,
        word: WordDesk,
        sold: Callable[[SaleDone], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._basket = basket
        self._word = word
        self._sold = sold
        self._asked = 0
        self.cashier_id = b""

    @property
    def till(self) -> str:
        """The till that this one stands beside; empty: it sells by itself."""
        return self._till.beside_till

    def open(self, number: str = "") -> None:
        """F4: an empty sheet, or one for the number that was scanned."""
        if self._board.is_free and not self._basket.is_opening:
            self._board.sheet(BillSheet(number=number[:LONGEST_NUMBER]))
            self._lanes.read.submit(self._till.programme, self._named, self._failed)

    def takes(self, outcome: ScanOutcome) -> bool:
        """Whether a scan means a bill here: what nobody knows is its number, and goods are the other till's."""
        if not self.till:
            return False
        match outcome:
            case ItemFound():
                self._board.notice(Trouble.BESIDE_NO_ITEMS)
            case ScanUnknown(text=text, looks_like="nothing" | "item"):
                self._number(text)
            case _:
                return False
        return True

    def type_number(self, text: str) -> None:
        """The whole number, as it is now."""
        sheet = self._entry()
        if sheet is not None:
            self._board.sheet(replace(sheet, number=text[:LONGEST_NUMBER]))

    def type_total(self, text: str) -> None:
        """The whole total, as it is now; what is no digit is left out."""
        sheet = self._entry()
        if sheet is not None:
            self._board.sheet(replace(sheet, total=_digits(text)))

    def type_part(self, category: str, text: str) -> None:
        """What of it is in a category."""
        sheet = self._entry()
        if sheet is not None:
            parts = ((name, _digits(text) if name == category else keyed) for name, keyed in sheet.parts)
            self._board.sheet(replace(sheet, parts=tuple(parts)))

    def confirm(self) -> None:
        """Enters the bill; or, once it is paid over there, counts it."""
        sheet = self._board.state.sheet
        if isinstance(sheet, BillSheet) and not sheet.checking:
            self._check(sheet)
        elif isinstance(sheet, BillPaySheet) and not sheet.saving and sheet.quoted is not None:
            self._commit(sheet, sheet.quoted)

    def leave(self) -> None:
        sheet = self._board.state.sheet
        if not (isinstance(sheet, BillPaySheet) and sheet.saving):
            self._asked += 1
            self._board.sheet(None)

    def pay(self) -> None:
        """F12: what to key into the other till."""
        basket = self._board.state.basket
        if basket is not None:
            self._board.sheet(BillPaySheet())
            self._price(basket)

    def _entry(self) -> BillSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, BillSheet) and not sheet.checking else None

    def _number(self, text: str) -> None:
        if self._entry() is not None:
            self.type_number(text)
        elif self._board.is_free:
            self.open(text)
        else:
            self._board.notice(Trouble.BESIDE_BUSY)

    def _named(self, programme: Programme) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, BillSheet) and not sheet.known:
            parts = tuple((name, "") for name in categories_of(programme))
            self._board.put(replace(self._board.state, sheet=replace(sheet, parts=parts, known=True)))

    def _check(self, sheet: BillSheet) -> None:
        parts = tuple(BillTotal(category=name, amount=int(keyed)) for name, keyed in sheet.parts if keyed)
        asked = BillAsked(number=sheet.number, total=int(sheet.total or "0"), parts=parts)
        self._asked += 1
        number = self._asked
        self._board.sheet(replace(sheet, checking=True))
        self._lanes.read.submit(
            lambda: self._till.check_bill(asked), lambda outcome: self._checked(number, outcome), self._failed
        )

    def _checked(self, number: int, outcome: BillReady | BillRefused) -> None:
        sheet = self._board.state.sheet
        if number != self._asked or not isinstance(sheet, BillSheet):
            return
        if isinstance(outcome, BillReady):
            self._board.sheet(None)
            self._basket.edit(lambda basket: with_bill(basket, outcome))
        else:
            self._board.sheet(replace(sheet, checking=False))
            self._board.notice(outcome)

    def _price(self, basket: OpenBasket) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.quoted(basket, None), lambda quoted: self._priced(number, quoted), self._failed
        )

    def _priced(self, number: int, quoted: QuotedBasket) -> None:
        sheet = self._board.state.sheet
        if number == self._asked and isinstance(sheet, BillPaySheet):
            self._board.put(replace(self._board.state, sheet=replace(sheet, quoted=quoted)))

    def _commit(self, sheet: BillPaySheet, quoted: QuotedBasket, approval: Approval | None = None) -> None:
        payable = quoted.quote.payable
        payment = Payment(
            kind=None, received=payable, expected=payable, cashier_id=self.cashier_id, approval=approval
        )
        self._board.sheet(replace(sheet, saving=True))
        self._lanes.write.submit(
            lambda: self._till.commit(quoted.basket, payment),
            lambda outcome: self._committed(sheet, quoted, outcome),
            self._not_saved,
        )

    def _committed(self, sheet: BillPaySheet, quoted: QuotedBasket, outcome: Commit) -> None:
        if isinstance(outcome, SaleRefused) and outcome.approval is not None:
            again = partial(self._commit, sheet, quoted)
            self._word.judge(outcome.approval, again, lambda: self._refused(outcome))
            return
        self._word.close()
        match outcome:
            case SaleDone():
                self._board.sheet(finish_panel(outcome, quoted.programme, self._till.satisfaction))
                self._sold(outcome)
            case PriceChanged(quoted=newer):
                self._board.sheet(BillPaySheet(quoted=newer))
                self._board.notice(Trouble.PRICE_CHANGED)
            case SaleRefused():
                self._refused(outcome)

    def _refused(self, refused: SaleRefused) -> None:
        self._board.sheet(None)
        self._board.notice(refused)

    def _failed(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, BillSheet):
            self._board.sheet(replace(sheet, checking=False))
        self._board.notice(Trouble.FAULT)

    def _not_saved(self, _fault: Exception) -> None:
        """The till asks the store again with the same basket: what was written isn't written twice."""
        sheet = self._board.state.sheet
        self._word.close()
        if isinstance(sheet, BillPaySheet):
            self._board.sheet(replace(sheet, saving=False))
        self._board.notice(Trouble.NOT_SAVED)


def _digits(text: str) -> str:
    kept = "".join(character for character in text if character.isascii() and character.isdigit())
    return kept.lstrip("0")[:_LONGEST_AMOUNT]
