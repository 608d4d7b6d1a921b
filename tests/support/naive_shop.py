"""A shop as dicts and lists: what the real one must agree with after every step. It has no tables and no postings.

Prices and points come from the slow calculator; nothing here is shared with the services or the storage.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.domain.basket import QuoteInputs
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.points import AfterInactivity
from tests.support.naive_books import NaiveBooks, NaiveLot
from tests.support.naive_days import day_of, lapses_at, last_instant, trading_day, window_opens
from tests.support.naive_drawer import NaiveDrawer
from tests.support.naive_limits import NaiveLimits
from tests.support.naive_plans import NaivePlan
from tests.support.naive_vouchers import NaiveVouchers


@dataclass
class NaiveMember:
    """books: points. wallet: cashback. cards: stamps. since: of the tier; None: since joining.

    counted: what counts towards the tier, each with its day.
    """

    member_id: bytes
    joined_at: int
    birthday: str
    tier: str
    since: date | None = None
    books: NaiveBooks = field(default_factory=NaiveBooks)
    wallet: NaiveBooks = field(default_factory=NaiveBooks)
    cards: dict[str, NaiveBooks] = field(default_factory=dict)
    plans: list[NaivePlan] = field(default_factory=list)
    counted: list[tuple[date, int]] = field(default_factory=list)
    sold_at: list[int] = field(default_factory=list)

    def card(self, card_id: str) -> NaiveBooks:
        """The stamps of a card."""
        return self.cards.setdefault(card_id, NaiveBooks())


@dataclass
class NaiveSale:
    """came: thousandths that are back, by line. payable: by the last tender. paid, earned,
    counted: of what is kept. drawn: points out of lots. used: what each voucher took off.
    priced, gave, sold_to: of a sale that got another member, by what it was paid, what moved it, and whose it was.
    """

    sale_id: bytes
    receipt: str
    member_id: bytes | None
    inputs: QuoteInputs
    at: int
    payable: int
    paid: int
    earned: int
    counted: int
    drawn: list[tuple[bytes, int]]
    lot_id: bytes | None = None
    came: dict[int, int] = field(default_factory=dict)
    restored: int = 0
    used: dict[str, int] = field(default_factory=dict)
    priced: QuoteInputs | None = None
    gave: bytes = b""
    sold_to: bytes | None = None
    claimed: bool = False
    shift_id: bytes | None = None
    drawn_cashback: list[tuple[bytes, int]] = field(default_factory=list)
    restored_cashback: int = 0

    @property
    def day(self) -> date:
        return trading_day(self.at)

    @property
    def spent(self) -> int:
        """Points that are still paid with."""
        return sum(points for _, points in self.drawn) - self.restored

    def left(self, number: int) -> int:
        """Thousandths of a line that the customer still has."""
        line = next(line for line in self.inputs.lines if line.number == number)
        return line.quantity - self.came.get(number, 0)

    @property
    def roots(self) -> list[int]:
        return [line.number for line in self.inputs.lines if line.parent is None]

    @property
    def all_back(self) -> bool:
        return not any(self.left(number) for number in self.roots)


@dataclass
class NaiveShop:
    """records: in the journal. jobs: receipts, printed or to print. returns: how many on each day.

    codes: of cards, whose each was when it came, and whether it is blocked.
    """

    programmes: dict[int, Programme]
    records: int
    jobs: int = 0
    members: dict[bytes, NaiveMember] = field(default_factory=dict)
    sales: list[NaiveSale] = field(default_factory=list)
    returns: list[date] = field(default_factory=list)
    merged: dict[bytes, bytes] = field(default_factory=dict)
    vouchers: NaiveVouchers = field(default_factory=lambda: NaiveVouchers({}))
    limits: NaiveLimits = field(default_factory=NaiveLimits)
    codes: dict[str, tuple[bytes, bool]] = field(default_factory=dict)
    drawer: NaiveDrawer = field(default_factory=NaiveDrawer)
    batches: list[tuple[bytes, int, list[str]]] = field(default_factory=list)
    imported: dict[int, bytes] = field(default_factory=dict)
    baskets: list[Any] = field(default_factory=list)
    requests: list[tuple[Any, Any]] = field(default_factory=list)

    @property
    def newest(self) -> Programme:
        return self.programmes[max(self.programmes)]

    def enrolled(self, member_id: bytes, at: int, birthday: str = "") -> NaiveMember:
        member = NaiveMember(member_id, at, birthday, self.newest.tiers[0].id)
        self.members[member_id] = member
        self.records += 1
        return member

    def opened(self, member: NaiveMember, points: int, lot_id: bytes, at: int) -> None:
        """A balance from an older system, or a correction by hand: neither is held."""
        lot = new_lot(self.newest, member.tier, lot_id, points, at)
        lot.held = None
        member.books.put(lot)
        self.records += 1

    def lapse(self, at: int) -> list[NaiveMember]:
        """The expiry run: one record, if there is anything to write. Whose points lapsed."""
        members = [
            member for member in self.members.values() if member.books.lapse(at) + member.wallet.lapse(at)
        ]
        self.records += bool(members)
        return members

    def metric(self, member: NaiveMember, at: int) -> int:
        """What counts on the days of the newest revision's window, and later: a clock may have gone back."""
        opens = window_opens(self.newest.tier_rules, trading_day(at), day_of(member.joined_at))
        return sum(amount for day, amount in member.counted if day >= opens)

    @property
    def kept(self) -> list[NaiveSale]:
        """Sales of which something can come back, newest first."""
        return [sale for sale in reversed(self.sales) if not sale.all_back]

    def current(self, member_id: bytes) -> NaiveMember:
        """Who a member is now."""
        while member_id in self.merged:
            member_id = self.merged[member_id]
        return self.members[member_id]

    def ids_of(self, member_id: bytes) -> set[bytes]:
        """A member's id, and those of all who were merged into him."""
        return {member_id, *(gone for gone in self.merged if self.current(gone).member_id == member_id)}

    def merge(self, absorbed: NaiveMember, kept: NaiveMember, at: int) -> None:
        """Two records of one person become one."""
        self.records += 1
        self.merged[absorbed.member_id] = kept.member_id
        del self.members[absorbed.member_id]
        kept.books.absorb(absorbed.books, at)
        kept.wallet.absorb(absorbed.wallet, at)
        for card_id, card in absorbed.cards.items():
            kept.card(card_id).absorb(card, at)
        kept.plans += absorbed.plans
        kept.counted += absorbed.counted
        kept.sold_at += absorbed.sold_at
        theirs, his = (tier_named(self.newest, one.tier).threshold for one in (absorbed, kept))
        if theirs > his:
            kept.tier, kept.since = absorbed.tier, absorbed.since or trading_day(at)
        for sale in self.sales:
            if sale.member_id == absorbed.member_id:
                sale.member_id = kept.member_id
            if sale.sold_to == absorbed.member_id:
                sale.sold_to = kept.member_id

    def sold_to(self, member_id: bytes) -> list[NaiveSale]:
        """A member's visits; a sale that was claimed or moved is none of who has it now."""
        return [sale for sale in self.sales if sale.sold_to == member_id]

    def on_day(self, member_id: bytes, day: date) -> list[NaiveSale]:
        """Sales of a day that are a member's now."""
        return [sale for sale in self.sales if sale.member_id == member_id and sale.day == day]


def tier_named(programme: Programme, tier_id: str) -> Tier:
    """The tier of a revision, or its lowest."""
    return next((tier for tier in programme.tiers if tier.id == tier_id), programme.tiers[0])


def new_lot(programme: Programme, tier_id: str, lot_id: bytes, points: int, at: int) -> NaiveLot:
    """Points that are earned now, by a member of a tier."""
    policy = tier_named(programme, tier_id).expiry or programme.points.expiry
    idle = policy.months if isinstance(policy, AfterInactivity) else None
    days = programme.points.hold_days
    held = last_instant(day_of(at) + timedelta(days=days)) if days else None
    return NaiveLot(lot_id, at, lapses_at(policy, at), points, points, idle, held=held)
