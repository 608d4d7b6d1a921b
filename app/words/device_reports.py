"""What a device's report says: a word for the status strip, a sentence for who wants to know more."""

from app.services.device_report import Device, DeviceReport, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.words.devices import device_sentence, doubt_sentence, print_sentence, printer_sentence
from app.words.translate import Words


def device_name(words: Words, device: Device) -> str:
    """What people call it."""
    names = {
        Device.PRINTER: words.gettext("Receipt printer"),
        Device.VOUCHER_PRINTER: words.gettext("Voucher printer"),
        Device.KITCHEN_PRINTER: words.gettext("Kitchen printer"),
        Device.SCANNER: words.gettext("Scanner"),
        Device.CAMERA: words.gettext("Camera"),
        Device.LINE_DISPLAY: words.gettext("Line display"),
        Device.CUSTOMER_DISPLAY: words.gettext("Customer display"),
    }
    return names[device]


def report_sentence(words: Words, report: DeviceReport) -> str:
    """How it is and, if it isn't well, what to do. Names the device."""
    name = device_name(words, report.device)
    if isinstance(report, PortReport):
        return device_sentence(words, name, report.state)
    return words.gettext("{device}: {sentence}", device=name, sentence=_printer_sentence(words, report))


def _printer_sentence(words: Words, report: PrinterReport) -> str:
    match report.status:
        case PrinterStatus.READY:
            return words.gettext("works.")
        case PrinterStatus.PRINTING:
            return words.gettext("is printing.")
        case PrinterStatus.UNCONFIRMED if report.fault is None:
            return doubt_sentence(words)
        case _ if report.fault is None:
            return words.gettext("does not print. Look at it.")
        case _:
            return _fault_sentence(words, report.device, report.fault, report.status)


def _fault_sentence(words: Words, device: Device, fault: PrintFault, status: PrinterStatus) -> str:
    in_doubt = status is PrinterStatus.UNCONFIRMED
    if device is Device.PRINTER or in_doubt:
        return print_sentence(words, fault, may_be_out=in_doubt)
    waits = words.gettext("What is to be printed waits and prints by itself.")
    return f"{printer_sentence(words, fault)} {waits}"


def report_word(words: Words, report: DeviceReport) -> str:
    """A word or two for the strip."""
    if isinstance(report, PrinterReport):
        return _printer_word(words, report)
    match report.device:
        case Device.CAMERA:
            return _camera_word(words, report.state)
        case Device.LINE_DISPLAY | Device.CUSTOMER_DISPLAY:
            return _display_word(words, report.state)
        case _:
            return _scanner_word(words, report.state)


def _printer_word(words: Words, report: PrinterReport) -> str:
    """The receipts' printer is meant when none is named."""
    states = {
        PrinterStatus.READY: words.gettext("Printer ready"),
        PrinterStatus.PRINTING: words.gettext("Printing…"),
        PrinterStatus.PAPER_OUT: words.gettext("Paper out"),
        PrinterStatus.COVER_OPEN: words.gettext("Printer open"),
        PrinterStatus.OFF: words.gettext("Printer off"),
        PrinterStatus.UNCONFIRMED: words.gettext("Print not confirmed"),
    }
    state = states[report.status]
    match report.device:
        case Device.KITCHEN_PRINTER:
            return words.gettext("Kitchen: {state}", state=state)
        case Device.VOUCHER_PRINTER:
            return words.gettext("Vouchers: {state}", state=state)
        case _:
            return state


def _scanner_word(words: Words, state: DeviceState) -> str:
    match state:
        case DeviceState.READY:
            return words.gettext("Scanner ready")
        case DeviceState.BUSY:
            return words.gettext("Scanner busy")
        case _:
            return words.gettext("No scanner")


def _camera_word(words: Words, state: DeviceState) -> str:
    match state:
        case DeviceState.READY:
            return words.gettext("Camera ready")
        case DeviceState.OPENING:
            return words.gettext("Camera opens…")
        case DeviceState.BUSY:
            return words.gettext("Camera busy")
        case DeviceState.FROZEN:
            return words.gettext("Camera stuck")
        case _:
            return words.gettext("No camera")


def _display_word(words: Words, state: DeviceState) -> str:
    match state:
        case DeviceState.READY:
            return words.gettext("Display ready")
        case DeviceState.BUSY:
            return words.gettext("Display busy")
        case DeviceState.FROZEN:
            return words.gettext("Display stuck")
        case _:
            return words.gettext("No display")
