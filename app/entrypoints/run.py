"""The terminal's window: the one place where its store, lanes, devices and screens are put together.

The window paints first; everything heavy (database, printer, camera libraries) is loaded on lanes after that.
"""

import gc
import logging
import random
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.first_paint import HEAVY, FirstPaint
from app.entrypoints.rescue import Rescue
from app.entrypoints.run_options import RunOptions, practising
from app.entrypoints.settings import Settings
from app.entrypoints.shop_building import build_what_is_missing
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.training_folder import is_training
from app.entrypoints.uncaught import uncaught_goes_to
from app.services.front import SyncStatus
from app.services.ports import StoreFault, StoreFaultCode
from app.services.scans import Scan
from app.ui.lanes import Lane, Lanes
from app.ui.marshaller import Marshaller
from app.ui.opening.state import Opening, OpeningStage
from app.ui.shell import Shell
from app.ui.theme.application import make_application
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.entrypoints.customer_display import CustomerDisplay
    from app.entrypoints.devices import Devices
    from app.entrypoints.keeper import Keeper
    from app.entrypoints.sounding import Sounding
    from app.services.spool_port import PaperKind
    from app.storage.terminal.store import SqlTerminalStore
    from app.transport.sync_loop import SyncLoop
    from app.ui.services import Services, ShellTill

_log = logging.getLogger("setia.terminal")


def run(options: RunOptions) -> int:
    """Opens the window and runs until it is closed; returns the exit code."""
    application = make_application(sys.argv[:1], LIGHT)
    program = Terminal(application, options)
    with uncaught_goes_to(program.broken, program.interrupted):
        program.start()
        code = application.exec()
        program.stop()
        gc.unfreeze()  # the end looks for what is left, or a library complains to the terminal
    return code


