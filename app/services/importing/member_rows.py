"""A row of a file as a member, or why it can't be one. Nothing of the store is known here."""

from dataclasses import dataclass
from datetime import date

from app.domain.codes import card_code_in
from app.services.importing.columns import ColumnPlan
from app.services.importing.days import DayOrder, birthday_in, day_in, order_shown
from app.services.importing.fields import FIELDS, Field, FileFormat, Subject
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.source import SourceRow, SourceTable
from app.services.importing.spellings import Unreadable, count_in, flag_in, phone_in

LONGEST_NAME = 120
LONGEST_CODE = 64
_MOST_POINTS = 10**12
_DATED = (Field.BIRTHDAY, Field.EXPIRES, Field.JOINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMember:
    """A member as a file has one. phone: E.164. birthday: MM-DD. card: what a scan of the old card gives.

    number: what the old system calls the person, `square:7ZGK…`; empty: the file doesn't say. points: whole;
    rounded: the file had a fraction more. expires_on: the points' last day. tier: as written.
    """

    line: int
    name: str
    phone: str
    birthday: str
    card: str
    number: str
    points: int
    rounded: bool
    expires_on: date | None
    tier: str
    joined_on: date | None


@dataclass(frozen=True, slots=True)
class MemberReader:
    """Reads the rows of one file."""

    plan: ColumnPlan
    places: dict[Field, tuple[int, ...]]
    orders: dict[Field, DayOrder]

    def read(self, row: SourceRow) -> ReadMember | Rejected:
        """One row; the first thing that is wrong with it decides."""
        if row.extra:
            return Rejected(row.line, Reason.TOO_MANY_CELLS)
        texts = self._texts(row)
        name = _name(texts)
        fault = _fault(texts, name)
        if fault is not None:
            return Rejected(row.line, *fault)
        phone = phone_in(texts[Field.PHONE]) if texts[Field.PHONE] else ""
        if isinstance(phone, Unreadable):
            return Rejected(row.line, Reason.BAD_PHONE, texts[Field.PHONE])
        points = self._points(texts[Field.POINTS])
        if isinstance(points, Reason):
            return Rejected(row.line, points, texts[Field.POINTS])
        birthday = self._birthday(texts[Field.BIRTHDAY])
        if isinstance(birthday, Unreadable):
            return Rejected(row.line, Reason.BAD_BIRTHDAY, texts[Field.BIRTHDAY])
        expires_on = self._day(texts, Field.EXPIRES)
        if isinstance(expires_on, Unreadable):
            return Rejected(row.line, Reason.BAD_DATE, texts[Field.EXPIRES])
        joined_on = self._day(texts, Field.JOINED)
        if isinstance(joined_on, Unreadable):
            return Rejected(row.line, Reason.BAD_DATE, texts[Field.JOINED])
        written, number = texts[Field.CARD], texts[Field.NUMBER]
        if not (phone or written or number):
            return Rejected(row.line, Reason.NO_IDENTITY, name)
        return ReadMember(
            line=row.line,
            name=name,
            phone=phone,
            birthday=birthday,
            card=card_code_in(written) or written,
            number=f"{self.plan.file_format.value}:{number}" if number else "",
            points=points[0],
            rounded=points[1],
            expires_on=expires_on,
            tier=texts[Field.TIER],
            joined_on=joined_on,
        )

    def _texts(self, row: SourceRow) -> dict[Field, str]:
        """Of each field the first of its cells with something in it."""
        cells = row.cells
        texts = {}
        for field, places in self.places.items():
            texts[field] = ""
            for place in places:
                if cells[place]:
                    texts[field] = cells[place]
                    break
        return texts

    def _birthday(self, text: str) -> str | Unreadable:
        return birthday_in(text, self.orders[Field.BIRTHDAY]) if text else ""

    def _day(self, texts: dict[Field, str], field: Field) -> date | Unreadable | None:
        return day_in(texts[field], self.orders[field]) if texts[field] else None

    def _points(self, text: str) -> tuple[int, bool] | Reason:
        """Whole points, rounded down once, and whether there was a fraction."""
        if not text:
            return 0, False
        count = count_in(text, plain=self.plan.file_format is not FileFormat.GENERIC)
        if isinstance(count, Unreadable) or abs(count) > _MOST_POINTS:
            return Reason.BAD_POINTS
        if count < 0:
            return Reason.NEGATIVE_POINTS
        whole = int(count)
        return whole, whole != count


def _fault(texts: dict[Field, str], name: str) -> tuple[Reason, str] | None:
    """What is wrong with the row as a whole."""
    active = texts[Field.ACTIVE]
    if active and flag_in(active) is False:
        return Reason.INACTIVE, active
    if len(name) > LONGEST_NAME:
        return Reason.TOO_LONG, name[:LONGEST_NAME]
    for field in (Field.CARD, Field.NUMBER):
        if len(texts[field]) > LONGEST_CODE:
            return Reason.TOO_LONG, texts[field][:LONGEST_CODE]
    return None


def _name(texts: dict[Field, str]) -> str:
    parts = (texts[Field.FIRST_NAME], texts[Field.LAST_NAME])
    whole = " ".join(part for part in parts if part) or texts[Field.NAME]
    if not whole.isprintable():
        whole = "".join(letter if letter.isprintable() else " " for letter in whole)
    return " ".join(whole.split())


def member_reader(table: SourceTable, plan: ColumnPlan) -> MemberReader:
    """Looks through the file once for how it writes days."""
    places = {field: plan.places(field) for field in FIELDS[Subject.MEMBERS]}
    dated = {field: places[field] for field in _DATED if places[field]}
    return MemberReader(plan, places, dict.fromkeys(_DATED, DayOrder.DAY_FIRST) | _orders(table, dated))


def _orders(table: SourceTable, dated: dict[Field, tuple[int, ...]]) -> dict[Field, DayOrder]:
    """How each of these fields writes days, as far as a day shows it. The walk ends when all have."""
    shown: dict[Field, DayOrder] = {}
    rows = table.rows() if dated else iter(())
    for row in rows:
        for field, columns in dated.items():
            order = None if field in shown else order_shown(row.cells[place] for place in columns)
            if order is not None:
                shown[field] = order
        if len(shown) == len(dated):
            break
    return shown
