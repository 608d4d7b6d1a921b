"""The terminal's store as an import sees it: look-ups of many at once, records of many at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Row, Select, and_, func, select, tuple_

from app.domain.basket import Item
from app.domain.ledger import Account, Asset
from app.domain.programme.document import Programme
from app.services.importing.store_port import Entry, KnownMember
from app.services.unit import Identity
from app.storage.shop_rows import item_of
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit
from app.storage.terminal.tables import member_states, shared

_cards = shared.cards
_profiles = shared.profiles
_accounts = shared.accounts
_postings = shared.postings
_items = shared.items
_keys = shared.personal_keys

_PAGES_KEPT = "PRAGMA cache_size = -65536"
"""64 MB: an import goes all over the indexes, and to decrypt a page again costs more than to keep it."""
_PAGES_LOGGED = "PRAGMA wal_autocheckpoint = 16384"
"""64 MB of log before it is copied into the file: many batches change the same pages, which are then copied once."""

AnyRow = Row[*tuple[Any, ...]]


def _prepare(unit: TerminalUnit) -> None:
    for setting in (_PAGES_KEPT, _PAGES_LOGGED):
        unit.connection.exec_driver_sql(setting)


class SqlImportStore:
    """An ImportStore on a terminal's store."""

    def __init__(self, store: SqlTerminalStore) -> None:
        self._store = store

    @contextmanager
    def reading(self) -> "Iterator[SqlImportUnit]":
        """A consistent view."""
        with self._store.reading() as unit:
            _prepare(unit)
            yield SqlImportUnit(unit)

    @contextmanager
    def writing(self) -> "Iterator[SqlImportUnit]":
        """One transaction."""
        with self._store.writing() as unit:
            _prepare(unit)
            yield SqlImportUnit(unit)


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
        owner = and_(
            _cards.c.merchant_id == _profiles.c.merchant_id, _cards.c.member_id == _profiles.c.member_id
        )
        wanted = _people(_cards.join(_profiles, owner), _cards.c.code).where(
            _cards.c.merchant_id == self._merchant, _cards.c.code.in_(codes)
        )
        return {row.code: _known(row) for row in self._rows(wanted, codes)}

    def members_by_phone(self, phones: Collection[str]) -> dict[str, tuple[KnownMember, ...]]:
        """Who has a phone, by number (E.164)."""
        found: dict[str, tuple[KnownMember, ...]] = {}
        wanted = (
            _people(_profiles)
            .where(_profiles.c.merchant_id == self._merchant, _profiles.c.phone.in_(phones))
            .order_by(_profiles.c.member_id)
        )
        for row in self._rows(wanted, phones):
            found[row.phone] = (*found.get(row.phone, ()), _known(row))
        return found

    def opened_lots(self, lots: Iterable[tuple[bytes, bytes]]) -> dict[bytes, int]:
        """Which of these (member, lot) came into being here before, and with how much, by lot."""
        lots = tuple(lots)
        wanted = (
            select(_postings.c.document_id, func.sum(_postings.c.amount).label("amount"))
            .where(
                _postings.c.merchant_id == self._merchant,
                tuple_(_postings.c.member_id, _postings.c.document_id).in_(lots),
                _postings.c.source == Account.OPENING.value,
            )
            .group_by(_postings.c.document_id)
        )
        return {row.document_id: int(row.amount) for row in self._rows(wanted, lots)}

    def personal_keys(self, member_ids: Collection[bytes]) -> dict[bytes, bytes]:
        """The keys that these members' side-cars are sealed with."""
        wanted = select(_keys.c.subject_id, _keys.c.key).where(
            _keys.c.merchant_id == self._merchant, _keys.c.subject_id.in_(member_ids)
        )
        return {row.subject_id: row.key for row in self._rows(wanted, member_ids)}

    def items_by_sku(self, skus: Collection[str]) -> dict[str, Item]:
        """The items of SKUs."""
        wanted = select(_items).where(_items.c.merchant_id == self._merchant, _items.c.sku.in_(skus))
        return {row.sku: item_of(row) for row in self._rows(wanted, skus)}

    def skus_by_gtin(self, gtins: Collection[str]) -> dict[str, str]:
        """The SKU that a barcode belongs to."""
        wanted = select(_items.c.gtin, _items.c.sku).where(
            _items.c.merchant_id == self._merchant, _items.c.gtin.in_(gtins)
        )
        return {row.gtin: row.sku for row in self._rows(wanted, gtins)}

    def append(self, entries: Sequence[Entry], revision: int) -> None:
        """Appends a record for each and writes what they mean, in this transaction."""
        self.unit.journal.append_all(entries, revision)

    @property
    def _merchant(self) -> bytes:
        return self.identity().merchant_id

    def _rows(self, wanted: Select[Any], keys: Collection[object]) -> Sequence[AnyRow]:
        """Nothing is asked about nobody."""
        if not keys:
            return ()
        return self.unit.connection.execute(wanted).all()


def _people(profiles: FromClause, *columns: Any) -> Select[Any]:
    """Profiles with what is owed. profiles: the table, or the table joined to what names its rows."""
    balance = and_(
        _accounts.c.merchant_id == _profiles.c.merchant_id,
        _accounts.c.member_id == _profiles.c.member_id,
        _accounts.c.asset == Asset.POINTS.value,
    )
    told = and_(
        member_states.c.merchant_id == _profiles.c.merchant_id,
        member_states.c.member_id == _profiles.c.member_id,
    )
    return (
        select(
            _profiles.c.member_id,
            _profiles.c.name,
            _profiles.c.phone,
            _profiles.c.birthday,
            func.coalesce(_accounts.c.debt, 0).label("debt"),
            member_states.c.member_id.is_not(None).label("told"),
            *columns,
        )
        .select_from(profiles)
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
    )
