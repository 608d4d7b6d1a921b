"""Proves a terminal's store from scratch: the journal's chain, and that every row follows from the records.

What a member has must be what the server last said of him plus the local documents after that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, func, select

from app.domain.ledger import OwnerKind
from app.protocol.facts import Fact
from app.protocol.gist import gist_in
from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, decode, fact_of, record_hash
from app.services.check_store import CheckReport, Finding
from app.storage.terminal.compare import MOST, compare
from app.storage.terminal.expected import Expected, where
from app.storage.terminal.member_state import Place, told_members
from app.storage.terminal.reading import Progress, Reading, no_progress
from app.storage.terminal.tables import journal, shared

_PEOPLE = (
    select(func.count()).select_from(shared.members).where(shared.members.c.kind == OwnerKind.MEMBER.value)
)


def check_store(connection: Connection, progress: Progress = no_progress) -> CheckReport:
    """Reads the whole store once; changes nothing. Takes half a kilobyte of memory for each posting."""
    findings: list[Finding] = []
    reading = Reading(connection, progress)
    with _many_objects():
        expected = Expected(told_members(connection))
        for place, fact in _records(reading, findings, expected):
            twice = None if fact is None else expected.add(place, fact)
            if twice is not None:
                findings.append(twice)
        findings += islice(compare(reading, expected), MOST)
    reading.end()
    return CheckReport(
        records=expected.records,
        sales=expected.sales,
        returns=len(expected.returns),
        postings=expected.postings,
        members=connection.execute(_PEOPLE).scalar_one(),
        findings=tuple(findings[:MOST]),
    )


@contextmanager
def _many_objects() -> Iterator[None]:
    """Python's collector would walk through millions of figures again and again, and none is garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _records(
    reading: Reading, findings: list[Finding], expected: Expected
) -> Iterator[tuple[Place, Fact | None]]:
    """Each record in order; notes gaps, broken links and bytes that hold no record."""
    place, previous = (0, 0), GENESIS
    columns = (journal.c.epoch, journal.c.seq, journal.c.record_hash, journal.c.record)
    for epoch, seq, linked, encoded in reading.found(select(*columns).order_by(*columns[:2])):
        if epoch != place[0]:
            place, previous = (epoch, 0), GENESIS
        if seq != place[1] + 1:
            findings.append(_finding("gap", (epoch, seq), str(place[1] + 1), str(seq)))
        if record_hash(previous, encoded) != linked:
            findings.append(_finding("broken-chain", (epoch, seq), "", linked.hex()))
        place, previous = (epoch, seq), linked
        expected.records += 1
        try:
            said, fact = _fact(encoded)
        except MALFORMED as error:
            findings.append(_finding("unreadable", place, "", str(error)))
            continue
        if said != place:
            findings.append(_finding("misplaced", place, where(place), where(said)))
        yield said, fact


def _fact(encoded: bytes) -> tuple[Place, Fact | None]:
    """The place that a record says it has, and its fact or the gist of it."""
    gist = gist_in(encoded)
    if gist is not None:
        return (gist.epoch, gist.seq), gist.fact
    record = decode(encoded)
    return (record.epoch, record.seq), fact_of(record)


def _finding(code: str, place: Place, expected: str, found: str) -> Finding:
    return Finding(code=code, where=where(place), expected=expected, found=found)
