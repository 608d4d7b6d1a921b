"""What the engine answers: every rupiah and point with the rule that moved it.

A quote is data; sentences are made of it elsewhere. `settled` is what a sale keeps of it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import Line, PaymentMethod
from app.domain.programme.promotions import LimitKind

POINTS_RULE = "points"
"""The rule id of points: redeemed as money, and earned at the plain rate."""
MANUAL_RULE = "manual"
"""The rule id of a price or discount that a person set."""
CASHBACK_RULE = "cashback"
"""The rule id of the wallet."""


class Phase(StrEnum):
    """Where in a quote something happened, in the order in which they run."""

    PRICE = "price"
    LINE_PROMOTION = "line-promotion"
    ORDER_PROMOTION = "order-promotion"
    MANUAL = "manual"
    TIER = "tier"
    VOUCHER = "voucher"
    REDEMPTION = "redemption"
    TENDER = "tender"
    EARNING = "earning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one rule took off one line: rupiah, and the points that paid it."""

    rule_id: str
    phase: Phase
    amount: int
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """A line's way from price to net, in rupiah.

    tax: its part of the tax, inside the net or on top of it (`tax_on_top` of the two). wallet: its part of what
    cashback and points carry as a tender.
    """

    line: Line
    parts: tuple[Part, ...]
    net: int
    tax: int
    tax_on_top: int = 0
    wallet: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a rule did as a whole: `amount` rupiah off a `base`, before rounding numerator/denominator.

    lines: numbers of the lines that it touched. times: applications that count against its limits. clipped: by
    which limit or bound the amount is smaller than the rule says; None: it isn't.
    """

    rule_id: str
    phase: Phase
    base: int
    numerator: int
    denominator: int
    amount: int
    points: int = 0
    lines: tuple[int, ...] = ()
    times: int = 1
    clipped: "Clip | None" = None


class Clip(StrEnum):
    """Why an amount is smaller than the rule alone would make it."""

    NET = "net"
    MOST = "most"
    BUDGET = "budget"


class RefusalReason(StrEnum):
    """Why a rule that was tried did nothing."""

    STOPPED = "stopped"
    NOT_STARTED = "not-started"
    ENDED = "ended"
    WRONG_TIME = "wrong-time"
    WRONG_STORE = "wrong-store"
    WRONG_TERMINAL = "wrong-terminal"
    WRONG_CHANNEL = "wrong-channel"
    WRONG_TENDER = "wrong-tender"
    NEEDS_MEMBER = "needs-member"
    WRONG_TIER = "wrong-tier"
    NEEDS_PLAN = "needs-plan"
    WRONG_SEGMENT = "wrong-segment"
    NEEDS_FLAG = "needs-flag"
    NOT_ON_LIST = "not-on-list"
    WRONG_AGE = "wrong-age"
    NOT_BIRTHDAY = "not-birthday"
    NOT_ANNIVERSARY = "not-anniversary"
    WRONG_VISIT = "wrong-visit"
    NOT_FIRST_PURCHASE = "not-first-purchase"
    WRONG_PAUSE = "wrong-pause"
    NOT_NEW = "not-new"
    NEEDS_CODE = "needs-code"
    RULED_OUT = "ruled-out"
    NO_ELIGIBLE_LINE = "no-eligible-line"
    TOO_FEW_UNITS = "too-few-units"
    BELOW_MINIMUM = "below-minimum"
    ADD_PRODUCT = "add-product"
    OUTRANKED = "outranked"
    CLOSED_LINES = "closed-lines"
    NOTHING_TO_TAKE = "nothing-to-take"
    NO_RIGHT = "no-right"
    OVER_LIMIT = "over-limit"
    TOO_FEW_POINTS = "too-few-points"
    IN_DEBT = "in-debt"
    NEEDS_PROOF = "needs-proof"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED_UP = "used-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A rule that was tried and refused.

    distance: what is missing: rupiah (BELOW_MINIMUM), thousandths (TOO_FEW_UNITS), points (TOO_FEW_POINTS,
    OVER_LIMIT of points), rupiah (OVER_LIMIT of cashback), days (NOT_STARTED, NOT_BIRTHDAY before it), visits.
    wanted: what would do: tier, plan, channel, store ids; a date; weekdays and times; codes' count never.
    limit: the limit that is used up, for NO_RIGHT.
    """

    rule_id: str
    phase: Phase
    reason: RefusalReason
    distance: int = 0
    wanted: tuple[str, ...] = ()
    limit: LimitKind | None = None


