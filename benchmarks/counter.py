"""A till at its counter on a large store: a scanner's bytes on a pseudo-terminal, and what the window then paints.

`python -m benchmarks.counter DIRECTORY MEMBERS SCANS` prints one JSON object of 95th percentiles in milliseconds, each
from the last byte that the scanner sent: `member` to the painted member panel, `basket` to the painted total of a
basket of thirty lines, and `lookup` of the same members by the store alone; and `pause`, the longest time for which the
window's thread did not come round. It is a process of its own, so that its disk can be slowed down.
"""

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter_ns

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.scanner import ScannerEmulator
from app.entrypoints.shop_services import services_of
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.storage.terminal.store import SqlTerminalStore
from app.ui.checkout.member_card import MemberCard
from app.ui.checkout.summary import Summary
from app.ui.lanes import Lane, Lanes
from app.ui.login.view import LoginView
from app.ui.marshaller import Marshaller
from app.ui.shell import Shell
from app.ui.theme.application import make_application
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words
from benchmarks.large_till import LargeTill, large_till
from tests.support.large_store import buyer, card_of, name_of
from tests.support.pauses import BEAT_MS, Pauses
from tests.support.shop import CASHIER_PIN

LINES = 30
_PATIENCE_SECONDS = 20.0


class Painted(QObject):
    """When a part of the window was painted while it showed what is waited for."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._shows: Callable[[set[str]], bool] | None = None
        self.at: int | None = None
        part.installEventFilter(self)

    def expect(self, shows: Callable[[set[str]], bool]) -> None:
        """`shows` is given the texts that are on it."""
        self._shows, self.at = shows, None

    def texts(self) -> set[str]:
        """What stands on it now."""
        return {text.text() for text in self._part.findChildren(QLabel) if text.isVisible()}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and self._shows is not None and self._shows(self.texts()):
            QTimer.singleShot(0, self._note)  # when its parts, too, are painted
            self._shows = None
        return False

    def _note(self) -> None:
        self.at = perf_counter_ns()


@dataclass(slots=True)
class Figures:
    """Nanoseconds of each scan."""

    member: list[int] = field(default_factory=list)
    basket: list[int] = field(default_factory=list)
    lookup: list[int] = field(default_factory=list)


class Counter:
    """The window with somebody logged in, a scanner on a pseudo-terminal, and a till on a large store."""

    def __init__(self, large: LargeTill) -> None:
        self.application = make_application(["setia"], LIGHT)
        self.large = large
        self._marshaller = Marshaller()
        self._lanes = [Lane(name, self._marshaller.post, _fail) for name in ("read", "write")]
        self.shell = Shell(Look(LIGHT), Language.INDONESIAN, lambda: None)
        self.shell.resize(1366, 768)
        self.shell.show()
        self.shell.opened(services_of(large.till, Words(Language.INDONESIAN)), Lanes(*self._lanes))
        self._emulator = ScannerEmulator()
        ready = threading.Event()

        def tell(state: DeviceState) -> None:
            if state is DeviceState.READY:
                ready.set()

        self._scanner = SerialScanner(lambda: self._emulator.path, self._scanned, tell, SerialSettings())
        self._scanner.start()
        if not ready.wait(_PATIENCE_SECONDS):
            raise RuntimeError("the scanner is not ready")
        self.pauses = Pauses()
        self._watch = QTimer(self.shell, interval=BEAT_MS)
        self._watch.timeout.connect(self.pauses.beat)

    def log_in(self) -> None:
        """The first cashier, by touch and PIN."""
        from PySide6.QtTest import QTest  # noqa: PLC0415 - the window is measured without it

        self.until(lambda: bool(self._named("Ayu")))
        self._named("Ayu")[0].click()  # type: ignore[attr-defined]
        QTest.keyClicks(self._part(LoginView), CASHIER_PIN)
        self.until(lambda: self._part(MemberCard).isVisible())
        self.member, self.total = Painted(self._part(MemberCard)), Painted(self._part(Summary))
        gc.freeze()  # as the program does when the shop is open
        self._watch.start()

    def scan(self, code: str, painted: Painted, shows: Callable[[set[str]], bool]) -> int:
        """From the last byte to the paint, in nanoseconds."""
        painted.expect(shows)
        self._emulator.send(code)
        begun = perf_counter_ns()
        self.until(lambda: painted.at is not None)
        return (painted.at or 0) - begun

    def rest(self) -> None:
        """Until what the last scan began is over: the next one finds the till idle, as a person's does."""
        for lane in self._lanes:
            reached: list[None] = []
            lane.submit(lambda: None, reached.append)
            self.until(lambda reached=reached: bool(reached))  # type: ignore[misc]

    def until(self, holds: Callable[[], bool]) -> None:
        """Runs the window until something holds; it waits as an event loop does, and leaves the processor to lanes."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > deadline:
                raise RuntimeError("the window never showed it")
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        """Ends the threads."""
        self._watch.stop()
        self._scanner.stop()
        self._emulator.close()
        self.shell.close()
        for lane in self._lanes:
            lane.close()

    def _scanned(self, scan: Scan) -> None:
        self._marshaller.post(lambda: self.shell.scanned(scan))

    def _named(self, name: str) -> list[QWidget]:
        return [part for part in self.shell.findChildren(QWidget) if part.accessibleName().startswith(name)]

    def _part(self, kind: type[QWidget]) -> QWidget:
        found = self.shell.findChild(kind)
        if found is None:
            raise RuntimeError(f"the window has no {kind.__name__}")
        return found


def measure(counter: Counter, scans: int) -> Figures:
    """Scans members into a basket of thirty lines, and items on top of it."""
    figures, random, large = Figures(), Random(20_07), counter.large
    for item in range(LINES):
        before = counter.total.texts()
        counter.scan(large.items[item].gtin, counter.total, lambda texts, before=before: texts != before)  # type: ignore[misc]
        counter.rest()
    for _ in range(scans):
        number = buyer(random.randrange(large.buyers))
        name = name_of(number)
        figures.member.append(
            counter.scan(card_of(number), counter.member, lambda texts, name=name: name in texts)  # type: ignore[misc]
        )
        counter.rest()
        before = counter.total.texts()
        figures.basket.append(
            counter.scan(
                large.items[random.randrange(LINES)].gtin,
                counter.total,
                lambda texts, before=before: texts != before,  # type: ignore[misc]
            )
        )
        counter.rest()
        with counter.pauses.aside():
            figures.lookup.append(_look_up(large.store, card_of(buyer(random.randrange(large.buyers)))))
    return figures


def _look_up(store: SqlTerminalStore, code: str) -> int:
    begun = perf_counter_ns()
    with store.reading() as unit:
        holder = unit.members.by_card(code)
        if holder is None:
            raise RuntimeError(f"nobody has the card {code}")
        unit.members.view(holder.member_id, store.clock.now())
    return perf_counter_ns() - begun


def p95(figures: list[int]) -> float:
    """Milliseconds that 95 of 100 don't exceed."""
    return sorted(figures)[-(-95 * len(figures) // 100) - 1] / 1e6


def _fail(fault: Exception) -> None:
    raise fault


def main(directory: Path, members: int, scans: int) -> None:
    """See the module."""
    with large_till(directory, members) as large:
        counter = Counter(large)
        counter.log_in()
        figures = measure(counter, scans)
        counter.close()
    told = {
        "member": p95(figures.member),
        "basket": p95(figures.basket),
        "lookup": p95(figures.lookup),
        "pause": counter.pauses.stood,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
