"""What is known of the member who buys: a little for the panel, all of it for the sheet."""

from dataclasses import replace
from typing import Protocol

from app.services.about_member import AboutMember
from app.services.member_view import MemberView
from app.services.note_referral import ReferralNoteOutcome, ReferralRequest
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import ReferrerSearch, Trouble
from app.ui.lanes import Lanes


class AboutTill(Protocol):
    """What knowing a member needs of the till."""

    def about_member(self, member_id: bytes) -> AboutMember | None: ...
    def note_referral(self, request: ReferralRequest) -> ReferralNoteOutcome: ...
    def new_id(self) -> bytes: ...


class AboutDesk(Desk):
    """Lives beside the basket: `look` after each price, so that the panel's member is the basket's."""

    sheets = (AboutSheet,)

    def __init__(self, till: AboutTill, lanes: Lanes, board: Board) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._asked = 0
        self.cashier_id = b""

    def open(self) -> None:
        """All about the basket's member."""
        basket = self._board.state.basket
        if not self._board.is_free or basket is None:
            return
        if basket.member is None:
            self._board.notice(Trouble.NO_MEMBER)
            return
        self._board.sheet(AboutSheet(member=basket.member))
        self._ask(basket.member)

    def ask_referrer(self) -> None:
        """Looks for who sent the member; by text, or the card is scanned."""
        sheet = self._board.state.sheet
        if isinstance(sheet, AboutSheet):
            self._board.sheet(ReferrerSearch(referred=sheet.member))

    def note_referral(self, referred: MemberView, referrer: MemberView) -> None:
        """Notes who sent a member, and tells about the member again."""
        request = ReferralRequest(
            document_id=self._till.new_id(),
            member_id=referred.member_id,
            referrer_id=referrer.member_id,
            staff_id=self.cashier_id,
        )
        self._board.sheet(AboutSheet(member=referred))
        self._lanes.write.submit(
            lambda: self._till.note_referral(request), self._board.notice, self._not_noted
        )
        self._ask(referred)

    def look(self) -> None:
        """Asks about the basket's member, unless the answer is here already."""
        state = self._board.state
        member = None if state.basket is None else state.basket.member
        if member is None or (state.about is not None and state.about.member == member):
            return
        self._ask(member)

    def look_again(self) -> None:
        """Something of the member has changed."""
        basket = self._board.state.basket
        if basket is not None and basket.member is not None:
            self._ask(basket.member)

    def _ask(self, member: MemberView) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.about_member(member.member_id),
            lambda about: self._told(number, about),
            self._failed,
        )

    def _told(self, number: int, about: AboutMember | None) -> None:
        state = self._board.state
        if number != self._asked or about is None:
            return
        sheet = state.sheet
        if isinstance(sheet, AboutSheet):
            sheet = replace(sheet, member=about.member, about=about)
        self._board.put(replace(state, about=about, sheet=sheet))

    def _not_noted(self, _fault: Exception) -> None:
        self._board.notice(Trouble.NOT_SAVED)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
