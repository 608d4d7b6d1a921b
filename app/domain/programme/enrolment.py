"""What joining asks of a person besides the phone: name, birthday, and whatever the merchant wants to know."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.domain.programme.bounds import Between, Id, Name

LONGEST_ANSWER = 60
"""Characters of a text that somebody types."""


class FieldKind(StrEnum):
    """How a question is answered: by typing, by choosing, by a day."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChoice:
    """One of the answers to a question, in both languages."""

    id: Id
    indonesian: Name
    english: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """A question, in both languages. required: nobody joins without an answer. choices: of a choice, two or more."""

    id: Id
    indonesian: Name
    english: Name
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[FieldChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """How people join. name, birthday: nobody joins without. birth_year: the year is asked as well, for rules of age.

    youngest: nobody joins who is younger, in years; below 18 with a guardian who agrees.
    """

    name: bool = False
    birthday: bool = False
    birth_year: bool = False
    youngest: Annotated[int, Between(0, 21)] = 0
