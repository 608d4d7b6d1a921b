"""Which column of a file is which field: as its program has it, or by its words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from app.services.importing.fields import FIELDS, NOT_USED, Field, FileFormat, Subject
from app.services.importing.known_columns import KNOWN, WORDS
from app.services.importing.reasons import SourceFault, UnusableSource

_ONE_OF_MEMBER = (Field.CARD, Field.NUMBER, Field.PHONE)
_ALL_OF_ITEM = (Field.NAME, Field.PRICE)
_STORE_PRICE = re.compile(r"price \[.*\]")
_NOT_WORDS = re.compile(r"[_\-.:*]+|\((?:required|optional|wajib|opsional)\)")


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What a file's columns mean. fields: of each column; None: it isn't used."""

    file_format: FileFormat
    columns: tuple[str, ...]
    fields: tuple[Field | None, ...]

    def places(self, field: Field) -> tuple[int, ...]:
        """The columns of a field, in the order of the file."""
        return tuple(place for place, found in enumerate(self.fields) if found is field)


def plain_name(column: str) -> str:
    """A column's name without case, marks and double blanks: `No. HP *` is `no hp`."""
    return " ".join(_NOT_WORDS.sub(" ", column.casefold()).split())


def format_of(subject: Subject, columns: Iterable[str]) -> FileFormat:
    """Whose export has this heading; GENERIC: nobody's that is known."""
    names = {plain_name(column) for column in columns}
    for file_format, known in KNOWN[subject].items():
        if any(group <= names for group in known.signs):
            return file_format
    return FileFormat.GENERIC


def plan_columns(
    subject: Subject,
    columns: tuple[str, ...],
    file_format: FileFormat | None = None,
    mapped: Mapping[str, str] | None = None,
) -> ColumnPlan:
    """What each column means: as `mapped` says (column to field), as the format has it, else by its words.

    file_format None: found by the heading. Raises UnusableSource for a mapping that names nothing, and when what
    every row needs is in no column.
    """
    chosen = file_format or format_of(subject, columns)
    if chosen is FileFormat.GENERIC and not mapped and _is_other(subject, columns):
        raise UnusableSource(SourceFault.OTHER_SUBJECT, ", ".join(columns))
    said = _said(subject, columns, mapped or {})
    known = KNOWN[subject].get(chosen)
    theirs = {} if known is None else known.columns
    fields: list[Field | None] = [None] * len(columns)
    for source in (theirs, WORDS[subject]):
        taken = {field for field in (*fields, *said.values()) if field is not None}
        for place, column in enumerate(columns):
            field = source.get(plain_name(column)) or _store_price(chosen, subject, column)
            if column not in said and fields[place] is None and field is not None and field not in taken:
                fields[place] = field
    for place, column in enumerate(columns):
        if column in said:
            fields[place] = said[column]
    plan = ColumnPlan(file_format=chosen, columns=columns, fields=tuple(fields))
    _check(subject, plan)
    return plan


def _is_other(subject: Subject, columns: tuple[str, ...]) -> bool:
    """Whether a heading is plainly that of a list of the other kind."""
    other = Subject.ITEMS if subject is Subject.MEMBERS else Subject.MEMBERS
    if format_of(other, columns) is not FileFormat.GENERIC:
        return True
    names = {plain_name(column) for column in columns}
    fields = {kind: {WORDS[kind].get(name) for name in names} for kind in Subject}
    priced = Field.PRICE in fields[Subject.ITEMS]
    return priced != (subject is Subject.ITEMS) and (priced or Field.PHONE in fields[Subject.MEMBERS])


def _store_price(file_format: FileFormat, subject: Subject, column: str) -> Field | None:
    """Loyverse has a price for each store; the first that has one counts."""
    priced = file_format is FileFormat.LOYVERSE and subject is Subject.ITEMS
    return Field.PRICE if priced and _STORE_PRICE.fullmatch(plain_name(column)) else None


def _said(subject: Subject, columns: tuple[str, ...], mapped: Mapping[str, str]) -> dict[str, Field | None]:
    by_name = {plain_name(column): column for column in columns}
    allowed = [field.value for field in FIELDS[subject]]
    said: dict[str, Field | None] = {}
    for column, field in mapped.items():
        found = by_name.get(plain_name(column))
        if found is None:
            raise UnusableSource(SourceFault.UNKNOWN_COLUMN, column, allowed=columns)
        wanted = field.strip().casefold().replace("_", "-")
        if wanted not in (*allowed, NOT_USED):
            near = get_close_matches(wanted, allowed, n=1)
            raise UnusableSource(SourceFault.UNKNOWN_FIELD, field, allowed=tuple(near or allowed))
        said[found] = None if wanted == NOT_USED else Field(wanted)
    return said


def _check(subject: Subject, plan: ColumnPlan) -> None:
    found = set(plan.fields)
    names = ", ".join(plan.columns)
    if subject is Subject.MEMBERS:
        if not found & set(_ONE_OF_MEMBER):
            raise UnusableSource(
                SourceFault.NO_USE, names, allowed=tuple(each.value for each in _ONE_OF_MEMBER)
            )
    elif not set(_ALL_OF_ITEM) <= found:
        raise UnusableSource(SourceFault.NO_USE, names, allowed=tuple(each.value for each in _ALL_OF_ITEM))
