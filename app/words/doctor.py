"""What the doctor found, and what to install or plug in, as sentences."""

from app.services.check_up import CheckUp, Verdict
from app.services.print_fault import PrintFault
from app.words.backups import age
from app.words.devices import printer_sentence
from app.words.faults import fault_sentence
from app.words.translate import Words


def part_name(words: Words, part: str) -> str:
    """What people call a part of the machine."""
    names = {
        "decoder-zxing": words.gettext("Barcode reader (ZXing)"),
        "decoder-zbar": words.gettext("Barcode reader (ZBar)"),
        "screen": words.gettext("Screen"),
        "printer": words.gettext("Receipt printer"),
        "voucher-printer": words.gettext("Voucher printer"),
        "kitchen-printer": words.gettext("Kitchen printer"),
        "scanner": words.gettext("Serial scanner"),
        "camera": words.gettext("Camera"),
        "line-display": words.gettext("Line display"),
        "store": words.gettext("Store of the shop"),
        "backup": words.gettext("Newest backup"),
    }
    return names[part]


def finding_sentence(words: Words, found: CheckUp) -> str:
    """How it is, and what to do if it isn't well."""
    says = _says(words, found)
    if not found.found:
        return says
    offer = words.gettext("{found} is plugged in: choose it at the till, Menu, Devices.", found=found.found)
    return f"{says}{'' if says.endswith('.') else '.'} {offer}"


def _says(words: Words, found: CheckUp) -> str:
    match found.verdict:
        case Verdict.WORKS if found.age is not None:
            return words.gettext("{age} old", age=age(words, found.age))
        case Verdict.WORKS:
            return (
                words.gettext("works ({detail})", detail=found.detail)
                if found.detail
                else words.gettext("works")
            )
        case Verdict.UNUSED:
            return words.gettext("not used")
        case _:
            return _remedy(words, found)


def _remedy(words: Words, found: CheckUp) -> str:
    if found.fault is not None:
        return fault_sentence(words, found.fault)
    if found.verdict is Verdict.FORBIDDEN:
        return words.gettext(
            "{detail} may not be used. Add this user to the group `dialout`.", detail=found.detail
        )
    detail = found.detail
    match found.part:
        case "decoder-zxing":
            return words.gettext("missing. Install the Python package zxing-cpp: {detail}", detail=detail)
        case "decoder-zbar":
            return words.gettext(
                "missing. Install it with `apt-get install libzbar0`. Until then ZXing reads alone."
            )
        case "screen":
            return words.gettext(
                "there is none. Log in to a desktop, or set QT_QPA_PLATFORM=offscreen to run without."
            )
        case "printer" | "voucher-printer" | "kitchen-printer":
            return printer_sentence(words, PrintFault(detail))
        case "backup":
            return _backup(words, found.age)
        case "scanner" | "camera" | "line-display":
            return _not_there(words, found.part, detail)
        case _:
            return detail


def _not_there(words: Words, part: str, detail: str) -> str:
    match part:
        case "scanner":
            return words.gettext(
                "not found at {detail}. Plug it in, or set `scanner` to its port.", detail=detail
            )
        case "camera":
            return words.gettext(
                "not found at {detail}. Plug it in, or set `camera` to its number or address.", detail=detail
            )
        case _:
            return words.gettext(
                "not found at {detail}. Plug it in, or set `line_display` to its port.", detail=detail
            )


def _backup(words: Words, old: int | None) -> str:
    """old: the newest backup's age in milliseconds; None: there is none."""
    if old is None:
        return words.gettext(
            "there is none yet. The till makes one while it runs; `setia db backup` makes one now."
        )
    if old < 0:
        return words.gettext("it is from the future. Set this machine's clock, then run `setia db backup`.")
    return words.gettext(
        "{age} old. Look for room on the disk and in the log, then run `setia db backup`.",
        age=age(words, old),
    )
