"""Proves a terminal's store from scratch: the journal's chain, and that every row follows from the records.

Balances and lots must be what the server last said of a member plus the local postings after that.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Column, Connection, Select, Table, func, select

from app.domain.ledger import Asset, Posting, into_member
from app.protocol.changes import MemberState
from app.protocol.facts import BalanceOpened, Fact, SaleCommitted, SaleReturned, TerminalRestored
from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, Record, decode, fact_of, record_hash
from app.services.check_store import CheckReport, Finding
from app.storage.books import debt_change, lot_changes
from app.storage.terminal.check_returns import IndexedReturn, compare_returns, indexed
from app.storage.terminal.member_state import Place, told_members
from app.storage.terminal.tables import journal, shared

_FINDINGS_AT_MOST = 100
_NOTHING = "-"
_POINTS = Asset.POINTS.value

LotKey = tuple[bytes, bytes]
"""Member and lot."""
Told = dict[bytes, tuple[MemberState, Place]]
"""What the server last said of each member, and up to where that contains this journal."""
_Key = TypeVar("_Key")


@dataclass(slots=True)
class _Expected:
    """What the rows must say, added up from the records."""

    sales: dict[bytes, Place] = field(default_factory=dict)
    returns: dict[bytes, IndexedReturn] = field(default_factory=dict)
    postings: Counter[bytes] = field(default_factory=Counter)
    posted: Counter[bytes] = field(default_factory=Counter)
    balances: Counter[bytes] = field(default_factory=Counter)
    debts: Counter[bytes] = field(default_factory=Counter)
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
        expected.debts[member_id] = state.debts.get(_POINTS, 0)
        for lot in state.lots:
            expected.lots[member_id, lot.lot_id] = lot.remaining
        for right in state.rights:
            expected.rights[member_id, right.lot_id] = right.amount
        expected.metric[member_id] = sum(day.amount for day in state.tier_days)
    for record, fact in _records(connection, findings, expected):
        _expect(expected, told, record, fact, findings)
    _compare(connection, expected, findings)
    return CheckReport(
        records=expected.records,
        sales=len(expected.sales),
        returns=len(expected.returns),
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


def _expect(
    expected: _Expected, told: Told, record: Record, fact: Fact | None, findings: list[Finding]
) -> None:
    """Adds up what one record means."""
    place = (record.epoch, record.seq)
    match fact:
        case TerminalRestored() if fact.rights_set_aside:
            _set_aside(expected, told, place)
        case BalanceOpened():
            _add_opening(expected, fact, included=_included(told, fact.member_id, place))
        case SaleCommitted():
            if fact.sale_id in expected.sales:
                first = _where(expected.sales[fact.sale_id])
                findings.append(_finding("doubled-sale", fact.sale_id.hex(), first, _where(place)))
                return
            expected.sales[fact.sale_id] = place
            _add(expected, fact, included=_included(told, record.member_id, place))
        case SaleReturned():
            if fact.return_id in expected.returns:
                first = _where(expected.returns[fact.return_id].place)
                findings.append(_finding("doubled-return", fact.return_id.hex(), first, _where(place)))
                return
            _add_return(expected, place, fact, included=_included(told, record.member_id, place))


def _included(told: Told, member_id: bytes | None, place: Place) -> bool:
    """Whether the server's word on a member already holds a record."""
    return member_id in told and place <= told[member_id][1]


def _set_aside(expected: _Expected, told: Told, restored: Place) -> None:
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
    _post(expected, member.member_id, sale.postings)
    if sale.quote.tier is not None:
        expected.metric[member.member_id] += sale.quote.tier.counted


def _add_opening(expected: _Expected, opened: BalanceOpened, *, included: bool) -> None:
    """included: the server's word on this member already holds the balance."""
    expected.postings[opened.lot.lot_id] = len(opened.postings)
    expected.posted[opened.lot.lot_id] = sum(posting.amount for posting in opened.postings)
    if not included:
        _post(expected, opened.member_id, opened.postings)


def _add_return(expected: _Expected, place: Place, fact: SaleReturned, *, included: bool) -> None:
    """included: the server's word on this member already holds the return."""
    expected.returns[fact.return_id] = indexed(place, fact)
    if fact.member_id is None:
        return
    expected.postings[fact.return_id] = len(fact.postings)
    expected.posted[fact.return_id] = sum(posting.amount for posting in fact.postings)
    if not included:
        _post(expected, fact.member_id, fact.postings)
        expected.metric[fact.member_id] -= fact.returned.metric


def _post(expected: _Expected, member_id: bytes, postings: tuple[Posting, ...]) -> None:
    expected.balances[member_id] += sum(into_member(posting) for posting in postings)
    expected.debts[member_id] += debt_change(postings)
    for lot_id, change in lot_changes(postings).items():
        expected.lots[member_id, lot_id] += change
        expected.rights[member_id, lot_id] += change


def _compare(connection: Connection, expected: _Expected, findings: list[Finding]) -> None:
    _compare_sales(connection, expected, findings)
    findings.extend(compare_returns(connection, expected.returns))
    postings, accounts, entries = shared.postings, shared.accounts, shared.tier_entries
    document, amount = postings.c.document_id, postings.c.amount
    counted = select(document, func.count()).group_by(document)
    _differ(findings, "postings", expected.postings, _pairs(connection, counted), bytes.hex)
    summed = select(document, func.sum(amount)).group_by(document)
    _differ(findings, "posted", expected.posted, _pairs(connection, summed), bytes.hex)
    balances = select(accounts.c.member_id, accounts.c.balance).where(accounts.c.asset == _POINTS)
    _differ(findings, "balance", expected.balances, _pairs(connection, balances), bytes.hex)
    debts = select(accounts.c.member_id, accounts.c.debt).where(accounts.c.asset == _POINTS)
    _differ(findings, "debt", expected.debts, _pairs(connection, debts), bytes.hex)
    lots = _by_lot(connection, shared.lots, shared.lots.c.remaining)
    _differ(findings, "lot", expected.lots, lots, _lot_name)
    by_member: Counter[bytes] = Counter()
    for (member_id, _), remaining in lots.items():
        by_member[member_id] += remaining
    by_member.subtract(expected.debts)
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
