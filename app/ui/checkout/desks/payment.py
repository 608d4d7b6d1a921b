"""How the customer pays: the ways, the amounts, and what is asked of gift cards, the wallet and charity."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import PaymentMethod, TenderKind
from app.services.causes import Cause, given_to, rounding_up
from app.services.open_basket import (
    OpenBasket,
    TakenTender,
    last_tender,
    with_donation,
)
from app.services.outcomes import (
    GiftCardFound,
    QuotedBasket,
    SaleDone,
    ScanOutcome,
)
from app.services.redeemable import Redeemable
from app.services.take_tender import TenderProblem, TenderRefused
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.asking import Asking, BasketOwner
from app.ui.checkout.desks.settling import Settling, SettlingTill
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.paid_parts import PaidPart, as_parts, left_to_pay, ways_of
from app.ui.checkout.state import CashShort, ReferenceSheet, TenderSheet, Trouble, quick_cash
from app.ui.lanes import Lanes

_LONGEST_AMOUNT = 10


class PaymentTill(SettlingTill, Protocol):
    """What paying needs of the till."""

    @property
    def other_tenders(self) -> tuple[PaymentMethod, ...]: ...
    def quoted(self, basket: OpenBasket, tender: TenderKind | None) -> QuotedBasket: ...
    def redeemable(self, basket: OpenBasket) -> Redeemable: ...
    def causes(self, basket: OpenBasket) -> tuple[Cause, ...]: ...


class PaymentDesk(Desk):
    """`sold` is called once per committed sale, after the state shows it."""

    sheets = (TenderSheet,)

    def __init__(
        self,
        till: PaymentTill,
        lanes: Lanes,
        board: Board,
        owner: BasketOwner,
        word: WordDesk,
        sold: Callable[[SaleDone], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._owner = owner
        self._asking = Asking(board, owner)
        self._settling = Settling(till, lanes, board, word, owner.adopt, sold, self.reprice)
        self._asked = 0
        self._confirm_when_priced: int | None = None  # the question whose answer was confirmed in advance

    def serve(self, cashier_id: bytes) -> None:
        """Whose sales these are from now on."""
        self._settling.cashier_id = cashier_id

    def open(self) -> None:
        """Shows the ways to pay, cash first; or the one that has paid all already."""
        basket = self._board.state.basket
        last = None if basket is None else last_tender(basket)
        way = PaymentMethod.CASH if last is None else last.method
        self._board.sheet(TenderSheet(way=way, others=self._till.other_tenders))
        self.reprice()
        if basket is not None:
            self._lanes.read.submit(lambda: self._till.causes(basket), self._causes, self._failed)

    def choose(self, way: PaymentMethod) -> None:
        """Prices the basket for a way to pay: cash rounds. Less cash than is due leaves the rest to the new way."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        self._confirm_when_priced = None
        chosen = TenderSheet(way=way, causes=sheet.causes, others=sheet.others)
        keyed = str(_missing(sheet)) if chosen.has_slip and _missing(sheet) else ""
        self._board.sheet(replace(chosen, keyed=keyed))
        self.reprice()
        basket = self._board.state.basket
        if way is PaymentMethod.CASHBACK and basket is not None:
            self._lanes.read.submit(lambda: self._till.redeemable(basket), self._wallet, self._failed)

    def choose_other(self) -> None:
        """The first way that the shop has named, unless one of them is chosen."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.others and sheet.way not in sheet.others:
            self.choose(sheet.others[0])

    def turn(self, by: int) -> None:
        sheet = self._open_sheet()
        if sheet is not None:
            ways = ways_of(sheet.quoted, sheet.others)
            place = ways.index(sheet.way) if sheet.way in ways else 0
            self.choose(ways[(place + by) % len(ways)])

    def reprice(self) -> None:
        """Asks for this way's price again, because the basket has changed."""
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
        sheet = self._open_sheet()
        if sheet is not None and (sheet.way is not PaymentMethod.GIFT_VALUE or sheet.card is not None):
            self._type(sheet, (sheet.keyed + digits).lstrip("0")[:_LONGEST_AMOUNT])

    def erase(self) -> None:
        sheet = self._open_sheet()
        if sheet is not None:
            self._type(sheet, sheet.keyed[:-1])

    def clear(self) -> None:
        sheet = self._open_sheet()
        if sheet is not None:
            self._type(sheet, "")

    def quick(self, place: int) -> None:
        """Receives the n-th quick amount, from 0; of the ways that the shop has named, chooses the n-th."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.way in sheet.others and place < len(sheet.others):
            self.choose(sheet.others[place])
        if sheet is None or sheet.kind is not TenderKind.CASH or sheet.quoted is None:
            return
        amounts = quick_cash(sheet.quoted.quote.payable)
        if place < len(amounts):
            self._receive(sheet.quoted, amounts[place])

    def confirm(self) -> None:
        """Pays by the chosen way what was keyed, or exactly what is left; or gives back what was marked."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if sheet.giving_back is not None:
            self._give_back_now(sheet.giving_back)
        elif sheet.quoted is None:
            self.reprice()
            self._confirm_when_priced = self._asked
        else:
            self._pay(sheet, sheet.quoted)

    def leave(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, TenderSheet) and sheet.giving_back is not None:
            self._board.sheet(replace(sheet, giving_back=None))
        else:
            self._board.sheet(None)

    def scanned(self, outcome: ScanOutcome) -> bool:
        sheet = self._open_sheet()
        if sheet is None or not isinstance(outcome, GiftCardFound):
            return False
        if outcome.blocked or outcome.usable == 0:
            self._board.notice(outcome)
        else:
            shown = replace(sheet, way=PaymentMethod.GIFT_VALUE, card=outcome, keyed="", reference="")
            self._board.sheet(replace(shown, quoted=None, wallet=None, giving_back=None))
            self.reprice()
        return True

    def refer(self) -> None:
        """Asks for the reference on the slip of the chosen way."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.has_slip and sheet.giving_back is None:
            self._board.sheet(ReferenceSheet(sheet, sheet.reference))

    def give_back(self, part: PaidPart) -> None:
        """Marks a tender, whose money goes back once that is confirmed; what was only asked for just isn't any more."""
        sheet = self._open_sheet()
        if sheet is not None and part.place is not None:
            self._board.sheet(replace(sheet, giving_back=part.place))
        elif sheet is not None:
            self._asking.no_more(part)

    def give(self, place: int) -> None:
        """Rounds up for the n-th cause, from 0; once more: not."""
        sheet, basket = self._open_sheet(), self._board.state.basket
        if sheet is None or sheet.quoted is None or basket is None or place >= len(sheet.causes):
            return
        cause = sheet.causes[place]
        due = sheet.quoted.quote.payable - sheet.quoted.quote.cash_rounding
        amount = 0 if given_to(basket, cause) else rounding_up(due)
        self._owner.edit(lambda basket: with_donation(basket, cause.item, amount))

    def _pay(self, sheet: TenderSheet, quoted: QuotedBasket) -> None:
        last = last_tender(quoted.basket)
        if last is not None:
            self._settling.sell(quoted, TenderKind(last.method.value), last.received)
        elif quoted.quote.payable == 0:
            self._settling.sell(quoted, sheet.kind or TenderKind.CASH, 0)
        elif sheet.way is PaymentMethod.CASH:
            self._pay_cash(sheet, quoted)
        elif sheet.way is PaymentMethod.CASHBACK:
            self._asking.wallet(sheet)
        elif sheet.way is PaymentMethod.GIFT_VALUE:
            self._asking.gift_card(sheet, quoted)
        else:
            self._take(sheet, quoted)

    def _pay_cash(self, sheet: TenderSheet, quoted: QuotedBasket) -> None:
        missing = _missing(sheet)
        if missing:
            self._board.notice(CashShort(missing))
        else:
            self._receive(quoted, int(sheet.keyed) if sheet.keyed else quoted.quote.payable)

    def _receive(self, quoted: QuotedBasket, cash: int) -> None:
        """Alone it is on disk with the sale; after other tenders it joins them first."""
        due = quoted.quote.payable
        if quoted.basket.tenders:
            last = TakenTender(method=PaymentMethod.CASH, amount=due, received=cash, last=True)
            self._settling.take(quoted, last)
        else:
            self._settling.sell(quoted, TenderKind.CASH, cash)

    def _take(self, sheet: TenderSheet, quoted: QuotedBasket) -> None:
        due = quoted.quote.payable
        amount = int(sheet.keyed) if sheet.keyed else due
        if amount > due:
            self._board.notice(TenderRefused(problem=TenderProblem.OVER))
        else:
            tender = TakenTender(method=sheet.way, amount=amount, received=amount, last=amount == due)
            self._settling.take(quoted, replace(tender, reference=sheet.reference))

    def _give_back_now(self, place: int) -> None:
        basket = self._board.state.basket
        if basket is not None:
            self._settling.give_back(basket, place)

    def _open_sheet(self) -> TenderSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, TenderSheet) and not sheet.committing else None

    def _type(self, sheet: TenderSheet, keyed: str) -> None:
        self._board.sheet(replace(sheet, keyed=keyed, giving_back=None))

    def _quoted(self, number: int, quoted: QuotedBasket) -> None:
        sheet = self._open_sheet()
        if number != self._asked or sheet is None:
            return
        grown = as_parts(quoted)
        if grown is not None:
            self._owner.adopt(grown)
            return
        self._board.put(replace(self._board.state, sheet=replace(sheet, quoted=quoted)))
        if self._confirm_when_priced == number:
            self._confirm_when_priced = None
            self.confirm()

    def _wallet(self, found: Redeemable) -> None:
        sheet = self._open_sheet()
        if sheet is not None and sheet.way is PaymentMethod.CASHBACK:
            self._board.put(replace(self._board.state, sheet=replace(sheet, wallet=found.wallet)))

    def _causes(self, causes: tuple[Cause, ...]) -> None:
        sheet = self._open_sheet()
        if sheet is not None and causes:
            self._board.put(replace(self._board.state, sheet=replace(sheet, causes=causes)))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


def _missing(sheet: TenderSheet) -> int:
    """Rupiah that the keyed cash is short of what is due."""
    if sheet.way is not PaymentMethod.CASH or not sheet.keyed or sheet.quoted is None:
        return 0
    return max(0, left_to_pay(sheet.quoted) - int(sheet.keyed))
