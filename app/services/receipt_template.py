"""How a sale's receipt is laid out: blocks from top to bottom, each with its options. A shop may have its own.

No option hides what the law or a member's rights ask for: `REQUIRED` says which blocks must be there. The marks of a
copy and of a training are put on afterwards, around all of it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from app.domain.programme.bounds import Matching, NotEmpty
from app.domain.programme.bounds import Text as Written
from app.services.receipt import Align, Emphasis

MOST_BLOCKS = 60
Payload = Annotated[str, Matching("[!-~]+", 300)]
"""What a QR code may hold: letters, digits and signs of ASCII, no blank."""


class Audience(StrEnum):
    """On whose receipts a free text stands."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    GUESTS = "guests"


class TextField(StrEnum):
    """What `{…}` in a free text may name."""

    SHOP = "shop"
    ADDRESS = "address"
    TAX_NUMBER = "tax_number"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CASHIER = "cashier"
    TILL = "till"
    TOTAL = "total"
    REVISION = "revision"
    MEMBER_NAME = "member_name"
    MEMBER_PHONE = "member_phone"
    TIER = "tier"
    POINTS_EARNED = "points_earned"
    POINTS_BALANCE = "points_balance"


MEMBER_FIELDS = frozenset(
    {
        TextField.MEMBER_NAME,
        TextField.MEMBER_PHONE,
        TextField.TIER,
        TextField.POINTS_EARNED,
        TextField.POINTS_BALANCE,
    }
)
"""Those that a guest's receipt has nothing for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Name, address and tax number of the shop."""

    align: Align = Align.CENTRE
    emphasis: Emphasis = Emphasis.LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Number, date and time, cashier; of a bill of another till its number. zone: whether UTC+07 stands there."""

    emphasis: Emphasis = Emphasis.NORMAL
    zone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Each line with what the rules took off it. sku: under each name. each: `1 x Rp24.000` under single ones too."""

    sku: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """From the subtotal to what is to pay. emphasis: of the total."""

    emphasis: Emphasis = Emphasis.LARGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenders:
    """How it was paid, and the change."""

    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxes:
    """The taxes inside the prices; those on top stand with the totals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Name, level and points, with a line above. phone, by_rule, next_tier: masked phone; which rule earned how many;
    how far the next level is.
    """

    phone: bool = True
    by_rule: bool = True
    next_tier: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefits:
    """Cashback, stamps and plans of this sale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouchers:
    """A slip to cut off for each voucher and gift card that the sale gave, with its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnCode:
    """The QR code that brings the sale back on the screen. number: also in letters below it."""

    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """The thanks, in the receipt's language."""

    align: Align = Align.CENTRE
    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Says that points wait for the centre, when they do."""

    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which revision of the programme the sale was made by."""

    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Whatever the shop wants to say; `{…}` names a `TextField`. Line breaks stay."""

    text: Written
    align: Align = Align.CENTRE
    emphasis: Emphasis = Emphasis.NORMAL
    shown_to: Audience = Audience.EVERYBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code of the shop's own, such as an address."""

    payload: Payload


Block = (
    Shop
    | Rule
    | Heading
    | Items
    | Totals
    | Tenders
    | Taxes
    | Member
    | Benefits
    | Vouchers
    | ReturnCode
    | Thanks
    | Waiting
    | Revision
    | Text
    | Code
)


class Need(StrEnum):
    """Why a block must be there."""

    LAW = "law"
    """A taxed shop's receipt names the seller, the goods, the money and the tax."""
    PROMISE = "promise"
    """Members, returns and whoever checks a sale later rely on it."""


REQUIRED: dict[type[Block], Need] = {
    Shop: Need.LAW,
    Heading: Need.LAW,
    Items: Need.LAW,
    Totals: Need.LAW,
    Tenders: Need.LAW,
    Taxes: Need.LAW,
    Member: Need.PROMISE,
    Vouchers: Need.PROMISE,
    ReturnCode: Need.PROMISE,
    Waiting: Need.PROMISE,
    Revision: Need.PROMISE,
}
MANY: tuple[type[Block], ...] = (Rule, Text, Code)
"""What may stand there more than once."""

SALE_BODY: tuple[Block, ...] = (
    Heading(),
    Rule(),
    Items(),
    Rule(),
    Totals(),
    Tenders(),
    Taxes(),
    Member(),
    Benefits(),
    Vouchers(),
)
SALE_FOOT: tuple[Block, ...] = (ReturnCode(), Thanks(), Waiting(), Revision())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptTemplate:
    """A receipt from top to bottom."""

    blocks: Annotated[tuple[Block, ...], NotEmpty()]


STANDARD = ReceiptTemplate(blocks=(Shop(), Rule(), *SALE_BODY, Rule(), *SALE_FOOT))
"""What `resources/receipts/standard.toml` says."""
