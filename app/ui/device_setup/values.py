"""Settings and their values as people read them."""

from app.ui.device_setup.state import COLUMNS_OF, STATUS_OF, Value
from app.words.translate import Words


def setting_name(words: Words, key: str) -> str:
    """What a setting is called here."""
    names = {
        "printer": words.gettext("Printer"),
        "columns": words.gettext("Width of paper"),
        "printer_status": words.gettext("Printer’s answers"),
        "voucher_printer": words.gettext("Voucher printer"),
        "voucher_columns": words.gettext("Width of vouchers"),
        "voucher_status": words.gettext("Voucher printer’s answers"),
        "kitchen_printer": words.gettext("Kitchen printer"),
        "kitchen_columns": words.gettext("Width of kitchen slips"),
        "kitchen_status": words.gettext("Kitchen printer’s answers"),
        "scanner": words.gettext("Scanner"),
        "camera": words.gettext("Camera"),
        "camera_mirror": words.gettext("Camera looks into a mirror"),
        "camera_torch": words.gettext("Camera’s lamp"),
        "customer_display": words.gettext("Customer display"),
        "line_display": words.gettext("Line display"),
        "sounds": words.gettext("Sound"),
        "wedge_median_gap": words.gettext("Keyboard scanner’s pace"),
        "wedge_longest_gap": words.gettext("Keyboard scanner’s pauses"),
        "wedge_prefix": words.gettext("Keyboard scanner’s prefix"),
    }
    return names.get(key, key)


def value_words(words: Words, key: str, value: Value) -> str:
    """A setting's value."""
    if key == "sounds":
        return words.gettext("Sounds on") if value else words.gettext("Sounds off")
    if isinstance(value, bool):
        return words.gettext("yes") if value else words.gettext("no")
    if key in COLUMNS_OF.values():
        return words.gettext("{count} columns", count=value)
    if key in ("wedge_median_gap", "wedge_longest_gap"):
        return f"{value} ms"
    none, automatic = words.gettext("None"), words.gettext("Automatic")
    named = {
        ("printer", "virtual"): words.gettext("Virtual printer"),
        ("printer", "none"): none,
        ("scanner", ""): words.gettext("Keyboard scanner"),
        ("scanner", "auto"): automatic,
        ("customer_display", "auto"): automatic,
        ("customer_display", "off"): none,
        ("customer_display", "window"): words.gettext("In a window"),
        **dict.fromkeys(((key, "none") for key in STATUS_OF.values()), words.gettext("not asked for")),
        **dict.fromkeys(((key, "ask") for key in STATUS_OF.values()), words.gettext("asked for")),
    }
    return named.get((key, str(value))) or str(value) or none
