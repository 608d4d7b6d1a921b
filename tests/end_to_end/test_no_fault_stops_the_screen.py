"""Whatever a device does, the screen never waits for it, the sale ends, and its receipt comes out once or is in doubt.

The real terminal in a process of its own, with keys and scanner bytes; the devices are emulated over real sockets and
ptys; a watchdog in the terminal's event loop tells each pause.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest

from app.emulators.line_display import LineDisplayEmulator
from app.emulators.mjpeg_camera import Fault, MjpegCameraEmulator
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import GOOD, Behaviour
from app.emulators.scanner import ScannerEmulator
from app.emulators.scenes import empty_scene
from tests.support.cashier import gtin_of, log_in
from tests.support.display import PATIENCE, Display
from tests.support.shop import small_shop
from tests.support.terminal_process import TerminalProcess
from tests.support.watched_terminal import BLOCK_SECONDS

LONGEST_MS = 1000
"""Half of the shortest wait for any device (2 s, for a camera's next picture), and much for two busy cores."""
PROGRAM = (sys.executable, "-m", "tests.support.watched_terminal")
PRINTED = ("print.confirmed", "print.unconfirmed")
ITEM = gtin_of("KOP-001")


@dataclass
class Counter:
    """A till with every device that it may have. `sold`: receipt numbers; `began`: the log's length at a sale."""

    display: Display
    till: TerminalProcess
    printer: PrinterEmulator
    scanner: ScannerEmulator
    camera: MjpegCameraEmulator
    lines: LineDisplayEmulator
    sold: list[str] = field(default_factory=list)
    began: int = 0

    def scans_an_item(self) -> None:
        self.scanner.send(ITEM, aim="]E0")

    def finds_an_item(self) -> None:
        """By its name, where the scanner is of no use."""
        self.display.press("F4")
        self.display.type_by_hand("susu")
        self.display.press("Return")

    def pays(self) -> str:
        """The number of the receipt. `began` is the log's length before it."""
        self.till.wait_for("basket.priced", self.began, lines=1)
        self.display.press("F12", "Return")
        done = self.till.wait_for("sale.done", self.began)
        self.display.press("Return")
        return str(done["receipt_number"])

    def longest_pause(self) -> int:
        """Of the screen's thread since the sale began, in ms; 0: none that is felt."""
        seen = self.till.events[self.began :]
        return max((event["ms"] for event in seen if event["event"] == "screen.paused"), default=0)

    def originals(self, number: str, at_least: int = 0) -> int:
        """How often it came out as no copy. The emulator lists a job when its line has ended."""
        while True:
            jobs = self.printer.jobs
            papers = [job.paper.text for job in jobs]
            count = sum(number in text and "SALINAN" not in text for text in papers)
            if count >= at_least:
                return count
            self.printer.wait_for_jobs(len(jobs) + 1, PATIENCE)

    def how_it_ended(self) -> str:
        """What is known of the newest receipt, once the printer is well."""
        ended = self.till.wait_for_one_of(*PRINTED, after=self.began)
        return str(ended["event"])


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("counter")
    shop = folder / "shop"
    shop.mkdir()
    with small_shop(shop):
        pass
    random = np.random.default_rng(7)
    camera = MjpegCameraEmulator(lambda: empty_scene(random))
    scanner, lines = ScannerEmulator(folder / "scanner"), LineDisplayEmulator(folder / "display")
    with Display() as display, PrinterEmulator(dots=384) as printer:
        host, port = printer.address
        devices = ("--scanner", scanner.path, "--printer", f"tcp:{host}:{port}", "--camera", camera.address)
        line_display = f"serial:{lines.link}@9600"
        till = TerminalProcess(display, shop, *devices, program=PROGRAM, SETIA_LINE_DISPLAY=line_display)
        log_in(display, till)
        for device in ("scanner", "camera", "line-display"):
            till.wait_for("device.ready", device=device)
        yield Counter(display, till, printer, scanner, camera, lines)
        till.stop()
    camera.close()
    scanner.close()
    lines.unplug()


@contextmanager
def printer_is(behaviour: Behaviour, counter: Counter) -> Iterator[None]:
    counter.printer.behave(behaviour)
    yield
    counter.printer.behave(GOOD)


@contextmanager
def printer_is_off(counter: Counter) -> Iterator[None]:
    counter.printer.stop()
    yield
    counter.printer.start()


@contextmanager
def camera_is(fault: Fault, told: str, counter: Counter) -> Iterator[None]:
    counter.camera.fail(fault)
    counter.till.wait_for(told, counter.began, device="camera")
    yield
    counter.camera.fail(Fault.NONE)


@contextmanager
def display_takes_nothing(counter: Counter) -> Iterator[None]:
    counter.lines.takes_nothing = True
    counter.lines.wake()
    yield
    counter.lines.takes_nothing = False
    counter.lines.wake()


@contextmanager
def display_is_gone(counter: Counter) -> Iterator[None]:
    counter.lines.unplug()
    counter.till.wait_for("device.lost", counter.began, device="line-display")
    yield
    counter.lines.plug_in()
    counter.till.wait_for("device.ready", counter.began, device="line-display")


@contextmanager
def scanner_is_gone(counter: Counter) -> Iterator[None]:
    counter.scanner.hang_up()
    counter.till.wait_for("device.lost", counter.began, device="scanner")
    yield
    counter.scanner.plug_in()
    counter.till.wait_for("device.ready", counter.began, device="scanner")


@contextmanager
def scanner_floods(counter: Counter) -> Iterator[None]:
    over = threading.Event()

    def flood() -> None:
        code = 0
        while not over.wait(0.001):
            try:
                counter.scanner.send_bytes(b"".join(b"NOISE%d\r" % (code + more) for more in range(20)))
            except BlockingIOError:  # the line is full: nobody reads as fast
                continue
            code += 20

    talking = threading.Thread(target=flood)
    talking.start()
    counter.till.wait_for("scans.dropped", counter.began)
    yield
    over.set()
    talking.join()


FAULTS: dict[str, Callable[[Counter], AbstractContextManager[None]]] = {
    "nothing is wrong": partial(printer_is, GOOD),
    "printer silent": partial(printer_is, Behaviour(silent=True)),
    "printer garbled": partial(printer_is, Behaviour(garbled=True)),
    "printer slow": partial(printer_is, Behaviour(delay=0.3)),
    "printer takes half": partial(printer_is, Behaviour(reads_only=200)),
    "printer hangs up in mid-job": partial(printer_is, Behaviour(hangs_up_after=300)),
    "printer without paper in mid-job": partial(printer_is, Behaviour(paper_lasts=300)),
    "printer off": printer_is_off,
    "camera frozen": partial(camera_is, Fault.REPEATING, "device.frozen"),
    "camera gone": partial(camera_is, Fault.GONE, "device.absent"),
    "line display takes nothing": display_takes_nothing,
    "line display gone": display_is_gone,
    "scanner gone": scanner_is_gone,
    "scanner floods": scanner_floods,
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_the_sale_ends_and_the_screen_never_waits(counter: Counter, fault: str) -> None:
    counter.began = len(counter.till.events)
    with FAULTS[fault](counter):
        if fault.startswith("scanner"):
            counter.finds_an_item()
        else:
            counter.scans_an_item()
        number = counter.pays()
        counter.till.wait_for_one_of(*PRINTED, "print.queued", after=counter.began)
    ended = counter.how_it_ended()
    counter.sold.append(number)
    assert counter.longest_pause() < LONGEST_MS
    if ended == "print.confirmed":
        assert counter.originals(number, at_least=1) == 1
    else:
        assert counter.originals(number) <= 1
        counter.till.wait_for("printer.unconfirmed", counter.began)


@pytest.mark.slow
def test_a_block_on_purpose_is_noticed(counter: Counter) -> None:
    counter.began = len(counter.till.events)
    counter.till.signal(signal.SIGUSR1)
    counter.till.wait_for("screen.paused", counter.began)
    assert counter.longest_pause() > LONGEST_MS
    assert counter.longest_pause() <= BLOCK_SECONDS * 2000
