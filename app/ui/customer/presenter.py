"""The customer display's behaviour: what it shows follows the checkout, but thanks stay until they were read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.programme.document import Programme
from app.services.front import Front
from app.services.rate_sale import Rating, RatingOutcome
from app.ui.customer.state import Buying, CustomerScreen, CustomerState, Greeting, Idle, Thanks
from app.ui.lanes import Lanes

THANKS_MS = 15_000
"""A customer puts his purse away before he reads what he earned; the cashier's Enter is faster."""

Later = Callable[[int, Callable[[], None]], None]
"""Calls back on the screen's thread after so many milliseconds."""


class CustomerTill(Protocol):
    """What this display asks of the till."""

    def front(self) -> Front: ...
    def programme(self) -> Programme: ...
    def new_id(self) -> bytes: ...
    def rate(self, rating: Rating) -> RatingOutcome: ...


class CustomerPresenter:
    """Hears what the checkout's customer should see, shows screens. Lives on the screen's thread."""

    def __init__(
        self, till: CustomerTill, lanes: Lanes, show: Callable[[CustomerScreen], None], later: Later
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._show = show
        self._later = later
        self._latest: CustomerState = Idle()
        self._buyer = ""
        self._thanked = 0
        self._reading = False
        self.screen = CustomerScreen()

    def start(self, *, join: str, training: bool) -> None:
        """Shows the greeting. join: the text of the QR code; empty: none."""
        self.screen = CustomerScreen(greeting=Greeting(join=join), training=training)
        self._show(self.screen)
        self._greet()

    def see(self, state: CustomerState) -> None:
        """What the checkout's customer should see now."""
        before, self._latest = self._latest, state
        match state:
            case Buying():
                self._reading = False
                self._buyer = state.member.first_name if state.member else ""
                self._put(state)
            case Thanks():
                self._thank(replace(state, first_name=self._buyer))
            case Idle() if not self._reading:
                self._put(state)
                if before != state:
                    self._greet()

    def answer(self, value: int) -> None:
        """The customer's one touch; it waits behind nothing, and nothing waits for it."""
        now = self.screen.now
        if not isinstance(now, Thanks) or now.question is None or now.answered is not None:
            return
        rating = Rating(
            document_id=self._till.new_id(), sale_id=now.sale_id, question=now.question, answer=value
        )
        self._put(replace(now, answered=value))
        self._lanes.write.submit(
            lambda: self._till.rate(rating), _kept, lambda _fault: self._not_kept(rating.sale_id)
        )

    def _not_kept(self, sale_id: bytes) -> None:
        """The question stands there again, if its thanks still do."""
        now = self.screen.now
        if isinstance(now, Thanks) and now.sale_id == sale_id:
            self._put(replace(now, answered=None))

    def _thank(self, thanks: Thanks) -> None:
        now = self.screen.now
        if isinstance(now, Thanks) and replace(now, answered=None) == thanks:
            return
        self._thanked += 1
        self._reading = True
        number = self._thanked
        self._later(THANKS_MS, lambda: self._read(number))
        self._put(thanks)

    def _read(self, number: int) -> None:
        """Time enough for thanks; a later sale has its own."""
        if number == self._thanked and self._reading:
            self._reading = False
            if isinstance(self._latest, Idle):
                self._put(self._latest)
                self._greet()

    def _greet(self) -> None:
        """The shop's name and what points are worth, as of now: a new revision may have changed it."""
        self._lanes.read.submit(lambda: (self._till.front(), self._till.programme()), self._greeted, _ignored)

    def _greeted(self, answer: tuple[Front, Programme]) -> None:
        front, rules = answer[0], answer[1].points
        multiple = max(rules.redeem_minimum, rules.redeem_multiple)
        greeting = Greeting(
            shop=front.shop_name,
            rupiah_per_point=rules.rupiah_per_point,
            points=multiple,
            worth=multiple * rules.value,
            join=self.screen.greeting.join,
        )
        self.screen = replace(self.screen, greeting=greeting)
        self._show(self.screen)

    def _put(self, state: CustomerState) -> None:
        if state != self.screen.now:
            self.screen = replace(self.screen, now=state)
            self._show(self.screen)


def _kept(_outcome: RatingOutcome) -> None:
    """The display says so already."""


def _ignored(_fault: Exception) -> None:
    """The lane has logged it; the greeting stays as it was."""
