"""The receipts screen's search in words: what may be typed, and what was found."""

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.receipts.state import FindMember
from app.ui.text_search import Found, Result, TextSearch, empty_words
from app.words.money import masked_phone, points, rupiah
from app.words.receipt import masked_name
from app.words.translate import Words


def found_words(words: Words, sheet: TextSearch) -> Found:
    """A member's row has him as a receipt does: the screen is turned to whoever brings something back."""
    members = isinstance(sheet, FindMember)
    return Found(
        title=words.gettext("Find member") if members else words.gettext("Find item"),
        hint=words.gettext("Scan the card, or key the phone’s last digits or the name")
        if members
        else words.gettext("Scan it, or key its name or code"),
        empty=empty_words(words, sheet),
        results=tuple(_result(words, row) for row in sheet.rows),
    )


def _result(words: Words, row: MemberView | Item) -> Result:
    if isinstance(row, Item):
        return Result(name=row.name, below=f"{row.category} · {row.sku}", right=rupiah(row.price))
    count = points(row.balance)
    balance = words.ngettext("{count} point", "{count} points", row.balance, count=count)
    return Result(name=masked_name(row.name), below=masked_phone(row.phone), right=balance)
