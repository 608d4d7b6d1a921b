"""The checkout's search in words: what may be typed, and what was found."""

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.checkout.state import MemberSearch, ReferrerSearch
from app.ui.text_search import Found, Result, TextSearch, empty_words
from app.words.money import masked_phone, points, rupiah
from app.words.translate import Words


def found_words(words: Words, sheet: TextSearch) -> Found:
    """A member's row has his whole name: only the cashier reads it."""
    members = isinstance(sheet, MemberSearch)
    return Found(
        title=_title(words, sheet),
        hint=words.gettext("Last digits of the phone, or the name")
        if members
        else words.gettext("Name, code or barcode"),
        empty=empty_words(words, sheet),
        results=tuple(_result(words, row) for row in sheet.rows),
    )


def _title(words: Words, sheet: TextSearch) -> str:
    match sheet:
        case ReferrerSearch(referred=referred):
            name = referred.name or masked_phone(referred.phone)
            return words.gettext("Who sent {name}?", name=name)
        case MemberSearch():
            return words.gettext("Find member")
        case _:
            return words.gettext("Find item")


def _result(words: Words, row: MemberView | Item) -> Result:
    if isinstance(row, Item):
        return Result(name=row.name, below=f"{row.category} · {row.sku}", right=rupiah(row.price))
    usable = words.ngettext("{count} point", "{count} points", row.usable, count=points(row.usable))
    return Result(name=row.name, below=masked_phone(row.phone), right=usable)