class RedemptionBound(StrEnum):
    """What holds the limit of points as money down."""

    USABLE = "usable"
    PERCENT = "percent"
    PER_DAY = "per-day"
    PROOF = "proof"
    NET = "net"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    """Points as money: the most that this basket allows here and now, by what it is bound, and what is spent.

    reward_points: spent on rewards besides.
    """

    limit: int
    points: int
    amount: int
    bound: RedemptionBound = RedemptionBound.USABLE
    reward_points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedBy:
    """Points that one rule earned; the plain rate's id is `points` or that of the rate."""

    rule_id: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """floor(numerator / denominator) + bonus points, less caps; for a guest, what a member would get.

    base: rupiah that earn. capped: points that a cap took. Σ by = points. times: by promotion id, applications
    that count against its limits.
    """

    base: int
    numerator: int
    denominator: int
    bonus: int
    capped: int
    points: int
    by: tuple[EarnedBy, ...]


class GrantKind(StrEnum):
    """What a quote gives besides points."""

    CASHBACK = "cashback"
    STAMPS = "stamps"
    VOUCHER = "voucher"
    PLAN_MONTHS = "plan-months"
    POINTS = "points"
    DONATION = "donation"
    EVENT_PLACE = "event-place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Something given by a rule. what: id of the card, voucher kind, plan or donation; empty for cashback and points.

    amount: rupiah, stamps, vouchers, months, points or places.
    """

    rule_id: str
    kind: GrantKind
    what: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StampProgress:
    """A stamp card before and after: `completed` cards gave their awards, `after` stamps carry over."""

    card_id: str
    before: int
    given: int
    completed: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierProgress:
    """tier_id: of this sale. counted: what the sale adds to the metric. distance: to `next_id` (None: at the top)."""

    tier_id: str
    metric_after: int
    next_id: str | None
    distance: int
    counted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    """A tax on a base (rupiah of net and service charge), rounded once."""

    tax_id: str
    base: int
    amount: int
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTotal:
    """The service charge with its tax on top, in rupiah. wallet: as for a line."""

    amount: int
    tax: int
    tax_on_top: int
    wallet: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A part of the bill that an instrument or split tender carries. rule_id: its voucher's, reward's or method's.

    code: of a voucher. points: that paid it.
    """

    rule_id: str
    amount: int
    method: PaymentMethod | None = None
    code: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardOffer:
    """A reward that could be had: `missing` points, or why not."""

    reward_id: str
    points: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The whole answer, in rupiah. price ≥ net. total = net + service + tax on top. payable = total − carried
    + cash_rounding: what the last tender pays.
    """

    lines: tuple[QuotedLine, ...]
    price: int
    net: int
    tax: int
    cash_rounding: int
    payable: int
    redemption: Redemption
    earning: Earning
    tier: TierProgress | None
    effects: tuple[Effect, ...]
    refusals: tuple[Refusal, ...]
    total: int
    taxes: tuple[TaxTotal, ...] = ()
    service: ServiceTotal | None = None
    carried: tuple[Carried, ...] = ()
    grants: tuple[Grant, ...] = ()
    stamps: tuple[StampProgress, ...] = ()
    rewards: tuple[RewardOffer, ...] = ()


def settled(quote: Quote) -> Quote:
    """What a sale keeps: all that was done. What was refused or on offer can be worked out again from its inputs."""
    return replace(quote, refusals=(), rewards=())
