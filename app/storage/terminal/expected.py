"""What a terminal's rows must say, added up from its records and from what the server last said of each member."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any, NamedTuple

from app.domain.changes import (
    NOBODY,
    BatchAdded,
    CardSet,
    Change,
    DrawerClosed,
    DrawerMoved,
    DrawerOpened,
    GiftCardOpened,
    HouseholdSet,
    MarkSet,
    MemberMerged,
    MetricCounted,
    PlacesGiven,
    PlanEnded,
    PlanOpened,
    RuleUsed,
    SaleMoved,
    SerialsBlocked,
    TierSet,
    VoucherIssued,
    VoucherRevoked,
    VoucherUsed,
    about,
)
from app.domain.holding import Booking
from app.domain.ledger import DEBT_LOT, OwnerKind, into_member
from app.protocol.changes import MemberState
from app.protocol.facts import Fact, MemberEnrolled, SaleCommitted, SaleReturned, TerminalRestored
from app.protocol.following import followed
from app.protocol.meaning import Meaning, meaning_of, parts_of
from app.services.check_store import Finding
from app.storage.terminal.check_returns import IndexedReturn, indexed
from app.storage.terminal.check_shifts import IndexedShift, closed_shift, opened_shift
from app.storage.terminal.member_state import Place

BookKey = tuple[bytes, str]
"""Member and book."""
LotKey = tuple[bytes, bytes]
"""Member and lot."""
PlanKey = tuple[bytes, bytes, int]
"""Member, document and ordinal."""
Told = dict[bytes, tuple[MemberState, Place]]
"""What the server last said of each member, and up to where that contains this journal."""


class Posted(NamedTuple):
    """A document: its kind and record's place, how many postings it has, and the sum of their amounts."""

    kind: str
    epoch: int
    seq: int
    postings: int
    amount: int

    @property
    def place(self) -> Place:
        """In the journal."""
        return self.epoch, self.seq


def _figures() -> defaultdict[Any, int]:
    """Quicker than a `Counter` where most keys come once."""
    return defaultdict(int)


