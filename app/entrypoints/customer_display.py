"""The customer's display: its window, on the screen that it belongs to, as screens come and go."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.entrypoints.display_place import FullScreen, InWindow, Nowhere, display_place
from app.entrypoints.settings import Settings
from app.services.device_report import Device, PortReport
from app.services.device_state import DeviceState
from app.ui.checkout.state import CheckoutState
from app.ui.customer.presenter import CustomerPresenter, CustomerTill
from app.ui.customer.view import CustomerView
from app.ui.customer_side import customer_sees
from app.ui.lanes import Lanes
from app.ui.shell import Shell
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """place, join: as the settings `customer_display` and `join_code`. training: nothing is for real."""

    place: str
    join: str
    training: bool


class CustomerDisplay:
    """Speaks the shop's language, whatever the cashier reads. Lives on the screen's thread."""

    def __init__(
        self,
        application: QApplication,
        till: QWidget,
        look: Look,
        words: Words,
        settings: DisplaySettings,
        on_state: Callable[[DeviceState], None],
    ) -> None:
        """till: the till's window, whose screen is left alone. on_state: hears whether the screen is there."""
        self._on_state = on_state
        self._was_there = False
        self._application = application
        self._till = till
        self._words = words
        self._settings = settings
        self._view = CustomerView(look, words)
        self._presenter: CustomerPresenter | None = None
        application.screenAdded.connect(self._place)
        application.screenRemoved.connect(self._place)

    def start(self, till: CustomerTill, lanes: Lanes) -> None:
        """Shows the greeting, if there is somewhere to show it."""
        self._presenter = CustomerPresenter(till, lanes, self._view.show_screen, QTimer.singleShot)
        self._view.answered.connect(self._presenter.answer)
        self._presenter.start(join=self._settings.join, training=self._settings.training)
        self._place()

    @property
    def is_shown(self) -> bool:
        """Whether it has a screen, or a window."""
        return self._view.isVisible()

    def see(self, state: CheckoutState) -> None:
        """What the checkout shows now."""
        if self._presenter is not None:
            self._presenter.see(customer_sees(self._words, state))

    def move(self, place: str) -> None:
        """To another place, as the setting says it."""
        self._settings = replace(self._settings, place=place)
        self._was_there = False
        self._on_state(DeviceState.STOPPED)  # what was said of the other place is over
        self._place()

    def stop(self) -> None:
        """Takes the window away, whatever screens come."""
        self._application.screenAdded.disconnect(self._place)
        self._application.screenRemoved.disconnect(self._place)
        self._view.close()

    def _place(self, *_changed: object) -> None:
        screens = QGuiApplication.screens()
        own = self._till.screen()
        till = screens.index(own) if own in screens else 0
        match display_place(self._settings.place, len(screens), till):
            case FullScreen(screen=number):
                self._view.hide()  # a window that is full on one screen doesn't move to another
                self._view.setGeometry(screens[number].geometry())
                self._view.showFullScreen()
                self._was_there = True
                self._on_state(DeviceState.READY)
            case InWindow():
                self._view.showNormal()
            case Nowhere():
                self._view.hide()
                self._tell_nowhere()

    def _tell_nowhere(self) -> None:
        """A screen that was there is missed; one that the settings number, too; `auto` takes what there is."""
        if self._was_there:
            self._on_state(DeviceState.LOST)
        elif self._settings.place not in ("auto", "off"):
            self._on_state(DeviceState.ABSENT)


def display_of(
    application: QApplication, shell: Shell, settings: Settings, training: bool
) -> CustomerDisplay:
    """The display that the settings want, watching the till's window; `off`: it is nowhere, until it is moved."""
    join = "" if training else settings.join_code  # nobody joins for real while somebody practises
    shown = DisplaySettings(place=settings.customer_display, join=join, training=training)
    words = Words(Language(settings.language))

    def tell(state: DeviceState) -> None:
        shell.show_device(PortReport(device=Device.CUSTOMER_DISPLAY, state=state))

    display = CustomerDisplay(application, shell, Look(LIGHT), words, shown, tell)
    shell.watch(display.see)
    return display
