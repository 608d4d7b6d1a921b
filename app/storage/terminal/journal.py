"""The terminal's journal in its table: appended in the transaction of the effect, never changed after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.protocol.facts import Fact, kind_of
from app.protocol.meaning import meanings_of
from app.protocol.plain import to_pack
from app.protocol.record import (
    GENESIS,
    VERSION,
    Clocks,
    Head,
    Record,
    SpentRight,
    encode,
    record_hash,
)
from app.protocol.sidecar import SideCar, digest, unseal
from app.protocol.spent_rights import spent_rights
from app.services.importing.store_port import Entry
from app.services.ports import Chance, Clock
from app.services.unit import Identity
from app.storage.driver_read import read_rows
from app.storage.many_rows import write_many
from app.storage.project_import import put_sidecars
from app.storage.projection import project, project_all
from app.storage.terminal.tables import journal, shared, sync_state

_HEAD = (
    select(journal.c.seq, journal.c.record_hash)
    .where(journal.c.epoch == bindparam("epoch"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_APPEND = journal.insert()
_ACKED = select(sync_state.c.acked_epoch, sync_state.c.acked_seq)
_SERVER_OFFSET = select(sync_state.c.server_offset)


@dataclass(slots=True)
class TerminalJournal:
    """Appends and reads records in one transaction; it alone appends there, so it remembers the head."""

    connection: Connection
    identity: Identity
    clock: Clock
    chance: Chance
    _head: Head | None = None

    def append(
        self,
        fact: Fact,
        *,
        member_id: bytes | None = None,
        sidecar: SideCar | None = None,
        revision: int = 0,
    ) -> None:
        """One record and what its fact means."""
        head, meanings = self.head(), meanings_of(fact)
        record = self._record(
            fact,
            head.seq + 1,
            member_id=member_id,
            sidecar=sidecar,
            revision=revision,
            rights=spent_rights(meanings, self.identity.terminal_id),
            server_offset=self._server_offset(),
        )
        if sidecar is not None:
            put_sidecars(self.connection, shared, self.identity.merchant_id, (sidecar,))
        personal = None if sidecar is None else unseal(sidecar)
        project(self.connection, shared, record, fact, personal, meanings)
        self.write(record, head.record_hash)

    def append_all(self, entries: Sequence[Entry], revision: int) -> None:
        """Records of an import and what they mean, all rows of a kind at once."""
        head, offset = self.head(), self._server_offset()
        records = [
            self._record(
                entry.fact,
                head.seq + place,
                member_id=entry.member_id,
                sidecar=entry.sidecar,
                revision=revision,
                server_offset=offset,
            )
            for place, entry in enumerate(entries, start=1)
        ]
        sidecars = [entry.sidecar for entry in entries if entry.sidecar is not None]
        put_sidecars(self.connection, shared, self.identity.merchant_id, sidecars)
        placed = [
            (record, entry.fact, entry.personal) for record, entry in zip(records, entries, strict=True)
        ]
        project_all(self.connection, shared, placed)
        self._write_all(records, head.record_hash)

    def _record(
        self,
        fact: Fact,
        seq: int,
        *,
        member_id: bytes | None,
        sidecar: SideCar | None,
        revision: int,
        rights: tuple[SpentRight, ...] = (),
        server_offset: int | None,
    ) -> Record:
        now = self.clock.now()
        return Record(
            version=VERSION,
            record_id=self.chance.new_id(now),
            merchant_id=self.identity.merchant_id,
            terminal_id=self.identity.terminal_id,
            epoch=self.identity.epoch,
            seq=seq,
            kind=kind_of(fact),
            member_id=member_id,
            body=to_pack(fact),
            clocks=Clocks(device=now, monotonic=self.clock.monotonic(), server_offset=server_offset),
            revision=revision,
            rights=rights,
            sidecar=None if sidecar is None else digest(sidecar),
        )

    def write(self, record: Record, previous: bytes) -> None:
        """Encodes a record, once, and chains it."""
        self._write_all((record,), previous)

    def _write_all(self, records: Sequence[Record], previous: bytes) -> None:
        rows = []
        for record in records:
            encoded = encode(record)
            previous = record_hash(previous, encoded)
            rows.append(
                {
                    "epoch": record.epoch,
                    "seq": record.seq,
                    "record_hash": previous,
                    "record": encoded,
                    "sidecar": record.sidecar,
                }
            )
        if rows:
            write_many(self.connection, _APPEND, rows)
            self._head = Head(epoch=records[-1].epoch, seq=records[-1].seq, record_hash=previous)

    def head(self) -> Head:
        """The newest record's place and hash in the present epoch."""
        if self._head is None:
            self._head = self._stored_head()
        return self._head

    def forget_head(self) -> None:
        """What was appended is gone: the head is read again."""
        self._head = None

    def _stored_head(self) -> Head:
        return self._last_of(self.identity.epoch)

    def _last_of(self, epoch: int) -> Head:
        rows = read_rows(self.connection, _HEAD, {"epoch": epoch})
        if not rows:
            return Head(epoch=epoch, seq=0, record_hash=GENESIS)
        return Head(epoch=epoch, seq=rows[0].seq, record_hash=rows[0].record_hash)

    def waiting(self) -> int:
        """Records after the last one that the server confirmed; 0 without a server."""
        if self.identity.server_url is None:
            return 0
        acked = read_rows(self.connection, _ACKED, {})
        return self.after(acked[0].acked_epoch, acked[0].acked_seq) if acked else self.after(0, 0)

    def after(self, epoch: int, seq: int) -> int:
        """How many records come after a place, in any epoch.

        An epoch's records are numbered without gaps, so that its last one says how many there are.
        """
        heads = [self._last_of(later) for later in range(epoch + 1, self.identity.epoch)]
        if epoch <= self.identity.epoch:
            heads.append(self._last_of(epoch))
        if epoch < self.identity.epoch:
            heads.append(self.head())
        return max(0, sum(head.seq for head in heads) - seq)

    def _server_offset(self) -> int | None:
        rows = read_rows(self.connection, _SERVER_OFFSET, {})
        return rows[0].server_offset if rows else None