@dataclass(slots=True)
class Expected:
    """Figures by the key of their row; a figure that is missing is 0."""

    told: Told
    posted: dict[bytes, Posted] = field(default_factory=dict)
    returns: dict[bytes, IndexedReturn] = field(default_factory=dict)
    documents: dict[LotKey, Place] = field(default_factory=dict)
    claims: Counter[tuple[bytes, bytes, bytes]] = field(default_factory=Counter)
    balances: defaultdict[BookKey, int] = field(default_factory=_figures)
    debts: defaultdict[BookKey, int] = field(default_factory=_figures)
    lots: defaultdict[LotKey, int] = field(default_factory=_figures)
    apart: defaultdict[LotKey, int] | None = None
    metric: defaultdict[bytes, int] = field(default_factory=_figures)
    tiers: dict[bytes, str] = field(default_factory=dict)
    merged: dict[bytes, bytes] = field(default_factory=dict)
    households: dict[bytes, bytes | None] = field(default_factory=dict)
    cards: dict[tuple[bytes, str], bool] = field(default_factory=dict)
    marks: dict[tuple[bytes, str, str], bool] = field(default_factory=dict)
    gift_cards: set[bytes] = field(default_factory=set)
    used: Counter[BookKey] = field(default_factory=Counter)
    used_amount: Counter[BookKey] = field(default_factory=Counter)
    vouchers: Counter[BookKey] = field(default_factory=Counter)
    voucher_amounts: Counter[BookKey] = field(default_factory=Counter)
    revoked: set[BookKey] = field(default_factory=set)
    plans: dict[PlanKey, tuple[str, str]] = field(default_factory=dict)
    drawers: Counter[tuple[bytes, str]] = field(default_factory=Counter)
    shifts: dict[bytes, IndexedShift] = field(default_factory=dict)
    batches: dict[bytes, BatchAdded] = field(default_factory=dict)
    places: Counter[tuple[bytes, bytes, str]] = field(default_factory=Counter)
    blocks: dict[LotKey, SerialsBlocked] = field(default_factory=dict)
    records: int = 0
    sales: int = 0
    postings: int = 0
    booked: int = 0
    _people: dict[bytes, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begins with the server's word."""
        for member_id, (state, _) in self.told.items():
            self._hear(member_id, state)

    @property
    def rights(self) -> defaultdict[LotKey, int]:
        """What this till may spend of each lot: the whole, until a server has its say."""
        return self.lots if self.apart is None else self.apart

    def _tell_apart(self) -> defaultdict[LotKey, int]:
        if self.apart is None:
            self.apart = self.lots.copy()
        return self.apart

    def _hear(self, member_id: bytes, state: MemberState) -> None:
        rights = self._tell_apart()
        for book in state.books:
            self.balances[member_id, book.book] = book.balance
            self.debts[member_id, book.book] = book.debt
            self.lots.update({(member_id, lot.lot_id): lot.remaining for lot in book.lots})
            rights.update({(member_id, right.lot_id): right.amount for right in book.rights})
        self.metric[member_id] = sum(day.amount for day in state.tier_days)
        self.tiers[member_id] = state.tier_id
        self.cards.update({(member_id, card.code): card.blocked for card in state.cards})
        self.marks.update({(member_id, told.kind.value, told.mark): True for told in state.marks})
        self.households[member_id] = state.household_id
        if state.kind is OwnerKind.GIFT_CARD:
            self.gift_cards.add(member_id)
        if state.merged_into is not None:
            self.merged[member_id] = state.merged_into
        for use in state.uses:
            self.used[member_id, use.rule_id] += use.times
            self.used_amount[member_id, use.rule_id] += use.amount
        for voucher in state.vouchers:
            self.vouchers[member_id, voucher.code] = voucher.uses_left
            self.voucher_amounts[member_id, voucher.code] = voucher.used_amount
            if voucher.revoked:
                self.revoked.add((member_id, voucher.code))
        for plan in state.plans:
            self.plans[member_id, plan.document_id, plan.ordinal] = (plan.starts, plan.ends)

    def add(self, place: Place, fact: Fact) -> Finding | None:
        """Adds up what one record means; a finding when its document is there already. A gist will do."""
        if isinstance(fact, TerminalRestored) and fact.rights_set_aside:
            self._set_aside(place)
        elif isinstance(fact, MemberEnrolled):
            self._enrol(fact)
        findings = [self._add_part(place, part) for part in parts_of(fact)]
        return next((finding for finding in findings if finding is not None), None)

    def _add_part(self, place: Place, fact: Fact) -> Finding | None:
        meaning = meaning_of(fact)
        return None if meaning is None else self._add_document(place, fact, meaning)

    def _enrol(self, fact: MemberEnrolled) -> None:
        if fact.member_id not in self.told:
            member_id = self._one(fact.member_id)
            self.tiers[member_id] = fact.tier_id
            for code in (fact.card, *fact.aliases):
                self.cards[member_id, code] = False

    def _one(self, member_id: bytes) -> bytes:
        """The same object for the same member: a million members have many keys."""
        return self._people.setdefault(member_id, member_id)

    def _set_aside(self, restored: Place) -> None:
        """A restored till has only those rights that the server gave it after that, and what it earned since."""
        rights = self._tell_apart()
        for member_id, lot_id in list(rights):
            if member_id not in self.told or self.told[member_id][1] < restored:
                del rights[member_id, lot_id]

    def _add_document(self, place: Place, fact: Fact, meaning: Meaning) -> Finding | None:
        kind = _name(fact)
        first = self.posted.get(meaning.document_id)
        if first is not None:
            return doubled(kind, meaning.document_id, first.place, place)
        self.posted[meaning.document_id] = self._posted(kind, place, meaning)
        if isinstance(fact, SaleReturned):
            self.returns[meaning.document_id] = indexed(place, fact)
        if meaning.indexed:
            whose = meaning.members or (NOBODY,)
            self.documents.update({(member_id, meaning.document_id): place for member_id in whose})
        for change in meaning.changes:
            self._keep(change, meaning)
        after = followed(meaning, lambda member_id: self._current(member_id, place))
        for booking in after.bookings:
            self._book(booking, place)
        for change in after.changes:
            owner = about(change)
            if owner is None or not self._included(owner, place):
                self._change(change, meaning.document_id)
        return None

    def _included(self, member_id: bytes, place: Place) -> bool:
        """Whether the server's word on a member already holds a record."""
        return member_id in self.told and place <= self.told[member_id][1]

    def _current(self, member_id: bytes, place: Place) -> bytes:
        """Whose a later document's moves are: those of somebody whom the server merged away are the kept one's."""
        if member_id not in self.told or self._included(member_id, place):
            return member_id
        return self.told[member_id][0].merged_into or member_id

    def _posted(self, kind: str, place: Place, meaning: Meaning) -> Posted:
        count = amount = 0
        for booking in meaning.bookings:
            for posting in booking.movement.postings:
                count, amount = count + 1, amount + posting.amount
        self.postings += count
        self.booked += count > 0
        self.sales += kind == "sale"
        return Posted(kind, *place, count, amount)

    def _book(self, booking: Booking, place: Place) -> None:
        if self._included(booking.member_id, place):
            return
        member_id = self._one(booking.member_id)
        balance = 0
        for posting in booking.movement.postings:
            change = into_member(posting)
            balance += change
            if posting.lot_id == DEBT_LOT:
                self.debts[member_id, booking.book] -= change
            elif change:
                self.lots[member_id, posting.lot_id] += change
                if self.apart is not None:
                    self.apart[member_id, posting.lot_id] += change
        self.balances[member_id, booking.book] += balance

    def _keep(self, change: Change, meaning: Meaning) -> None:
        """What stands in an index of its own, whatever the server says."""
        if isinstance(change, SaleMoved):
            self.claims[change.member_id, meaning.document_id, change.sale_id] += 1
        elif isinstance(change, DrawerMoved):
            self.drawers[change.shift_id, change.method] += change.amount
        elif isinstance(change, DrawerOpened):
            self.shifts[change.shift_id] = opened_shift(change, meaning.at)
        elif isinstance(change, DrawerClosed):
            self.shifts[change.shift_id] = closed_shift(self.shifts.get(change.shift_id), change, meaning.at)
        elif isinstance(change, PlacesGiven):
            self.places[change.member_id, meaning.document_id, change.reward_id] += change.places
        elif isinstance(change, BatchAdded):
            self.batches[change.batch_id] = change
        elif isinstance(change, SerialsBlocked):
            self.blocks[change.batch_id, meaning.document_id] = change

    @singledispatchmethod
    def _change(self, change: Change, _document_id: bytes) -> None:
        """Whose a sale is, places, what is in a drawer and what was printed were kept already."""

    @_change.register
    def _(self, change: MetricCounted, _document_id: bytes) -> None:
        self.metric[self._one(change.member_id)] += change.amount

    @_change.register
    def _(self, change: TierSet, _document_id: bytes) -> None:
        self.tiers[change.member_id] = change.tier_id

    @_change.register
    def _(self, change: RuleUsed, _document_id: bytes) -> None:
        self.used[change.member_id, change.rule_id] += change.times
        self.used_amount[change.member_id, change.rule_id] += change.amount

    @_change.register
    def _(self, change: VoucherIssued, _document_id: bytes) -> None:
        self.vouchers[change.member_id, change.code] += change.uses

    @_change.register
    def _(self, change: VoucherUsed, _document_id: bytes) -> None:
        self.vouchers[change.member_id, change.code] -= change.uses
        self.voucher_amounts[change.member_id, change.code] += change.amount

    @_change.register
    def _(self, change: VoucherRevoked, _document_id: bytes) -> None:
        self.revoked.add((change.member_id, change.code))

    @_change.register
    def _(self, change: PlanOpened, document_id: bytes) -> None:
        self.plans[change.member_id, document_id, change.ordinal] = (change.starts, change.ends)

    @_change.register
    def _(self, change: PlanEnded, _document_id: bytes) -> None:
        key = (change.member_id, change.document_id, change.ordinal)
        starts, _ = self.plans.get(key, ("", ""))
        self.plans[key] = (starts, change.ends)

    @_change.register
    def _(self, change: CardSet, _document_id: bytes) -> None:
        self.cards[change.member_id, change.code] = change.blocked

    @_change.register
    def _(self, change: MarkSet, _document_id: bytes) -> None:
        self.marks[change.member_id, change.kind.value, change.mark] = change.held

    @_change.register
    def _(self, change: GiftCardOpened, _document_id: bytes) -> None:
        self.tiers.setdefault(change.member_id, "")
        self.gift_cards.add(change.member_id)
        self.cards.setdefault((change.member_id, change.code), False)

    @_change.register
    def _(self, change: HouseholdSet, _document_id: bytes) -> None:
        self.households[change.member_id] = change.household_id

    @_change.register
    def _(self, change: MemberMerged, _document_id: bytes) -> None:
        self.merged[change.absorbed_id] = change.member_id


def doubled(kind: str, document_id: bytes, first: Place, second: Place) -> Finding:
    """A document that the journal has twice."""
    return Finding(
        code=f"doubled-{kind}", where=document_id.hex(), expected=where(first), found=where(second)
    )


def where(place: Place) -> str:
    """A record's place, for people."""
    return f"record {place[0]}/{place[1]}"


def _name(fact: Fact) -> str:
    if isinstance(fact, SaleCommitted):
        return "sale"
    return "return" if isinstance(fact, SaleReturned) else "document"
