"""What a server would say to a till: states of members and other things as pages of changes."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from app.domain.ledger import POINTS_BOOK, Asset, Lot, OwnerKind
from app.protocol.changes import (
    BookState,
    CardState,
    MemberState,
    PlanState,
    RightState,
    State,
    TierDay,
    UseState,
    VoucherState,
)
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
        accounts = _rows(unit, shared.accounts, member_id)
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
            books=tuple(_book(unit, member_id, account) for account in accounts),
            tier_days=tuple(TierDay(business_day=day, amount=amount) for day, amount in days),
            visits=len(sales),
            last_visit_at=max((row.committed_at for row in sales), default=None),
            tier_since=person.tier_since,
            household_id=person.household_id,
            merged_into=person.merged_into,
            vouchers=tuple(_voucher(row) for row in _rows(unit, shared.vouchers, member_id)),
            plans=tuple(_plan(row) for row in _rows(unit, shared.entitlements, member_id)),
            uses=tuple(_uses(unit, member_id)),
            kind=OwnerKind(person.kind),
        )


def _book(unit: TerminalUnit, member_id: bytes, account: Any) -> BookState:
    return BookState(
        book=account.asset,
        balance=account.balance,
        debt=account.debt,
        lots=tuple(
            lot_of(row)
            for row in _rows(unit, shared.lots, member_id)
            if row.remaining > 0 and row.asset == account.asset
        ),
        rights=tuple(
            RightState(lot_id=row.lot_id, amount=row.amount, lease_until=row.lease_until)
            for row in _rows(unit, shared.rights, member_id)
            if row.amount > 0 and row.asset == account.asset
        ),
    )


def _voucher(row: Any) -> VoucherState:
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


def _plan(row: Any) -> PlanState:
    return PlanState(
        document_id=row.document_id,
        ordinal=row.ordinal,
        plan_id=row.plan_id,
        starts=row.starts,
        ends=row.ends,
    )


def _uses(unit: TerminalUnit, member_id: bytes) -> list[UseState]:
    uses = shared.rule_uses
    rows = unit.connection.execute(
        select(uses.c.rule_id, uses.c.business_day, func.sum(uses.c.times), func.sum(uses.c.amount))
        .where(uses.c.member_id == member_id)
        .group_by(uses.c.rule_id, uses.c.business_day)
    )
    return [UseState(rule_id=row[0], business_day=row[1], times=row[2], amount=row[3]) for row in rows]


def with_points(state: MemberState, book: BookState) -> MemberState:
    """The state with another book of points."""
    return replace(state, books=(*(one for one in state.books if one.book != POINTS_BOOK), book))


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
    book = state.book(POINTS_BOOK)
    rights = (RightState(lot_id=added.lot_id, amount=right, lease_until=None),) if right else ()
    more = replace(
        book,
        balance=book.balance + added.remaining,
        lots=(*book.lots, added),
        rights=(*book.rights, *rights),
    )
    return with_points(state, more)


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
