"""Proves a terminal's store from scratch: the journal's chain, and that every row follows from the records.

What a member has must be what the server last said of him plus the local documents after that.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, func, select

from app.domain.ledger import OwnerKind
from app.protocol.facts import Fact
from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, record_hash
from app.services.check_store import CheckReport, Finding
from app.storage.terminal.compare import MOST, compare
from app.storage.terminal.compare_sums import agree
from app.storage.terminal.expected import Expected, where
from app.storage.terminal.member_state import Place, told_members
from app.storage.terminal.prove import Proof, fact_in
from app.storage.terminal.reading import Progress, Reading, no_progress
from app.storage.terminal.tables import journal, shared

_PEOPLE = (
    select(func.count()).select_from(shared.members).where(shared.members.c.kind == OwnerKind.MEMBER.value)
)


def check_store(connection: Connection, progress: Progress = no_progress) -> CheckReport:
    """Reads the whole store once; changes nothing. When something disagrees, it reads all of it again to say what.

    That takes half a kilobyte of memory for each posting; a sound store's check takes none for what is usual.
    """
    reading = Reading(connection, progress)
    with _many_objects():
        report = proved(reading) or _named(reading)
    reading.end()
    return report


def proved(reading: Reading) -> CheckReport | None:
    """The report of a sound store, by sums; None: something disagrees, or may."""
    proof, findings = Proof(Expected(told_members(reading.connection))), list[Finding]()
    for place, encoded in _chained(reading, findings):
        proof.records += 1
        if findings or not proof.take(place, encoded):
            return None
    rest = proof.rest
    if findings or not agree(reading, proof):
        return None
    return _report(reading, proof.records, proof.sales + rest.sales, rest, proof.postings + rest.postings, ())


def _named(reading: Reading) -> CheckReport:
    findings: list[Finding] = []
    expected = Expected(told_members(reading.connection))
    for place, fact in _records(reading, findings, expected):
        twice = None if fact is None else expected.add(place, fact)
        if twice is not None:
            findings.append(twice)
    findings += islice(compare(reading, expected), MOST)
    return _report(reading, expected.records, expected.sales, expected, expected.postings, findings[:MOST])


def _report(
    reading: Reading, records: int, sales: int, expected: Expected, postings: int, findings: Sequence[Finding]
) -> CheckReport:
    return CheckReport(
        records=records,
        sales=sales,
        returns=len(expected.returns),
        postings=postings,
        members=reading.connection.execute(_PEOPLE).scalar_one(),
        findings=tuple(findings),
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


def _chained(reading: Reading, findings: list[Finding]) -> Iterator[tuple[Place, bytes]]:
    """Each record's bytes in order; notes gaps and broken links."""
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
        yield place, encoded


def _records(
    reading: Reading, findings: list[Finding], expected: Expected
) -> Iterator[tuple[Place, Fact | None]]:
    """Each record in order; notes also bytes that hold no record."""
    for place, encoded in _chained(reading, findings):
        expected.records += 1
        try:
            said, fact = fact_in(encoded)
        except MALFORMED as error:
            findings.append(_finding("unreadable", place, "", str(error)))
            continue
        if said != place:
            findings.append(_finding("misplaced", place, where(place), where(said)))
        yield said, fact


def _finding(code: str, place: Place, expected: str, found: str) -> Finding:
    return Finding(code=code, where=where(place), expected=expected, found=found)
