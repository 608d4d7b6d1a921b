"""Checks what the server holds against itself: every chain of records, and every member's books."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, true

from app.domain.ledger import DEBT_LOT, Account
from app.protocol.record import GENESIS, record_hash
from app.storage.server.inbox import Received, records_of
from app.storage.server.tables import heads, inbox, shared
from app.storage.server.terminals import Terminal, all_terminals

AccountKey = tuple[bytes, bytes, str]
"""Merchant, member and asset."""


class FaultKind(StrEnum):
    """What can be wrong."""

    RECORD_CHANGED = "record-changed"
    """A record's bytes don't have its hash."""
    CHAIN_BROKEN = "chain-broken"
    """A record doesn't follow the one before it."""
    HEAD_WRONG = "head-wrong"
    """A branch doesn't end where its head says."""
    BALANCE_WRONG = "balance-wrong"
    """A balance is not the sum of its postings."""
    LOTS_WRONG = "lots-wrong"
    """A balance is not what its lots hold, less the debt."""
    DEBT_WRONG = "debt-wrong"
    """A debt is not the sum of its postings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFault:
    """subject_id: the terminal or member. epoch, seq: of the record; expected, found: of the amounts."""

    kind: FaultKind
    subject_id: bytes
    epoch: int = 0
    seq: int = 0
    expected: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """How much was checked and what is wrong with it."""

    terminals: int
    records: int
    accounts: int
    faults: tuple[AuditFault, ...]


def audit(connection: Connection) -> Audit:
    """Checks everything in one snapshot."""
    everybody = all_terminals(connection)
    faults: list[AuditFault] = []
    records = 0
    for terminal in everybody:
        count, found = _audit_chain(connection, terminal)
        records += count
        faults += found
    accounts, found = _audit_books(connection)
    return Audit(terminals=len(everybody), records=records, accounts=accounts, faults=(*faults, *found))


def _audit_chain(connection: Connection, terminal: Terminal) -> tuple[int, list[AuditFault]]:
    """How many records a terminal has, and which don't fit."""
    faults: list[AuditFault] = []
    ends: dict[tuple[int, int], Received] = {}
    count = 0
    for received in records_of(connection, terminal):
        count += 1
        branch = (received.epoch, received.branch)
        faults += _faults_of(connection, terminal, received, ends.get(branch))
        ends[branch] = received
    return count, [*faults, *_wrong_heads(connection, terminal, ends)]


def _faults_of(
    connection: Connection, terminal: Terminal, received: Received, before: Received | None
) -> Iterator[AuditFault]:
    if record_hash(received.previous, received.record) != received.record_hash:
        yield _at(FaultKind.RECORD_CHANGED, terminal, received)
    if before is not None:
        follows = (before.record_hash, before.seq + 1) == (received.previous, received.seq)
    elif received.seq == 1:
        follows = received.previous == GENESIS
    else:
        follows = _stands_at(connection, terminal, received)
    if not follows:
        yield _at(FaultKind.CHAIN_BROKEN, terminal, received)


def _stands_at(connection: Connection, terminal: Terminal, received: Received) -> bool:
    """Whether the record that a branch begins after is held, one seq before."""
    statement = select(inbox.c.seq).where(
        inbox.c.merchant_id == terminal.merchant_id,
        inbox.c.terminal_id == terminal.terminal_id,
        inbox.c.record_hash == received.previous,
        inbox.c.epoch == received.epoch,
    )
    return connection.execute(statement).scalar() == received.seq - 1


def _wrong_heads(
    connection: Connection, terminal: Terminal, ends: dict[tuple[int, int], Received]
) -> Iterator[AuditFault]:
    rows = connection.execute(
        select(heads).where(
            heads.c.merchant_id == terminal.merchant_id, heads.c.terminal_id == terminal.terminal_id
        )
    )
    said = {(row.epoch, row.branch): row.record_hash for row in rows}
    for branch in said.keys() | ends.keys():
        end = ends.get(branch)
        if end is None or said.get(branch) != end.record_hash:
            yield AuditFault(
                kind=FaultKind.HEAD_WRONG,
                subject_id=terminal.terminal_id,
                epoch=branch[0],
                seq=0 if end is None else end.seq,
            )


def _at(kind: FaultKind, terminal: Terminal, received: Received) -> AuditFault:
    return AuditFault(kind=kind, subject_id=terminal.terminal_id, epoch=received.epoch, seq=received.seq)


def _audit_books(connection: Connection) -> tuple[int, list[AuditFault]]:
    """How many accounts there are, and which differ from their postings or lots."""
    accounts = connection.execute(select(shared.accounts)).all()
    balances = Counter({_account(row): row.balance for row in accounts})
    debts = Counter({_account(row): row.debt for row in accounts})
    in_lots = Counter({key: balance + debts[key] for key, balance in balances.items()})
    faults: list[AuditFault] = []
    for kind, sums, found in (
        (FaultKind.BALANCE_WRONG, _posted(connection), balances),
        (FaultKind.LOTS_WRONG, _held(connection), in_lots),
        (FaultKind.DEBT_WRONG, _owed(connection), debts),
    ):
        faults += [
            AuditFault(kind=kind, subject_id=key[1], expected=sums[key], found=found[key])
            for key in sorted(sums.keys() | found.keys())
            if sums[key] != found[key]
        ]
    return len(accounts), faults


def _account(row: Row[*tuple[Any, ...]]) -> AccountKey:
    return row.merchant_id, row.member_id, row.asset


def _held(connection: Connection) -> Counter[AccountKey]:
    """What lots hold."""
    lots = shared.lots
    key = (lots.c.merchant_id, lots.c.member_id, lots.c.asset)
    rows = connection.execute(select(*key, func.sum(lots.c.remaining)).group_by(*key))
    return Counter({(row[0], row[1], row[2]): int(row[3]) for row in rows})


def _owed(connection: Connection) -> Counter[AccountKey]:
    """What postings added to debts, less what they paid."""
    moved = _moved(connection, shared.postings.c.lot_id == DEBT_LOT)
    return Counter({key: -amount for key, amount in moved.items()})


def _posted(connection: Connection) -> Counter[AccountKey]:
    """What postings moved into members' accounts, less what they moved out."""
    return _moved(connection, true())


def _moved(connection: Connection, which: ColumnElement[bool]) -> Counter[AccountKey]:
    postings = shared.postings
    key = (postings.c.merchant_id, postings.c.member_id, postings.c.asset)
    sums: Counter[AccountKey] = Counter()
    for side, sign in ((postings.c.target, 1), (postings.c.source, -1)):
        rows = connection.execute(
            select(*key, func.sum(postings.c.amount))
            .where(side == Account.MEMBER.value, which)
            .group_by(*key)
        )
        for merchant_id, member_id, asset, amount in rows:
            sums[merchant_id, member_id, asset] += sign * int(amount)
    return sums
