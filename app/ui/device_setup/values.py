"""Settings and their values as people read them."""

from app.ui.device_setup.state import Value
from app.words.translate import Words


def setting_name(words: Words, key: str) -> str:
    """What a setting is called here."""
    names = {
        "printer": words.gettext("Printer"),
        "columns": words.gettext("Width of paper"),
        "printer_status": words.gettext("Printer’s answers"),
        "scanner": words.gettext("Scanner"),
        "camera": words.gettext("Camera"),
        "customer_display": words.gettext("Customer display"),
        "sounds": words.gettext("Sound"),
        "wedge_median_gap": words.gettext("Keyboard scanner’s pace"),
        "wedge_longest_gap": words.gettext("Keyboard scanner’s pauses"),
        "wedge_prefix": words.gettext("Keyboard scanner’s prefix"),
    }
    return names.get(key, key)


def value_words(words: Words, key: str, value: Value) -> str:
    """A setting's value."""
    if isinstance(value, bool):
        return words.gettext("Sounds on") if value else words.gettext("Sounds off")
    if key == "columns":
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
        ("printer_status", "none"): words.gettext("not asked for"),
        ("printer_status", "ask"): words.gettext("asked for"),
    }
    return named.get((key, str(value))) or str(value) or none
