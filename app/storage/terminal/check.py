"""Proves a terminal's store from scratch: the journal's chain, and that every row follows from the records.

Balances and lots must be what the server last said of a member plus the local postings after that.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Column, Connection, Select, Table, func, select

from app.domain.ledger import Asset, into_member
from app.protocol.changes import MemberState
from app.protocol.facts import BalanceOpened, Fact, SaleCommitted, TerminalRestored
from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, Record, decode, fact_of, record_hash
from app.services.check_store import CheckReport, Finding
from app.storage.terminal.member_state import Place, told_members
from app.storage.terminal.tables import journal, shared

_FINDINGS_AT_MOST = 100
_NOTHING = "-"
_POINTS = Asset.POINTS.value

LotKey = tuple[bytes, bytes]
"""Member and lot."""
_Key = TypeVar("_Key")


@dataclass(slots=True)
class _Expected:
    """What the rows must say, added up from the records."""

    sales: dict[bytes, Place] = field(default_factory=dict)
    postings: Counter[bytes] = field(default_factory=Counter)
    posted: Counter[bytes] = field(default_factory=Counter)
    balances: Counter[bytes] = field(default_factory=Counter)
    lots: Counter[LotKey] = field(default_factory=Counter)
    rights: Counter[LotKey] = field(default_factory=Counter)
    metric: Counter[bytes] = field(default_factory=Counter)
    records: int = 0


def check_store(connection: Connection) -> CheckReport:
    """Reads the whole store once; changes nothing."""
    findings: list[Finding] = []
    expected = _Expected()
    told = told_members(connection)
    for member_id, (state, _) in told.items():
        expected.balances[member_id] = state.balances.get(_POINTS, 0)
        for lot in state.lots:
            expected.lots[member_id, lot.lot_id] = lot.remaining
        for right in state.rights:
            expected.rights[member_id, right.lot_id] = right.amount
        expected.metric[member_id] = sum(day.amount for day in state.tier_days)
    for record, fact in _records(connection, findings, expected):
        if isinstance(fact, TerminalRestored) and fact.rights_set_aside:
            _set_aside(expected, told, (record.epoch, record.seq))
        if isinstance(fact, BalanceOpened):
            told_until = told[fact.member_id][1] if fact.member_id in told else (0, 0)
            _add_opening(expected, fact, included=(record.epoch, record.seq) <= told_until)
        if isinstance(fact, SaleCommitted):
            included = told[record.member_id][1] if record.member_id in told else (0, 0)
            place = (record.epoch, record.seq)
            if fact.sale_id in expected.sales:
                first = _where(expected.sales[fact.sale_id])
                findings.append(_finding("doubled-sale", fact.sale_id.hex(), first, _where(place)))
                continue
            expected.sales[fact.sale_id] = place
            _add(expected, fact, included=place <= included)
    _compare(connection, expected, findings)
    return CheckReport(
        records=expected.records,
        sales=len(expected.sales),
        postings=sum(expected.postings.values()),
        members=connection.execute(select(func.count()).select_from(shared.members)).scalar_one(),
        findings=tuple(findings[:_FINDINGS_AT_MOST]),
    )


def _records(
    connection: Connection, findings: list[Finding], expected: _Expected
) -> Iterator[tuple[Record, Fact | None]]:
    """Each record in order; notes gaps, broken links and bytes that hold no record."""
    place, previous = (0, 0), GENESIS
    rows = connection.execute(select(journal).order_by(journal.c.epoch, journal.c.seq))
    for row in rows:
        where = _where((row.epoch, row.seq))
        if row.epoch != place[0]:
            place, previous = (row.epoch, 0), GENESIS
        if row.seq != place[1] + 1:
            findings.append(_finding("gap", where, str(place[1] + 1), str(row.seq)))
        if record_hash(previous, row.record) != row.record_hash:
            findings.append(_finding("broken-chain", where, "", row.record_hash.hex()))
        place, previous = (row.epoch, row.seq), row.record_hash
        expected.records += 1
        try:
            record = decode(row.record)
            fact = fact_of(record)
        except MALFORMED as error:
            findings.append(_finding("unreadable", where, "", str(error)))
            continue
        if (record.epoch, record.seq) != place:
            findings.append(_finding("misplaced", where, where, _where((record.epoch, record.seq))))
        yield record, fact


def _set_aside(expected: _Expected, told: dict[bytes, tuple[MemberState, Place]], restored: Place) -> None:
    """A restored till has only those rights that the server gave it after that, and what it earned since."""
    for member_id, lot_id in list(expected.rights):
        if member_id not in told or told[member_id][1] < restored:
            del expected.rights[member_id, lot_id]


def _add(expected: _Expected, sale: SaleCommitted, *, included: bool) -> None:
    """included: the server's word on this member already holds the sale."""
    expected.postings[sale.sale_id] = len(sale.postings)
    expected.posted[sale.sale_id] = sum(posting.amount for posting in sale.postings)
    member = sale.inputs.member
    if member is None or included:
        return
    for posting in sale.postings:
        moved = into_member(posting)
        expected.balances[member.member_id] += moved
        expected.lots[member.member_id, posting.lot_id] += moved
        expected.rights[member.member_id, posting.lot_id] += moved
    if sale.quote.tier is not None:
        expected.metric[member.member_id] += sale.quote.tier.counted


