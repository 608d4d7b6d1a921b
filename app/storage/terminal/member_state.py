"""What the server says of a member, with this terminal's later documents laid over it.

A page's member state contains this terminal's records up to (epoch, seq); only later ones count on top.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, or_, select

from app.domain.ledger import Account, Asset, Lot, Posting, into_member
from app.protocol.changes import MemberState
from app.protocol.facts import BalanceOpened, Fact, SaleCommitted, SaleReturned
from app.protocol.plain import pack, unpack
from app.protocol.record import Record, decode, fact_of
from app.services.unit import Identity
from app.storage.books import debt_change, lot_changes
from app.storage.idle_lots import put_off
from app.storage.lot_rows import lot_of, lot_row
from app.storage.programmes import newest_programme
from app.storage.terminal.tables import journal, member_states, shared
from app.storage.upsert import upsert

Place = tuple[int, int]
"""(epoch, seq) in this terminal's journal."""

_TOLD = b""
"""The terminal id of tier entries that the server told: no terminal's own."""


def told_members(connection: Connection) -> dict[bytes, tuple[MemberState, Place]]:
    """What the server last said of each member, and up to where it contains this journal."""
    return {
        row.member_id: (unpack(MemberState, row.state), (row.included_epoch, row.included_seq))
        for row in connection.execute(select(member_states))
    }


def apply_member_state(
    connection: Connection, identity: Identity, state: MemberState, included: Place
) -> None:
    """Replaces what this store has of a member by the server's word and the local sales after it."""
    key = {"merchant_id": identity.merchant_id, "member_id": state.member_id}
    overlay = _overlay(connection, identity, state, included)
    told = {
        **key,
        "state": pack(state),
        "included_epoch": included[0],
        "included_seq": included[1],
        "visits": state.visits,
        "last_visit_at": state.last_visit_at,
    }
    upsert(connection, member_states, [told])
    upsert(connection, shared.members, [{**key, "tier_id": overlay.tier_id, "joined_at": state.joined_at}])
    cards = [{**key, "code": card.code, "blocked": card.blocked} for card in state.cards]
    _replace(connection, shared.cards, key, cards)
    account = {**key, "asset": Asset.POINTS.value, "balance": overlay.balance, "debt": overlay.debt}
    _replace(connection, shared.accounts, key, [account])
    _replace(connection, shared.rights, key, overlay.right_rows(key, identity.terminal_id))
    _replace(connection, shared.lots, key, [lot_row(key, lot) for lot in overlay.lots.values()])
    _replace(connection, shared.tier_entries, key, overlay.tier_rows(key))


@dataclass(slots=True)
class _Overlay:
    """A member while local documents are laid over the server's word. rights: amount by lot."""

    tier_id: str
    balance: int
    debt: int
    lots: dict[bytes, Lot]
    rights: dict[bytes, tuple[int, int | None]]
    tier_entries: list[tuple[bytes, str, int, Record | None]]

    def add(self, record: Record, fact: Fact | None) -> None:
        """One local document that the server's word doesn't contain. They come in the journal's order."""
        match fact:
            case BalanceOpened():
                self._post(fact.postings, (fact.lot,))
            case SaleCommitted():
                self._post(fact.postings, () if fact.earned is None else (fact.earned,))
                self._count(record, fact)
            case SaleReturned():
                self._post(fact.postings, fact.opened)
                if fact.returned.metric:
                    entry = (fact.return_id, fact.sale_day, -fact.returned.metric, record)
                    self.tier_entries.append(entry)

    def _count(self, record: Record, sale: SaleCommitted) -> None:
        member = sale.inputs.member
        if member is not None and sale.quote.tier is not None and sale.tier_after is not None:
            counted = sale.quote.tier.counted
            self.tier_entries.append((sale.sale_id, sale.business_day, counted, record))
            if sale.tier_after != member.tier_id:  # a sale that changed no tier says nothing of the server's
                self.tier_id = sale.tier_after

    def _post(self, postings: tuple[Posting, ...], opened: tuple[Lot, ...]) -> None:
        self.balance += sum(into_member(posting) for posting in postings)
        self.debt += debt_change(postings)
        for lot in opened:
            self.lots[lot.lot_id] = replace(lot, remaining=0)
        for lot_id, change in lot_changes(postings).items():
            changed = self.lots.get(lot_id)
            if changed is not None:
                self.lots[lot_id] = replace(changed, remaining=changed.remaining + change)
            held, lease = self.rights.get(lot_id, (0, None))
            self.rights[lot_id] = (held + change, lease)

    def right_rows(self, key: dict[str, bytes], holder_id: bytes) -> list[dict[str, Any]]:
        return [
            {
                **key,
                "lot_id": lot_id,
                "holder_id": holder_id,
                "asset": Asset.POINTS.value,
                "amount": amount,
                "lease_until": lease,
            }
            for lot_id, (amount, lease) in self.rights.items()
        ]

    def tier_rows(self, key: dict[str, bytes]) -> list[dict[str, Any]]:
        return [
            {
                **key,
                "document_id": document_id,
                "business_day": day,
                "amount": amount,
                "terminal_id": _TOLD if record is None else record.terminal_id,
                "epoch": 0 if record is None else record.epoch,
                "seq": 0 if record is None else record.seq,
            }
            for document_id, day, amount, record in self.tier_entries
        ]


