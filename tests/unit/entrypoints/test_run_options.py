"""What a training changes of how the terminal is started."""

from pathlib import Path

from app.entrypoints.run_options import RunOptions, practising
from app.entrypoints.settings import Settings
from app.entrypoints.shop_services import papers_apart
from app.services.spool_port import PaperKind


def test_nobody_cooks_what_a_training_sells() -> None:
    settings = Settings(kitchen_printer="tcp:10.0.0.3:9100", voucher_printer="tcp:10.0.0.2:9100")
    options = practising(RunOptions(directory=Path("till"), settings=settings, demo=False))
    assert papers_apart(options.settings) == {PaperKind.VOUCHERS}
