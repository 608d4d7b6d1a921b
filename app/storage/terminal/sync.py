"""The terminal's side of the sync on its store: what to send, where it stands, and pages as they come in."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, tuple_

from app.domain.changes import NOBODY, BatchAdded, SerialsBlocked
from app.protocol.changes import (
    STATE_KINDS,
    BatchState,
    ItemState,
    MemberState,
    ProgrammeState,
    StaffState,
    State,
    StoreState,
)
from app.protocol.messages import Change, Page
from app.protocol.plain import from_plain, pack
from app.protocol.record import GENESIS, Head
from app.protocol.sidecar import unseal
from app.protocol.terminal_sync import Batch, SyncState
from app.services.unit import Identity
from app.storage.batch_rows import put_batch, put_block
from app.storage.shop_rows import (
    put_items,
    put_profile,
    put_programme,
    put_sidecar,
    put_staff,
    put_store,
    sidecars_of,
)
from app.storage.terminal.batches import TerminalBatches
from app.storage.terminal.member_state import Place, apply_member_state
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import journal, shared, sync_state, unknown_changes
from app.storage.upsert import upsert


class SqlSyncJournal:
    """The records of a store, as the sync loop reads them."""

    def __init__(self, store: SqlTerminalStore) -> None:
        self._store = store

    def head(self) -> Head:
        """The last committed record."""
        with self._store.reading() as unit:
            return unit.journal.head()

    def sending(self, epoch: int, seq: int) -> Head:
        """The last record of the oldest epoch that has records after a place; `head()` when none has."""
        with self._store.reading() as unit:
            oldest = unit.connection.execute(
                select(func.min(journal.c.epoch)).where(_after(epoch, seq))
            ).scalar()
            if oldest is None:
                return unit.journal.head()
            row = unit.connection.execute(
                select(journal.c.seq, journal.c.record_hash)
                .where(journal.c.epoch == oldest)
                .order_by(journal.c.seq.desc())
                .limit(1)
            ).one()
            return Head(epoch=oldest, seq=row.seq, record_hash=row.record_hash)

    def waiting(self, epoch: int, seq: int) -> int:
        """How many records come after a place, in any epoch."""
        with self._store.reading() as unit:
            return unit.journal.after(epoch, seq)

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """The hash of a record; GENESIS at seq 0; None where there is none."""
        with self._store.reading() as unit:
            return _hash_at(unit.connection, epoch, seq)

    def batch(self, epoch: int, from_seq: int, max_records: int, max_bytes: int) -> Batch:
        """Records from a seq on within both bounds, but at least one, with their side-cars."""
        with self._store.reading() as unit:
            previous = _hash_at(unit.connection, epoch, from_seq - 1)
            rows = unit.connection.execute(
                select(journal.c.seq, journal.c.record, journal.c.sidecar)
                .where(journal.c.epoch == epoch, journal.c.seq >= from_seq)
                .order_by(journal.c.seq)
                .limit(max_records)
            ).all()
            if previous is None or not rows or rows[0].seq != from_seq:
                raise LookupError(f"no record {epoch}/{from_seq}")
            records: list[bytes] = []
            digests: list[bytes] = []
            size = 0
            for row in rows:
                size += len(row.record)
                if records and size > max_bytes:
                    break
                records.append(row.record)
                digests.extend([row.sidecar] if row.sidecar is not None else [])
            sidecars = sidecars_of(unit.connection, shared, unit.identity().merchant_id, digests)
            return Batch(prev_hash=previous, records=tuple(records), sidecars=tuple(sidecars.values()))


class SqlSyncStore:
    """Where a terminal stands in the sync, durable."""

    def __init__(self, store: SqlTerminalStore) -> None:
        self._store = store

    def state(self) -> SyncState:
        """As last saved."""
        with self._store.reading() as unit:
            row = unit.connection.execute(select(sync_state)).mappings().first()
            if row is None:
                return SyncState()
            return SyncState(**{name: value for name, value in row.items() if name != "terminal_id"})

    def save(self, state: SyncState) -> None:
        """Replaces the state."""
        with self._store.writing() as unit:
            _save(unit.connection, unit.identity(), state)

    def apply_page(self, page: Page, state: SyncState) -> None:
        """Stores the changes of a page and the state with its cursor, together."""
        with self._store.writing() as unit:
            identity = unit.identity()
            for change in page.changes:
                apply_change(unit.connection, identity, change, (page.included_epoch, page.included_seq))
            _save(unit.connection, identity, state)


def apply_change(connection: Connection, identity: Identity, change: Change, included: Place) -> None:
    """Writes one changed thing; one of a kind that this version doesn't know is kept as it is."""
    kind = STATE_KINDS.get(change.kind)
    if kind is None:
        row = {"kind": change.kind, "change_key": change.key, "body": pack(change)}
        upsert(connection, unknown_changes, [row])
        return
    merchant_id = identity.merchant_id
    personal = {} if change.sidecar is None else unseal(change.sidecar)
    if change.sidecar is not None:
        put_sidecar(connection, shared, merchant_id, change.sidecar)
    state: State = from_plain(kind, change.body)
    match state:
        case ItemState():
            put_items(connection, shared, merchant_id, (state.item,))
        case StoreState():
            put_store(connection, shared, merchant_id, state.store)
        case ProgrammeState():
            put_programme(
                connection,
                shared,
                merchant_id,
                state.programme,
                based_on=state.based_on,
                published_at=state.published_at,
            )
        case StaffState():
            known = personal or _known_staff(connection, identity, state.staff_id)
            put_staff(connection, shared, merchant_id, state.staff_id, role=state.role, personal=known)
        case MemberState():
            if change.sidecar is not None:
                put_profile(connection, shared, merchant_id, state.member_id, personal)
            apply_member_state(connection, identity, state, included)
        case BatchState():
            _apply_batch(connection, identity, state)


