"""`setia run` on an empty folder, by keys alone: from nothing to the first sale on paper, and a kill in the middle."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.emulators.printer import PrinterEmulator
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import open_terminal_store
from app.services.front import Role
from app.storage.terminal.check import check_store
from tests.support.display import Display
from tests.support.terminal_process import TerminalProcess

PIN = "273849"
BARCODE = "8999998000012"
PRICE, PAYABLE = 24_000, 26_400


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with Display() as screen:
        yield screen


def started(display: Display, home: Path, *devices: str) -> TerminalProcess:
    """The till of a person who has set nothing."""
    till = TerminalProcess(
        display,
        home / "till",
        *devices,
        HOME=str(home),
        XDG_CONFIG_HOME=str(home / "settings"),
        XDG_CONFIG_DIRS=str(home / "machine"),
    )
    till.wait_for("screen.shown")
    display.wait_for_window("Setia")
    return till


def come_to(display: Display, till: TerminalProcess, step: str, *keys: str) -> None:
    """Presses keys, and waits for the step to which the last one leads."""
    seen = len(till.events)
    display.press(*keys)
    till.wait_for("first-run.step", seen, step=step)


def fill_in(display: Display, till: TerminalProcess) -> None:
    """A coffee shop that puts PB1 on top, one item, one manager, no server; up to the summary."""
    come_to(display, till, "shop", "Return")
    display.type_by_hand("Kopi Baru")
    come_to(display, till, "tax", "Return")
    display.press("Tab", "Tab", "Return")  # PB1
    come_to(display, till, "programme", "Return")
    display.press("Tab", "Return")  # the first of those that come with Setia
    come_to(display, till, "items", "Return")
    display.press("Tab", "Tab", "Return")  # by hand
    display.type_by_hand("Kopi Susu")
    display.press("Tab")
    display.type_by_hand(str(PRICE))
    display.press("Tab")
    display.type_by_hand(BARCODE)
    display.press("Return")
    come_to(display, till, "staff", "Return")
    display.type_by_hand("Ayu")
    display.press("Tab", "Tab", "Tab")
    display.type_by_hand(PIN)
    display.press("Tab")
    display.type_by_hand(PIN)
    display.press("Return")
    come_to(display, till, "server", "Return")
    come_to(display, till, "make", "Return")


def log_in(display: Display, till: TerminalProcess) -> str:
    """The only person there is gives the PIN; the page that comes."""
    till.wait_for("shop.opened")
    display.press("Right")
    seen = len(till.events)
    display.type_by_hand(PIN)
    return str(till.wait_for("screen.shown", seen)["screen"])


def test_from_an_empty_folder_to_a_receipt_and_through_a_restart(tmp_path: Path, display: Display) -> None:
    data = tmp_path / "till"
    with PrinterEmulator(dots=384) as printer:
        host, port = printer.address
        devices = ("--printer", f"tcp:{host}:{port}")
        till = started(display, tmp_path, *devices)
        fill_in(display, till)
        assert not data.exists()
        display.press("Return")
        till.wait_for("first-run.made")
        display.press("Return")
        assert log_in(display, till) == "shift"
        till.wait_for("shift.asked")
        display.press("Return")
        till.wait_for("screen.shown", screen="checkout")
        display.type_like_a_scanner(BARCODE)
        till.wait_for("basket.priced", lines=1)
        display.press("F12", "Return")
        done = till.wait_for("sale.done", payable=PAYABLE)
        paper = printer.wait_for_jobs(1, 30)[0].paper.text
        for said in ("Kopi Baru", "Kopi Susu", "PB1", "Rp26.400", done["receipt_number"]):
            assert said in paper
        till.kill()
        again = started(display, tmp_path, *devices)
        assert log_in(display, again) == "checkout"
        again.stop()
    assert sales_in(data) == 1


def test_a_kill_while_the_shop_is_made_leaves_an_empty_folder_or_the_whole_shop(
    tmp_path: Path, display: Display
) -> None:
    data = tmp_path / "till"
    till = started(display, tmp_path, "--printer", "none")
    fill_in(display, till)
    display.press("Return")
    till.wait_for("first-run.making")
    till.kill()
    whole = data.exists()
    again = started(display, tmp_path, "--printer", "none")
    if not whole:
        assert again.wait_for("screen.shown")["screen"] == "first-run"
        fill_in(display, again)
        display.press("Return")
        again.wait_for("first-run.made")
        display.press("Return")
    assert log_in(display, again) == "shift"
    again.stop()
    assert sales_in(data) == 0


def sales_in(data: Path) -> int:
    """How many there are in a store that is sound and whose manager is there."""
    store = open_terminal_store(data, SystemClock(), SystemChance())
    try:
        with store.reading() as unit:
            report = check_store(unit.connection)
            assert report.findings == ()
            assert [person.role for person in unit.staff.all()] == [Role.MANAGER]
            return report.sales
    finally:
        store.close()
