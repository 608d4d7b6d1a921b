"""The menu, and what only the cashier can tell the rules: the channel of a basket, and its coupon codes.

What no rule of the basket's programme asks for is not offered.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.services.basket_asks import BasketAsks
from app.services.open_basket import OpenBasket, with_channel, with_coupon, without_coupon
from app.services.outcomes import ScanOutcome, ScanUnknown
from app.ui.checkout.basket_sheets import ChannelSheet, CouponNotAsked, CouponSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import Edit
from app.ui.checkout.state import MenuSheet, Trouble
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.till")

LONGEST_COUPON = 64
"""Characters that can be typed."""


class AskedTill(Protocol):
    """What these desks need of the till."""

    def basket_asks(self, basket: OpenBasket | None) -> BasketAsks: ...


class _AskedDesk(Desk):
    """Opens its sheet when it is known what the rules ask, unless another sheet was opened meanwhile."""

    def __init__(self, till: AskedTill, lanes: Lanes, board: Board) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes

    def open(self) -> None:
        """Asks first what the rules want to be told."""
        if self._board.is_free:
            basket = self._board.state.basket
            self._lanes.read.submit(lambda: self._till.basket_asks(basket), self._known, self._failed)

    def _known(self, asks: BasketAsks) -> None:
        if self._board.is_free:
            self._opened(asks)

    def _opened(self, asks: BasketAsks) -> None:
        raise NotImplementedError

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


class MenuDesk(_AskedDesk):
    """What else can be done; with a store that doesn't answer, all that needs no answer."""

    sheets = (MenuSheet,)

    def _opened(self, asks: BasketAsks) -> None:
        self._board.sheet(MenuSheet(asks))

    def _failed(self, _fault: Exception) -> None:
        self._known(BasketAsks())


class ChannelDesk(_AskedDesk):
    """`edit` changes the open basket."""

    sheets = (ChannelSheet,)

    def __init__(self, till: AskedTill, lanes: Lanes, board: Board, edit: Callable[[Edit], None]) -> None:
        super().__init__(till, lanes, board)
        self._edit = edit

    def step(self, by: int) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, ChannelSheet):
            self._board.sheet(replace(sheet, place=(sheet.place + by) % len(sheet.rows)))

    def confirm(self) -> None:
        """Enter: the marked one."""
        sheet = self._board.state.sheet
        if isinstance(sheet, ChannelSheet):
            self.choose(sheet.place)

    def choose(self, place: int) -> None:
        """The row that was touched, or marked; it is the basket's from now on, and the price follows."""
        sheet = self._board.state.sheet
        if isinstance(sheet, ChannelSheet) and place < len(sheet.rows):
            chosen = sheet.rows[place]
            self._board.sheet(None)
            self._edit(lambda basket: with_channel(basket, chosen))

    def _opened(self, asks: BasketAsks) -> None:
        if not asks.channels:
            return
        basket = self._board.state.basket
        sheet = ChannelSheet(channels=asks.channels)
        chosen = "" if basket is None else basket.channel
        self._board.sheet(replace(sheet, place=sheet.rows.index(chosen) if chosen in sheet.rows else 0))


class CouponDesk(_AskedDesk):
    """`edit` changes the open basket. A code that no rule asks for changes nothing, and is named."""

    sheets = (CouponSheet,)

    def __init__(self, till: AskedTill, lanes: Lanes, board: Board, edit: Callable[[Edit], None]) -> None:
        super().__init__(till, lanes, board)
        self._edit = edit

    def type(self, text: str) -> None:
        """The whole code as it is now, in capitals or not."""
        sheet = self._sheet()
        if sheet is not None and text != sheet.text:
            self._board.sheet(replace(sheet, text=text[:LONGEST_COUPON]))

    def key(self, digits: str) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.type(sheet.text + digits)

    def erase(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.type(sheet.text[:-1])

    def confirm(self) -> None:
        """Enter: adds the code; with none typed, all are entered."""
        sheet = self._sheet()
        if sheet is None:
            return
        if sheet.text.strip():
            self._enter(sheet, sheet.text)
        else:
            self._board.sheet(None)

    def take_out(self, code: str) -> None:
        """A code that was entered doesn't count any more."""
        if self._sheet() is not None:
            self._edit(lambda basket: without_coupon(basket, code))

    def scanned(self, outcome: ScanOutcome) -> bool:
        """What names nothing else here is a code; anything else means what it always means."""
        sheet = self._sheet()
        if sheet is None or not isinstance(outcome, ScanUnknown):
            return False
        self._enter(sheet, outcome.text)
        return True

    def shown(self, outcome: ScanUnknown) -> None:
        """A code that names nothing else, while its sheet is closed: a coupon's, or one that nobody knows."""
        basket = self._board.state.basket
        ask = partial(self._till.basket_asks, basket)
        self._lanes.read.submit(ask, partial(self._looked_up, outcome), self._failed)

    def _looked_up(self, outcome: ScanUnknown, asks: BasketAsks) -> None:
        code = asks.coupon(outcome.text)
        if code and self._board.is_free:
            self._edit(lambda basket: with_coupon(basket, code))
            return
        _log.info("scan not known", extra={"event": "scan.unknown"})
        self._board.notice(outcome)

    def _enter(self, sheet: CouponSheet, entered: str) -> None:
        code = sheet.asks.coupon(entered)
        if not code:
            self._board.notice(CouponNotAsked(code=entered.strip()))
            return
        self._board.sheet(replace(sheet, text=""))
        self._edit(lambda basket: with_coupon(basket, code))

    def _opened(self, asks: BasketAsks) -> None:
        if asks.coupons:
            self._board.sheet(CouponSheet(asks=asks))
        else:
            self._board.notice(CouponNotAsked())

    def _sheet(self) -> CouponSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, CouponSheet) else None
