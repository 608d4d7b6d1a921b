"""Finding members by the end or the start of a phone number or by the start of a name: a look into an index each."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, Select, bindparam, select

from app.services.member_text import COUNTRY, SHORTEST_NAME, beginning, endings, national
from app.storage.shop_rows import name_key, phone_end
from app.storage.terminal.tables import shared

_profiles = shared.profiles

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
    for digits in endings(text):
        yield _BY_PHONE_END, phone_end(digits)
    if beginning(text):
        yield _BY_PHONE, f"+{COUNTRY}{beginning(text)}"
    name = name_key(text)
    if len(name) >= SHORTEST_NAME and not national(text):
        yield _BY_NAME, name
