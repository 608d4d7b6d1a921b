"""From the settings to printers: which there are, and what each prints."""

import pytest

from app.entrypoints.printers import PrinterPlan, plans_of
from app.entrypoints.settings import Settings, UnusableValue, load
from app.entrypoints.shop_services import papers_apart
from app.services.device_report import Device
from app.services.spool_port import PaperKind

_RECEIPT, _VOUCHERS, _KITCHEN = PaperKind.RECEIPT, PaperKind.VOUCHERS, PaperKind.KITCHEN
COUNTER, SLIPS, HOT = "tcp:10.0.0.1:9100", "tcp:10.0.0.2:9100", "tcp:10.0.0.3:9100"


def kinds(settings: Settings) -> dict[Device, tuple[PaperKind, ...]]:
    return {plan.device: plan.kinds for plan in plans_of(settings)}


def test_one_printer_prints_everything() -> None:
    settings = Settings(printer=COUNTER)
    assert kinds(settings) == {Device.PRINTER: (_RECEIPT, _VOUCHERS, _KITCHEN)}
    assert papers_apart(settings) == frozenset()


def test_each_printer_prints_its_own_kind_at_its_own_width() -> None:
    settings = Settings(
        printer=COUNTER, columns=48, voucher_printer=SLIPS, kitchen_printer=HOT, kitchen_columns=42
    )
    assert plans_of(settings) == (
        PrinterPlan(device=Device.PRINTER, address=COUNTER, columns=48, kinds=(_RECEIPT,)),
        PrinterPlan(device=Device.VOUCHER_PRINTER, address=SLIPS, columns=32, kinds=(_VOUCHERS,)),
        PrinterPlan(device=Device.KITCHEN_PRINTER, address=HOT, columns=42, kinds=(_KITCHEN,)),
    )
    assert papers_apart(settings) == {_VOUCHERS, _KITCHEN}


def test_two_names_of_one_printer_make_one_writer() -> None:
    settings = Settings(printer=COUNTER, kitchen_printer=COUNTER)
    assert kinds(settings) == {Device.PRINTER: (_RECEIPT, _VOUCHERS, _KITCHEN)}
    both = Settings(printer=COUNTER, voucher_printer=SLIPS, kitchen_printer=SLIPS)
    assert kinds(both) == {Device.PRINTER: (_RECEIPT,), Device.VOUCHER_PRINTER: (_VOUCHERS, _KITCHEN)}


def test_a_kitchen_may_have_a_printer_where_the_counter_has_none() -> None:
    assert kinds(Settings(printer="none", kitchen_printer=HOT)) == {Device.KITCHEN_PRINTER: (_KITCHEN,)}


@pytest.mark.parametrize("printer", ["virtual", "none", "tcp:nowhere", "kitchen"])
@pytest.mark.parametrize("key", ["voucher_printer", "kitchen_printer"])
def test_another_printer_is_a_real_one(key: str, printer: str) -> None:
    with pytest.raises(UnusableValue):
        load({key: printer}, {}, ())
