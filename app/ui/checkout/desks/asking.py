"""What gift cards and the wallet are asked to pay: nothing moves before the sale is made."""

from collections.abc import Callable
from typing import Protocol

from app.domain.basket import PaymentMethod
from app.services.open_basket import OpenBasket, asking_gift_card, asking_wallet
from app.services.outcomes import GiftCardFound, QuotedBasket, SaleRefusal, SaleRefused
from app.services.take_tender import TenderProblem, TenderRefused
from app.ui.checkout.board import Board
from app.ui.checkout.paid_parts import PaidPart
from app.ui.checkout.state import GiftCodeSheet, TenderSheet, Trouble

Edit = Callable[[OpenBasket], OpenBasket]


class BasketOwner(Protocol):
    """Whoever changes the open basket."""

    def edit(self, edit: Edit) -> None: ...
    def adopt(self, basket: OpenBasket) -> None: ...


class Asking:
    """Asks through the owner of the basket, or says on the board why not."""

    def __init__(self, board: Board, owner: BasketOwner) -> None:
        self._board = board
        self._owner = owner

    def wallet(self, sheet: TenderSheet) -> None:
        """For what was keyed, or all that the basket takes."""
        if sheet.wallet is None:
            return
        amount = int(sheet.keyed) if sheet.keyed else sheet.wallet.most
        if sheet.wallet.most == 0:
            self._board.notice(Trouble.WALLET_EMPTY)
        elif amount > sheet.wallet.most:
            self._board.notice(Trouble.WALLET_LIMIT)
        else:
            self._ask(sheet, lambda basket: asking_wallet(basket, amount))

    def gift_card(self, sheet: TenderSheet, quoted: QuotedBasket) -> None:
        """For what was keyed, or all that it has, besides what it is asked for already; first, which card it is."""
        card = sheet.card
        if card is None:
            self._board.sheet(GiftCodeSheet(sheet))
            return
        asked = sum(ask.amount for ask in quoted.basket.gift_cards if ask.code == card.code)
        left = card.usable - asked
        amount = int(sheet.keyed) if sheet.keyed else min(left, quoted.quote.payable)
        if amount > left or amount == 0:
            self._board.notice(SaleRefused(reason=_lacks(card, asked + amount, amount)))
        elif amount > quoted.quote.payable:
            self._board.notice(TenderRefused(problem=TenderProblem.OVER))
        else:
            self._ask(sheet, lambda basket: asking_gift_card(basket, card.code, asked + amount))

    def no_more(self, part: PaidPart) -> None:
        """A part that was only asked for."""
        if part.method is PaymentMethod.CASHBACK:
            self._owner.edit(lambda basket: asking_wallet(basket, 0))
        else:
            self._owner.edit(lambda basket: asking_gift_card(basket, part.code, 0))

    def _ask(self, sheet: TenderSheet, edit: Edit) -> None:
        """Changes what is asked; the rest is paid next, by default in cash."""
        self._board.sheet(TenderSheet(causes=sheet.causes))
        self._owner.edit(edit)


def _lacks(card: GiftCardFound, wanted: int, amount: int) -> SaleRefusal:
    """There isn't enough on it, or not of what this till may take."""
    short = amount == 0 or card.balance < wanted
    return SaleRefusal.GIFT_CARD_SHORT if short else SaleRefusal.GIFT_CARD_ELSEWHERE
