"""The terminal's store as an import sees it: look-ups of many at once, records of many at once."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from sqlalchemy import FromClause, LargeBinary, Row, Select, String, and_, bindparam, func, select, tuple_

from app.domain.basket import Item
from app.domain.ledger import Account, Asset
from app.domain.programme.document import Programme
from app.services.importing.store_port import Entry, KnownMember
from app.services.unit import Identity
from app.storage.shop_rows import details_in, item_of
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit
from app.storage.terminal.tables import member_states, shared

_cards = shared.cards
_members = shared.members
_profiles = shared.profiles
_accounts = shared.accounts
_postings = shared.postings
_items = shared.items
_keys = shared.personal_keys

PAGES_KEPT = "PRAGMA cache_size = -65536"
"""64 MB: an import goes all over the indexes, and to decrypt a page again costs more than to keep it."""
PAGES_LOGGED = "PRAGMA wal_autocheckpoint = 16384"
"""64 MB of log before it is copied into the file: many batches change the same pages, which are then copied once."""
_PAUSE_SECONDS = 0.12
"""A till that waits for the file looks every tenth of a second: between two transactions it must find it free."""

AnyRow = Row[*tuple[Any, ...]]


def _prepare(unit: TerminalUnit) -> None:
    for setting in (PAGES_KEPT, PAGES_LOGGED):
        unit.connection.exec_driver_sql(setting)


class SqlImportStore:
    """An ImportStore on a terminal's store."""

    def __init__(self, store: SqlTerminalStore) -> None:
        self._store = store
        self._free_until = 0.0

    @contextmanager
    def reading(self) -> "Iterator[SqlImportUnit]":
        """A consistent view."""
        with self._store.reading() as unit:
            _prepare(unit)
            yield SqlImportUnit(unit)

    @contextmanager
    def writing(self) -> "Iterator[SqlImportUnit]":
        """One transaction. The file stays free for a while after it, in which the next rows are mostly read."""
        sleep(max(0.0, self._free_until - monotonic()))
        with self._store.writing() as unit:
            _prepare(unit)
            yield SqlImportUnit(unit)
        self._free_until = monotonic() + _PAUSE_SECONDS


@dataclass(frozen=True, slots=True)
class SqlImportUnit:
    """One transaction."""

    unit: TerminalUnit

    def identity(self) -> Identity:
        """Who this terminal is."""
        return self.unit.identity()

    def programme(self) -> Programme:
        """The newest revision. LookupError when there is none."""
        return self.unit.catalogue.programme()

    def members_by_code(self, codes: Collection[str]) -> dict[str, KnownMember]:
        """Whom codes name, blocked ones too."""
        return {row.code: _known(row) for row in self._rows(_BY_CODE, codes)}

    def members_by_phone(self, phones: Collection[str]) -> dict[str, tuple[KnownMember, ...]]:
        """Who has a phone, by number (E.164)."""
        found: dict[str, tuple[KnownMember, ...]] = {}
        for row in self._rows(_BY_PHONE, phones):
            found[row.phone] = (*found.get(row.phone, ()), _known(row))
        return found

    def opened_lots(self, lots: Iterable[tuple[bytes, bytes]]) -> dict[bytes, int]:
        """Which of these (member, lot) came into being here before, and with how much, by lot."""
        pairs = [(member_id.hex(), lot_id.hex()) for member_id, lot_id in lots]
        return {row.document_id: int(row.amount) for row in self._rows(_OPENED, pairs)}

    def personal_keys(self, member_ids: Collection[bytes]) -> dict[bytes, bytes]:
        """The keys that these members' side-cars are sealed with."""
        wanted = [member_id.hex() for member_id in member_ids]
        return {row.subject_id: row.key for row in self._rows(_KEYS, wanted)}

    def items_by_sku(self, skus: Collection[str]) -> dict[str, Item]:
        """The items of SKUs."""
        return {row.sku: item_of(row) for row in self._rows(_BY_SKU, skus)}

    def skus_by_gtin(self, gtins: Collection[str]) -> dict[str, str]:
        """The SKU that a barcode belongs to."""
        return {row.gtin: row.sku for row in self._rows(_BY_GTIN, gtins)}

    def append(self, entries: Sequence[Entry], revision: int) -> None:
        """Appends a record for each and writes what they mean, in this transaction."""
        self.unit.journal.append_all(entries, revision)

    def _rows(self, statement: Select[Any], wanted: Collection[object]) -> Sequence[AnyRow]:
        """What a statement finds of the many that are wanted; nothing is asked about nobody."""
        if not wanted:
            return ()
        key = {"merchant": self.identity().merchant_id, "wanted": json.dumps(list(wanted))}
        return self.unit.connection.execute(statement, key).all()


