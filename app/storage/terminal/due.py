"""What has come due on a terminal, over all members."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    and_,
    bindparam,
    distinct,
    func,
    literal_column,
    or_,
    select,
)

from app.domain.programme.people import ActionKind
from app.domain.tiers import MetricEntry
from app.services.due_port import Celebrant, LapsedLot, TierHolder
from app.services.unit import Identity
from app.storage.lot_rows import lot_of
from app.storage.terminal.tables import shared

_lots = shared.lots
_rights = shared.rights
_HOLDS_SOMETHING = literal_column("lots.remaining") > literal_column("0")
"""As in the partial index, whose condition a parameter wouldn't match."""
_LAPSED = and_(
    _lots.c.merchant_id == bindparam("merchant"),
    _lots.c.expires_at < bindparam("at"),
    _HOLDS_SOMETHING,
    or_(bindparam("idle_too"), _lots.c.inactivity_months.is_(None)),
)
_OURS = and_(
    _rights.c.merchant_id == _lots.c.merchant_id,
    _rights.c.member_id == _lots.c.member_id,
    _rights.c.lot_id == _lots.c.lot_id,
    _rights.c.holder_id == bindparam("holder"),
    _rights.c.amount > 0,
    or_(_rights.c.lease_until.is_(None), _rights.c.lease_until >= bindparam("at")),
)
_LAPSED_LOTS = (
    select(_lots, _rights.c.amount)
    .join(_rights, _OURS)
    .where(_LAPSED)
    .order_by(_lots.c.expires_at, _lots.c.member_id, _lots.c.lot_id)
    .limit(bindparam("limit"))
)
_LAPSED_MEMBERS = (
    select(func.count(distinct(_lots.c.member_id))).select_from(_lots).join(_rights, _OURS).where(_LAPSED)
)

_members = shared.members
_entries = shared.tier_entries
_TIER_HOLDERS = (
    select(_members)
    .where(
        _members.c.merchant_id == bindparam("merchant"),
        _members.c.tier_id.in_(bindparam("tiers", expanding=True)),
        _members.c.merged_into.is_(None),
        or_(_members.c.tier_since.is_(None), _members.c.tier_since <= bindparam("until")),
    )
    .order_by(_members.c.member_id)
)
_TIER_HOLDER = select(_members).where(
    _members.c.merchant_id == bindparam("merchant"), _members.c.member_id == bindparam("member")
)
_ENTRIES = (
    select(_entries.c.business_day, func.sum(_entries.c.amount).label("amount"))
    .where(_entries.c.merchant_id == bindparam("merchant"), _entries.c.member_id == bindparam("member"))
    .group_by(_entries.c.business_day)
)

_profiles, _documents = shared.profiles, shared.documents
_CELEBRANTS = (
    select(_members.c.member_id, _members.c.tier_id, _members.c.joined_at, _profiles.c.birthday)
    .join(
        _profiles,
        and_(
            _profiles.c.merchant_id == _members.c.merchant_id,
            _profiles.c.member_id == _members.c.member_id,
        ),
    )
    .where(_members.c.merchant_id == bindparam("merchant"), _members.c.merged_into.is_(None))
    .order_by(_members.c.member_id)
)
_DAYS: BindParameter[list[str]] = bindparam("days", expanding=True)
_WHO_CELEBRATES = {
    ActionKind.BIRTHDAY: _CELEBRANTS.where(_profiles.c.birthday.in_(_DAYS)),
    ActionKind.ANNIVERSARY: _CELEBRANTS.where(
        func.strftime("%m-%d", _members.c.joined_at // 1000, "unixepoch").in_(_DAYS)
    ),
}
_MADE = select(_documents.c.document_id).where(
    _documents.c.merchant_id == bindparam("merchant"),
    _documents.c.document_id.in_(bindparam("documents", expanding=True)),
)
_AT_ONCE = 500
"""Parameters of one statement."""


@dataclass(frozen=True, slots=True)
class TerminalDue:
    """Looks on one connection."""

    connection: Connection
    identity: Identity

    def lapsed_lots(self, at: int, limit: int, *, dated_only: bool) -> tuple[LapsedLot, ...]:
        """Lots that had lapsed by an instant and still hold something, the oldest first."""
        key = {**self._lapsed(at, dated_only), "limit": limit}
        return tuple(
            LapsedLot(
                member_id=row.member_id,
                book=row.asset,
                lot=lot_of(row, remaining=min(row.remaining, row.amount)),
            )
            for row in self.connection.execute(_LAPSED_LOTS, key)
        )

    def lapsed_members(self, at: int, *, dated_only: bool) -> int:
        """How many members have such lots."""
        return self.connection.execute(_LAPSED_MEMBERS, self._lapsed(at, dated_only)).scalar_one()

    def tier_holders(self, tiers: tuple[str, ...], until: str) -> tuple[TierHolder, ...]:
        """Members of some tiers, by id, who have had them since a day or longer and weren't merged into another."""
        key = {"merchant": self.identity.merchant_id, "tiers": list(tiers), "until": until}
        return tuple(_holder(row) for row in self.connection.execute(_TIER_HOLDERS, key))

    def tier_holder(self, member_id: bytes) -> TierHolder | None:
        """A member and his tier."""
        key = {"merchant": self.identity.merchant_id, "member": member_id}
        row = self.connection.execute(_TIER_HOLDER, key).first()
        return None if row is None else _holder(row)

    def tier_entries(self, member_id: bytes) -> tuple[MetricEntry, ...]:
        """What counted towards a member's tier, by day."""
        key = {"merchant": self.identity.merchant_id, "member": member_id}
        return tuple(
            MetricEntry(day=date.fromisoformat(row.business_day), amount=int(row.amount))
            for row in self.connection.execute(_ENTRIES, key)
        )

    def celebrants(self, kind: ActionKind, days: tuple[str, ...]) -> tuple[Celebrant, ...]:
        """Members with a birthday on days of the year, or who joined on one of them, by Greenwich."""
        key = {"merchant": self.identity.merchant_id, "days": list(days)}
        return tuple(
            Celebrant(
                member_id=row.member_id,
                tier_id=row.tier_id,
                joined_at=row.joined_at,
                birthday=row.birthday,
            )
            for row in self.connection.execute(_WHO_CELEBRATES[kind], key)
        )

    def made(self, document_ids: tuple[bytes, ...]) -> frozenset[bytes]:
        """Those of some documents that exist."""
        found: set[bytes] = set()
        for start in range(0, len(document_ids), _AT_ONCE):
            some = list(document_ids[start : start + _AT_ONCE])
            key = {"merchant": self.identity.merchant_id, "documents": some}
            found.update(self.connection.execute(_MADE, key).scalars())
        return frozenset(found)

    def _lapsed(self, at: int, dated_only: bool) -> dict[str, Any]:
        return {
            "merchant": self.identity.merchant_id,
            "holder": self.identity.terminal_id,
            "at": at,
            "idle_too": not dated_only,
        }


def _holder(row: Row[*tuple[Any, ...]]) -> TierHolder:
    return TierHolder(
        member_id=row.member_id, tier_id=row.tier_id, joined_at=row.joined_at, since=row.tier_since
    )