class Terminal:
    """One running terminal. Lives on the screen's thread; a method that runs on a lane says so."""

    def __init__(self, application: QApplication, options: RunOptions) -> None:
        self._application = application
        self._training = options.trains_for is not None or is_training(options.directory)
        self._options = practising(options) if self._training else options
        self._look = Look(LIGHT)
        self._words = Words(Language(options.settings.language))
        self._shell = Shell(self._look, self._words.language, application.quit)
        self._marshaller = Marshaller()
        post = self._marshaller.post
        self._read = Lane("read", post, self._fault)
        self._write = Lane("write", post, self._fault)
        self._network = Lane("network", post, self._fault)
        self._clock, self._chance = SystemClock(), SystemChance()
        self._store: SqlTerminalStore | None = None
        self._devices: Devices | None = None
        self._bench_lane: Lane | None = None
        self._sync: SyncLoop | None = None
        self._keeper: Keeper | None = None
        self._display: CustomerDisplay | None = None
        self._sounding: Sounding | None = None
        self._apart: frozenset[PaperKind] = frozenset()
        """What is printed apart; belongs to the write lane."""
        self._is_open = False
        self._rescue = Rescue(self._shell, self._words, options.directory, options.settings)
        self._shell.restore_asked.connect(self._restore)

    def start(self) -> None:
        """Shows the window; the rest begins when it has painted."""
        if self._training:
            self._shell.train()
        FirstPaint(self._shell, self._painted)
        self._shell.showMaximized()

    def stop(self) -> None:
        """Ends devices, sync and lanes, and closes the store."""
        for part in (self._devices, self._sync, self._keeper, self._display, self._sounding):
            if part is not None:
                part.stop()
        for lane in (self._bench_lane, self._network, self._read, self._write):
            if lane is not None:
                lane.close()
        if self._store is not None:
            self._store.close()

    def broken(self, fault: Exception) -> None:
        """Something raised on the screen's thread and nobody caught it."""
        _log.error("uncaught: %s", fault, exc_info=fault, extra={"event": "screen.fault"})
        if self._options.until_open or not self._is_open:
            self._not_opened(fault)

    def interrupted(self) -> None:
        """Ctrl+C where the till was started."""
        self._application.exit(ExitCode.INTERRUPTED)

    def _fault(self, fault: Exception) -> None:
        """A lane's fault was logged there with its traceback; the presenter that asked shows it."""

    def _painted(self) -> None:
        at_ns = time.time_ns()
        gc.enable()  # the command turned it off
        loaded = [name for name in HEAVY if name in sys.modules]
        # Deferred: the log rotates with a library that takes as long to load as the fonts.
        from app.entrypoints.json_log import start_log  # noqa: PLC0415

        directory = self._options.directory
        try:
            start_log(directory.parent / f"{directory.name}-logs")
        except OSError as fault:  # without a folder there is neither a log nor a store
            self._not_opened(fault)
            return
        _log.info("first paint", extra={"event": "window.painted", "heavy": loaded, "at_ns": at_ns})
        if self._options.exit_after_first_paint:
            self._application.quit()
            return
        self._write.submit(self._open_store, self._opened, self._not_opened)

    def _tell_opening(self, opening: Opening) -> None:
        self._marshaller.post(lambda: self._shell.opening(opening))

    def _open_store(self) -> "Services":
        """On the write lane: builds the demo shop or the training when that is wanted; opens the store."""
        directory = self._options.directory
        build_what_is_missing(self._options, self._tell_opening)
        self._tell_opening(Opening(OpeningStage.STORE, 1.0))
        # Deferred: database and rules take longer to load than the window takes to paint.
        from app.entrypoints.shop_services import papers_apart, services_of, till_of  # noqa: PLC0415
        from app.entrypoints.shown_pins import shown_pins  # noqa: PLC0415
        from app.entrypoints.terminal_store import open_terminal_store  # noqa: PLC0415

        store = open_terminal_store(directory, self._clock, self._chance)
        self._store = store
        self._apart = papers_apart(self._options.settings)
        till = till_of(
            store,
            self._clock,
            self._chance,
            self._words,
            lambda: self._marshaller.post(self._committed),
            demo_pins=shown_pins(store, demo=self._options.demo, training=self._training),
            settings=self._options.settings,
            apart=lambda: self._apart,
            scan_rules=self._options.scan_rules,
        )
        return services_of(till, self._words, papers_apart(self._options.settings))

    def _not_opened(self, fault: Exception) -> None:
        if self._begins_here(fault):
            self._begin_first_run()
            return
        from app.words.faults import fault_sentence  # noqa: PLC0415 - only when something is wrong

        sentence = fault_sentence(self._words, fault)
        self._shell.opening(Opening(OpeningStage.FAILED, 0.0, sentence))
        self._read.submit(lambda: self._rescue.find(fault), lambda good: self._rescue.offer(sentence, good))
        if self._options.until_open:
            print(sentence, file=sys.stderr)  # noqa: T201 - nobody looks at the window
            QTimer.singleShot(0, lambda: self._application.exit(ExitCode.FAILED))

    def _begins_here(self, fault: Exception) -> bool:
        """Whether there is no shop because there never was one, and a person looks at the window."""
        if self._training or self._options.until_open or not isinstance(fault, StoreFault):
            return False
        from app.entrypoints.first_run import is_first_run  # noqa: PLC0415 - nearly every start has a shop

        return fault.code is StoreFaultCode.NOT_SET_UP and is_first_run(self._options.directory)

    def _begin_first_run(self) -> None:
        from app.entrypoints.first_run import FirstRunHands, usual_folders  # noqa: PLC0415 - as above
        from app.entrypoints.paths import user_settings  # noqa: PLC0415

        hands = FirstRunHands(
            directory=self._options.directory,
            settings_file=user_settings(),
            language=lambda: self._shell.language,
            post=self._marshaller.post,
            folders=usual_folders,
        )
        self._shell.begin_first_run(hands, self._write, self._made)

    def _made(self) -> None:
        """The first run made a shop: from here on it is a start like any other, in the language that was chosen."""
        language = self._shell.language
        self._words = Words(language)
        settings = replace(self._options.settings, language=language.value)
        self._options = replace(self._options, settings=settings)
        self._write.submit(self._open_store, self._opened, self._not_opened)

    def _restore(self) -> None:
        """A person wants the backup that was offered."""
        self._write.submit(self._restore_and_open, self._opened, self._not_opened)

    def _restore_and_open(self) -> "Services":
        """On the write lane."""
        self._tell_opening(Opening(OpeningStage.RESTORING))
        self._rescue.restore()
        return self._open_store()

    def _make_keeper(self) -> "Keeper | None":
        """On the network lane. None: nothing is open to be kept."""
        from app.entrypoints.backups import keeper_of  # noqa: PLC0415 - not for the first paint
        from app.entrypoints.rounds import rounds_of  # noqa: PLC0415

        store, options, clock = self._store, self._options, self._clock
        if store is None:
            return None
        rounds = rounds_of(store, clock, self._chance, lambda: self._marshaller.post(self._committed))
        return keeper_of(store, options.directory, options.settings, clock.now, rounds)

    def _keeper_made(self, keeper: "Keeper | None") -> None:
        self._keeper = keeper
        if keeper is not None:
            keeper.start()

    def _opened(self, services: "Services") -> None:
        lanes = Lanes(read=self._read, write=self._write)
        self._start_devices(services.till, lanes)
        if not self._training:  # it has nothing to keep, and nobody to tell
            self._start_sync()
            self._network.submit(self._make_keeper, self._keeper_made)
        services = self._with_bench(services, lanes)
        self._shell.opened(services, lanes)
        self._start_display(services.till, lanes)
        self._start_sounds()
        self._is_open = True
        # What was loaded until now stays: a collection that looked it all through would stop the screen for 90 ms.
        gc.freeze()
        _log.info("the shop is open", extra={"event": "shop.opened"})
        if self._options.until_open:
            FirstPaint(self._shell, self._application.quit)
            self._shell.update()

    def _committed(self) -> None:
        """Something was written: it may want paper, and the server wants it."""
        if self._devices is not None:
            self._devices.wake_printers()
        if self._sync is not None:
            self._sync.kick()

    def _start_display(self, till: "ShellTill", lanes: Lanes) -> None:
        from app.entrypoints.customer_display import display_of  # noqa: PLC0415 - not for the first paint

        self._display = display_of(self._application, self._shell, self._options.settings, self._training)
        self._display.start(till, lanes)

    def _start_sounds(self) -> None:
        from app.entrypoints.paths import user_settings  # noqa: PLC0415 - not for the first paint
        from app.entrypoints.sounding import Sounding  # noqa: PLC0415 - as above

        on = self._options.settings.sounds
        self._sounding = Sounding(self._shell, self._network, user_settings(), on=on)
        self._sounding.start()

    # Scanners

    def _serve(self, scan: Scan) -> None:
        if self._devices is not None:
            self._devices.next_customer()
        self._shell.scanned(scan)

    def _with_bench(self, services: "Services", lanes: Lanes) -> "Services":
        """The devices wizard's own lane and bench."""
        from app.entrypoints.device_setup import SetupSurroundings, bench_of  # noqa: PLC0415 - as above

        devices, store = self._devices, self._store
        if store is None or devices is None:
            return services
        self._bench_lane = Lane("bench", self._marshaller.post, self._fault)
        around = SetupSurroundings(
            application=self._application,
            shell=self._shell,
            look=self._look,
            words=self._words,
            directory=self._options.directory,
            post=self._marshaller.post,
            lane=self._bench_lane,
            training=self._training,
        )
        bench = bench_of(around, self._options.settings, devices, store, services.till, lanes, self._applied)
        return replace(services, bench=bench)

    def _applied(self, settings: Settings) -> None:
        """Devices were chosen on the screen."""
        from app.entrypoints.shop_services import papers_apart  # noqa: PLC0415 - it is loaded by now

        before, self._options = self._options.settings, replace(self._options, settings=settings)
        if self._display is not None and settings.customer_display != before.customer_display:
            self._display.move(settings.customer_display)

        def print_apart() -> None:
            self._apart = papers_apart(settings)

        self._write.submit(print_apart, lambda _: None)  # no sale is half one way and half the other
        if self._sounding is not None:
            self._sounding.turn(on=settings.sounds)

    def _start_devices(self, till: "ShellTill", lanes: Lanes) -> None:
        from app.entrypoints.devices import Devices  # noqa: PLC0415 - not for the first paint
        from app.entrypoints.surroundings import Surroundings  # noqa: PLC0415 - as above

        if self._store is None:
            return
        around = Surroundings(
            application=self._application,
            shell=self._shell,
            look=self._look,
            words=self._words,
            options=self._options,
            training=self._training,
            post=self._marshaller.post,
            fault=self._fault,
            write=self._write,
            network=self._network,
        )
        self._devices = Devices(around, self._store, self._serve)
        self._devices.start(till, lanes)

    # Server

    def _start_sync(self) -> None:
        self._network.submit(self._make_sync, self._sync_made)

    def _make_sync(self) -> "SyncLoop | None":
        """On the network lane: loads the HTTP client. None when no server enrolled this terminal."""
        if self._store is None:
            return None
        from app.entrypoints.sync import make_sync  # noqa: PLC0415

        return make_sync(self._store, self._clock, self._chance, random.random, self._synced)

    def _sync_made(self, sync: "SyncLoop | None") -> None:
        self._sync = sync
        if sync is not None:
            self._shell.sync_asked.connect(sync.retry_now)
            sync.start()

    def _synced(self, status: SyncStatus) -> None:
        _log.info("sync", extra={"event": "sync.status", "online": status.online, "to_send": status.to_send})
        self._marshaller.post(lambda: self._shell.show_online(status.online))
