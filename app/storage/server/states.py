"""Things as they are now, for the feed: read in bulk, one statement per table and kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from app.domain.calendar import add_months
from app.domain.changes import MarkKind
from app.domain.ledger import OwnerKind
from app.domain.programme.levels import TierWindow
from app.protocol.changes import (
    BookState,
    CardState,
    DayElsewhere,
    ItemState,
    MarkState,
    MemberState,
    PlanState,
    ProgrammeState,
    RightState,
    StaffState,
    State,
    StoreState,
    TierDay,
    UseState,
    VoucherState,
    programme_key,
)
from app.storage.lot_rows import lot_of
from app.storage.programmes import newest_programme, programme_in
from app.storage.server.batch_states import batch_states
from app.storage.server.elsewhere import days_elsewhere
from app.storage.server.tables import shared
from app.storage.server.terminals import Terminal
from app.storage.shop_rows import item_of, store_of

_LONGEST_YEAR = 12
"""Months that hold every window but a rolling one: calendar and membership years."""
_ZONES_DIFFER = timedelta(days=1)
"""A store's day may lie behind the server's; terminals count their own window in what they get."""

AnyRow = Row[*tuple[Any, ...]]
States = dict[bytes, State]
"""By the key of the change; what no longer exists is not in it."""


def states_of(
    connection: Connection, terminal: Terminal, kind: str, keys: Sequence[bytes], today: date
) -> States:
    """The things of one kind, as a terminal is to see them. today: the server's date, ends the tier window."""
    readers: dict[str, Callable[[], States]] = {
        "store": lambda: _stores(connection, terminal.merchant_id, keys),
        "item": lambda: _items(connection, terminal.merchant_id, keys),
        "programme": lambda: _programmes(connection, terminal.merchant_id, keys),
        "staff": lambda: _staff(connection, terminal.merchant_id, keys),
        "member": lambda: _members(connection, terminal, keys, today),
        "batch": lambda: batch_states(connection, terminal.merchant_id, keys),
    }
    return readers[kind]()


def _rows(
    connection: Connection, table: Table, key: str, merchant_id: bytes, keys: Iterable[Any]
) -> Sequence[AnyRow]:
    statement = select(table).where(table.c.merchant_id == merchant_id, table.c[key].in_(list(keys)))
    return connection.execute(statement).all()


