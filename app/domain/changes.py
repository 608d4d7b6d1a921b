"""What a document changes besides books: tiers, counted limits, vouchers, plans, cards, the drawer. Each is data.

Amounts are relative wherever two tills may change one thing, so that it doesn't matter which becomes known first.
Days are ISO dates, the store's business days. The empty member id stands for a guest, or for a voucher's bearer.
"""

from dataclasses import dataclass
from enum import StrEnum

NOBODY = b""
"""The member id of a guest's document, and of a voucher that is its bearer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricCounted:
    """So much more (below zero: less) counts towards the tier on a day."""

    member_id: bytes
    business_day: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierSet:
    """The member's tier from now on, and since when it counts as reached or kept."""

    member_id: bytes
    tier_id: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUsed:
    """What a rule's limits lost on a day: applications, and rupiah (points) of its budget; below zero: freed."""

    member_id: bytes
    rule_id: str
    business_day: str
    times: int
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherIssued:
    """A new voucher. expires_at: its last instant; None: never.

    batch_id: of a preprinted one, which its first use brings into the books; empty: the document itself gives it.
    """

    member_id: bytes
    code: str
    kind_id: str
    expires_at: int | None
    uses: int
    batch_id: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherUsed:
    """So many uses of a voucher are gone, which took off so many rupiah; below zero: they live again."""

    member_id: bytes
    code: str
    uses: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherRevoked:
    """A voucher counts no more, whatever is left of it."""

    member_id: bytes
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOpened:
    """An entitlement, on each day from `starts` to `ends`; the document that opened it and `ordinal` are its id."""

    member_id: bytes
    ordinal: int
    plan_id: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEnded:
    """An entitlement now ends on another day; before its start: it never was."""

    member_id: bytes
    document_id: bytes
    ordinal: int
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSet:
    """A code that names the member, as it is now."""

    member_id: bytes
    code: str
    blocked: bool


class MarkKind(StrEnum):
    """What a programme's rules may ask of a member that somebody has to say: a segment, a flag, a list."""

    SEGMENT = "segment"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSet:
    """A mark that the member has from now on, or no longer. mark: its id in the programme."""

    member_id: bytes
    kind: MarkKind
    mark: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardOpened:
    """A gift card is in use from now on; one that is already stays as it is. member_id: `ledger.gift_owner(code)`."""

    member_id: bytes
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSet:
    """Whom the member shares points with; None: nobody."""

    member_id: bytes
    household_id: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMerged:
    """Whatever names the absorbed member names the kept one from now on.

    Whom the absorbed one had absorbed before gets a change of his own, so that nobody is more than one step away.
    """

    absorbed_id: bytes
    member_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleMoved:
    """A sale is this member's from now on."""

    member_id: bytes
    sale_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesGiven:
    """So many places at the event of a reward are the member's by a sale; below zero: it gives them no more."""

    member_id: bytes
    reward_id: str
    sale_id: bytes
    places: int


class DrawerKind(StrEnum):
    """Why something is in the drawer, or no longer. NO_SALE: it was only opened, and nothing moves."""

    FLOAT = "float"
    SALE = "sale"
    REFUND = "refund"
    PAY_IN = "pay-in"
    PAY_OUT = "pay-out"
    NO_SALE = "no-sale"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerMoved:
    """Rupiah taken in (below zero: paid out) in a shift by a method: cash, qris, card, ..."""

    shift_id: bytes
    kind: DrawerKind
    method: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerOpened:
    """A shift begins at this terminal. float_amount: rupiah that lie in its drawer."""

    shift_id: bytes
    store_id: bytes
    cashier_id: bytes
    business_day: str
    float_amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerClosed:
    """A shift is over. expected, counted: rupiah of cash. number: of its Z report."""

    shift_id: bytes
    expected: int
    counted: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAdded:
    """Preprinted things, by their serials from `first` to `last`; what opened them names them.

    kind_id: of vouchers; empty: member cards. store: the outlet's code. expires_at: the vouchers' last instant; None:
    never.
    """

    batch_id: bytes
    kind_id: str
    store: str
    first: int
    last: int
    expires_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialsBlocked:
    """Serials of a batch that count no more, for good."""

    batch_id: bytes
    first: int
    last: int
    reason: str


Change = (
    MetricCounted
    | TierSet
    | RuleUsed
    | VoucherIssued
    | VoucherUsed
    | VoucherRevoked
    | PlanOpened
    | PlanEnded
    | CardSet
    | MarkSet
    | HouseholdSet
    | MemberMerged
    | SaleMoved
    | DrawerMoved
    | DrawerOpened
    | DrawerClosed
    | BatchAdded
    | SerialsBlocked
    | GiftCardOpened
    | PlacesGiven
)


def member_of(change: Change) -> bytes | None:
    """Whose a change is; None: nobody's."""
    if isinstance(change, DrawerMoved | DrawerOpened | DrawerClosed | BatchAdded | SerialsBlocked):
        return None
    return change.member_id or None


def about(change: Change) -> bytes | None:
    """In whose row a change is written: of a merge, that of who was absorbed."""
    return change.absorbed_id if isinstance(change, MemberMerged) else member_of(change)
