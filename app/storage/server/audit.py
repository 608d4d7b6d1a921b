"""Checks what the server holds against itself: every chain of records, and every member's books."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select

from app.domain.ledger import Account
from app.protocol.record import GENESIS, record_hash
from app.storage.server.inbox import Received, records_of
from app.storage.server.tables import heads, inbox, shared
from app.storage.server.terminals import Terminal, all_terminals


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
    """A balance is not what its lots hold."""


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
    accounts, lots = shared.accounts, shared.lots
    owner = ("merchant_id", "member_id", "asset")
    balances = {
        (row.merchant_id, row.member_id, row.asset): row.balance
        for row in connection.execute(select(accounts))
    }
    posted = _posted(connection)
    held = {
        tuple(row[:3]): int(row[3])
        for row in connection.execute(
            select(*(lots.c[name] for name in owner), func.sum(lots.c.remaining)).group_by(
                *(lots.c[name] for name in owner)
            )
        )
    }
    faults = []
    for key in sorted(balances.keys() | posted.keys() | held.keys()):
        balance = balances.get(key, 0)
        for kind, sums in ((FaultKind.BALANCE_WRONG, posted), (FaultKind.LOTS_WRONG, held)):
            if sums.get(key, 0) != balance:
                faults.append(
                    AuditFault(kind=kind, subject_id=key[1], expected=sums.get(key, 0), found=balance)
                )
    return len(balances), faults


def _posted(connection: Connection) -> Counter[tuple[bytes, bytes, str]]:
    """What postings moved into members' accounts, less what they moved out."""
    postings = shared.postings
    key = (postings.c.merchant_id, postings.c.member_id, postings.c.asset)
    sums: Counter[tuple[bytes, bytes, str]] = Counter()
    for side, sign in ((postings.c.target, 1), (postings.c.source, -1)):
        rows = connection.execute(
            select(*key, func.sum(postings.c.amount)).where(side == Account.MEMBER.value).group_by(*key)
        )
        for merchant_id, member_id, asset, amount in rows:
            sums[merchant_id, member_id, asset] += sign * int(amount)
    return sums
