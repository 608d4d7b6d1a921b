"""What is chosen in the devices wizard of the real terminal holds at once: width of paper, customer's display."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.emulators.printer import PrinterEmulator
from tests.support.cashier import log_in
from tests.support.display import PATIENCE, Display
from tests.support.shop import MANAGER_PIN, small_shop
from tests.support.terminal_process import TerminalProcess


@dataclass
class Till:
    """A terminal without a settings file yet, whose printer the command line names."""

    display: Display
    terminal: TerminalProcess
    printer: PrinterEmulator
    home: Path

    @property
    def seen(self) -> int:
        return len(self.terminal.events)

    def sells_a_coffee(self) -> None:
        seen = self.seen
        self.display.press("F4")
        self.display.type_by_hand("susu")
        self.display.press("Return")
        self.terminal.wait_for("basket.priced", seen, lines=1)
        self.display.press("F12", "Return")
        self.terminal.wait_for("print.confirmed", seen)
        self.display.press("Return")

    def widest(self) -> int:
        """Letters in the longest line of the newest paper."""
        return max(len(line.text) for line in self.printer.jobs[-1].paper.lines)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    shop, home = tmp_path / "shop", tmp_path / "home"
    for folder in (shop, home):
        folder.mkdir()
    with small_shop(shop):
        pass
    with Display() as display, PrinterEmulator(dots=512) as printer:
        host, port = printer.address
        terminal = TerminalProcess(
            display,
            shop,
            "--printer",
            f"tcp:{host}:{port}",
            SETIA_LANGUAGE="en",
            HOME=str(home),
            XDG_CONFIG_HOME=str(home),
            XDG_CONFIG_DIRS=str(home / "machine"),
        )
        log_in(display, terminal)
        yield Till(display, terminal, printer, home)
        terminal.stop()


def test_a_width_of_paper_and_a_customer_s_display_hold_at_once(till: Till) -> None:
    till.sells_a_coffee()
    assert till.widest() == 32
    chooses(till)
    till.sells_a_coffee()
    assert till.widest() == 42
    till.display.wait_to_see("Customer display")
    (file,) = till.home.rglob("setia.toml")
    assert tomllib.loads(file.read_text("utf-8")) == {"columns": 42, "customer_display": "window"}


def chooses(till: Till) -> None:
    """42 columns and a window, by keys alone."""
    display, terminal = till.display, till.terminal
    display.press("ctrl+g")
    terminal.wait_for("devices.found", step="printer")
    display.press("Right", "Return")
    terminal.wait_for("device.tried", step="printer")
    display.press("Return", *["Next"] * 5)
    terminal.wait_for("devices.found", step="display")
    display.press("Down", "Return")
    terminal.wait_for("device.tried", step="display")
    display.press("Return", *["Next"] * 3, "Return")
    seen = till.seen
    display.type_by_hand(MANAGER_PIN)
    saved = terminal.wait_for("devices.saved", seen)
    assert saved["settings"] == ["columns", "customer_display"]
    terminal.wait_for("printer.ready", seen)
    display.press("Return")
    terminal.wait_for("screen.shown", seen, screen="checkout")
    assert till.printer.wait_for_jobs(2, PATIENCE)