def _stores(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> States:
    return {
        row.store_id: StoreState(store=store_of(row))
        for row in _rows(connection, shared.stores, "store_id", merchant_id, keys)
    }


def _items(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> States:
    skus = [key.decode() for key in keys]
    return {
        row.sku.encode(): ItemState(item=item_of(row))
        for row in _rows(connection, shared.items, "sku", merchant_id, skus)
    }


def _programmes(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> States:
    revisions = [int.from_bytes(key, "big") for key in keys]
    return {
        programme_key(row.revision): ProgrammeState(
            programme=programme_in(row.document), based_on=row.based_on, published_at=row.published_at
        )
        for row in _rows(connection, shared.programmes, "revision", merchant_id, revisions)
    }


def _staff(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> States:
    rows = _rows(connection, shared.staff, "staff_id", merchant_id, keys)
    return {row.staff_id: StaffState(staff_id=row.staff_id, role=row.role) for row in rows}


def _members(connection: Connection, terminal: Terminal, keys: Sequence[bytes], today: date) -> States:
    found = _Found(
        cards=_by_member(_of_members(connection, shared.cards, terminal, keys)),
        accounts=_by_member(_of_members(connection, shared.accounts, terminal, keys)),
        lots=_by_member(_live_lots(connection, terminal.merchant_id, keys)),
        rights=_by_member(_rights(connection, terminal, keys)),
        days=_by_member(_tier_days(connection, terminal.merchant_id, keys, today)),
        visits={row.member_id: row for row in _visits(connection, terminal.merchant_id, keys)},
        vouchers=_by_member(_of_members(connection, shared.vouchers, terminal, keys)),
        plans=_by_member(_of_members(connection, shared.entitlements, terminal, keys)),
        uses=_by_member(_uses(connection, terminal.merchant_id, keys)),
        elsewhere=days_elsewhere(connection, terminal, keys),
        marks=_by_member(_of_members(connection, shared.marks, terminal, keys)),
    )
    return {
        row.member_id: _member(row, found) for row in _of_members(connection, shared.members, terminal, keys)
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows of many members, by member."""

    cards: defaultdict[bytes, list[AnyRow]]
    accounts: defaultdict[bytes, list[AnyRow]]
    lots: defaultdict[bytes, list[AnyRow]]
    rights: defaultdict[bytes, list[AnyRow]]
    days: defaultdict[bytes, list[AnyRow]]
    visits: dict[bytes, AnyRow]
    vouchers: defaultdict[bytes, list[AnyRow]]
    plans: defaultdict[bytes, list[AnyRow]]
    uses: defaultdict[bytes, list[AnyRow]]
    elsewhere: dict[bytes, DayElsewhere]
    marks: defaultdict[bytes, list[AnyRow]]


def _member(row: AnyRow, found: _Found) -> MemberState:
    who = row.member_id
    visits = found.visits.get(who)
    return MemberState(
        member_id=who,
        tier_id=row.tier_id,
        joined_at=row.joined_at,
        cards=tuple(CardState(code=card.code, blocked=card.blocked) for card in found.cards[who]),
        books=tuple(_book(account, found.lots[who], found.rights[who]) for account in found.accounts[who]),
        tier_days=tuple(
            TierDay(business_day=day.business_day, amount=int(day.amount)) for day in found.days[who]
        ),
        visits=0 if visits is None else visits.visits,
        last_visit_at=None if visits is None else visits.last,
        tier_since=row.tier_since,
        household_id=row.household_id,
        merged_into=row.merged_into,
        vouchers=tuple(_voucher(voucher) for voucher in found.vouchers[who]),
        plans=tuple(_plan(plan) for plan in found.plans[who]),
        uses=tuple(_use(use) for use in found.uses[who]),
        kind=OwnerKind(row.kind),
        elsewhere=found.elsewhere.get(who),
        marks=tuple(
            MarkState(kind=MarkKind(mark.kind), mark=mark.mark) for mark in found.marks[who] if mark.held
        ),
    )


def _book(account: AnyRow, lots: Iterable[AnyRow], rights: Iterable[AnyRow]) -> BookState:
    return BookState(
        book=account.asset,
        balance=account.balance,
        debt=account.debt,
        lots=tuple(lot_of(lot) for lot in lots if lot.asset == account.asset),
        rights=tuple(
            RightState(lot_id=right.lot_id, amount=right.amount, lease_until=right.lease_until)
            for right in rights
            if right.asset == account.asset
        ),
    )


def _voucher(row: AnyRow) -> VoucherState:
    return VoucherState(
        code=row.code,
        kind_id=row.kind_id,
        expires_at=row.expires_at,
        uses_left=row.uses_left,
        used_amount=row.used_amount,
        revoked=row.revoked,
        document_id=row.document_id,
        holder_id=row.holder_id,
    )


def _plan(row: AnyRow) -> PlanState:
    return PlanState(
        document_id=row.document_id,
        ordinal=row.ordinal,
        plan_id=row.plan_id,
        starts=row.starts,
        ends=row.ends,
    )


def _use(row: AnyRow) -> UseState:
    return UseState(
        rule_id=row.rule_id, business_day=row.business_day, times=int(row.times), amount=int(row.amount)
    )


def _of_members(
    connection: Connection, table: Table, terminal: Terminal, keys: Sequence[bytes]
) -> Sequence[AnyRow]:
    return _rows(connection, table, "member_id", terminal.merchant_id, keys)


def _uses(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> Sequence[AnyRow]:
    uses = shared.rule_uses
    by = (uses.c.member_id, uses.c.rule_id, uses.c.business_day)
    return connection.execute(
        select(*by, func.sum(uses.c.times).label("times"), func.sum(uses.c.amount).label("amount"))
        .where(uses.c.merchant_id == merchant_id, uses.c.member_id.in_(keys))
        .group_by(*by)
        .order_by(*by)
    ).all()


def _by_member(rows: Iterable[AnyRow]) -> defaultdict[bytes, list[AnyRow]]:
    grouped: defaultdict[bytes, list[AnyRow]] = defaultdict(list)
    for row in rows:
        grouped[row.member_id].append(row)
    return grouped


def _live_lots(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> Sequence[AnyRow]:
    lots = shared.lots
    return connection.execute(
        select(lots)
        .where(lots.c.merchant_id == merchant_id, lots.c.member_id.in_(keys), lots.c.remaining > 0)
        .order_by(lots.c.earned_at, lots.c.lot_id)
    ).all()


def _rights(connection: Connection, terminal: Terminal, keys: Sequence[bytes]) -> Sequence[AnyRow]:
    rights = shared.rights
    return connection.execute(
        select(rights)
        .where(
            rights.c.merchant_id == terminal.merchant_id,
            rights.c.member_id.in_(keys),
            rights.c.holder_id == terminal.terminal_id,
            rights.c.amount > 0,
        )
        .order_by(rights.c.lot_id)
    ).all()


def _visits(connection: Connection, merchant_id: bytes, keys: Sequence[bytes]) -> Sequence[AnyRow]:
    sales = shared.sales
    return connection.execute(
        select(sales.c.member_id, func.count().label("visits"), func.max(sales.c.committed_at).label("last"))
        .where(sales.c.merchant_id == merchant_id, sales.c.member_id.in_(keys))
        .group_by(sales.c.member_id)
    ).all()


def _tier_days(
    connection: Connection, merchant_id: bytes, keys: Sequence[bytes], today: date
) -> Sequence[AnyRow]:
    entries = shared.tier_entries
    since = add_months(today, -_window_months(connection, merchant_id)) - _ZONES_DIFFER
    return connection.execute(
        select(entries.c.member_id, entries.c.business_day, func.sum(entries.c.amount).label("amount"))
        .where(
            entries.c.merchant_id == merchant_id,
            entries.c.member_id.in_(keys),
            entries.c.business_day >= since.isoformat(),
        )
        .group_by(entries.c.member_id, entries.c.business_day)
        .order_by(entries.c.business_day)
    ).all()


def _window_months(connection: Connection, merchant_id: bytes) -> int:
    programme = newest_programme(connection, shared, merchant_id)
    if programme is None or programme.tier_rules.window is not TierWindow.ROLLING:
        return _LONGEST_YEAR
    return programme.tier_rules.months
