"""Every kind of fact says what it means, or is a thing as it is now."""

import pytest

from app.domain.changes import Change
from app.protocol.facts import FACT_KINDS, Fact
from app.protocol.meaning import meaning_of
from app.storage.project_changes import write_change

THINGS = {
    "shop.founded",
    "items.listed",
    "staff.added",
    "programme.published",
    "member.profile",
    "terminal.restored",
}
"""What is no document: it moves nothing, counts nothing, and the newest one counts."""


@pytest.mark.parametrize("kind", sorted(FACT_KINDS))
def test_a_document_has_a_meaning_and_a_thing_has_none(kind: str) -> None:
    speaks = meaning_of.dispatch(FACT_KINDS[kind]) is not meaning_of.dispatch(object)
    assert speaks is (kind not in THINGS)


def test_every_change_is_written() -> None:
    silent = write_change.dispatch(object)
    assert [kind for kind in Change.__args__ if write_change.dispatch(kind) is silent] == []


def test_only_the_drawer_and_what_is_printed_are_nobody_s() -> None:
    fields = {kind.__name__: set(kind.__dataclass_fields__) for kind in Change.__args__}
    assert [name for name, names in fields.items() if "member_id" not in names] == [
        "DrawerMoved",
        "DrawerOpened",
        "DrawerClosed",
        "BatchAdded",
        "SerialsBlocked",
    ]


def test_kinds_are_named_once() -> None:
    assert len(set(FACT_KINDS.values())) == len(FACT_KINDS) == len(Fact.__args__)
