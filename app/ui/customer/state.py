"""What the customer sees: the basket, and nothing that isn't everybody's business."""

from dataclasses import dataclass

from app.domain.basket import UNIT
from app.domain.satisfaction import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What stands there while nobody buys. Points: rupiah that earn one; so many are worth so much, in rupiah.

    join: the text of the QR code, an address as a rule; empty: there is none.
    """

    shop: str = ""
    rupiah_per_point: int = 0
    points: int = 0
    worth: int = 0
    join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """All that a display may tell of a member: who stands behind him reads it too. first_name empty: none is known."""

    first_name: str
    tier: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDiscount:
    """What a rule took off a line: its name, and rupiah above zero."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line of the basket. quantity: thousandths. price, net: rupiah before and after the discounts."""

    number: int
    name: str
    quantity: int
    price: int
    net: int
    discounts: tuple[ShownDiscount, ...] = ()

    @property
    def each(self) -> int:
        """Rupiah of one."""
        return self.price * UNIT // self.quantity


@dataclass(frozen=True, slots=True)
class Idle:
    """Nobody buys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buying:
    """A basket. changed: number of the line to keep in sight. saved, added, total: rupiah; added: service and tax.

    earns: points that the member gets, or would get if the customer were one.
    """

    lines: tuple[ShownLine, ...]
    changed: int | None
    saved: int
    added: int
    total: int
    member: ShownMember | None
    earns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """A sale is done. payable, received, change: rupiah. balance: points after it; None: a guest's.

    reached: the name of a tier that this sale reached; empty: it stayed. first_name: of the member, as before.
    question: what the customer is asked of the sale; None: nothing. answered: what he touched; None: not yet.
    """

    payable: int
    received: int
    change: int
    earned: int
    balance: int | None
    reached: str = ""
    first_name: str = ""
    sale_id: bytes = b""
    question: Question | None = None
    answered: int | None = None


CustomerState = Idle | Buying | Thanks


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerScreen:
    """The whole display. training: nothing on it is for real."""

    greeting: Greeting = Greeting()
    now: CustomerState = Idle()
    training: bool = False
