"""A case to quote, as people and integrators write it down: a programme, a member, a basket, an instant.

`setia quote` reads it from JSON. In the file `programme` may be the path of a document instead of one, and
`items` the path of a list of items, both relative to the file; whoever reads the file puts in what they name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from app.domain.basket import ItemKind, Proof, TenderKind, TenderPart
from app.domain.programme.bounds import Between, Id, Matching, Name, Price, Rupiah
from app.domain.programme.document import Programme

Text = Annotated[str, Matching(r"\S(.*\S)?", 100)]
LocalInstant = Annotated[str, Matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", 19)]
"""A date and a time on the wall of the store: `2026-11-22T12:00`."""
MonthAndDay = Annotated[str, Matching(r"\d\d-\d\d", 5)]
"""`02-29`."""
Quantity = Annotated[Decimal, Between(-1_000_000_000, 1_000_000_000, places=3)]
"""In the item's own unit: `2`, or `0.735` kilograms."""
Whole = Annotated[int, Between(0, 10**12)]
Signed = Annotated[int, Between(-(10**12), 10**12)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """A thing that is sold. price: rupiah per unit. tax: the id of its tax; none: the programme's first."""

    sku: Text
    price: Rupiah
    name: Name | None = None
    category: str = ""
    tags: tuple[str, ...] = ()
    kind: ItemKind = ItemKind.GOODS
    no_promotion: bool = False
    weighed: bool = False
    tax: Id | None = None
    gtin: str = ""
    cost: Rupiah | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseManualPrice:
    """A price per unit that a person set."""

    price: Rupiah
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A line of the basket; the first is number 1. sku: of one of the case's items.

    price: instead of the item's own, for things whose price is keyed in (gift value, donations). parent: the number
    of the line that this one modifies.
    """

    sku: Text
    quantity: Quantity = Decimal(1)
    price: Rupiah | None = None
    parent: Annotated[int, Between(1, 100_000)] | None = None
    manual: CaseManualPrice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """A plan that was paid for, in force on each day from `starts` to `ends`."""

    plan: Id
    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStamps:
    """Stamps on the open card."""

    card: Id
    stamps: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMember:
    """A member as the basket sees one. tier: none: the lowest. tier_metric: none: just what the tier takes.

    balance: points; below zero is debt. usable: points that may be spent here and now; none: the whole balance.
    birthday: month and day. age: in years. wallet: usable cashback in rupiah. visits: before this one.
    earned_today, redeemed_today: points of this business day, before this basket.
    """

    tier: Id | None = None
    tier_metric: Whole | None = None
    balance: Signed = 0
    usable: Whole | None = None
    proof: Proof = Proof.CARD
    joined_on: date | None = None
    birthday: MonthAndDay | None = None
    age: Annotated[int, Between(0, 150)] | None = None
    visits: Whole = 0
    last_visit_on: date | None = None
    segments: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()
    lists: tuple[Id, ...] = ()
    plans: tuple[CasePlan, ...] = ()
    stamps: tuple[CaseStamps, ...] = ()
    wallet: Whole = 0
    earned_today: Whole = 0
    redeemed_today: Whole = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVoucher:
    """A voucher that is shown. voucher: the id of its kind. expires_at: its last moment, in the store's zone."""

    code: Text
    voucher: Id
    expires_at: LocalInstant | None = None
    uses_left: Whole = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRight:
    """How much of a rule's limit is left here and now: applications, or rupiah (points) of a budget.

    What a case doesn't name is untouched: all of it is left.
    limit: `per-member`, `per-member-per-day`, `per-member-per-month`, `per-day`, `in-total`, `budget`; of a
    reward `stock`, `per-member`.
    """

    rule: Id
    limit: Id
    left: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseManualDiscount:
    """Something off the whole order by hand: a percentage or an amount."""

    percent: Annotated[Decimal, Between(0, 100, places=2)] | None = None
    amount: Price | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturnedLine:
    """So much of a line, by its number, comes back."""

    line: Annotated[int, Between(1, 100_000)]
    quantity: Quantity = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturn:
    """One return of the sale; those before it in the list were made before.

    at: when, for the programme's window; none: in time. expect: as in the case.
    """

    lines: tuple[CaseReturnedLine, ...]
    at: LocalInstant | None = None
    name: Name | None = None
    expect: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCase:
    """What `setia quote` answers. member: none: a guest. zone: the store's; none: the programme's.

    points: how many the member wants to redeem. rewards: ids, one for each that is taken. expect: a part of the
    answer, to compare it with.
    """

    programme: Programme
    basket: tuple[CaseLine, ...]
    at: LocalInstant
    name: Name | None = None
    description: str = ""
    items: tuple[CaseItem, ...] = ()
    member: CaseMember | None = None
    store: str = ""
    terminal: str = ""
    channel: str = ""
    zone: str | None = None
    tender: TenderKind | None = None
    split: tuple[TenderPart, ...] = ()
    points: Whole = 0
    rewards: tuple[Id, ...] = ()
    vouchers: tuple[CaseVoucher, ...] = ()
    coupons: tuple[Text, ...] = ()
    rights: tuple[CaseRight, ...] = ()
    manual: CaseManualDiscount | None = None
    expect: Mapping[str, Any] | None = None
    returns: tuple[CaseReturn, ...] = ()
