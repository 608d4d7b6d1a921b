"""What a server would say to a till: states of members and other things as pages of changes."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from app.domain.ledger import Asset, Lot
from app.protocol.changes import CardState, MemberState, RightState, State, TierDay
from app.protocol.messages import Change, Page
from app.protocol.plain import to_plain
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, SideCar, seal
from app.protocol.terminal_sync import SyncState
from app.storage.lot_rows import lot_of
from app.storage.terminal.check import check_store
from app.storage.terminal.member_state import Place
from app.storage.terminal.store import TerminalUnit
from app.storage.terminal.sync import SqlSyncStore
from app.storage.terminal.tables import shared
from tests.support.shop import NOON, SmallShop


def place_now(shop: SmallShop) -> Place:
    """Where the till's journal ends."""
    with shop.store.reading() as unit:
        head = unit.journal.head()
        return head.epoch, head.seq


def member_state(shop: SmallShop, member: int = 0) -> MemberState:
    """What a server that has this till's whole journal, and no other till's, would say of a member now."""
    member_id = shop.members[member]
    with shop.store.reading() as unit:
        person = _rows(unit, shared.members, member_id)[0]
        balances = {row.asset: row.balance for row in _rows(unit, shared.accounts, member_id)}
        entries = shared.tier_entries
        days = unit.connection.execute(
            select(entries.c.business_day, func.sum(entries.c.amount))
            .where(entries.c.member_id == member_id)
            .group_by(entries.c.business_day)
            .order_by(entries.c.business_day)
        ).all()
        sales = _rows(unit, shared.sales, member_id)
        return MemberState(
            member_id=member_id,
            tier_id=person.tier_id,
            joined_at=person.joined_at,
            cards=tuple(
                CardState(code=row.code, blocked=row.blocked) for row in _rows(unit, shared.cards, member_id)
            ),
            balances=balances,
            lots=tuple(lot_of(row) for row in _rows(unit, shared.lots, member_id) if row.remaining > 0),
            rights=tuple(
                RightState(lot_id=row.lot_id, asset=row.asset, amount=row.amount, lease_until=row.lease_until)
                for row in _rows(unit, shared.rights, member_id)
                if row.amount > 0
            ),
            tier_days=tuple(TierDay(business_day=day, amount=amount) for day, amount in days),
            visits=len(sales),
            last_visit_at=max((row.committed_at for row in sales), default=None),
        )


def lot(name: bytes, points: int, earned_at: int = NOON) -> Lot:
    """Points earned at another till."""
    return Lot(
        lot_id=name.ljust(16, b"."),
        asset=Asset.POINTS,
        earned_at=earned_at,
        expires_at=None,
        original=points,
        remaining=points,
    )


def with_lot(state: MemberState, added: Lot, *, right: int = 0) -> MemberState:
    """The state with points from elsewhere, of which this till may spend `right`."""
    points = Asset.POINTS.value
    rights = (RightState(lot_id=added.lot_id, asset=points, amount=right, lease_until=None),) if right else ()
    return replace(
        state,
        balances={points: state.balances.get(points, 0) + added.remaining},
        lots=(*state.lots, added),
        rights=(*state.rights, *rights),
    )


def change(kind: str, state: State, personal: dict[str, Any] | None = None, subject: bytes = b"") -> Change:
    """One thing as it is now. personal: sealed for `subject` beside it."""
    sidecar = None if personal is None else sealed(subject, personal)
    return Change(kind=kind, key=b"key", body=to_plain(state), sidecar=sidecar)


def sealed(subject: bytes, personal: dict[str, Any]) -> SideCar:
    return seal(subject, b"k" * KEY_BYTES, b"n" * NONCE_BYTES, personal)


def page(*changes: Change, included: Place, cursor: int = 1) -> Page:
    """A page, as a terminal gets it."""
    return Page(
        nonce=bytes(16),
        generation=bytes(16),
        cursor=cursor,
        changes=changes,
        more=False,
        included_epoch=included[0],
        included_seq=included[1],
        server_time=NOON,
        signature=bytes(64),
    )


def apply(shop: SmallShop, *changes: Change, included: Place | None = None, cursor: int = 1) -> None:
    """The till takes a page; its books must balance afterwards. included: by default the whole journal."""
    given = page(*changes, included=place_now(shop) if included is None else included, cursor=cursor)
    SqlSyncStore(shop.store).apply_page(given, SyncState(cursor=cursor, last_success_at=NOON))
    assert complaints(shop) == []


def complaints(shop: SmallShop) -> list[tuple[str, str]]:
    """Code and place of each finding of a whole check."""
    with shop.store.reading() as unit:
        return [(finding.code, finding.where) for finding in check_store(unit.connection).findings]


def _rows(unit: TerminalUnit, table: Any, member_id: bytes) -> list[Any]:
    wanted = select(table).where(table.c.member_id == member_id).order_by(*table.primary_key)
    return list(unit.connection.execute(wanted))
