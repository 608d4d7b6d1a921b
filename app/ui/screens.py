"""The screens that need a till: made when the store is open, shown by the shell.

The shell loads this module late, because what a sale is made of (cattrs, cryptography) takes longer to load
than the first window to paint.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.services.front import StaffTile
from app.services.scans import Scan
from app.ui.checkout.presenter import CheckoutPresenter, CheckoutTill
from app.ui.checkout.state import CheckoutState
from app.ui.checkout.view import CheckoutView
from app.ui.device_setup.ports import SetupBench, SetupTill
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.view import SetupView
from app.ui.lanes import Lanes
from app.ui.login.presenter import LoginPresenter, LoginTill
from app.ui.login.state import Purpose
from app.ui.login.view import LoginView
from app.ui.navigation import Place
from app.ui.programme.presenter import ProgrammePresenter, ProgrammeTill
from app.ui.programme.view import ProgrammeView
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.view import ReceiptsView
from app.ui.services import Services
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import Ways as ShiftWays
from app.ui.shift.view import ShiftView
from app.ui.theme.look import Look
from app.words.translate import Words

Watch = Callable[[CheckoutState], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways out of a screen. go: to another page. back: to the basket, or to the login.

    lock: to the login. shift_changed: a shift began or ended.
    """

    logged_in: Callable[[StaffTile, Purpose], None]
    go: Callable[[Place], None]
    back: Callable[[], None]
    lock: Callable[[], None]
    shift_changed: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One page. start: somebody came to it (an empty id: nobody has logged in yet)."""

    view: QWidget
    speak: Callable[[Words], None]
    start: Callable[[bytes], None]
    scanned: Callable[[Scan], None] = lambda _scan: None
    scan_broken: Callable[[], None] = lambda: None


class Screens:
    """One view and one presenter per screen."""

    def __init__(
        self, look: Look, words: Words, services: Services, lanes: Lanes, ways: Ways, watch: Watch
    ) -> None:
        """`watch` hears each state of the checkout: the customer's display and the sounds follow it."""
        till = services.till
        login = _login(look, words, till, lanes, ways)
        returning = ReceiptServices(till=till, returns=services.returns, office=till.office)
        receipts, show_sale = _receipts(look, words, returning, lanes, ways)

        def open_receipt(sale_id: bytes) -> None:
            ways.go(Place.RECEIPTS)
            show_sale(sale_id)

        checkout, show_held = _checkout(look, words, till, lanes, ways, open_receipt, watch)

        def held() -> None:
            ways.back()
            show_held()

        self._of: dict[Place, Screen] = {
            Place.LOGIN: login(Purpose.SELL),
            Place.PROGRAMME_LOGIN: login(Purpose.EDIT_PROGRAMME),
            Place.SHIFT: _shift(look, words, services, lanes, ways, held),
            Place.CHECKOUT: checkout,
            Place.RECEIPTS: receipts,
            Place.PROGRAMME: _programme(look, words, till, lanes, ways),
        }
        if services.bench is not None:
            self._of[Place.DEVICES] = _devices(look, words, services.bench, till, lanes, ways)

    def pages(self) -> tuple[QWidget, ...]:
        """Every view, for the stack of the window."""
        return tuple(dict.fromkeys(screen.view for screen in self._of.values()))

    def enter(self, place: Place, staff_id: bytes) -> QWidget:
        """Starts the screen of a place for a person (empty: nobody yet); the view to show."""
        screen = self._of[place]
        screen.start(staff_id)
        return screen.view

    def scanned(self, place: Place, scan: Scan) -> None:
        """A code that came while a place was shown."""
        if place in self._of:
            self._of[place].scanned(scan)

    def scan_broken(self, place: Place) -> None:
        """Half a code came."""
        if place in self._of:
            self._of[place].scan_broken()

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        for screen in self._of.values():
            screen.speak(words)


def _login(
    look: Look, words: Words, till: LoginTill, lanes: Lanes, ways: Ways
) -> Callable[[Purpose], Screen]:
    """One page for two purposes."""
    view = LoginView(look, words, ways.back)
    presenter = LoginPresenter(till, lanes, view.show_state, ways.logged_in)
    view.attach(presenter)

    def for_purpose(purpose: Purpose) -> Screen:
        return Screen(
            view=view,
            speak=view.speak,
            start=lambda _nobody: presenter.start(purpose),
            scanned=presenter.scanned,
        )

    return for_purpose


def _checkout(
    look: Look,
    words: Words,
    till: CheckoutTill,
    lanes: Lanes,
    ways: Ways,
    open_receipt: Callable[[bytes], None],
    watch: Watch,
) -> tuple[Screen, Callable[[], None]]:
    """The page, and the way to the baskets that are held."""
    view = CheckoutView(look, words)

    def show(state: CheckoutState) -> None:
        view.show_state(state)
        watch(state)

    presenter = CheckoutPresenter(till, lanes, show, ways.go, open_receipt)
    view.attach(presenter)
    screen = Screen(
        view=view,
        speak=view.speak,
        start=presenter.start,
        scanned=presenter.scanned,
        scan_broken=presenter.scan_broken,
    )
    return screen, presenter.aside.hold.show_list


def _shift(
    look: Look, words: Words, services: Services, lanes: Lanes, ways: Ways, held: Callable[[], None]
) -> Screen:
    view = ShiftView(look, words)
    out = ShiftWays(leave=ways.back, held=held, end=ways.lock, changed=ways.shift_changed)
    presenter = ShiftPresenter(services.drawer, services.till, lanes, view.show_state, out)
    view.attach(presenter)
    return Screen(
        view=view,
        speak=view.speak,
        start=presenter.start,
        scanned=lambda _scan: presenter.scanned(),
        scan_broken=presenter.scan_broken,
    )


def _receipts(
    look: Look, words: Words, services: ReceiptServices, lanes: Lanes, ways: Ways
) -> tuple[Screen, Callable[[bytes], None]]:
    """The page, and the way to one sale on it."""
    view = ReceiptsView(look, words)
    presenter = ReceiptsPresenter(services, lanes, view.show_state, ways.back)
    view.attach(presenter)
    screen = Screen(
        view=view,
        speak=view.speak,
        start=presenter.start,
        scanned=presenter.scanned,
        scan_broken=presenter.scan_broken,
    )
    return screen, presenter.show_sale


def _devices(
    look: Look, words: Words, bench: SetupBench, till: SetupTill, lanes: Lanes, ways: Ways
) -> Screen:
    view = SetupView(look, words)
    presenter = SetupPresenter(bench, till, lanes, view.show_state, view.show_picture, ways.back)
    view.attach(presenter)
    return Screen(
        view=view,
        speak=view.speak,
        start=presenter.start,
        scanned=presenter.scanned,
        scan_broken=presenter.scan_broken,
    )


def _programme(look: Look, words: Words, till: ProgrammeTill, lanes: Lanes, ways: Ways) -> Screen:
    view = ProgrammeView(look, words, ways.back)
    presenter = ProgrammePresenter(till, lanes, view.show_state)
    view.attach(presenter)
    return Screen(view=view, speak=view.speak, start=presenter.start)
