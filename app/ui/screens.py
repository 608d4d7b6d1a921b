"""The screens that need a till: made when the store is open, shown by the shell.

The shell loads this module late, because what a sale is made of (cattrs, cryptography) takes longer to load
than the first window to paint.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.services.front import StaffTile, SyncStatus
from app.services.scans import Scan
from app.ui.checkout.presenter import CheckoutPresenter, CheckoutTill
from app.ui.checkout.view import CheckoutView
from app.ui.lanes import Lanes
from app.ui.login.presenter import LoginPresenter, LoginTill
from app.ui.login.state import Purpose
from app.ui.login.view import LoginView
from app.ui.navigation import Place
from app.ui.programme.presenter import ProgrammePresenter, ProgrammeTill
from app.ui.programme.view import ProgrammeView
from app.ui.theme.look import Look
from app.words.translate import Words


class ShellTill(LoginTill, CheckoutTill, ProgrammeTill, Protocol):
    """All that the screens ask of the till."""

    def to_send(self) -> SyncStatus: ...


class Screens:
    """One view and one presenter per screen."""

    def __init__(
        self,
        look: Look,
        words: Words,
        till: ShellTill,
        lanes: Lanes,
        logged_in: Callable[[StaffTile, Purpose], None],
        back: Callable[[], None],
    ) -> None:
        self._login_view = LoginView(look, words, back)
        self._login = LoginPresenter(till, lanes, self._login_view.show_state, logged_in)
        self._login_view.attach(self._login)
        self._checkout_view = CheckoutView(look, words)
        self._checkout = CheckoutPresenter(till, lanes, self._checkout_view.show_state)
        self._checkout_view.attach(self._checkout)
        self._programme_view = ProgrammeView(look, words, back)
        self._programme = ProgrammePresenter(till, lanes, self._programme_view.show_state)
        self._programme_view.attach(self._programme)

    def pages(self) -> tuple[QWidget, ...]:
        """Every view, for the stack of the window."""
        return (self._login_view, self._checkout_view, self._programme_view)

    def enter(self, place: Place, staff_id: bytes) -> QWidget:
        """Starts the screen of a place for a person (empty: nobody yet); the view to show."""
        if place is Place.CHECKOUT:
            self._checkout.start(staff_id)
            return self._checkout_view
        if place is Place.PROGRAMME:
            self._programme.start(staff_id)
            return self._programme_view
        self._login.start(Purpose.EDIT_PROGRAMME if place is Place.PROGRAMME_LOGIN else Purpose.SELL)
        return self._login_view

    def scanned(self, place: Place, scan: Scan) -> None:
        """A code that came while a place was shown."""
        if place is Place.CHECKOUT:
            self._checkout.scanned(scan)
        elif place in (Place.LOGIN, Place.PROGRAMME_LOGIN):
            self._login.scanned()

    def scan_broken(self, place: Place) -> None:
        """Half a code came."""
        if place is Place.CHECKOUT:
            self._checkout.scan_broken()

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._login_view.speak(words)
        self._checkout_view.speak(words)
        self._programme_view.speak(words)
