"""Members of a terminal: whom a card names, what they hold, what of it may be spent here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from app.domain.calendar import business_day, local_time
from app.domain.codes import card_code_in
from app.domain.holding import Holding
from app.domain.ledger import (
    POINTS_BOOK,
    Account,
    Lot,
    asset_of,
    gift_owner,
    spending_order,
)
from app.domain.tiers import window_start
from app.services.member_view import Expiring, History, MemberView
from app.services.members_port import CardHolder, KnownCard, MemberRow
from app.services.unit import Identity
from app.storage.driver_read import read_rows
from app.storage.lot_rows import lot_of
from app.storage.member_rows import member_row
from app.storage.merge_suggestions import same_phone
from app.storage.merged import current_member
from app.storage.programmes import programme_in
from app.storage.terminal import member_statements as look
from app.storage.terminal.member_search import search_members
from app.storage.terminal.moved_today import MovedToday
from app.storage.terminal.tables import shared


@dataclass(frozen=True, slots=True)
class TerminalMembers:
    """Reads members on one connection."""

    connection: Connection
    identity: Identity

    def by_card(self, code: str) -> CardHolder | None:
        """Whom a card's code names."""
        rows = read_rows(self.connection, look.BY_CARD, {"merchant": self.identity.merchant_id, "code": code})
        holders = (CardHolder(member_id=row.member_id, blocked=bool(row.blocked)) for row in rows)
        return min(holders, key=lambda holder: holder.member_id, default=None)

    def gift_card(self, code: str) -> CardHolder | None:
        """The gift card with a code, as the owner of its book."""
        owner_id = gift_owner(code)
        row = self.connection.execute(look.GIFT_CARD, {**self._key(owner_id), "code": code}).first()
        return None if row is None else CardHolder(member_id=owner_id, blocked=bool(row.blocked))

    def by_phone(self, phone: str) -> tuple[bytes, ...]:
        """Who has a phone (E.164), each once."""
        key = {"merchant": self.identity.merchant_id, "phone": phone}
        return tuple(sorted(set(self.connection.execute(look.BY_PHONE, key).scalars()))) if phone else ()

    def same_phone(self, limit: int) -> dict[str, tuple[bytes, ...]]:
        """At most so many phones that several members have, with those members, the oldest first."""
        return same_phone(self.connection, shared, self.identity.merchant_id, limit)

    def cards_of(self, member_id: bytes) -> tuple[KnownCard, ...]:
        """Every code of a member and of who was merged into him, blocked ones too."""
        rows = self.connection.execute(look.CARDS_OF, self._key(member_id))
        return tuple(
            KnownCard(member_id=row.member_id, code=row.code, blocked=bool(row.blocked))
            for row in sorted(rows, key=lambda row: row.code)
        )

    def current(self, member_id: bytes) -> bytes:
        """Who a member is now."""
        return current_member(self.connection, shared, self.identity.merchant_id, member_id)

    def absorbed_by(self, member_id: bytes) -> tuple[bytes, ...]:
        """Who was merged into a member."""
        return tuple(sorted(self.connection.execute(look.ABSORBED, self._key(member_id)).scalars()))

    def row(self, member_id: bytes) -> MemberRow | None:
        """What a merge asks."""
        return member_row(self.connection, shared, self.identity.merchant_id, member_id)

    def view(self, member_id: bytes, at: int) -> MemberView | None:
        """A member with balances and tier metric at an instant; of who was merged away, the one who was kept."""
        key = self._key(member_id)
        rows = read_rows(self.connection, look.PERSON, key)
        if not rows:
            return None
        row = rows[0]
        if row.merged_into is not None:
            return self.view(row.merged_into, at)
        joined_on = local_time(row.joined_at, self.identity.store.zone).date()
        held, debt = self.held_lots(member_id, at), max(0, row.debt)
        usable = sum(lot.remaining for lot in spending_order(held, at))
        return MemberView(
            member_id=member_id,
            name=row.name or "",
            phone=row.phone or "",
            card=row.card or "",
            tier_id=row.tier_id,
            tier_metric=self._tier_metric(member_id, row.programme, joined_on, at),
            balance=row.balance,
            usable=0 if debt else max(0, min(row.balance, usable)),
            expiring=_expiring_next(held, at),
            as_of=row.as_of,
            joined_on=joined_on,
            debt=debt,
            held=held,
        )

    def search(self, text: str, limit: int, at: int) -> tuple[MemberView, ...]:
        """Members by a card, by the end or the start of a phone number, or by the start of a name."""
        wanted = text.strip()
        code = card_code_in(wanted)
        holder = None if code is None else self.by_card(code)
        if holder is not None:
            view = self.view(holder.member_id, at)
            return () if view is None else (view,)
        found = search_members(self.connection, self.identity.merchant_id, wanted, limit)
        views = (self.view(member_id, at) for member_id in found)
        return tuple({view.member_id: view for view in views if view is not None}.values())

    def history(self, member_id: bytes, at: int) -> History:
        """A member's sales: those that the server told of, this till's after them, and what moved today."""
        store = self.identity.store
        day = business_day(at, store.zone, store.cut_over_hour).isoformat()
        key = {**self._key(member_id), "day": day}
        told, row, back = (
            read_rows(self.connection, sums, key)[0]
            for sums in (look.HISTORY_TOLD, look.HISTORY, look.BACK_TODAY)
        )
        moved = MovedToday(self.connection, self.identity.merchant_id, member_id, day).points()
        last = max((at for at in (row.last, told.last) if at is not None), default=None)
        return History(
            visits=row.visits + int(told.visits),
            last_visit_on=None if last is None else local_time(last, store.zone).date(),
            earned_today=int(row.earned or 0) - int(back.earned) + moved + int(told.earned or 0),
            redeemed_today=int(row.spent or 0) - int(back.spent) + int(told.spent or 0),
        )

    def birthday(self, member_id: bytes) -> str:
        """MM-DD; empty: not known."""
        return self.connection.execute(look.BIRTHDAY, self._key(member_id)).scalar() or ""

    def held_lots(self, member_id: bytes, at: int) -> tuple[Lot, ...]:
        """Lots with `remaining` cut to what this terminal has the right to spend at an instant."""
        key = {**self._key(member_id), "holder": self.identity.terminal_id, "at": at}
        return tuple(_held(row) for row in read_rows(self.connection, look.HELD_LOTS, key))

    def holding(self, member_id: bytes, at: int, book: str = POINTS_BOOK) -> Holding:
        """All lots of a book, also empty and pending ones, cut to this terminal's rights; and what is owed."""
        key = {**self._key(member_id), "holder": self.identity.terminal_id, "at": at, "book": book}
        lots = tuple(_held(row) for row in read_rows(self.connection, look.ALL_LOTS, key))
        debt = self._balance(member_id, book)[1]
        return Holding(asset=asset_of(book), lots=lots, debt=debt)

    def all_lots(self, member_id: bytes, book: str) -> tuple[Lot, ...]:
        """Lots of a book that hold something, whoever may spend it."""
        rows = read_rows(self.connection, look.WHOLE_LOTS, {**self._key(member_id), "book": book})
        return tuple(lot_of(row) for row in rows)

    def codes(self, member_id: bytes) -> frozenset[str]:
        """All that names the member, blocked or not."""
        return frozenset(self.connection.execute(look.CODES, self._key(member_id)).scalars())

    def household(self, member_id: bytes) -> bytes | None:
        """Whom the member shares points with; None: nobody."""
        return self.connection.execute(look.HOUSEHOLD, self._key(member_id)).scalar()

    def lapsed(self, member_id: bytes, lot_id: bytes) -> int:
        """What of a lot lapsed unspent and wasn't clawed back since."""
        rows = self.connection.execute(look.LAPSED, {**self._key(member_id), "lot": lot_id})
        return sum(row.amount if row.target == Account.BREAKAGE.value else -row.amount for row in rows)

    def _balance(self, member_id: bytes, book: str) -> tuple[int, int]:
        """Balance and debt of a book. A debt that two tills paid is none."""
        rows = read_rows(self.connection, look.BALANCE, {**self._key(member_id), "book": book})
        return (rows[0].balance, max(0, rows[0].debt)) if rows else (0, 0)

    def _key(self, member_id: bytes) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "member": member_id}

    def _tier_metric(self, member_id: bytes, document: bytes | None, joined_on: date, at: int) -> int:
        """What counts on the business days of the newest programme's window."""
        if document is None:
            raise LookupError("no programme")
        store = self.identity.store
        today = business_day(at, store.zone, store.cut_over_hour)
        since = window_start(programme_in(document).tier_rules, today, joined_on)
        key = {**self._key(member_id), "since": since.isoformat()}
        return int(read_rows(self.connection, look.METRIC, key)[0].amount)


def _held(row: Row[tuple[object, ...]]) -> Lot:
    return lot_of(row, remaining=min(row.remaining, row.amount))


def _expiring_next(lots: Iterable[Lot], at: int) -> Expiring | None:
    """The points that lapse next, all lots of that instant together."""
    dated = [lot for lot in spending_order(lots, at) if lot.expires_at is not None]
    if not dated or dated[0].expires_at is None:
        return None
    first = dated[0].expires_at
    return Expiring(points=sum(lot.remaining for lot in dated if lot.expires_at == first), expires_at=first)
