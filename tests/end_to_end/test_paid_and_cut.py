"""The terminal is killed after a customer paid a part: the part is there again, and is not asked for twice."""

from pathlib import Path

from app.domain.basket import PaymentMethod, TenderKind
from app.emulators.scanner import ScannerEmulator
from app.storage.terminal.check import check_store
from tests.support.cashier import gtin_of, log_in
from tests.support.display import Display
from tests.support.shop import open_store, small_shop
from tests.support.terminal_process import TerminalProcess


def test_a_part_that_was_paid_by_qris_survives_a_power_cut_and_cash_pays_the_rest(tmp_path: Path) -> None:
    data = tmp_path / "till"
    data.mkdir()
    shop = small_shop(data)
    shop.store.close()
    scanner = ScannerEmulator()
    with Display() as display:
        till = started(display, data, scanner)
        scanner.send(gtin_of("KOP-001"), aim="]E0", terminator=b"\r")
        till.wait_for("basket.priced", payable=24_000)
        display.press("F12", "Right", *"10000", "Return")
        till.wait_for("tender.taken", amount=10_000)
        till.kill()
        till = started(display, data, scanner)
        till.wait_for("basket.priced", payable=14_000)
        display.press("F12", "Return")
        till.wait_for("sale.done", payable=14_000)
        till.stop()
    scanner.close()
    store = open_store(data, shop.clock, shop.chance)
    with store.reading() as unit:
        (sale_id,) = unit.sales.ids_between("2000-01-01", "2999-12-31")
        sale = unit.sales.by_id(sale_id)
        report = check_store(unit.connection)
        paid = unit.baskets.paid()
    store.close()
    assert sale is not None
    assert [(part.method, part.amount) for part in sale.inputs.split] == [(PaymentMethod.QRIS, 10_000)]
    assert (sale.tender.kind, sale.tender.received) == (TenderKind.CASH, 14_000)
    assert (paid, report.findings) == ((), ())


def started(display: Display, data: Path, scanner: ScannerEmulator) -> TerminalProcess:
    till = TerminalProcess(display, data, "--scanner", str(scanner.path), "--printer", "none")
    log_in(display, till)
    till.wait_for("device.ready", device="scanner")
    return till
