"""The strip has little room: faults come first, are counted when they are many, and what is well steps back."""

from app.services.device_report import Device, DeviceReport, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.ui.lamps import ShownLamp, lamps_of

READY = PrinterReport(status=PrinterStatus.READY)
PAPER_OUT = PrinterReport(status=PrinterStatus.PAPER_OUT)


def port(device: Device, state: DeviceState = DeviceState.READY) -> PortReport:
    return PortReport(device=device, state=state)


SCANNER, CAMERA, DISPLAY = port(Device.SCANNER), port(Device.CAMERA), port(Device.CUSTOMER_DISPLAY)
NO_SCANNER = port(Device.SCANNER, DeviceState.ABSENT)
FROZEN = port(Device.CAMERA, DeviceState.FROZEN)


def told(*reports: DeviceReport, narrow: bool = False) -> list[tuple[DeviceReport, bool, int]]:
    return [(lamp.report, lamp.wordy, lamp.rest) for lamp in lamps_of(reports, narrow=narrow)]


def test_two_that_are_well_say_their_word_and_three_only_show_their_icon() -> None:
    assert told(READY, SCANNER) == [(READY, True, 0), (SCANNER, True, 0)]
    assert told(READY, SCANNER, CAMERA) == [(one, False, 0) for one in (READY, SCANNER, CAMERA)]
    assert told(READY, SCANNER, narrow=True) == [(READY, False, 0), (SCANNER, False, 0)]


def test_a_fault_comes_first_with_its_word_and_takes_the_words_of_the_others() -> None:
    assert told(READY, NO_SCANNER) == [(NO_SCANNER, True, 0), (READY, False, 0)]


def test_of_many_faults_the_first_are_named_and_the_last_of_them_counts_the_rest() -> None:
    assert told(PAPER_OUT, NO_SCANNER, FROZEN, DISPLAY) == [
        (PAPER_OUT, True, 0),
        (NO_SCANNER, True, 1),
        (DISPLAY, False, 0),
    ]
    assert told(PAPER_OUT, NO_SCANNER, FROZEN, DISPLAY, narrow=True) == [(PAPER_OUT, True, 2)]


def test_a_lamp_knows_whether_a_hand_is_needed_and_whether_paper_comes() -> None:
    assert ShownLamp(report=PAPER_OUT).needs_hand
    assert not ShownLamp(report=FROZEN).needs_hand, "it is opened again by itself"
    printing = ShownLamp(report=PrinterReport(status=PrinterStatus.PRINTING))
    assert (printing.is_busy, printing.is_well, ShownLamp(report=SCANNER).is_busy) == (True, True, False)
    assert told() == []
