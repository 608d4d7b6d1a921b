"""A row of a file as a member, or why it can't be one. Nothing of the store is known here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN

from app.domain.codes import card_code_in
from app.services.importing.columns import ColumnPlan
from app.services.importing.days import DayOrder, birthday_in, day_in, order_of
from app.services.importing.fields import Field, FileFormat
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
        fault = self._fault(row)
        if fault is not None:
            return Rejected(row.line, *fault)
        phone = self._phone(row)
        if isinstance(phone, Unreadable):
            return Rejected(row.line, Reason.BAD_PHONE, self._text(row, Field.PHONE))
        points = self._points(row)
        if isinstance(points, Reason):
            return Rejected(row.line, points, self._text(row, Field.POINTS))
        days = {field: self._day(row, field) for field in (Field.EXPIRES, Field.JOINED)}
        birthday = self._birthday(row)
        for field, day in ((Field.BIRTHDAY, birthday), *days.items()):
            if isinstance(day, Unreadable):
                reason = Reason.BAD_BIRTHDAY if field is Field.BIRTHDAY else Reason.BAD_DATE
                return Rejected(row.line, reason, self._text(row, field))
        written = self._text(row, Field.CARD)
        number = self._text(row, Field.NUMBER)
        if not (phone or written or number):
            return Rejected(row.line, Reason.NO_IDENTITY, self._name(row))
        expires_on, joined_on = days[Field.EXPIRES], days[Field.JOINED]
        return ReadMember(
            line=row.line,
            name=self._name(row),
            phone=phone,
            birthday=birthday if isinstance(birthday, str) else "",
            card=card_code_in(written) or written,
            number=f"{self.plan.file_format.value}:{number}" if number else "",
            points=points[0],
            rounded=points[1],
            expires_on=None if isinstance(expires_on, Unreadable) else expires_on,
            tier=self._text(row, Field.TIER),
            joined_on=None if isinstance(joined_on, Unreadable) else joined_on,
        )

    def _fault(self, row: SourceRow) -> tuple[Reason, str] | None:
        """What is wrong with the row as a whole."""
        active = self._text(row, Field.ACTIVE)
        if active and flag_in(active) is False:
            return Reason.INACTIVE, active
        if len(self._name(row)) > LONGEST_NAME:
            return Reason.TOO_LONG, self._name(row)[:LONGEST_NAME]
        for field in (Field.CARD, Field.NUMBER):
            if len(self._text(row, field)) > LONGEST_CODE:
                return Reason.TOO_LONG, self._text(row, field)[:LONGEST_CODE]
        return None

    def _text(self, row: SourceRow, field: Field) -> str:
        """The first of a field's cells with something in it."""
        return next((row.cells[place] for place in self.places[field] if row.cells[place]), "")

    def _name(self, row: SourceRow) -> str:
        parts = (self._text(row, Field.FIRST_NAME), self._text(row, Field.LAST_NAME))
        whole = " ".join(part for part in parts if part) or self._text(row, Field.NAME)
        printable = "".join(letter if letter.isprintable() else " " for letter in whole)
        return " ".join(printable.split())

    def _phone(self, row: SourceRow) -> str | Unreadable:
        text = self._text(row, Field.PHONE)
        return phone_in(text) if text else ""

    def _birthday(self, row: SourceRow) -> str | Unreadable:
        text = self._text(row, Field.BIRTHDAY)
        return birthday_in(text, self.orders[Field.BIRTHDAY]) if text else ""

    def _day(self, row: SourceRow, field: Field) -> date | Unreadable | None:
        text = self._text(row, field)
        return day_in(text, self.orders[field]) if text else None

    def _points(self, row: SourceRow) -> tuple[int, bool] | Reason:
        """Whole points, rounded down once, and whether there was a fraction."""
        text = self._text(row, Field.POINTS)
        if not text:
            return 0, False
        count = count_in(text, plain=self.plan.file_format is not FileFormat.GENERIC)
        if isinstance(count, Unreadable) or abs(count) > _MOST_POINTS:
            return Reason.BAD_POINTS
        if count < 0:
            return Reason.NEGATIVE_POINTS
        whole = count.to_integral_value(ROUND_DOWN)
        return int(whole), whole != count


def member_reader(table: SourceTable, plan: ColumnPlan) -> MemberReader:
    """Looks through the file once for how it writes days."""
    places = {field: plan.places(field) for field in Field}
    dated = {field: places[field] for field in _DATED}
    orders = dict.fromkeys(_DATED, DayOrder.DAY_FIRST)
    for field, columns in dated.items():
        if columns:
            orders[field] = order_of(_texts(table, columns))
    return MemberReader(plan, places, orders)


def _texts(table: SourceTable, columns: tuple[int, ...]) -> Iterator[str]:
    for row in table.rows():
        for place in columns:
            yield row.cells[place]
