"""The two lines of twenty characters for the customer: what they say follows the checkout."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer

from app.devices.display.text import Shown
from app.domain.basket import UNIT
from app.ui.checkout.state import CheckoutState
from app.ui.customer.presenter import CustomerPresenter, CustomerTill
from app.ui.customer.state import Buying, CustomerScreen, Idle, ShownLine, Thanks
from app.ui.customer_side import customer_sees
from app.ui.lanes import Lanes
from app.words.money import points, quantity, rupiah
from app.words.translate import Words


class ShowsLines(Protocol):
    """A display; `show` takes a text at once and makes nobody wait."""

    def show(self, shown: Shown) -> None: ...


class LineDisplaySide:
    """Follows the checkout as the customer's screen does, with the same pauses. Lives on the screen's thread."""

    def __init__(
        self,
        words: Words,
        display: ShowsLines,
        later: Callable[[int, Callable[[], None]], None] = QTimer.singleShot,
    ) -> None:
        """words: of the shop's language. later: as in `CustomerPresenter`."""
        self._words = words
        self._display = display
        self._later = later
        self._presenter: CustomerPresenter | None = None

    def start(self, till: CustomerTill, lanes: Lanes, *, training: bool) -> None:
        """Shows the welcome."""
        self._presenter = CustomerPresenter(till, lanes, self._show, self._later)
        self._presenter.start(join="", training=training)

    def see(self, state: CheckoutState) -> None:
        """What the checkout shows now."""
        if self._presenter is not None:
            self._presenter.see(customer_sees(self._words, state))

    def _show(self, screen: CustomerScreen) -> None:
        self._display.show(lines_of(self._words, screen))


def lines_of(words: Words, screen: CustomerScreen) -> Shown:
    """Item and price while somebody buys, total and change at the end, else a welcome."""
    match screen.now:
        case Buying() as buying:
            return _buying(words, buying)
        case Thanks() as thanks:
            return _thanks(words, thanks)
        case Idle():
            if screen.training:
                return Shown(upper=words.gettext("TRAINING"), lower=screen.greeting.shop)
            return Shown(upper=words.gettext("WELCOME"), lower=screen.greeting.shop)


def _buying(words: Words, buying: Buying) -> Shown:
    """The line that changed last, and what it all comes to."""
    total = Shown(lower=words.gettext("TOTAL"), lower_right=rupiah(buying.total))
    line = _changed(buying)
    if line is None:
        name = "" if buying.member is None else buying.member.first_name
        return Shown(
            upper=words.gettext("Hello, {name}", name=name), lower=total.lower, lower_right=total.lower_right
        )
    count = "" if line.quantity == UNIT else f"{quantity(line.quantity)}x"
    return Shown(
        upper=f"{count}{line.name}",
        upper_right=points(line.net),  # without the currency: the name needs the room
        lower=total.lower,
        lower_right=total.lower_right,
    )


def _changed(buying: Buying) -> ShownLine | None:
    """The newest, where none was changed."""
    marked = (line for line in buying.lines if line.number == buying.changed)
    return next(marked, buying.lines[-1] if buying.lines else None)


def _thanks(words: Words, thanks: Thanks) -> Shown:
    """Without change, what was earned; else a word of thanks."""
    total = words.gettext("TOTAL")
    payable = rupiah(thanks.payable)
    if thanks.change:
        change = words.gettext("CHANGE")
        return Shown(upper=total, upper_right=payable, lower=change, lower_right=rupiah(thanks.change))
    if thanks.earned:
        earned = words.gettext("POINTS")
        return Shown(upper=total, upper_right=payable, lower=earned, lower_right=f"+{points(thanks.earned)}")
    return Shown(upper=total, upper_right=payable, lower=words.gettext("THANK YOU"))
