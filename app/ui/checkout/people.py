"""What a cashier does about people: the desks for that, made once with the checkout."""

from collections.abc import Callable
from typing import Protocol

from app.domain.basket import Proof
from app.services.member_view import MemberView
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.about import AboutDesk, AboutTill
from app.ui.checkout.desks.cards import CardsDesk, CardsTill
from app.ui.checkout.desks.enrol import EnrolDesk, EnrolTill
from app.ui.checkout.desks.joined import JoinedDesk, JoinedTill
from app.ui.checkout.desks.marks import MarksDesk, MarksTill
from app.ui.checkout.desks.pin import PinDesk, PinTill
from app.ui.checkout.desks.word import WordDesk
from app.ui.lanes import Lanes


class OfficeTill(AboutTill, CardsTill, EnrolTill, JoinedTill, PinTill, MarksTill, Protocol):
    """What this screen asks of the till's documents about people."""


class PeopleDesks:
    """`joined` is called with whoever the basket is for, and how he showed who he is; `reprice` when rules may hold
    that didn't.
    """

    def __init__(
        self,
        office: OfficeTill,
        lanes: Lanes,
        board: Board,
        word: WordDesk,
        joined: Callable[[MemberView, Proof], None],
        reprice: Callable[[], None],
    ) -> None:
        self._reprice = reprice
        self.enrol = EnrolDesk(office, lanes, board, joined)
        self.joined = JoinedDesk(office, lanes, board, joined)
        self.about = AboutDesk(office, lanes, board)
        self.cards = CardsDesk(office, lanes, board, word, self.about.look_again)
        self.pin = PinDesk(office, lanes, board, word, joined, self.about.look_again)
        self.marks = MarksDesk(office, lanes, board, word, self._marked)
        self.all: tuple[Desk, ...] = (
            self.enrol,
            self.joined,
            self.about,
            self.cards,
            self.pin,
            self.marks,
        )

    def start(self, cashier_id: bytes) -> None:
        """Somebody else works from now on."""
        for desk in (self.enrol, self.joined, self.about, self.cards, self.pin, self.marks):
            desk.cashier_id = cashier_id

    def _marked(self) -> None:
        self.about.look_again()
        self._reprice()
