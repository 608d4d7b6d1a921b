"""Some rows of a file beside the store: who is new, who changed, whose points come in, who is left out.

A person is known by the number in the old system, else by the card, else by phone and name together. A phone alone
names nobody: families share one. Who shares a phone is suggested for a merge and never merged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from app.domain.calendar import add_days, end_of_day
from app.domain.codes import card_code
from app.domain.holding import Holding
from app.domain.ledger import Asset, Lot, new_lot, opening_lot
from app.domain.moving import open_balance
from app.domain.programme.document import Programme
from app.protocol.facts import BalanceOpened, MemberEnrolled, ProfileChanged
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, seal
from app.services.importing.fields import FileFormat
from app.services.importing.member_rows import ReadMember
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.report import ImportReport, MergeSuggestion, Note, Outcome, Sample
from app.services.importing.store_port import Entry, ImportUnit, KnownMember
from app.services.ports import Chance

_CARD_ENTROPY = 10


@dataclass(frozen=True, slots=True)
class _Store:
    """What the store has that these rows may mean. keys: of whom a row may change."""

    programme: Programme
    by_code: dict[str, KnownMember]
    by_phone: dict[str, tuple[KnownMember, ...]]


@dataclass(slots=True)
class _Seen:
    """Earlier rows of the file."""

    identities: set[str] = field(default_factory=set)
    phones: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(slots=True)
class MemberImport:
    """One file on its way into a store. `take` is called for each batch in order. at: instant of the import."""

    file_format: FileFormat
    chance: Chance
    at: int
    report: ImportReport
    _seen: _Seen = field(default_factory=_Seen)
    _batches: int = 0
    _lots: dict[str | None, Lot] = field(default_factory=dict)
    """What a lot opened by this import is like, by the owner's tier."""

    def take(self, unit: ImportUnit, rows: Sequence[ReadMember]) -> tuple[list[Entry], list[Rejected]]:
        """The facts that bring these rows in, and which are left out. Reads only."""
        self._batches += 1
        store = _Store(
            programme=unit.programme(),
            by_code=unit.members_by_code({code for row in rows for code in (row.number, row.card) if code}),
            by_phone=unit.members_by_phone({row.phone for row in rows if row.phone}),
        )
        rejected: list[Rejected] = []
        placed: list[tuple[ReadMember, KnownMember | None]] = []
        for row in rows:
            holder = self._holder(store, row)
            if isinstance(holder, Rejected):
                rejected.append(holder)
            else:
                placed.append((row, holder))
        return self._entries(unit, store, placed), rejected

    def _holder(self, store: _Store, row: ReadMember) -> KnownMember | Rejected | None:
        """Who of the store a row is; None: somebody new."""
        identities = {code for code in (row.number, row.card) if code} or {_by_phone(row.phone, row.name)}
        if identities & self._seen.identities:
            return Rejected(row.line, Reason.REPEATED, min(identities & self._seen.identities))
        holders = [store.by_code[code] for code in (row.number, row.card) if code in store.by_code]
        if len({holder.member_id for holder in holders}) > 1 or (holders and _is_other(holders[0], row)):
            return Rejected(row.line, Reason.CARD_TAKEN, row.card or row.number)
        if not holders and _tier_of(store.programme, row.tier) is None:
            return Rejected(row.line, Reason.UNKNOWN_TIER, row.tier)
        self._seen.identities |= identities
        if holders:
            return holders[0]
        if row.number or row.card:
            return None
        return next(
            (one for one in store.by_phone.get(row.phone, ()) if _same_name(one.name, row.name)), None
        )

    def _entries(
        self, unit: ImportUnit, store: _Store, placed: Sequence[tuple[ReadMember, KnownMember | None]]
    ) -> list[Entry]:
        known = [holder.member_id for _, holder in placed if holder is not None]
        keys = unit.personal_keys(known)
        opened = unit.opened_lots(
            (holder.member_id, self._lot_id(row, holder.member_id))
            for row, holder in placed
            if holder is not None and row.points
        )
        new_ids = self._new_ids(len(placed) - len(known))
        entries: list[Entry] = []
        for row, holder in placed:
            if holder is None:
                entries += self._enrolled(store, row, next(new_ids))
            else:
                entries += self._updated(store, row, holder, keys.get(holder.member_id), opened)
        return entries

    def _new_ids(self, count: int) -> Iterator[bytes]:
        """Ids of new members that rise through the whole file: nearly every table's key begins with one, and rows in
        the order of their key go to the end of a few pages instead of into thousands.

        No batch is done within a millisecond, so that no id is of an instant to come.
        """
        at = self.at + self._batches
        return iter(sorted(self.chance.new_id(at) for _ in range(count)))

    def _enrolled(self, store: _Store, row: ReadMember, member_id: bytes) -> Iterable[Entry]:
        """A new member, with the balance that came along."""
        self._suggest(store, row)
        self._count(Outcome.NEW, row)
        joined_at = self._joined_at(store.programme, row)
        card = row.card or card_code(self.chance.random_bytes(_CARD_ENTROPY))
        tier_id = _tier_of(store.programme, row.tier) or store.programme.tiers[0].id
        fact = MemberEnrolled(
            member_id=member_id,
            card=card,
            tier_id=tier_id,
            joined_at=joined_at,
            source=self.file_format.value,
            aliases=(row.number,) if row.number else (),
        )
        personal = {"name": row.name, "phone": row.phone, "birthday": row.birthday}
        key = self.chance.random_bytes(KEY_BYTES)
        yield self._with_profile(fact, member_id, personal, key)
        yield from self._balance(store, row, member_id, debt=0, tier_id=tier_id)

    def _updated(
        self,
        store: _Store,
        row: ReadMember,
        holder: KnownMember,
        key: bytes | None,
        opened: dict[bytes, int],
    ) -> Iterable[Entry]:
        """What the file says otherwise than the store; cells that are empty say nothing."""
        before = {"name": holder.name, "phone": holder.phone, "birthday": holder.birthday}
        said = {"name": row.name, "phone": row.phone, "birthday": row.birthday}
        after = {name: value or before[name] for name, value in said.items()}
        entries = []
        if after != before and key is not None:
            fact = ProfileChanged(member_id=holder.member_id)
            entries.append(self._with_profile(fact, holder.member_id, {**holder.details, **after}, key))
        if row.points:
            entries += self._late_balance(store, row, holder, opened)
        self._count(Outcome.CHANGED if entries else Outcome.SAME, row)
        return entries

    def _late_balance(
        self, store: _Store, row: ReadMember, holder: KnownMember, opened: dict[bytes, int]
    ) -> list[Entry]:
        """An opening balance of somebody who is known: once, and only where nobody else may have brought it in."""
        before = opened.get(self._lot_id(row, holder.member_id))
        if before is not None:
            self.report.notes[Note.BALANCE_DIFFERS] += before != row.points
            return []
        if holder.told:
            self.report.notes[Note.BALANCE_ELSEWHERE] += 1
            return []
        return list(self._balance(store, row, holder.member_id, debt=max(0, holder.debt), tier_id=None))

    def _balance(
        self, store: _Store, row: ReadMember, member_id: bytes, *, debt: int, tier_id: str | None
    ) -> Iterable[Entry]:
        if not row.points:
            return
        lot = self._lot(store.programme, row, member_id, tier_id)
        if lot.expires_at is not None and lot.expires_at < self.at:
            self.report.notes[Note.POINTS_LAPSED] += 1
            return
        movement = open_balance(Holding(asset=Asset.POINTS, debt=debt), lot)
        self.report.notes[Note.ROUNDED_DOWN] += row.rounded
        self.report.balances += 1
        self.report.points += row.points
        fact = BalanceOpened(
            member_id=member_id,
            source=self.file_format.value,
            reference=row.number or row.card,
            opened_at=self.at,
            lot=movement.opened[0],
            postings=movement.postings,
        )
        yield Entry(fact=fact, member_id=member_id)

    def _lot(self, programme: Programme, row: ReadMember, member_id: bytes, tier_id: str | None) -> Lot:
        """Never held back: the points were earned long ago. The file's own expiry day counts before the programme's."""
        like = self._lots.get(tier_id)
        if like is None:
            like = new_lot(programme, Asset.POINTS, b"", 0, self.at, tier_id)
            self._lots[tier_id] = like
        expires_at, inactivity_months = like.expires_at, like.inactivity_months
        if row.expires_on is not None:
            expires_at, inactivity_months = _end_of_day(row.expires_on, programme.zone), None
        return replace(
            like,
            lot_id=self._lot_id(row, member_id),
            original=row.points,
            remaining=row.points,
            expires_at=expires_at,
            held_until=None,
            inactivity_months=inactivity_months,
        )

    def _lot_id(self, row: ReadMember, member_id: bytes) -> bytes:
        """Of a person who has only a phone it is made of the member's id: no phone may be guessed from a record."""
        return opening_lot(self.file_format.value, row.number or row.card or member_id.hex())

    def _joined_at(self, programme: Programme, row: ReadMember) -> int:
        if row.joined_on is None:
            return self.at
        return min(self.at, _end_of_day(add_days(row.joined_on, -1), programme.zone) + 1)

    def _with_profile(
        self, fact: MemberEnrolled | ProfileChanged, member_id: bytes, personal: Mapping[str, Any], key: bytes
    ) -> Entry:
        sidecar = seal(member_id, key, self.chance.random_bytes(NONCE_BYTES), dict(personal))
        return Entry(fact=fact, member_id=member_id, sidecar=sidecar, personal=personal)

    def _count(self, outcome: Outcome, row: ReadMember) -> None:
        self.report.count(outcome, partial(Sample, line=row.line, what=row.name, code=row.card or row.number))

    def _suggest(self, store: _Store, row: ReadMember) -> None:
        """Somebody else has this phone: in the file, or else in the store."""
        if not row.phone:
            return
        earlier = self._seen.phones.setdefault(row.phone, (row.line, row.name))
        others = store.by_phone.get(row.phone, ())
        if earlier[0] == row.line and not others:
            return
        line, name = earlier if earlier[0] != row.line else (0, others[0].name)
        self.report.suggest(
            MergeSuggestion(line=row.line, name=row.name, phone=row.phone, other_line=line, other_name=name)
        )


_end_of_day = lru_cache(maxsize=4096)(end_of_day)
"""A file has the same days again and again."""


def _by_phone(phone: str, name: str) -> str:
    """The identity of a row that has only these. A code has no tab in it."""
    return f"{phone}\t{name.casefold()}"


def _same_name(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _is_other(holder: KnownMember, row: ReadMember) -> bool:
    """Whether a code names somebody who shares neither phone nor name with the row: another person's code."""
    phones = bool(holder.phone and row.phone and holder.phone != row.phone)
    names = bool(holder.name and row.name and not _same_name(holder.name, row.name))
    return phones and names


def _tier_of(programme: Programme, written: str) -> str | None:
    """The tier that a file names by id or name; nothing written: the lowest; None: there is none."""
    if not written:
        return programme.tiers[0].id
    wanted = written.casefold()
    return next((tier.id for tier in programme.tiers if wanted in (tier.id, tier.name.casefold())), None)