def _apply_batch(connection: Connection, identity: Identity, state: BatchState) -> None:
    """A batch and what is blocked of it, beside what this till blocked itself and the server doesn't know yet.

    Who was restored from a backup doesn't know which of its vouchers were used since: it takes none of them.
    """
    merchant_id, holder_id = identity.merchant_id, state.holder_id
    if holder_id == identity.terminal_id:
        known = TerminalBatches(connection, merchant_id).by_id(state.batch_id)
        holder_id = NOBODY if known is None else known.holder_id
    added = BatchAdded(
        batch_id=state.batch_id,
        kind_id=state.kind_id,
        store=state.store,
        first=state.first,
        last=state.last,
        expires_at=state.expires_at,
    )
    put_batch(connection, shared, merchant_id, added, holder_id)
    for block in state.blocked:
        blocked = SerialsBlocked(
            batch_id=state.batch_id, first=block.first, last=block.last, reason=block.reason
        )
        put_block(connection, shared, merchant_id, blocked, block.document_id)
    TerminalBatches(connection, merchant_id).index(state.batch_id)


def _save(connection: Connection, identity: Identity, state: SyncState) -> None:
    row = {
        "terminal_id": identity.terminal_id,
        "generation": state.generation,
        "acked_epoch": state.acked_epoch,
        "acked_seq": state.acked_seq,
        "cursor": state.cursor,
        "failures": state.failures,
        "retry_at": state.retry_at,
        "last_success_at": state.last_success_at,
        "server_offset": state.server_offset,
    }
    connection.execute(delete(sync_state))
    connection.execute(sync_state.insert(), row)


def _after(epoch: int, seq: int) -> ColumnElement[bool]:
    """Records that come after a place."""
    return tuple_(journal.c.epoch, journal.c.seq) > tuple_(epoch, seq)


def _hash_at(connection: Connection, epoch: int, seq: int) -> bytes | None:
    if seq == 0:
        return GENESIS
    return connection.execute(
        select(journal.c.record_hash).where(journal.c.epoch == epoch, journal.c.seq == seq)
    ).scalar()


def _known_staff(connection: Connection, identity: Identity, staff_id: bytes) -> dict[str, Any]:
    """Name and PIN hash that a change without a side-car leaves as they are."""
    staff = shared.staff
    mine = (staff.c.merchant_id == identity.merchant_id) & (staff.c.staff_id == staff_id)
    row = connection.execute(select(staff.c.name, staff.c.pin_hash).where(mine)).mappings().first()
    return {} if row is None else {"name": row["name"], "pin_hash": row["pin_hash"]}
