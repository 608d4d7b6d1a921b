"""The rich programmes leave out nothing that the document format has."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest

from app.domain.programme.benefits import Award, Benefit, Discount, RewardGift
from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.points import Expiry
from app.protocol.shape import fields_of
from tests.support.rich_programme import PLAIN, RICH_PROGRAMMES


def values(value: Any) -> Iterator[Any]:
    """The value and all that it holds."""
    yield value
    inner = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        inner = tuple(getattr(value, field.name) for field in fields(value))
    for one in inner:
        yield from values(one)


ALL = [value for programme in (*RICH_PROGRAMMES, PLAIN) for value in values(programme)]
CLASSES: set[type] = {type(value) for value in ALL}


@pytest.mark.parametrize("union", [Condition, Benefit, Award, Discount, RewardGift, Expiry])
def test_every_kind_is_used(union: Any) -> None:
    assert [kind for kind in get_args(union) if kind not in CLASSES] == []


def test_conditions_stand_in_conditions() -> None:
    holders = [value for value in ALL if hasattr(value, "conditions") and type(value) in get_args(Condition)]
    assert any(
        type(inner) in {type(holder) for holder in holders} for one in holders for inner in one.conditions
    )


@pytest.mark.parametrize("kind", sorted(CLASSES, key=str))
def test_every_key_is_written_somewhere(kind: type) -> None:
    if is_dataclass(kind):
        found = [value for value in ALL if type(value) is kind]
        lacking = [
            field.name
            for field in fields_of(kind).values()
            if field.default is not None
            and all(getattr(value, field.name) == field.default() for value in found)
            and (kind, field.name) != (Programme, "format")
        ]
        assert lacking == []
