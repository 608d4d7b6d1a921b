"""Finds members and items while somebody types; only the answer to the newest text is shown. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.basket import Item
from app.services.member_text import wants_more
from app.services.member_view import MemberView
from app.ui.lanes import Lanes
from app.words.translate import Words

_LONGEST_TEXT = 60


class SearchTill(Protocol):
    """What searching needs of the till."""

    def search_items(self, text: str) -> tuple[Item, ...]: ...
    def find_members(self, text: str) -> tuple[MemberView, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSearch:
    """rows belong to `answered`; a newer `text` may be on its way. place: the marked row."""

    text: str = ""
    answered: str = ""
    rows: tuple[MemberView | Item, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTextSearch(TextSearch):
    """Rows are members."""

    rows: tuple[MemberView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTextSearch(TextSearch):
    """Rows are items."""

    rows: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a row says."""

    name: str
    below: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A search in words. hint: what may be typed. empty: why no row shows; empty: there is nothing to say."""

    title: str
    hint: str
    empty: str
    results: tuple[Result, ...]


class Searching:
    """Asks the till. sheet: the open search; None: none is. show: typed in; fill: answered."""

    def __init__(
        self,
        till: SearchTill,
        lanes: Lanes,
        sheet: Callable[[], TextSearch | None],
        show: Callable[[TextSearch], None],
        fill: Callable[[TextSearch], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._sheet = sheet
        self._show, self._fill, self._failed = show, fill, failed
        self._asked = 0

    def type(self, text: str) -> None:
        """The whole text of the search box, as it is now."""
        sheet, text = self._sheet(), text[:_LONGEST_TEXT]
        if sheet is None or text == sheet.text:
            return
        self._asked += 1
        number, wanted = self._asked, text.strip()
        if not wanted:
            self._show(replace(sheet, text=text, answered=text, rows=(), place=0))
            return
        self._show(replace(sheet, text=text))
        find = self._till.find_members if isinstance(sheet, MemberTextSearch) else self._till.search_items
        self._lanes.read.submit(
            lambda: find(wanted), lambda rows: self._answered(number, text, rows), self._failed
        )

    def step(self, by: int) -> None:
        """The next or the previous row."""
        sheet = self._sheet()
        if sheet is not None and sheet.rows:
            self._show(replace(sheet, place=(sheet.place + by) % len(sheet.rows)))

    def row(self, place: int | None) -> MemberView | Item | None:
        """A row's member or item, if it belongs to what is typed; None: of the marked row."""
        sheet = self._sheet()
        if sheet is None or sheet.answered != sheet.text:
            return None
        place = sheet.place if place is None else place
        return sheet.rows[place] if place < len(sheet.rows) else None

    def _answered(self, number: int, text: str, rows: tuple[MemberView, ...] | tuple[Item, ...]) -> None:
        sheet = self._sheet()
        if number == self._asked and sheet is not None:
            self._fill(replace(sheet, answered=text, rows=rows, place=0))


def empty_words(words: Words, sheet: TextSearch) -> str:
    """Why no row shows, and what to do; empty: there are rows, or nothing is typed, or the answer is on its way."""
    if sheet.rows or not sheet.answered.strip():
        return ""
    if isinstance(sheet, MemberTextSearch) and wants_more(sheet.answered):
        return words.gettext("Key more: two letters of the name, or the phone’s last four digits.")
    return words.gettext("Nothing found. Try fewer letters or digits.")
