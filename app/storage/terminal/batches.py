"""The batches of preprinted cards and vouchers that a terminal knows, and the way from a code to its serial."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, select

from app.domain.batches import Batch, Cards, VouchersOf, entries
from app.domain.serials import SerialRange, Serials, is_among, serials
from app.protocol.sidecar import SideCar, unseal
from app.services.batches_port import MADE_WITH, KnownBatch, Preprinted
from app.storage.many_rows import insert_rows
from app.storage.terminal.tables import batch_codes, shared

_batches, _blocks = shared.batches, shared.batch_blocks
_sealed, _keys = shared.sidecars, shared.personal_keys
_OURS = _batches.c.merchant_id == bindparam("merchant")
_ALL = select(_batches).where(_OURS).order_by(_batches.c.kind_id, _batches.c.first, _batches.c.batch_id)
_BY_ID = select(_batches).where(_OURS, _batches.c.batch_id == bindparam("batch"))
_ANY_CARDS = select(_batches.c.batch_id).where(_OURS, _batches.c.kind_id == "").limit(1)
_ALL_BLOCKS = select(_blocks).where(_blocks.c.merchant_id == bindparam("merchant"))
_BLOCKS = _ALL_BLOCKS.where(_blocks.c.batch_id == bindparam("batch"))
_BY_CODE = (
    select(_batches, batch_codes.c.serial)
    .join(
        batch_codes,
        and_(
            batch_codes.c.merchant_id == _batches.c.merchant_id, batch_codes.c.batch_id == _batches.c.batch_id
        ),
    )
    .where(batch_codes.c.merchant_id == bindparam("merchant"), batch_codes.c.code == bindparam("code"))
)
_INDEXED = (
    select(batch_codes.c.serial)
    .where(batch_codes.c.merchant_id == bindparam("merchant"), batch_codes.c.batch_id == bindparam("batch"))
    .limit(1)
)
_SIDECAR = (
    select(_sealed.c.sealed, _keys.c.key)
    .join(
        _keys, and_(_keys.c.merchant_id == _sealed.c.merchant_id, _keys.c.subject_id == _sealed.c.subject_id)
    )
    .where(_sealed.c.merchant_id == bindparam("merchant"), _sealed.c.subject_id == bindparam("batch"))
    .limit(1)
)


def _given(table: Any) -> Any:
    """Serials whose code stands in a table, as a card of somebody or a voucher that was used."""
    same = and_(table.c.merchant_id == batch_codes.c.merchant_id, table.c.code == batch_codes.c.code)
    return (
        select(batch_codes.c.serial)
        .join(table, same)
        .where(
            batch_codes.c.merchant_id == bindparam("merchant"), batch_codes.c.batch_id == bindparam("batch")
        )
    )


_GIVEN = {Cards: _given(shared.cards), VouchersOf: _given(shared.vouchers)}


@dataclass(frozen=True, slots=True)
class TerminalBatches:
    """Reads and writes them on one connection."""

    connection: Connection
    merchant_id: bytes

    def all(self) -> tuple[KnownBatch, ...]:
        """Each of them, by what it holds and its first serial."""
        blocked = defaultdict(list)
        for row in self.connection.execute(_ALL_BLOCKS, self._ours):
            blocked[row.batch_id].append(row)
        rows = self.connection.execute(_ALL, self._ours)
        return tuple(_known(row, blocked[row.batch_id]) for row in rows)

    def by_id(self, batch_id: bytes) -> KnownBatch | None:
        """One of them."""
        row = self.connection.execute(_BY_ID, {**self._ours, "batch": batch_id}).first()
        return None if row is None else _known(row, self._blocks(batch_id))

    def has_cards(self) -> bool:
        """Whether there is any batch of member cards."""
        return self.connection.execute(_ANY_CARDS, self._ours).first() is not None

    def preprinted(self, code: str) -> Preprinted | None:
        """What has a code; None: nothing of any batch."""
        row = self.connection.execute(_BY_CODE, {**self._ours, "code": code}).first()
        if row is None:
            return None
        known = _known(row, self._blocks(row.batch_id))
        return Preprinted(of=known, serial=row.serial, blocked=is_among(known.blocked, row.serial))

    def secret_of(self, batch_id: bytes) -> bytes | None:
        """What its codes are made with; None: it isn't here, or was erased."""
        row = self.connection.execute(_SIDECAR, {**self._ours, "batch": batch_id}).first()
        if row is None:
            return None
        secret: bytes | None = unseal(SideCar(subject_id=batch_id, key=row.key, sealed=row.sealed)).get(
            MADE_WITH
        )
        return secret

    def given_out(self, batch_id: bytes) -> Serials:
        """Cards of a batch that are somebody's, blocked ones too, or vouchers that were used."""
        known = self.by_id(batch_id)
        if known is None:
            return ()
        rows = self.connection.execute(_GIVEN[type(known.batch.of)], {**self._ours, "batch": batch_id})
        return serials(SerialRange(first=row.serial, last=row.serial) for row in rows)

    def index(self, batch_id: bytes) -> None:
        """Makes the way from each code of a batch to its serial, once. A batch without its secret has none."""
        known, secret = self.by_id(batch_id), self.secret_of(batch_id)
        if known is None or secret is None:
            return
        if self.connection.execute(_INDEXED, {**self._ours, "batch": batch_id}).first() is not None:
            return
        rows = [
            {
                "merchant_id": self.merchant_id,
                "code": entry.code,
                "batch_id": entry.batch_id,
                "serial": entry.serial,
            }
            for entry in sorted(entries(known.batch, secret), key=lambda entry: entry.code)
        ]  # in the order of the table: each of its pages is then written once
        insert_rows(self.connection, batch_codes, rows)

    def _blocks(self, batch_id: bytes) -> Iterable[Any]:
        return self.connection.execute(_BLOCKS, {**self._ours, "batch": batch_id})

    @property
    def _ours(self) -> dict[str, Any]:
        return {"merchant": self.merchant_id}


def _known(row: Row[*tuple[Any, ...]], blocks: Iterable[Any]) -> KnownBatch:
    return KnownBatch(
        batch=Batch(
            batch_id=row.batch_id,
            of=VouchersOf(kind_id=row.kind_id) if row.kind_id else Cards(),
            store=row.store,
            serials=SerialRange(first=row.first, last=row.last),
        ),
        expires_at=row.expires_at,
        holder_id=row.holder_id,
        blocked=serials(SerialRange(first=block.first, last=block.last) for block in blocks),
    )
