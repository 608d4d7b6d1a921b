"""The window: the strip on top, one screen below it, and the way between screens."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.services.device_report import DeviceReport
from app.services.front import Front, ShiftStanding, StaffTile, SyncStatus
from app.services.scans import Scan
from app.ui.device_panel.presenter import DevicePanelPresenter
from app.ui.device_panel.state import DevicePanelState
from app.ui.lanes import Failed, Lanes, Work
from app.ui.login.state import Purpose
from app.ui.navigation import (
    Place,
    Whereabouts,
    asking_for_manager,
    back,
    editing,
    locked,
    opened,
    selling,
    visiting,
)
from app.ui.opening.state import Opening
from app.ui.opening.view import OpeningView
from app.ui.status_strip import StatusStrip, StripState
from app.ui.theme.look import Look, set_role
from app.ui.widgets.basics import column
from app.ui.widgets.frame import Frame
from app.ui.widgets.tab_order import go_by_tab
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.ui.checkout.state import CheckoutState
    from app.ui.device_panel.view import DevicePanelView
    from app.ui.first_run.ports import FirstRunBench
    from app.ui.first_run.view import FirstRunView
    from app.ui.screens import Screens, Watch
    from app.ui.services import Services
    from app.ui.shortcuts import ShortcutSheet

_log = logging.getLogger("setia.till")
_SYNC_EVERY_MS = 2000


class Shell(QWidget):
    """Paints before there is a till; `opened` gives it one."""

    spoken = Signal(object)
    """The words of another language, for windows that are not in this one."""
    restore_asked = Signal()
    """The store doesn't open, and a person wants the backup that was offered."""
    sync_asked = Signal()
    """A person wants the server to be asked now, whatever failed before."""

    sounds_asked = Signal()
    """A person turns the sounds on or off."""

    def __init__(self, look: Look, language: Language, closed: Callable[[], None]) -> None:
        """`closed` is called once, when the window goes away."""
        super().__init__()
        self._look = look
        self._closed = closed
        self._words = Words(language)
        self._strip_state = StripState()
        self._where = Whereabouts()
        self._screens: Screens | None = None
        self._shortcuts: ShortcutSheet | None = None
        self._panel: DevicePanelView | None = None
        self._first_run: FirstRunView | None = None
        self._devices = DevicePanelPresenter(self._show_devices)
        self._ask_what_waits: Callable[[], None] | None = None
        self._watchers: list[Watch] = []
        self._ask_shift: Callable[[Callable[[ShiftStanding], None], Failed], None] | None = None
        self._asking_sync = False
        self._online = False
        self.setWindowTitle("Setia")
        self.setMinimumSize(1024, 600)
        self.resize(1366, 768)
        set_role(self, "canvas")
        self._strip = StatusStrip(look)
        self._opening = OpeningView(look, self._words)
        self._opening.restore_asked.connect(self.restore_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._opening)
        layout = column(self, gap=0)
        layout.addWidget(self._strip)
        layout.addWidget(self._pages, 1)
        self._strip.language_chosen.connect(self.speak)
        self._strip.lock_touched.connect(self.lock)
        self._strip.programme_touched.connect(lambda: self._go(asking_for_manager(self._where)))
        self._strip.shift_touched.connect(lambda: self._visit(Place.SHIFT))
        self._strip.sounds_touched.connect(self.sounds_asked)
        self._strip.devices_touched.connect(self._devices.open)
        self._strip.help_touched.connect(self._help)
        self._poll = QTimer(self, interval=_SYNC_EVERY_MS)
        self._poll.timeout.connect(self._ask_sync)
        go_by_tab(self)
        self._show_strip()

    def train(self) -> None:
        """Nothing that is done here is for real, and nobody may think it is: a frame, and a word in the strip."""
        Frame(self, self._look.tokens.points).show()
        self._put_strip(replace(self._strip_state, training=True))

    def opening(self, opening: Opening) -> None:
        """Shows how far the opening of the store is."""
        self._opening.show_opening(opening)

    @property
    def language(self) -> Language:
        """Of everything that is shown."""
        return self._words.language

    def begin_first_run(self, bench: "FirstRunBench", lane: Work, made: Callable[[], None]) -> None:
        """There is no shop yet: the wizard, in place of the opening. made: there is one, and it can be opened."""
        # Late: nearly every start has a shop.
        from app.ui.first_run.presenter import FirstRunPresenter  # noqa: PLC0415
        from app.ui.first_run.view import FirstRunView  # noqa: PLC0415

        view = FirstRunView(self._look, self._words, self.speak)

        def end() -> None:
            self._first_run = None
            self._pages.setCurrentWidget(self._opening)
            self._pages.removeWidget(view)
            view.deleteLater()
            made()

        presenter = FirstRunPresenter(bench, lane, view.show_state, lambda: self.language.value, end)
        view.attach(presenter)
        self._first_run = view
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)
        self._pages.setFocusProxy(view)
        presenter.start()
        view.setFocus()
        _log.info("first run", extra={"event": "screen.shown", "screen": "first-run"})

    def opened(self, services: "Services", lanes: Lanes) -> None:
        """The store is open: makes the screens and shows the login."""
        # Late: what a sale is made of takes longer to load than the first window to paint.
        from app.ui.device_panel.view import DevicePanelView  # noqa: PLC0415
        from app.ui.screens import Screens, Ways  # noqa: PLC0415
        from app.ui.shortcuts import ShortcutSheet  # noqa: PLC0415

        till, drawer = services.till, services.drawer
        self._ask_shift = partial(lanes.read.submit, drawer.standing)
        ways = Ways(
            logged_in=self._logged_in,
            go=self._visit,
            back=self._back,
            lock=self.lock,
            shift_changed=self._shift_changed,
        )
        self._screens = Screens(self._look, self._words, services, lanes, ways, self._tell_watchers)
        for page in self._screens.pages():
            self._pages.addWidget(page)
        self._shortcuts = ShortcutSheet(self._pages, self._look)
        self._shortcuts.speak(self._words)
        self._panel = DevicePanelView(self._pages, self._look, self._words, self._devices)
        self._devices.attach(till, lanes)
        self._panel.show_state(self._devices.state)
        self._ask_what_waits = partial(
            lanes.read.submit, till.to_send, self._answered_sync, self._sync_failed
        )
        lanes.read.submit(till.front, self._named)
        self._shift_changed()
        self._ask_sync()
        self._poll.start()
        self._go(opened(self._where))

    def watch(self, watcher: "Watch") -> None:
        """`watcher` hears each state of the checkout from now on, after it was shown."""
        self._watchers.append(watcher)

    def scanned(self, scan: Scan) -> None:
        """A scan from any device goes to the screen that shows."""
        if self._screens is not None:
            self._screens.scanned(self._where.place, scan)

    def scan_broken(self) -> None:
        """A scanner's keys came, but not whole."""
        if self._screens is not None:
            self._screens.scan_broken(self._where.place)

    def speak(self, language: Language) -> None:
        """Everything in another language, at once."""
        self._words = Words(language)
        self._opening.speak(self._words)
        if self._first_run is not None:
            self._first_run.speak(self._words)
        if self._screens is not None:
            self._screens.speak(self._words)
        if self._shortcuts is not None:
            self._shortcuts.speak(self._words)
        if self._panel is not None:
            self._panel.speak(self._words)
        self._show_strip()
        self.spoken.emit(self._words)

    def lock(self) -> None:
        """Asks for a PIN again; the basket stays."""
        self._go(locked(self._where))

    def show_online(self, online: bool) -> None:
        """Whether the server answers; only the sync loop knows."""
        self._online = online
        if self._strip_state.sync is not None:
            self._show_sync(self._strip_state.sync)

    def show_device(self, report: DeviceReport) -> None:
        """How one of the till's devices is."""
        self._devices.report(report)

    def show_sounds(self, on: bool) -> None:
        """Whether the till is heard. Before the first time there is no switch."""
        self._put_strip(replace(self._strip_state, sounds=on))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_L and event.modifiers() == control:
            self.lock()
        elif event.key() == Qt.Key.Key_M and event.modifiers() == control:
            self.sounds_asked.emit()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == control | shift:
            self.sync_asked.emit()
        elif event.key() == Qt.Key.Key_E and event.modifiers() == control:
            self._devices.open()
        elif event.key() == Qt.Key.Key_F1:
            self._help()
        elif not self._pages.isAncestorOf(QApplication.focusWidget() or self):
            page = self._pages.currentWidget()
            if page is not None:
                page.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._poll.stop()
        self._closed()
        super().closeEvent(event)

    def _go(self, where: Whereabouts, staff: StaffTile | None = None) -> None:
        """Shows a place, for whoever just gave the PIN, or for the cashier who was there."""
        if self._screens is None:
            return
        self._where = where
        person = staff or where.cashier
        page = self._screens.enter(where.place, person.staff_id if person else b"")
        self._pages.setCurrentWidget(page)
        self._pages.setFocusProxy(
            page
        )  # a sheet over all pages gives the keyboard back to the one that shows
        page.setFocus()
        name = where.place.value
        _log.info("screen %s", name, extra={"event": "screen.shown", "screen": name})
        cashier = where.cashier.name if where.cashier else ""
        self._put_strip(replace(self._strip_state, cashier=cashier, ready=True))
        self._devices.staffed(bool(cashier))

    def _show_devices(self, state: DevicePanelState) -> None:
        self._put_strip(replace(self._strip_state, devices=state.reports))
        if self._panel is not None:
            self._panel.show_state(state)

    def _help(self) -> None:
        if self._shortcuts is not None:
            self._shortcuts.open()

    def _logged_in(self, staff: StaffTile, purpose: Purpose) -> None:
        if purpose is Purpose.SELL:
            self._begin(staff)
        else:
            self._go(editing(self._where), staff)

    def _begin(self, cashier: StaffTile) -> None:
        """To the basket; before that to the float, where nothing is sold without a shift."""
        if self._ask_shift is not None:
            self._ask_shift(
                lambda standing: self._begun(cashier, standing), lambda _fault: self._go(selling(cashier))
            )

    def _begun(self, cashier: StaffTile, standing: ShiftStanding) -> None:
        if self._where.place is Place.LOGIN:  # else the programme was asked for meanwhile
            self._show_shift(standing)
            at_work = selling(cashier)
            self._go(visiting(at_work, Place.SHIFT) if standing.is_missing else at_work)

    def _shift_changed(self) -> None:
        if self._ask_shift is not None:
            self._ask_shift(self._show_shift, lambda _fault: None)

    def _show_shift(self, standing: ShiftStanding) -> None:
        self._put_strip(replace(self._strip_state, shift=standing))

    def _visit(self, place: Place) -> None:
        self._go(visiting(self._where, place))

    def _back(self) -> None:
        self._go(back(self._where))

    def _tell_watchers(self, state: "CheckoutState") -> None:
        for watcher in self._watchers:
            watcher(state)

    def _named(self, front: Front) -> None:
        self._put_strip(replace(self._strip_state, place=f"{front.shop_name} · {front.terminal_name}"))

    def _ask_sync(self) -> None:
        if self._ask_what_waits is not None and not self._asking_sync:
            self._asking_sync = True
            self._ask_what_waits()

    def _answered_sync(self, status: SyncStatus) -> None:
        self._asking_sync = False
        self._show_sync(status)

    def _show_sync(self, status: SyncStatus) -> None:
        self._put_strip(replace(self._strip_state, sync=replace(status, online=self._online)))

    def _sync_failed(self, _fault: Exception) -> None:
        self._asking_sync = False

    def _put_strip(self, state: StripState) -> None:
        if state != self._strip_state:
            self._strip_state = state
            self._show_strip()

    def _show_strip(self) -> None:
        self._strip.show_state(self._strip_state, self._words)
