"""Every offer of the price, and the way on of each."""

from app.services.offers import Offer, Step
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.asked import CouponDesk
from app.ui.checkout.desks.redeem import RedeemDesk
from app.ui.checkout.desks.search import SearchDesk
from app.ui.checkout.state import OffersSheet, RedeemPart

GOES_ON = (Step.SHOW_CARD, Step.ADD_PRODUCT, Step.ENTER_CODE, Step.REDEEM_POINTS, Step.TAKE_REWARD)
"""Steps that this desk can lead to."""


class OffersDesk(Desk):
    """Opens the desk that an offer's step belongs to."""

    sheets = (OffersSheet,)

    def __init__(self, board: Board, search: SearchDesk, redeem: RedeemDesk, coupon: CouponDesk) -> None:
        super().__init__(board)
        self._coupon = coupon
        self._search = search
        self._redeem = redeem

    def open(self) -> None:
        """Shows all offers of the price."""
        if self._board.is_free and self._board.state.quoted is not None:
            self._board.sheet(OffersSheet())

    def go_on(self, offer: Offer) -> None:
        """Leads to where an offer can be had."""
        self._board.sheet(None)
        match offer.step:
            case Step.SHOW_CARD:
                self._search.open_members()
            case Step.ADD_PRODUCT:
                self._search.open_items()
            case Step.ENTER_CODE:
                self._coupon.open()
            case Step.REDEEM_POINTS:
                self._redeem.open(RedeemPart.POINTS)
            case Step.TAKE_REWARD:
                self._redeem.open(RedeemPart.REWARDS)
            case Step.SHOW_PROOF:
                self._redeem.open()
            case Step.CHOOSE_TENDER | None:
                pass
