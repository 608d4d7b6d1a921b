"""Ids sort by time and say what they are."""

from uuid import UUID

import pytest

from app.domain.identifiers import uuid7
from tests.support.worked_example import NOON


def test_an_id_is_a_uuid_of_version_7_that_holds_its_instant() -> None:
    made = UUID(bytes=uuid7(NOON, b"\xff" * 10))
    assert (made.version, made.variant) == (7, UUID(int=0x8000 << 48).variant)
    assert made.int >> 80 == NOON
    assert UUID(bytes=uuid7(NOON, bytes(10))).version == 7


def test_ids_sort_by_their_instants() -> None:
    assert uuid7(NOON, b"\xff" * 10) < uuid7(NOON + 1, bytes(10))


def test_an_id_takes_exactly_ten_random_bytes() -> None:
    with pytest.raises(ValueError, match="10 random bytes"):
        uuid7(NOON, bytes(16))
