"""Right after joining: the member's code on the screen, or a preprinted card that is scanned for him."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import Proof
from app.services.card_outcomes import (
    CardAct,
    CardDone,
    CardOutcome,
    CardProblem,
    CardReason,
    CardRefused,
    CardRequest,
)
from app.services.member_view import MemberView
from app.services.outcomes import CardBlocked, MemberFound, ScanOutcome, ScanUnknown
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import CardsSaid
from app.ui.checkout.desk import Desk
from app.ui.checkout.enrol_state import JoinedPanel
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes


class JoinedTill(Protocol):
    """What a new member's first card needs of the till."""

    def set_cards(self, request: CardRequest) -> CardOutcome: ...
    def new_id(self) -> bytes: ...
    def print_card(self, member_id: bytes, code: str) -> bool: ...


class JoinedDesk(Desk):
    """`proved` is called when the new member has a plastic card in the hand: he showed who he is."""

    sheets = (JoinedPanel,)

    def __init__(
        self, till: JoinedTill, lanes: Lanes, board: Board, proved: Callable[[MemberView, Proof], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._proved = proved
        self._waiting: CardRequest | None = (
            None  # asked, and not answered yet: the same again is the same document
        )
        self.cashier_id = b""

    def scanned(self, outcome: ScanOutcome) -> bool:
        """A card that is nobody's is given to the new member; the same card again says that it is his."""
        panel = self._panel()
        if panel is None:
            return False
        match outcome:
            case ScanUnknown(looks_like="card", text=code):
                self._give(panel, code)
            case CardBlocked():
                self._board.notice(CardRefused(problem=CardProblem.CARD_BLOCKED))
            case MemberFound(member=member) if member.member_id == panel.member.member_id:
                self._board.notice(CardsSaid.ALREADY_HIS)
            case _:
                return False
        return True

    def print_code(self) -> None:
        """The code on paper."""
        panel = self._panel()
        if panel is not None:
            self._lanes.write.submit(
                lambda: self._till.print_card(panel.member.member_id, panel.card),
                self._printed,
                self._not_given,
            )

    def _printed(self, good: bool) -> None:
        self._board.notice(CardsSaid.PRINTING if good else CardRefused(problem=CardProblem.NO_CHANGE))

    def _give(self, panel: JoinedPanel, code: str) -> None:
        again = self._waiting if self._waiting is not None and self._waiting.new_code == code else None
        self._waiting = again or CardRequest(
            document_id=self._till.new_id(),
            member_id=panel.member.member_id,
            act=CardAct.ISSUE,
            reason=CardReason.ANOTHER,
            staff_id=self.cashier_id,
            new_code=code,
        )
        request = self._waiting
        self._lanes.write.submit(lambda: self._till.set_cards(request), self._given, self._not_given)

    def _given(self, outcome: CardOutcome) -> None:
        self._waiting = None
        panel = self._panel()
        if panel is None:
            return
        if isinstance(outcome, CardDone):
            self._proved(panel.member, Proof.CARD)
            self._board.sheet(replace(panel, card=outcome.issued, preprinted=True))
            self._board.notice(CardsSaid.ISSUED)
        else:
            self._board.notice(outcome)

    def _not_given(self, _fault: Exception) -> None:
        self._board.notice(Trouble.NOT_SAVED)

    def _panel(self) -> JoinedPanel | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, JoinedPanel) else None
