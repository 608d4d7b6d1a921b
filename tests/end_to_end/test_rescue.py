"""A till whose store rotted offers its backup in its window, and sells again after two touches."""

from pathlib import Path

from tests.support.damage import PAGE, flip, killed_after
from tests.support.display import Display
from tests.support.selling import sell
from tests.support.shop import small_shop
from tests.support.terminal_process import TerminalProcess, a_persons, run_setia


def test_a_store_without_its_newest_changes_goes_on_from_the_window(tmp_path: Path) -> None:
    data = tmp_path / "till"
    data.mkdir()
    with small_shop(data) as shop:
        sell(shop, "BIJ-001")
    killed_after(data, "")
    (data / "store.db-wal").unlink()
    with Display() as display:
        till = TerminalProcess(display, data, "--printer", "none")
        assert till.wait_for("backup.offered")["path"] == str(data / "store.db")
        display.press("space")
        display.press("space")
        assert till.wait_for("store.restored")["epoch"] == 2
        till.wait_for("shop.opened")
        till.stop()


def test_a_damaged_store_is_restored_from_the_window(tmp_path: Path) -> None:
    data = tmp_path / "till"
    data.mkdir()
    with small_shop(data) as shop:
        sell(shop, "BIJ-001")
    backed_up = run_setia("db", "backup", "--data", data, environment=a_persons(tmp_path))
    assert backed_up.returncode == 0, backed_up.stderr
    flip(data / "store.db", PAGE // 2)
    with Display() as display:
        till = TerminalProcess(display, data, "--printer", "none")
        till.wait_for("backup.offered")
        display.press("space")
        display.press("space")
        assert till.wait_for("store.restored")["epoch"] == 2
        till.wait_for("shop.opened")
        till.stop()
