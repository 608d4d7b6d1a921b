"""The checkout's behaviour: every public method is something that a cashier, or a scanner, does.

Lives on the screen's thread; what blocks goes to a lane.
"""

import logging
from dataclasses import replace
from typing import Protocol

from app.domain.basket import UNIT, Item, Proof
from app.services.member_view import MemberView
from app.services.open_basket import asking, with_item, with_member, with_quantity, with_voucher
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ItemFound,
    MemberFound,
    SaleDone,
    ScanOutcome,
    ScanUnknown,
    VoucherFound,
    VoucherStanding,
)
from app.services.scans import Scan
from app.ui.checkout.basket_desk import BasketDesk, BasketTill
from app.ui.checkout.board import Board, Show
from app.ui.checkout.payment_desk import PaymentDesk, PaymentTill
from app.ui.checkout.search_desk import SearchDesk, SearchTill
from app.ui.checkout.state import (
    CheckoutState,
    FinishPanel,
    ItemSearch,
    MemberSearch,
    QuantitySheet,
    RedeemSheet,
    TenderSheet,
    Trouble,
    WhySheet,
)
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.till")
_LONGEST_QUANTITY = 4


class CheckoutTill(BasketTill, PaymentTill, SearchTill, Protocol):
    """What this screen asks of the till."""

    def resolve(self, scan: Scan) -> ScanOutcome: ...
    def reprint(self, sale_id: bytes | None) -> bool: ...