def _overlay(connection: Connection, identity: Identity, state: MemberState, included: Place) -> _Overlay:
    points = Asset.POINTS.value
    key = {"merchant_id": identity.merchant_id, "member_id": state.member_id}
    overlay = _Overlay(
        tier_id=state.tier_id,
        balance=state.balances.get(points, 0),
        debt=state.debts.get(points, 0),
        lots={**_known_lots(connection, key), **{lot.lot_id: lot for lot in state.lots}},
        rights={
            right.lot_id: (right.amount, right.lease_until) for right in state.rights if right.asset == points
        },
        tier_entries=[
            (day.business_day.encode(), day.business_day, day.amount, None) for day in state.tier_days
        ],
    )
    later = {
        "merchant": identity.merchant_id,
        "member": state.member_id,
        "terminal": identity.terminal_id,
        "epoch": included[0],
        "seq": included[1],
    }
    sold_at: list[int] = []
    for record in _later_records(connection, later):
        fact = fact_of(record)
        overlay.add(record, fact)
        if isinstance(fact, SaleCommitted):
            sold_at.append(fact.committed_at)
    _put_off(connection, identity, overlay, sold_at)
    return overlay


def _later_records(connection: Connection, later: dict[str, Any]) -> list[Record]:
    """The member's documents that the server's word doesn't contain, in the journal's order."""
    records = [
        decode(row.record)
        for statement in (_LATER_OPENINGS, _LATER_SALES, _LATER_RETURNS)
        for row in connection.execute(statement, later)
    ]
    return sorted(records, key=lambda record: (record.epoch, record.seq))


def _known_lots(connection: Connection, key: dict[str, bytes]) -> dict[bytes, Lot]:
    """Lots of the member that this store knows, as empty: points that come back find their own lot there.

    The server tells only of those with something left in them.
    """
    lots = shared.lots
    mine = and_(lots.c.merchant_id == key["merchant_id"], lots.c.member_id == key["member_id"])
    rows = connection.execute(select(lots).where(mine, lots.c.asset == Asset.POINTS.value))
    return {row.lot_id: lot_of(row, remaining=0) for row in rows}


def _put_off(connection: Connection, identity: Identity, overlay: _Overlay, sold_at: list[int]) -> None:
    """Local sales put lots off that would lapse by inactivity."""
    if not sold_at or all(lot.inactivity_months is None for lot in overlay.lots.values()):
        return
    programme = newest_programme(connection, shared, identity.merchant_id)
    if programme is not None:
        zone = programme.zone
        overlay.lots = {key: put_off(lot, sold_at, zone) for key, lot in overlay.lots.items()}


_postings = shared.postings
_LATER = or_(
    journal.c.epoch > bindparam("epoch"),
    and_(journal.c.epoch == bindparam("epoch"), journal.c.seq > bindparam("seq")),
)


def _later_in(index: Table) -> Select[bytes]:
    """The records of an index of documents that come after the server's word."""
    return (
        select(journal.c.record)
        .join(index, and_(index.c.epoch == journal.c.epoch, index.c.seq == journal.c.seq))
        .where(
            index.c.merchant_id == bindparam("merchant"),
            index.c.member_id == bindparam("member"),
            index.c.terminal_id == bindparam("terminal"),
            _LATER,
        )
    )


_LATER_SALES = _later_in(shared.sales)
_LATER_RETURNS = _later_in(shared.returns)
_LATER_OPENINGS = (
    select(journal.c.record)
    .join(_postings, and_(_postings.c.epoch == journal.c.epoch, _postings.c.seq == journal.c.seq))
    .where(
        _postings.c.merchant_id == bindparam("merchant"),
        _postings.c.member_id == bindparam("member"),
        _postings.c.terminal_id == bindparam("terminal"),
        _postings.c.source == Account.OPENING.value,
        _postings.c.ordinal == 0,
        _LATER,
    )
)


def _replace(connection: Connection, table: Table, key: dict[str, bytes], rows: list[dict[str, Any]]) -> None:
    """Other rows of this member go; these come."""
    mine = and_(table.c.merchant_id == key["merchant_id"], table.c.member_id == key["member_id"])
    connection.execute(delete(table).where(mine))
    if rows:
        connection.execute(table.insert(), rows)
