"""The main job with real input: scanner bytes, keys, printer bytes, a server process, power cuts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.emulators.network import FaultyNetwork
from app.emulators.printer import PrinterEmulator
from app.emulators.scanner import ScannerEmulator
from app.storage.server.database import open_database
from app.storage.server.tables import shared as server_tables
from tests.support.cashier import gtin_of, log_in
from tests.support.display import Display
from tests.support.server_process import ServerProcess
from tests.support.shop import small_shop
from tests.support.terminal_process import TerminalProcess, run_setia

ITEMS = ("KOP-001", "ROT-001", "KUE-001")
TOTAL, PAYABLE, POINTS = 84_150, 84_200, 84
"""24.000 + 28.500 - 10 % + 34.500, then rounded to Rp100 for cash; a point each Rp1.000."""


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with Display() as screen:
        yield screen


def found_two_tills(directory: Path, server: ServerProcess, line: FaultyNetwork) -> tuple[Path, Path, str]:
    """A shop's till that has joined its server, a new machine beside it, and a member's card."""
    first, second = directory / "till1", directory / "till2"
    first.mkdir()
    with small_shop(first) as shop:
        card = shop.cards[0]
    for data in (first, second):
        joined = run_setia("enrol", "--server", line.url, "--code", server.new_code(), "--data", data)
        assert joined.returncode == 0, joined.stderr
        synced = run_setia("sync", "now", "--data", data)
        assert '"to_send": 0' in synced.stdout, synced
    return first, second, card


def sales_at(server: ServerProcess) -> list[tuple[str, int, int]]:
    database = open_database(server.directory)
    try:
        with database.reading() as connection:
            sales = server_tables.sales
            rows = connection.execute(select(sales.c.receipt_number, sales.c.payable, sales.c.points_earned))
            return [(row[0], row[1], row[2]) for row in rows]
    finally:
        database.close()


def test_a_sale_survives_a_power_cut_and_a_lost_answer_and_reaches_the_other_till(
    tmp_path: Path, display: Display
) -> None:
    with (
        ServerProcess(tmp_path / "server") as server,
        FaultyNetwork(server.port) as line,
        PrinterEmulator(dots=384) as printer,
    ):
        first, second, card = found_two_tills(tmp_path, server, line)
        server.stop()
        host, port = printer.address
        scanner = ScannerEmulator()
        devices = ("--scanner", str(scanner.path), "--printer", f"tcp:{host}:{port}")

        till = TerminalProcess(display, first, *devices)
        log_in(display, till)
        till.wait_for("device.ready", device="scanner")
        scanner.send(f"SETIA:M/{card}", aim="]Q1", terminator=b"\r", fragments=(3, 7))
        till.wait_for("member.shown", balance=0)
        for count, sku in enumerate(ITEMS, start=1):
            scanner.send(gtin_of(sku), aim="]E0", terminator=b"\r", fragments=(5,))
            till.wait_for("basket.priced", lines=count)
        display.press("F12", "Return")
        done = till.wait_for("sale.done", payable=PAYABLE, points_earned=POINTS)
        paper = printer.wait_for_jobs(1, 30)[0].paper
        till.kill()

        again = TerminalProcess(display, first, *devices)
        again.wait_for("shop.opened")
        checked = run_setia("db", "check", "--data", first, "--json")
        assert checked.returncode == 0, checked.stdout
        assert json.loads(checked.stdout)["sales"] == 1

        line.drop_answers(1)
        server.__enter__()
        display.press("ctrl+shift+s")
        server.until(lambda: line.answers_dropped == 1)
        display.press("ctrl+shift+s")  # by itself it may wait for minutes, after all that failed before
        again.wait_for("sync.status", online=True, to_send=0)
        assert sales_at(server) == [(done["receipt_number"], PAYABLE, POINTS)]
        assert server.audit().faults == ()
        again.stop()

        other = TerminalProcess(display, second, "--scanner", str(scanner.path), "--printer", "none")
        log_in(display, other)
        other.wait_for("device.ready", device="scanner")
        scanner.send(f"SETIA:M/{card}", aim="]Q1", terminator=b"\r")
        other.wait_for("member.shown", balance=POINTS, usable=0)
        other.stop()
        scanner.close()
    assert done["receipt_number"] in paper.text
    assert "Rp84.200" in paper.text
    assert "+84" in paper.text