class CheckoutPresenter:
    """Takes actions, shows states."""

    def __init__(self, till: CheckoutTill, lanes: Lanes, show: Show) -> None:
        self._till = till
        self._lanes = lanes
        self._board = Board(show)
        self._basket = BasketDesk(till, lanes, self._board, self._priced)
        self.payment = PaymentDesk(till, lanes, self._board, self._sold)
        self.search = SearchDesk(till, lanes, self._board, self._found)
        self._pay_when_priced = False
        self._last_sale: bytes | None = None
        self._started = False

    @property
    def state(self) -> CheckoutState:
        """What shows now."""
        return self._board.state

    def start(self, cashier_id: bytes) -> None:
        """Somebody logged in. The basket that was open, here or before a power cut, goes on."""
        self.payment.cashier_id = cashier_id
        if not self._started:
            self._started = True
            self._basket.restore()
        self._board.put(self.state)

    def scanned(self, scan: Scan) -> None:
        """A code, from wherever."""
        if self.payment.is_committing():
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
            return
        self._lanes.read.submit(lambda: self._till.resolve(scan), self._resolved, self._failed)

    def scan_broken(self) -> None:
        """A scanner sent half a code."""
        self._board.notice(Trouble.SCAN_BROKEN)

    def select(self, number: int) -> None:
        """Marks a line: quantity and removal mean this one."""
        self._board.put(replace(self.state, selected=number))

    def step_selection(self, by: int) -> None:
        """The line above or below."""
        basket = self.state.basket
        if basket is None or not basket.lines:
            return
        numbers = [line.number for line in basket.lines]
        place = numbers.index(self.state.selected) if self.state.selected in numbers else 0
        self.select(numbers[max(0, min(len(numbers) - 1, place + by))])

    def add(self, number: int, pieces: int) -> None:
        """More or fewer pieces of a line; none left removes it."""
        basket = self.state.basket
        held = next((line.quantity for line in basket.lines if line.number == number), 0) if basket else 0
        self._set_quantity(number, held + pieces * UNIT)

    def remove_line(self) -> None:
        """Removes the selected line."""
        if self.state.selected is not None:
            self._set_quantity(self.state.selected, 0)

    def undo(self) -> None:
        """Takes the last change of the basket back."""
        if not self.payment.is_committing():
            self._basket.undo()

    def without_member(self) -> None:
        """Makes it a guest's sale."""
        if not self.payment.is_committing():
            self._basket.edit(lambda basket: with_member(basket, None))

    def why(self) -> None:
        """Explains the price."""
        if self.state.quoted is not None and self._nothing_open():
            self._board.sheet(WhySheet())

    def redeem(self) -> None:
        """Opens the redemption: what was chosen before, or all that is allowed."""
        quoted = self.state.quoted
        if not self._nothing_open():
            return
        if quoted is None or quoted.quote.redemption.limit == 0:
            self._board.notice(Trouble.NOTHING_TO_REDEEM)
            return
        redemption = quoted.quote.redemption
        self._board.sheet(RedeemSheet(redemption.points or redemption.limit))

    def redeem_steps(self, steps: int) -> None:
        """So many of the programme's steps more or fewer."""
        sheet, quoted = self.state.sheet, self.state.quoted
        if isinstance(sheet, RedeemSheet) and quoted is not None:
            rules, limit = quoted.programme.points, quoted.quote.redemption.limit
            points = max(0, min(limit, sheet.points + steps * rules.redeem_multiple))
            if 0 < points < rules.redeem_minimum:
                points = 0 if steps < 0 else min(limit, rules.redeem_minimum)
            self._board.sheet(RedeemSheet(points))

    def redeem_all(self) -> None:
        """As many points as this basket allows."""
        if isinstance(self.state.sheet, RedeemSheet) and self.state.quoted is not None:
            self._board.sheet(RedeemSheet(self.state.quoted.quote.redemption.limit))

    def quantity(self) -> None:
        """Asks for the selected line's quantity."""
        if self.state.selected is not None and self._nothing_open():
            self._board.sheet(QuantitySheet(self.state.selected))

    def find_member(self) -> None:
        """Opens the search for a member."""
        if self._nothing_open():
            self.search.open_members()

    def find_item(self) -> None:
        """Opens the search for an item."""
        if self._nothing_open():
            self.search.open_items()

    def pay(self) -> None:
        """Opens the payment, as soon as the price is known."""
        if not self.state.can_pay or not self._nothing_open():
            return
        if self.state.priced:
            self.payment.open()
        else:
            self._pay_when_priced = True
            self._basket.reprice()

    def key(self, digits: str) -> None:
        """Digits, typed or touched, for the sheet that takes them."""
        sheet = self.state.sheet
        if isinstance(sheet, QuantitySheet):
            self._board.sheet(replace(sheet, keyed=(sheet.keyed + digits).lstrip("0")[:_LONGEST_QUANTITY]))
        else:
            self.payment.key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        sheet = self.state.sheet
        if isinstance(sheet, QuantitySheet):
            self._board.sheet(replace(sheet, keyed=sheet.keyed[:-1]))
        else:
            self.payment.erase()

    def clear(self) -> None:
        """Takes all digits back."""
        sheet = self.state.sheet
        if isinstance(sheet, QuantitySheet):
            self._board.sheet(replace(sheet, keyed=""))

    def confirm(self) -> None:
        """Enter: whatever the open sheet is for."""
        sheet = self.state.sheet
        match sheet:
            case RedeemSheet(points=points):
                self._basket.edit(lambda basket: asking(basket, points))
                self._board.sheet(None)
            case QuantitySheet(number=number, keyed=keyed):
                self._board.sheet(None)
                if keyed:
                    self._set_quantity(number, int(keyed) * UNIT)
            case TenderSheet():
                self.payment.confirm()
            case MemberSearch() | ItemSearch():
                self.search.choose()
            case WhySheet() | FinishPanel():
                self._board.sheet(None)
            case None:
                self._board.notice(None)

    def leave(self) -> None:
        """Esc: out of the sheet; without one, the notice goes."""
        if not self.payment.is_committing():
            self._board.sheet(None)

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    def reprint(self) -> None:
        """Prints the newest sale's receipt again, also after a restart."""
        sale_id = self._last_sale
        self._lanes.write.submit(lambda: self._till.reprint(sale_id), self._reprinted, self._failed)

    def _set_quantity(self, number: int, quantity: int) -> None:
        if not self.payment.is_committing():
            self._basket.edit(lambda basket: with_quantity(basket, number, quantity))

    def _resolved(self, outcome: ScanOutcome) -> None:
        match outcome:
            case MemberFound(member=member):
                self._found(member, Proof.CARD)
            case ItemFound(item=item):
                self._found(item)
            case VoucherFound(standing=VoucherStanding.VALID, code=code):
                self._shown(code)
            case GiftCardFound():
                self._board.notice(outcome)
            case ScanUnknown() | CardBlocked() | VoucherFound():
                _log.info("scan not known", extra={"event": "scan.unknown"})
                self._board.notice(outcome)

    def _found(self, found: MemberView | Item, proof: Proof = Proof.TOLD) -> None:
        """proof: who was searched for only told a number or a name."""
        if self.payment.is_committing():
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
        elif isinstance(found, Item):
            self._clear_sheet()
            self._basket.edit(lambda basket: with_item(basket, found))
        else:
            if not isinstance(self.state.sheet, QuantitySheet):  # it is about a line, which stays
                self._clear_sheet()
            _tell_member(found)
            self._basket.edit(lambda basket: with_member(basket, found, proof))

    def _shown(self, voucher: str) -> None:
        """A voucher that counts; whether it does on this basket, the price says."""
        if self.payment.is_committing():
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
        else:
            self._clear_sheet()
            self._basket.edit(lambda basket: with_voucher(basket, voucher))

    def _clear_sheet(self) -> None:
        """The payment stays open and gets the new price; every other sheet was about the basket before."""
        if not isinstance(self.state.sheet, TenderSheet):
            self._board.sheet(None)

    def _priced(self) -> None:
        _tell_price(self.state)
        self.payment.reprice()
        if self._pay_when_priced:
            self._pay_when_priced = False
            self.pay()

    def _sold(self, done: SaleDone) -> None:
        self._last_sale = done.sale_id
        self._pay_when_priced = False
        self._basket.forget()

    def _reprinted(self, found: bool) -> None:
        self._board.notice(Trouble.REPRINTING if found else Trouble.NOTHING_TO_REPRINT)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)

    def _nothing_open(self) -> bool:
        return self.state.sheet is None


def _tell_member(member: MemberView) -> None:
    _log.info(
        "member shown",
        extra={
            "event": "member.shown",
            "member_id": member.member_id.hex(),
            "balance": member.balance,
            "usable": member.usable,
        },
    )


def _tell_price(state: CheckoutState) -> None:
    if state.quoted is None:
        return
    lines = state.quoted.basket.lines
    _log.info(
        "basket priced",
        extra={
            "event": "basket.priced",
            "lines": len(lines),
            "pieces": sum(line.quantity for line in lines) // UNIT,
            "payable": state.quoted.quote.payable,
        },
    )
