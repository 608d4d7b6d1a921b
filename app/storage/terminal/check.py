"""Proves a terminal's store from scratch: the journal's chain, and that every row follows from the records.

What a member has must be what the server last said of him plus the local documents after that.
"""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, func, select

from app.protocol.facts import Fact
from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, Record, decode, fact_of, record_hash
from app.services.check_store import CheckReport, Finding
from app.storage.terminal.compare import compare
from app.storage.terminal.expected import Expected, where
from app.storage.terminal.member_state import told_members
from app.storage.terminal.tables import journal, shared

_FINDINGS_AT_MOST = 100


def check_store(connection: Connection) -> CheckReport:
    """Reads the whole store once; changes nothing."""
    findings: list[Finding] = []
    expected = Expected(told_members(connection))
    for record, fact in _records(connection, findings, expected):
        twice = None if fact is None else expected.add(record, fact)
        if twice is not None:
            findings.append(twice)
    findings += islice(compare(connection, expected), _FINDINGS_AT_MOST)
    return CheckReport(
        records=expected.records,
        sales=len(expected.sales),
        returns=len(expected.returns),
        postings=sum(expected.postings.values()),
        members=connection.execute(select(func.count()).select_from(shared.members)).scalar_one(),
        findings=tuple(findings[:_FINDINGS_AT_MOST]),
    )


def _records(
    connection: Connection, findings: list[Finding], expected: Expected
) -> Iterator[tuple[Record, Fact | None]]:
    """Each record in order; notes gaps, broken links and bytes that hold no record."""
    place, previous = (0, 0), GENESIS
    rows = connection.execute(select(journal).order_by(journal.c.epoch, journal.c.seq))
    for row in rows:
        at = where((row.epoch, row.seq))
        if row.epoch != place[0]:
            place, previous = (row.epoch, 0), GENESIS
        if row.seq != place[1] + 1:
            findings.append(_finding("gap", at, str(place[1] + 1), str(row.seq)))
        if record_hash(previous, row.record) != row.record_hash:
            findings.append(_finding("broken-chain", at, "", row.record_hash.hex()))
        place, previous = (row.epoch, row.seq), row.record_hash
        expected.records += 1
        try:
            record = decode(row.record)
            fact = fact_of(record)
        except MALFORMED as error:
            findings.append(_finding("unreadable", at, "", str(error)))
            continue
        if (record.epoch, record.seq) != place:
            findings.append(_finding("misplaced", at, at, where((record.epoch, record.seq))))
        yield record, fact


def _finding(code: str, at: str, expected: str, found: str) -> Finding:
    return Finding(code=code, where=at, expected=expected, found=found)
