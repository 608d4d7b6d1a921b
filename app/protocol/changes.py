"""What the body of each kind of change holds: the thing as it is now, ready to replace what a terminal has."""

from dataclasses import dataclass, field

from app.domain.basket import Item
from app.domain.ledger import Lot
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
    asset: str
    amount: int
    lease_until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierDay:
    """What a member's documents of one business day (ISO date) add to the tier metric."""

    business_day: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberState:
    """kind `member`; key: the member id. The profile is in the change's side-car.

    It contains the asking terminal's records up to the page's (included_epoch, included_seq): later local
    records lie over it. lots: with something remaining. rights: of the asking terminal, above zero.
    balances, debts: by asset; a balance is what the lots hold less the debt. tier_days: in the window of the newest
    revision, oldest first. visits: sales in all; last_visit_at: instant of the newest; None: never one.
    """

    member_id: bytes
    tier_id: str
    joined_at: int
    cards: tuple[CardState, ...]
    balances: dict[str, int]
    lots: tuple[Lot, ...]
    rights: tuple[RightState, ...]
    tier_days: tuple[TierDay, ...]
    visits: int = 0
    last_visit_at: int | None = None
    debts: dict[str, int] = field(default_factory=dict)


State = ItemState | StoreState | ProgrammeState | StaffState | MemberState

STATE_KINDS: dict[str, type[State]] = {
    "item": ItemState,
    "store": StoreState,
    "programme": ProgrammeState,
    "staff": StaffState,
    "member": MemberState,
}


def programme_key(revision: int) -> bytes:
    """A revision as the key of its change."""
    return revision.to_bytes(4, "big")
