"""The check finds what was changed behind the server's back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update

from app.storage.server.audit import FaultKind
from app.storage.server.tables import heads, inbox, shared
from tests.support.joined_centre import Joined
from tests.support.joined_till import sell

Tampering = Callable[[Connection], Any]


@pytest.mark.parametrize(
    ("tamper", "kinds"),
    [
        (
            lambda c: c.execute(update(inbox).where(inbox.c.seq == 3).values(record=b"x")),
            {FaultKind.RECORD_CHANGED},
        ),
        (lambda c: c.execute(delete(inbox).where(inbox.c.seq == 3)), {FaultKind.CHAIN_BROKEN}),
        (lambda c: c.execute(delete(inbox).where(inbox.c.seq == 9)), {FaultKind.HEAD_WRONG}),
        (lambda c: c.execute(update(heads).values(record_hash=b"x")), {FaultKind.HEAD_WRONG}),
        (
            lambda c: c.execute(update(shared.accounts).values(balance=1_000_000)),
            {FaultKind.BALANCE_WRONG, FaultKind.LOTS_WRONG},
        ),
        (lambda c: c.execute(update(shared.lots).values(remaining=1)), {FaultKind.LOTS_WRONG}),
        (lambda c: c.execute(delete(shared.postings)), {FaultKind.BALANCE_WRONG}),
    ],
)
def test_tampering_is_found(joined: Joined, tamper: Tampering, kinds: set[FaultKind]) -> None:
    sell(joined.shop, "BIJ-001", member=0)
    joined.send()
    assert joined.audit().faults == ()
    with joined.centre.database.writing() as connection:
        tamper(connection)
    assert {fault.kind for fault in joined.audit().faults} == kinds