def _people(profiles: FromClause, *columns: Any) -> Select[Any]:
    """Profiles with what is owed by who has them now. profiles: the table, or joined to what names its rows."""
    himself = and_(
        _members.c.merchant_id == _profiles.c.merchant_id, _members.c.member_id == _profiles.c.member_id
    )
    current = func.coalesce(_members.c.merged_into, _profiles.c.member_id)
    balance = and_(
        _accounts.c.merchant_id == _profiles.c.merchant_id,
        _accounts.c.member_id == current,
        _accounts.c.asset == Asset.POINTS.value,
    )
    told = and_(
        member_states.c.merchant_id == _profiles.c.merchant_id,
        member_states.c.member_id == current,
    )
    return (
        select(
            current.label("member_id"),
            _profiles.c.name,
            _profiles.c.phone,
            _profiles.c.birthday,
            _profiles.c.details,
            func.coalesce(_accounts.c.debt, 0).label("debt"),
            member_states.c.member_id.is_not(None).label("told"),
            *columns,
        )
        .select_from(profiles)
        .outerjoin(_members, himself)
        .outerjoin(_accounts, balance)
        .outerjoin(member_states, told)
    )


def _known(row: AnyRow) -> KnownMember:
    return KnownMember(
        member_id=row.member_id,
        name=row.name,
        phone=row.phone,
        birthday=row.birthday,
        debt=row.debt,
        told=bool(row.told),
        details=details_in(row.details),
    )


_asked = func.json_each(bindparam("wanted", type_=String)).table_valued("value")
"""The thousands that are asked for, as one parameter: one each would make a new statement of every batch."""
_MERCHANT = bindparam("merchant", type_=LargeBinary)
_TEXTS = select(_asked.c.value)
_BYTES = select(func.unhex(_asked.c.value))
_PAIRS = select(
    func.unhex(func.json_extract(_asked.c.value, "$[0]")),
    func.unhex(func.json_extract(_asked.c.value, "$[1]")),
)
_BY_CODE = _people(
    _cards.join(
        _profiles,
        and_(_cards.c.merchant_id == _profiles.c.merchant_id, _cards.c.member_id == _profiles.c.member_id),
    ),
    _cards.c.code,
).where(_cards.c.merchant_id == _MERCHANT, _cards.c.code.in_(_TEXTS))
_BY_PHONE = (
    _people(_profiles)
    .where(_profiles.c.merchant_id == _MERCHANT, _profiles.c.phone.in_(_TEXTS))
    .order_by(_profiles.c.member_id)
)
_OPENED = (
    select(_postings.c.document_id, func.sum(_postings.c.amount).label("amount"))
    .where(
        _postings.c.merchant_id == _MERCHANT,
        tuple_(_postings.c.member_id, _postings.c.document_id).in_(_PAIRS),
        _postings.c.source == Account.OPENING.value,
    )
    .group_by(_postings.c.document_id)
)
_KEYS = select(_keys.c.subject_id, _keys.c.key).where(
    _keys.c.merchant_id == _MERCHANT, _keys.c.subject_id.in_(_BYTES)
)
_BY_SKU = select(_items).where(_items.c.merchant_id == _MERCHANT, _items.c.sku.in_(_TEXTS))
_BY_GTIN = select(_items.c.gtin, _items.c.sku).where(
    _items.c.merchant_id == _MERCHANT, _items.c.gtin.in_(_TEXTS)
)
