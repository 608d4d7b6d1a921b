"""What a cashier does with the open basket besides selling it: the desks for that, and how they hand on."""

from typing import Protocol

from app.services.open_basket import OpenBasket
from app.services.outcomes import SaleDone
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.asked import AskedTill, ChannelDesk, CouponDesk, MenuDesk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.desks.by_hand import ByHandDesk, ByHandTill
from app.ui.checkout.desks.finish import FinishDesk, FinishTill
from app.ui.checkout.desks.give_up import GiveUpDesk, GiveUpTill
from app.ui.checkout.desks.hold import HoldDesk, HoldTill
from app.ui.checkout.desks.paper import Paper, PaperTill
from app.ui.checkout.desks.split import SplitDesk, SplitTill
from app.ui.checkout.desks.word import WordDesk
from app.ui.lanes import Lanes


class AsideTill(HoldTill, GiveUpTill, ByHandTill, SplitTill, AskedTill, FinishTill, PaperTill, Protocol):
    """What these desks need of the till."""


class AsideDesks:
    """Made once with the checkout."""

    def __init__(
        self, till: AsideTill, lanes: Lanes, board: Board, basket: BasketDesk, word: WordDesk
    ) -> None:
        self._board = board
        self.give_up = GiveUpDesk(till, lanes, board, basket, word, self._list_again)
        self.hold = HoldDesk(till, lanes, board, basket, self.give_up.open_held)
        self.by_hand = ByHandDesk(till, lanes, board, basket, word)
        self.split = SplitDesk(till, lanes, board, basket, self.hold.label_of, self.hold.show_list)
        self.menu = MenuDesk(till, lanes, board)
        self.channel = ChannelDesk(till, lanes, board, basket.edit)
        self.coupon = CouponDesk(till, lanes, board, basket.edit)
        self.finish = FinishDesk(till, lanes, board, self.hold.next_part)
        self.paper = Paper(till, lanes, board)
        self.all: tuple[Desk, ...] = (
            self.give_up,
            self.hold,
            self.by_hand,
            self.split,
            self.menu,
            self.channel,
            self.coupon,
            self.finish,
        )

    def start(self, cashier_id: bytes) -> None:
        """Somebody else works from now on."""
        for desk in (self.give_up, self.hold, self.by_hand, self.split):
            desk.cashier_id = cashier_id
        self.hold.count()

    def sold(self, basket: OpenBasket | None, done: SaleDone) -> None:
        """The open basket was sold; the other parts of its bill come next."""
        self.paper.sold(done)
        self.finish.bill = b"" if basket is None or basket.part_of is None else basket.part_of.basket_id

    def _list_again(self) -> None:
        self.hold.show_list()
