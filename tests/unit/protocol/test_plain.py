"""Values become plain data and come back; what only looks like them doesn't."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.plain import MALFORMED, from_plain, pack, packed, to_plain, unpack, unpacked


class Colour(StrEnum):
    """A choice."""

    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One field of each kind."""

    raw: bytes
    number: int
    flag: bool
    text: str
    colour: Colour
    amount: Decimal
    texts: tuple[str, ...]
    maybe: bytes | None
    free: dict[str, Any]


THING = Thing(
    raw=b"\x00\xff",
    number=-7,
    flag=True,
    text="Kopi",
    colour=Colour.RED,
    amount=Decimal("1.25"),
    texts=("a", "b"),
    maybe=None,
    free={"x": [1, b"y"]},
)
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.binary(max_size=4)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def test_the_bytes_of_a_value_are_those_of_its_plain_form() -> None:
    """What is free is plain already, and goes in as it is; a choice goes in as a text of its own."""
    plain = {
        "raw": b"\x00\xff",
        "number": -7,
        "flag": True,
        "text": "Kopi",
        "colour": "red",
        "amount": "1.25",
        "texts": ["a", "b"],
        "maybe": None,
        "free": {"x": [1, b"y"]},
    }
    assert to_plain(THING) == plain
    assert type(to_plain(THING)["colour"]) is str
    assert pack(THING) == msgpack.packb(plain, use_bin_type=True)


def test_a_value_comes_back_with_its_types() -> None:
    again = unpack(Thing, pack(THING))
    assert again == THING
    assert type(again.colour) is Colour
    assert type(to_plain(THING)["colour"]) is str


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("raw", 10**12),
        ("raw", []),
        ("raw", "text"),
        ("number", True),
        ("number", "7"),
        ("number", 2**63),
        ("flag", 1),
        ("text", b"raw"),
        ("text", 5),
        ("colour", "blue"),
        ("colour", b"red"),
        ("amount", "NaN"),
        ("amount", 1),
        ("texts", "ab"),
        ("texts", {"a": 1}),
        ("maybe", 5),
        ("free", []),
    ],
)
def test_a_value_of_another_type_is_malformed(name: str, value: object) -> None:
    with pytest.raises(MALFORMED):
        from_plain(Thing, {**to_plain(THING), name: value})


@given(name=st.sampled_from(sorted(to_plain(THING))), value=anything)
def test_whatever_is_read_is_what_was_written(name: str, value: object) -> None:
    plain = {**to_plain(THING), name: value}
    try:
        again = from_plain(Thing, plain)
    except MALFORMED:
        return
    if name != "amount":  # "1" and "1.0" are read as they are, " 1 " without its blanks
        assert to_plain(again) == plain


@pytest.mark.parametrize("name", sorted(to_plain(THING)))
def test_a_missing_or_an_extra_field_is_malformed(name: str) -> None:
    plain = to_plain(THING)
    with pytest.raises(MALFORMED):
        from_plain(Thing, {**plain, "more": 1})
    del plain[name]
    with pytest.raises(MALFORMED):
        from_plain(Thing, plain)


def test_bytes_that_hold_no_plain_value_are_refused() -> None:
    for wrong in (b"", b"\xc1", b"\xa2\xff\xff", b"\xc0\xc0", b"\x92\x01", b"\x91" * 100_000):
        with pytest.raises(ValueError, match=r"."):
            unpacked(wrong)


@given(anything)
def test_plain_bytes_are_what_another_library_writes_and_reads(plain: object) -> None:
    encoded = packed(plain)
    assert encoded == msgpack.packb(plain, use_bin_type=True)
    assert msgpack.unpackb(encoded, raw=False) == plain == unpacked(encoded)
