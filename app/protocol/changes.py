"""What the body of each kind of change holds: the thing as it is now, ready to replace what a terminal has."""

from dataclasses import dataclass

from app.domain.basket import Item
from app.domain.changes import MarkKind
from app.domain.ledger import Lot, OwnerKind
from app.domain.programme.document import Programme
from app.protocol.facts import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """kind `item`; key: the SKU's UTF-8 bytes."""

    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """kind `store`; key: the store id."""

    store: Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeState:
    """kind `programme`; key: the revision, four bytes big-endian. published_at: instant."""

    programme: Programme
    based_on: int
    published_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffState:
    """kind `staff`; key: the staff id. Name and PIN hash are in the change's side-car."""

    staff_id: bytes
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """A code that names the member."""

    code: str
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RightState:
    """What the asking terminal may spend of a lot. lease_until: instant; None: never ends."""

    lot_id: bytes
    amount: int
    lease_until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookState:
    """A member's book (`ledger.stamps_book`). balance = what the lots hold less the debt.

    lots: with something remaining. rights: of the asking terminal, above zero.
    """

    book: str
    balance: int
    debt: int = 0
    lots: tuple[Lot, ...] = ()
    rights: tuple[RightState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TierDay:
    """What a member's documents of one business day (ISO date) add to the tier metric."""

    business_day: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayElsewhere:
    """Points that a member earned and spent on a business day (ISO date) at all tills but the asking one."""

    business_day: str
    earned: int
    spent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherState:
    """A member's voucher. expires_at: its last instant; None: never. used_amount: rupiah that its uses took off.

    document_id: what issued it. holder_id: the terminal that may take it without asking; empty: none.
    """

    code: str
    kind_id: str
    expires_at: int | None
    uses_left: int
    used_amount: int
    revoked: bool
    document_id: bytes
    holder_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """An entitlement, on each day from `starts` to `ends` (ISO dates); its id is its document and ordinal."""

    document_id: bytes
    ordinal: int
    plan_id: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseState:
    """What a member's documents of one business day (ISO date) used of a rule's limits."""

    rule_id: str
    business_day: str
    times: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkState:
    """A segment, a flag or a list that the member has, by its id in the programme."""

    kind: MarkKind
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberState:
    """kind `member`; key: the member id. The profile is in the change's side-car.

    It contains the asking terminal's records up to the page's (included_epoch, included_seq): later local
    records lie over it. tier_since: ISO date; None: since joining. merged_into: whose all of this is now.
    tier_days: in the window of the newest revision, oldest first. visits: sales in all; last_visit_at: instant of the
    newest; None: never one. vouchers, plans: those that aren't over. kind: a gift card is told in the same way; it
    has no tier (empty). elsewhere: of the newest day on which the member bought at another till, for caps of a day.
    """

    member_id: bytes
    tier_id: str
    joined_at: int
    cards: tuple[CardState, ...]
    books: tuple[BookState, ...]
    tier_days: tuple[TierDay, ...]
    visits: int = 0
    last_visit_at: int | None = None
    tier_since: str | None = None
    household_id: bytes | None = None
    merged_into: bytes | None = None
    vouchers: tuple[VoucherState, ...] = ()
    plans: tuple[PlanState, ...] = ()
    uses: tuple[UseState, ...] = ()
    kind: OwnerKind = OwnerKind.MEMBER
    elsewhere: DayElsewhere | None = None
    marks: tuple[MarkState, ...] = ()

    def book(self, name: str) -> BookState:
        """One of the books; an empty one when nothing is in it."""
        return next((book for book in self.books if book.book == name), BookState(book=name, balance=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockState:
    """Serials of a batch that count no more, and the document that says so."""

    document_id: bytes
    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchState:
    """kind `batch`; key: the batch id. Its secret is in the change's side-car, which is told with each change.

    kind_id: of vouchers; empty: member cards. holder_id: the terminal that takes its vouchers without asking.
    """

    batch_id: bytes
    kind_id: str
    store: str
    first: int
    last: int
    expires_at: int | None
    holder_id: bytes
    blocked: tuple[BlockState, ...] = ()


State = ItemState | StoreState | ProgrammeState | StaffState | MemberState | BatchState

STATE_KINDS: dict[str, type[State]] = {
    "item": ItemState,
    "store": StoreState,
    "programme": ProgrammeState,
    "staff": StaffState,
    "member": MemberState,
    "batch": BatchState,
}


def programme_key(revision: int) -> bytes:
    """A revision as the key of its change."""
    return revision.to_bytes(4, "big")
