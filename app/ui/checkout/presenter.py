"""The checkout's behaviour: every public method is something that a cashier, or a scanner, does.

Lives on the screen's thread; what blocks goes to a lane. Whatever has a sheet has a desk (`desk.py`): what is done
while the sheet is open goes there.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import UNIT, Item, Proof
from app.services.member_view import MemberView
from app.services.open_basket import line_to_load, with_gift_load, with_item, with_member, with_quantity
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ItemFound,
    MemberFound,
    ReceiptFound,
    SaleDone,
    ScanOutcome,
    ScanUnknown,
    StaffFound,
    VoucherFound,
    VoucherStanding,
)
from app.services.scans import Scan
from app.ui.approval import ApprovalTill
from app.ui.checkout.aside import AsideDesks, AsideTill
from app.ui.checkout.bill_sheets import BillSheet
from app.ui.checkout.board import Board, Show
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk, BasketTill
from app.ui.checkout.desks.bill import BillDesk, BillTill
from app.ui.checkout.desks.gift_code import GiftCodeDesk, GiftCodeTill
from app.ui.checkout.desks.offers import OffersDesk
from app.ui.checkout.desks.payment import PaymentDesk, PaymentTill
from app.ui.checkout.desks.quantity import QuantityDesk
from app.ui.checkout.desks.receipt import ReceiptDesk
from app.ui.checkout.desks.redeem import RedeemDesk, RedeemTill
from app.ui.checkout.desks.reference import ReferenceDesk
from app.ui.checkout.desks.search import SearchDesk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.enrol_state import EnrolSheet
from app.ui.checkout.people import OfficeTill, PeopleDesks
from app.ui.checkout.state import (
    CheckoutState,
    FinishPanel,
    QuantitySheet,
    RedeemSheet,
    ReferrerSearch,
    ShiftOfAnother,
    TenderSheet,
    Trouble,
    WhySheet,
)
from app.ui.checkout.telling import tell_member, tell_price
from app.ui.lanes import Lanes
from app.ui.navigation import Place
from app.ui.text_search import SearchTill

_OF_ANY_MEMBER = (QuantitySheet, RedeemSheet, BillSheet)
"""Sheets that a card leaves open: they are about a line, or about whoever the member is."""


class CheckoutTill(
    BasketTill,
    PaymentTill,
    GiftCodeTill,
    RedeemTill,
    SearchTill,
    AsideTill,
    BillTill,
    ApprovalTill,
    Protocol,
):
    """What this screen asks of the till."""

    @property
    def office(self) -> OfficeTill: ...
    def resolve(self, scan: Scan) -> ScanOutcome: ...
    def another_s_shift(self, staff_id: bytes) -> str: ...


class CheckoutPresenter:
    """Takes actions, shows states. go: to another page, from the menu. open_receipt: to a past sale, by its id."""

    def __init__(
        self,
        till: CheckoutTill,
        lanes: Lanes,
        show: Show,
        go: Callable[[Place], None],
        open_receipt: Callable[[bytes], None] = lambda _sale_id: None,
    ) -> None:
        self._till = till
        self._lanes = lanes
        self.go = go
        self._board = Board(show)
        self._basket = BasketDesk(till, lanes, self._board, self._priced)
        self.word = WordDesk(till, lanes, self._board)
        self.payment = PaymentDesk(till, lanes, self._board, self._basket, self.word, self._sold)
        self.reference = ReferenceDesk(self._board, self.payment.reprice)
        self.gift_code = GiftCodeDesk(till, lanes, self._board, self.payment.scanned)
        self.search = SearchDesk(till, lanes, self._board, self._found)
        self.redeem = RedeemDesk(till, lanes, self._board, self._basket.edit)
        self.quantity = QuantityDesk(self._board, self._set_quantity)
        self.people = PeopleDesks(
            till.office, lanes, self._board, self.word, self._joined, self._basket.reprice
        )
        self.enrol, self.joined, self.about = self.people.enrol, self.people.joined, self.people.about
        self.cards, self.pin, self.marks = self.people.cards, self.people.pin, self.people.marks
        self.aside = AsideDesks(till, lanes, self._board, self._basket, self.word)
        self.offers = OffersDesk(self._board, self.search, self.redeem, self.aside.coupon)
        self.bill = BillDesk(till, lanes, self._board, self._basket, self.word, self._sold)
        self.receipt = ReceiptDesk(self._board, open_receipt)
        self._desks: tuple[Desk, ...] = (
            self.payment,
            self.gift_code,
            self.reference,
            self.search,
            self.redeem,
            self.offers,
            self.quantity,
            self.bill,
            self.receipt,
            *self.people.all,
            *self.aside.all,
        )
        self._no_desk = Desk(self._board)
        self._pay_when_priced = False
        self._started = False

    @property
    def state(self) -> CheckoutState:
        """What shows now."""
        return self._board.state

    def start(self, cashier_id: bytes) -> None:
        """Somebody logged in. The basket that was open, here or before a power cut, goes on."""
        self.people.start(cashier_id)
        self.bill.cashier_id = cashier_id
        self.payment.serve(cashier_id)
        self.aside.start(cashier_id)
        if not self._started:
            self._started = True
            self._basket.restore()
        self._board.put(self.state)
        self._lanes.read.submit(
            lambda: self._till.another_s_shift(cashier_id), self._whose_shift, self._failed
        )

    def scanned(self, scan: Scan) -> None:
        """A code, from wherever."""
        if self._board.is_committing and not self.word.is_open:
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
            return
        self._lanes.read.submit(lambda: self._till.resolve(scan), self._resolved, self._failed)

    def scan_broken(self) -> None:
        """A scanner sent half a code."""
        self._board.notice(Trouble.SCAN_BROKEN)

    def select(self, number: int) -> None:
        """Marks a line: quantity and removal mean this one."""
        self._board.put(replace(self.state, selected=number))

    def step(self, by: int) -> None:
        """The row above or below: of the open sheet, or of the basket."""
        if self._board.is_free:
            self._step_selection(by)
        else:
            self._desk().step(by)

    def turn(self, by: int) -> None:
        """The page or the way to pay beside the one that shows."""
        self._desk().turn(by)

    def add(self, number: int, pieces: int) -> None:
        """More or fewer pieces of a line; none left removes it."""
        basket = self.state.basket
        held = next((line.quantity for line in basket.lines if line.number == number), 0) if basket else 0
        self._set_quantity(number, held + pieces * UNIT)

    def remove(self) -> None:
        """Removes the selected line; with what can be redeemed open, what is marked there."""
        if isinstance(self.state.sheet, RedeemSheet):
            self.redeem.put_back()
        elif self._board.is_free:
            self.remove_line()

    def remove_line(self) -> None:
        """Removes the selected line; not from under a sheet."""
        if self.state.selected is not None and self._board.is_free:
            self._set_quantity(self.state.selected, 0)

    def undo(self) -> None:
        """Takes the last change of the basket back."""
        if not self._board.is_committing:
            self._basket.undo()

    def without_member(self) -> None:
        """Makes it a guest's sale."""
        if not self._board.is_committing:
            self._basket.edit(lambda basket: with_member(basket, None))

    def why(self) -> None:
        """Explains the price."""
        if self.state.quoted is not None and self._board.is_free:
            self._board.sheet(WhySheet())

    def enter_goods(self) -> None:
        """F4: finds an item; beside another till, asks for its bill."""
        if self.bill.till:
            self.bill.open()
        else:
            self.search.open_items()

    def menu(self) -> None:
        """Shows what else can be done."""
        self.aside.menu.open()

    def void(self) -> None:
        """Gives the open basket up; with none open, goes where a past sale can be voided."""
        if self.state.can_pay:
            self.aside.give_up.open()
        else:
            self.receipts()

    def receipts(self) -> None:
        """Goes to past sales: to return, void or exchange one."""
        if self._board.is_free:
            self.go(Place.RECEIPTS)

    def pay(self) -> None:
        """Opens the payment, as soon as the price is known; after a sale, prints the receipt that was kept."""
        sheet = self.state.sheet
        if isinstance(sheet, FinishPanel) and sheet.kept:
            self.reprint()
        if not self.state.can_pay or not self._board.is_free:
            return
        if self.state.priced and self.bill.till:
            self.bill.pay()
        elif self.state.priced:
            self.payment.open()
        else:
            self._pay_when_priced = True
            self._basket.reprice()

    def key(self, digits: str) -> None:
        """Digits, typed or touched, for the sheet that takes them."""
        self._desk().key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        self._desk().erase()

    def clear(self) -> None:
        """Takes all digits back."""
        self._desk().clear()

    def confirm(self) -> None:
        """Enter: whatever the open sheet is for; without one, the notice goes."""
        if self._board.is_free:
            self._board.notice(None)
        else:
            self._desk().confirm()

    def leave(self) -> None:
        """Esc: out of the sheet; without one, the notice goes."""
        if self.word.is_open or not self._board.is_committing:
            self._desk().leave()

    def go_on(self) -> None:
        """Where the notice's button leads: to the float, where nothing is sold without a shift."""
        self._board.notice(None)
        self.go(Place.SHIFT)

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    def reprint(self) -> None:
        """Prints the newest sale's receipt again, also after a restart; one that was kept for the first time."""
        self.aside.paper.print()

    def _desk(self) -> Desk:
        """Whose sheet is open; a manager who is asked comes first."""
        if self.word.is_open:
            return self.word
        sheet = self.state.sheet
        return next((desk for desk in self._desks if isinstance(sheet, desk.sheets)), self._no_desk)

    def _step_selection(self, by: int) -> None:
        basket = self.state.basket
        if basket is None or not basket.lines:
            return
        numbers = [line.number for line in basket.lines]
        place = numbers.index(self.state.selected) if self.state.selected in numbers else 0
        self.select(numbers[max(0, min(len(numbers) - 1, place + by))])

    def _set_quantity(self, number: int, quantity: int) -> None:
        if self.state.basket is not None and self.state.basket.bill is not None:
            self._board.notice(Trouble.BESIDE_NO_ITEMS)  # a total isn't so many pieces
        elif not self._board.is_committing:
            self._basket.edit(lambda basket: with_quantity(basket, number, quantity))

    def _resolved(self, outcome: ScanOutcome) -> None:
        if self._desk().scanned(outcome) or self.bill.takes(outcome):
            return
        match outcome:
            case MemberFound(member=member):
                self._found(member, Proof.CARD)
            case ItemFound(item=item, quantity=quantity):
                self._found(item, quantity=quantity)
            case VoucherFound(standing=VoucherStanding.VALID, code=code):
                self._shown(code)
            case GiftCardFound(code=code) | ScanUnknown(looks_like="gift-card", text=code) if self._to_load():
                self._load(code)
            case CardBlocked(code=code) if self._board.is_free:
                self.cards.found_blocked(code)
            case ReceiptFound():
                self.receipt.offer(outcome)
            case ScanUnknown():
                self.aside.coupon.shown(outcome)
            case GiftCardFound() | CardBlocked() | VoucherFound() | StaffFound():
                self._board.notice(outcome)

    def _found(self, found: MemberView | Item, proof: Proof = Proof.TOLD, quantity: int = UNIT) -> None:
        """proof: who was searched for only told a number or a name."""
        sheet = self.state.sheet
        if isinstance(sheet, ReferrerSearch) and isinstance(found, MemberView):
            self.about.note_referral(sheet.referred, found)
        elif self._board.is_committing:
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
        elif isinstance(found, Item):
            self._clear_sheet()
            self._basket.edit(lambda basket: with_item(basket, found, quantity))
        else:
            if not isinstance(self.state.sheet, _OF_ANY_MEMBER):
                self._clear_sheet()
            tell_member(found)
            self._basket.edit(lambda basket: with_member(basket, found, proof))

    def _joined(self, member: MemberView, proof: Proof) -> None:
        """A new member, or one whose phone was typed, has the basket; the sheet is the desk's own."""
        tell_member(member)
        self._basket.edit(lambda basket: with_member(basket, member, proof))

    def _whose_shift(self, name: str) -> None:
        """Told once to whoever comes to somebody else's drawer, unless there is more to say."""
        if name and self.state.notice is None:
            self._board.notice(ShiftOfAnother(name))

    def _shown(self, voucher: str) -> None:
        """A voucher that counts; whether it does on this basket, the price says."""
        if self._board.is_committing:
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
        else:
            self._clear_sheet()
            self.redeem.show_voucher(voucher)

    def _to_load(self) -> int | None:
        """The newest line of gift value that no card was scanned for, while no sheet is open."""
        basket = self.state.basket
        return line_to_load(basket) if basket is not None and self._board.is_free else None

    def _load(self, code: str) -> None:
        number = self._to_load()
        if number is not None:
            self._basket.edit(lambda basket: with_gift_load(basket, number, code))
            self._board.notice(Trouble.GIFT_CARD_LOADED)

    def _clear_sheet(self) -> None:
        """A payment, which gets the new price, and a new member stay; other sheets were about the basket before."""
        if not isinstance(self.state.sheet, TenderSheet | EnrolSheet):
            self._board.sheet(None)

    def _priced(self) -> None:
        tell_price(self.state)
        self.payment.reprice()
        self.about.look()
        self.redeem.priced()
        if self._pay_when_priced:
            self._pay_when_priced = False
            self.pay()

    def _sold(self, done: SaleDone) -> None:
        self._pay_when_priced = False
        self.aside.sold(self.state.basket, done)
        self._basket.forget()
        self.enrol.forget()

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
