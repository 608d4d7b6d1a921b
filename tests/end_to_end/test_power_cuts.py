"""The whole terminal is killed at random moments while it sells: nothing acknowledged is lost, nothing doubled."""

import random
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from app.emulators.scanner import ScannerEmulator
from app.storage.terminal.check import check_store
from app.storage.terminal.tables import shared
from tests.support.cashier import log_in
from tests.support.display import Display
from tests.support.shop import open_store, small_items, small_shop
from tests.support.terminal_process import TerminalEnded, TerminalProcess

_ROUNDS = 5
_LONGEST_SECONDS = 2.5


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_terminal_loses_no_acknowledged_sale(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = tmp_path / "till"
    data.mkdir()
    shop = small_shop(data)
    shop.store.close()
    acknowledged: list[str] = []
    scanner = ScannerEmulator()
    with Display() as display:
        for _ in range(_ROUNDS):
            acknowledged += sell_until_killed(display, data, scanner, chance.uniform(0, _LONGEST_SECONDS))
    scanner.close()
    store = open_store(data, shop.clock, shop.chance)
    with store.reading() as unit:
        sold = list(unit.connection.execute(select(shared.sales.c.receipt_number)).scalars())
        report = check_store(unit.connection)
    store.close()
    assert len(acknowledged) >= _ROUNDS - 1
    assert report.findings == ()
    assert len(sold) == len(set(sold))
    assert set(acknowledged) <= set(sold)
    assert len(sold) - len(acknowledged) <= _ROUNDS, "at most the sale that each cut interrupted"


def sell_until_killed(display: Display, data: Path, scanner: ScannerEmulator, seconds: float) -> list[str]:
    """Logs in and sells; the receipt numbers that the terminal said were done before it was cut off.

    A basket that the cut before left open is there again, and is sold with the next item.
    """
    till = TerminalProcess(display, data, "--scanner", str(scanner.path), "--printer", "none")
    log_in(display, till)
    till.wait_for("device.ready", device="scanner")
    cut = threading.Timer(seconds, till.kill_at_once)
    begun = False
    try:
        while True:
            sold = len([event for event in till.events if event["event"] == "sale.done"])
            seen = len(till.events)
            scanner.send(small_items()[sold % 3].gtin, aim="]E0", terminator=b"\r")
            till.wait_for("basket.priced", after=seen)
            if not begun:
                cut.start()
                begun = True
            display.press("F12", "Return")
            till.wait_for("sale.done", after=seen)
    except TerminalEnded:
        pass
    cut.join()
    till.kill()
    return [event["receipt_number"] for event in till.events if event["event"] == "sale.done"]
