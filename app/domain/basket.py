"""What is being bought, by whom, where and when: everything that a quote looks at and a sale freezes."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from app.domain.numbers import per_unit

UNIT = 1000
"""Quantities are integers in thousandths of the item's unit: one piece is 1000."""


class ItemKind(StrEnum):
    """What kind of thing is sold. Only goods take part in rules, unless a rule names the SKU."""

    GOODS = "goods"
    GIFT_VALUE = "gift-value"
    PLAN_FEE = "plan-fee"
    DONATION = "donation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing in the catalogue. price: rupiah per unit. no_promotion: no rule touches it (tobacco).

    weighed: sold by weight or measure, returned whole. tax: id of its tax; empty: the programme's first.
    cost: what a unit costs the merchant in rupiah; None: not known.
    """

    sku: str
    gtin: str
    name: str
    category: str
    price: int
    no_promotion: bool = False
    kind: ItemKind = ItemKind.GOODS
    tags: tuple[str, ...] = ()
    weighed: bool = False
    tax: str = ""
    cost: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPrice:
    """A price per unit that a person set, at most the catalogue's."""

    price: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a basket with its own copy of the item, as it was when it was added.

    parent: the number of the line that this one modifies; it follows that line through rules and returns.
    """

    number: int
    item: Item
    quantity: int
    parent: int | None = None
    manual: ManualPrice | None = None

    @property
    def price(self) -> int:
        """Unit price × quantity, rounded half-up once, in rupiah."""
        return per_unit(self.item.price, self.quantity)


_OTHER = "other:"
_OTHER_NAME = re.compile(r"\S(.{0,22}\S)?")


class _WayToPay(StrEnum):
    """Besides its members, any way that a shop has a name for: `other:GoPay`. Equal names are equal ways."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or not is_other(value):
            return None
        way = str.__new__(cls, value)
        way._name_, way._value_ = value, value
        return way


def is_other(method: str) -> bool:
    """Whether it is a way to pay that only the shop has a name for: 1 to 24 characters after `other:`."""
    return method.startswith(_OTHER) and _OTHER_NAME.fullmatch(method.removeprefix(_OTHER)) is not None


def other_name(method: str) -> str:
    """What the shop calls such a way; a text that is none stays as it is."""
    return method.removeprefix(_OTHER)


def other_method(name: str) -> "PaymentMethod":
    """The way to pay that the shop calls so. Raises ValueError for a name that `is_other` wouldn't take."""
    return PaymentMethod(_OTHER + name)


class TenderKind(_WayToPay):
    """How the customer pays what is left to pay."""

    CASH = "cash"
    QRIS = "qris"
    CARD = "card"


class PaymentMethod(_WayToPay):
    """Any way in which a part of a bill is carried."""

    CASH = "cash"
    QRIS = "qris"
    CARD = "card"
    GIFT_VALUE = "gift-value"
    CASHBACK = "cashback"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReference:
    """What a payment's slip says: an approval code, the last digits of a card, a number of QRIS. amount: rupiah."""

    method: PaymentMethod
    amount: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderPart:
    """A part of the bill that is carried by a method other than the last one, in rupiah."""

    method: PaymentMethod
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualDiscount:
    """Something off the whole order by hand: hundredths of a percent, or rupiah (one of the two is zero)."""

    basis_points: int = 0
    amount: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldVoucher:
    """A voucher that was shown. expires_at: its last instant. uses_left: zero when it was used up or revoked."""

    code: str
    kind_id: str
    expires_at: int | None = None
    uses_left: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """How much of a limit is left here and now for a rule: applications, or rupiah (points) of a budget.

    limit: a `LimitKind`'s value; for rewards `stock` and `per-member`.
    """

    rule_id: str
    limit: str
    left: int


class Proof(StrEnum):
    """How a member showed who he is."""

    TOLD = "told"
    CARD = "card"
    PIN = "pin"
    ONE_TIME_CODE = "one-time-code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """A plan that was paid for, in force on each day from `starts` to `ends`."""

    plan_id: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCount:
    """Stamps on a member's open card."""

    card_id: str
    stamps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSnapshot:
    """A member as a quote sees one: no name, phone or birth date, but what the rules ask.

    tier_metric: in the window so far (rupiah, points or visits). balance: points, below zero is debt.
    usable: points that may be spent here and now, zero or more. wallet: usable cashback in rupiah.
    days_from_birthday: days since the nearest birthday, below zero before it (−182 to 183); None: not known, or
    no rule asks. age: in years, likewise. visits: before this one. earned_today, redeemed_today: points of this
    business day, everywhere that is known here.
    """

    member_id: bytes
    tier_id: str
    tier_metric: int
    balance: int
    usable: int
    proof: Proof = Proof.CARD
    joined_on: date | None = None
    days_from_birthday: int | None = None
    age: int | None = None
    visits: int = 0
    last_visit_on: date | None = None
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    plans: tuple[Entitlement, ...] = ()
    stamps: tuple[StampCount, ...] = ()
    wallet: int = 0
    earned_today: int = 0
    redeemed_today: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInputs:
    """All that decides a quote besides the programme; a sale freezes it, so that anyone can compute it again.

    opened_at: when the basket was opened, milliseconds since 1970 UTC. zone: the store's. store, terminal: their
    codes. revision: of the programme that the basket keeps. split: parts of the bill carried by other methods;
    `tender` pays the rest; None while none is chosen. rewards: ids, one for each that is taken.
    """

    revision: int
    opened_at: int
    zone: str
    lines: tuple[Line, ...]
    member: MemberSnapshot | None = None
    points_asked: int = 0
    tender: TenderKind | None = None
    store: str = ""
    terminal: str = ""
    channel: str = ""
    coupons: tuple[str, ...] = ()
    vouchers: tuple[HeldVoucher, ...] = ()
    rewards: tuple[str, ...] = ()
    split: tuple[TenderPart, ...] = ()
    manual: ManualDiscount | None = None
    rights: tuple[Right, ...] = ()
