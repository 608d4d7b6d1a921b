"""F1's list."""

from app.words.translate import Words


def shortcut_list(words: Words) -> list[tuple[str, str]]:
    """Keys and what they do, in the order in which they are listed."""
    return [
        ("F2", words.gettext("Find member")),
        ("F3", words.gettext("New member")),
        ("F4", words.gettext("Find item")),
        ("F5", words.gettext("Offers")),
        ("F6", words.gettext("Redeem")),
        ("F7", words.gettext("Quantity")),
        ("F8", words.gettext("Hold, bring back")),
        ("F9", words.gettext("Give up the basket")),
        ("F11", words.gettext("Price by hand")),
        ("Ctrl+T", words.gettext("Coupon code")),
        ("Ctrl+F", words.gettext("Receipts, returns, void")),
        ("Ctrl+B", words.gettext("Split the bill")),
        ("F12", words.gettext("Pay")),
        ("Alt+1…4", words.gettext("Quick cash")),
        ("Enter", words.gettext("Confirm")),
        ("Esc", words.gettext("Back")),
        ("↑ ↓", words.gettext("Choose a line")),
        ("← →", words.gettext("Another page or way to pay")),
        ("Del", words.gettext("Remove line")),
        ("Ctrl+Z", words.gettext("Undo")),
        ("Ctrl+I", words.gettext("About the member")),
        ("Ctrl+K", words.gettext("Member’s cards")),
        ("Ctrl+P", words.gettext("Member’s PIN")),
        ("Ctrl+R", words.gettext("Print copy")),
        ("Ctrl+D", words.gettext("Shift and drawer")),
        ("Ctrl+G", words.gettext("Devices")),
        ("Ctrl+E", words.gettext("Device status")),
        ("Ctrl+L", words.gettext("Lock")),
        ("Ctrl+M", words.gettext("Sounds on or off")),
        ("Ctrl+Shift+S", words.gettext("Sync now")),
        ("F1", words.gettext("Shortcuts")),
    ]
