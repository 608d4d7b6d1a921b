"""Finding members by the end or the start of a phone number or by the start of a name: a look into an index each."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, Select, bindparam, select

from app.storage.shop_rows import name_key, phone_end
from app.storage.terminal.tables import shared

_profiles = shared.profiles

SHORTEST_NAME = 2
SHORTEST_NUMBER = 4
SHORTEST_BEGINNING = 3
"""Digits after the 0 or the country's code."""
_COUNTRY = "62"
_LAST = "\U0010ffff"
"""After every character that a key has."""


def _starting(key: str) -> Select[bytes]:
    """Members whose key in a column starts with a text, in the key's order."""
    column = _profiles.c[key]
    return (
        select(_profiles.c.member_id)
        .where(
            _profiles.c.merchant_id == bindparam("merchant"),
            column >= bindparam("start"),
            column < bindparam("end"),
        )
        .order_by(column)
        .limit(bindparam("limit"))
    )


_BY_NAME = _starting("name_key")
_BY_PHONE = _starting("phone")
_BY_PHONE_END = _starting("phone_end")


def search_members(connection: Connection, merchant_id: bytes, text: str, limit: int) -> list[bytes]:
    """Members whom a text finds, those by the phone's end first; each once."""
    found: dict[bytes, None] = {}
    for statement, start in _looks(text.strip()):
        key = {"merchant": merchant_id, "start": start, "end": start + _LAST, "limit": limit}
        found |= dict.fromkeys(connection.execute(statement, key).scalars())
        if len(found) >= limit:
            break
    return list(islice(found, limit))


def _looks(text: str) -> Iterable[tuple[Select[bytes], str]]:
    """The statements that a text asks for, with the start of the key that each looks for."""
    national = _national(text)
    if len(national) >= SHORTEST_NUMBER:
        yield _BY_PHONE_END, phone_end(national)
    if len(national) >= SHORTEST_BEGINNING and _is_from_the_start(text):
        yield _BY_PHONE, f"+{_COUNTRY}{national}"
    name = name_key(text)
    if len(name) >= SHORTEST_NAME and not national:
        yield _BY_NAME, name


def _is_from_the_start(text: str) -> bool:
    return text.startswith(("0", "+", _COUNTRY, "(0"))


def _national(text: str) -> str:
    """The digits of a phone number in any spelling, without what stands before the subscriber's own."""
    if not set(text) <= set("0123456789+-.() "):
        return ""
    digits = "".join(character for character in text if character.isdigit())
    if text.startswith("+") or digits.startswith("00"):
        return digits.lstrip("0").removeprefix(_COUNTRY)
    if (
        digits.startswith(_COUNTRY + "8") and len(digits) > 9
    ):  # no mobile number has its 62 without a country before
        return digits.removeprefix(_COUNTRY)
    return digits.lstrip("0")