def _add_opening(expected: _Expected, opened: BalanceOpened, *, included: bool) -> None:
    """included: the server's word on this member already holds the balance."""
    expected.postings[opened.lot.lot_id] = len(opened.postings)
    expected.posted[opened.lot.lot_id] = sum(posting.amount for posting in opened.postings)
    if included:
        return
    for posting in opened.postings:
        moved = into_member(posting)
        expected.balances[opened.member_id] += moved
        expected.lots[opened.member_id, posting.lot_id] += moved
        expected.rights[opened.member_id, posting.lot_id] += moved


def _compare(connection: Connection, expected: _Expected, findings: list[Finding]) -> None:
    _compare_sales(connection, expected, findings)
    postings, accounts, entries = shared.postings, shared.accounts, shared.tier_entries
    document, amount = postings.c.document_id, postings.c.amount
    counted = select(document, func.count()).group_by(document)
    _differ(findings, "postings", expected.postings, _pairs(connection, counted), bytes.hex)
    summed = select(document, func.sum(amount)).group_by(document)
    _differ(findings, "posted", expected.posted, _pairs(connection, summed), bytes.hex)
    balances = select(accounts.c.member_id, accounts.c.balance).where(accounts.c.asset == _POINTS)
    _differ(findings, "balance", expected.balances, _pairs(connection, balances), bytes.hex)
    lots = _by_lot(connection, shared.lots, shared.lots.c.remaining)
    _differ(findings, "lot", expected.lots, lots, _lot_name)
    by_member: Counter[bytes] = Counter()
    for (member_id, _), remaining in lots.items():
        by_member[member_id] += remaining
    _differ(findings, "lots-of-member", expected.balances, by_member, bytes.hex)
    rights = _by_lot(connection, shared.rights, shared.rights.c.amount)
    _differ(findings, "right", expected.rights, rights, _lot_name)
    metric = select(entries.c.member_id, func.sum(entries.c.amount)).group_by(entries.c.member_id)
    _differ(findings, "tier-metric", expected.metric, _pairs(connection, metric), bytes.hex)


def _compare_sales(connection: Connection, expected: _Expected, findings: list[Finding]) -> None:
    sales = shared.sales
    rows = connection.execute(select(sales.c.sale_id, sales.c.epoch, sales.c.seq))
    found: dict[bytes, Place] = {row.sale_id: (row.epoch, row.seq) for row in rows}
    for sale_id, place in expected.sales.items():
        if sale_id not in found:
            findings.append(_finding("missing-sale", sale_id.hex(), _where(place), _NOTHING))
        elif found[sale_id] != place:
            findings.append(_finding("misplaced-sale", sale_id.hex(), _where(place), _where(found[sale_id])))
    findings.extend(
        _finding("unknown-sale", sale_id.hex(), _NOTHING, _where(place))
        for sale_id, place in found.items()
        if sale_id not in expected.sales
    )


def _pairs(connection: Connection, statement: Select[bytes, int]) -> Counter[bytes]:
    return Counter({row[0]: row[1] for row in connection.execute(statement)})


def _by_lot(connection: Connection, table: Table, figure: Column[int]) -> Counter[LotKey]:
    rows = connection.execute(
        select(table.c.member_id, table.c.lot_id, figure).where(table.c.asset == _POINTS)
    )
    return Counter({(row[0], row[1]): row[2] for row in rows})


def _lot_name(key: LotKey) -> str:
    return f"{key[0].hex()}/{key[1].hex()}"


def _where(place: Place) -> str:
    return f"record {place[0]}/{place[1]}"


def _differ(
    findings: list[Finding],
    code: str,
    expected: Counter[_Key],
    found: Counter[_Key],
    where: Callable[[_Key], str],
) -> None:
    """Notes each key whose figures differ; a figure that is missing is 0."""
    findings.extend(
        _finding(code, where(key), str(expected[key]), str(found[key]))
        for key in expected.keys() | found.keys()
        if expected[key] != found[key]
    )


def _finding(code: str, where: str, expected: str, found: str) -> Finding:
    return Finding(code=code, where=where, expected=expected, found=found)
