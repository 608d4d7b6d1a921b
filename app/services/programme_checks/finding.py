"""What a look at a programme can find: data without sentences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Path = tuple[str | int, ...]
"""Keys and places from the document's root to a value: ("promotions", 2, "conditions", 0)."""


def path_text(path: Path) -> str:
    """`promotions[2].conditions[0]`; the document itself is empty."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


class Severity(StrEnum):
    """An error can't be published; at a warning a person should look."""

    ERROR = "error"
    WARNING = "warning"


class FindingKind(StrEnum):
    """What is wrong, or strange."""

    # Ids and names
    DUPLICATE_ID = "duplicate-id"
    RESERVED_ID = "reserved-id"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_STORE = "unknown-store"
    UNKNOWN_ZONE = "unknown-zone"
    LISTED_TWICE = "listed-twice"
    UNKNOWN_SKU = "unknown-sku"
    UNKNOWN_CATEGORY = "unknown-category"
    UNKNOWN_TAG = "unknown-tag"
    CODES_COLLIDE = "codes-collide"
    # Levels, points, settling
    FIRST_TIER_NOT_AT_ZERO = "first-tier-not-at-zero"
    TIERS_NOT_RISING = "tiers-not-rising"
    POINT_WORTH_ITS_PRICE = "point-worth-its-price"
    MULTIPLIERS_WORTH_THE_PRICE = "multipliers-worth-the-price"
    MULTIPLIERS_WITHOUT_CAP = "multipliers-without-cap"
    MINIMUM_NOT_A_MULTIPLE = "minimum-not-a-multiple"
    MINIMUM_ABOVE_CAP = "minimum-above-cap"
    RATE_SHADOWED = "rate-shadowed"
    INSTRUMENT_SHADOWED = "instrument-shadowed"
    TAX_RATES_TIE = "tax-rates-tie"
    TAX_NOT_YET = "tax-not-yet"
    ODD_CASH_STEP = "odd-cash-step"
    CASHIER_ABOVE_MANAGER = "cashier-above-manager"
    CASHBACK_WITHOUT_WALLET = "cashback-without-wallet"
    PERCENTS_OVER_HUNDRED = "percents-over-hundred"
    # Rules that can't do anything
    NEVER_HOLDS = "never-holds"
    NOTHING_GIVEN = "nothing-given"
    TAKES_NO_LINE = "takes-no-line"
    SAVES_NOTHING = "saves-nothing"
    ALWAYS_OUTRANKED = "always-outranked"
    BEHIND_EXCLUSIVE = "behind-exclusive"
    EXCLUSIVE_TOO_LATE = "exclusive-too-late"
    TIE_SETTLED_BY_ID = "tie-settled-by-id"
    # Windows and limits
    ENDS_BEFORE_START = "ends-before-start"
    HAS_ENDED = "has-ended"
    NO_END = "no-end"
    NO_BUDGET = "no-budget"
    PRICE_LIST_WITHOUT_WINDOW = "price-list-without-window"
    # What nobody uses or can reach
    REWARD_OUT_OF_REACH = "reward-out-of-reach"
    VOUCHER_NEVER_ISSUED = "voucher-never-issued"
    PRICE_LIST_NEVER_OPENED = "price-list-never-opened"
    CARD_NEVER_STAMPED = "card-never-stamped"
    CARD_FEEDS_ITSELF = "card-feeds-itself"
    GROUP_OF_ONE = "group-of-one"
    GROUP_SPANS_PHASES = "group-spans-phases"
    GROUP_MIXES_EARNING = "group-mixes-earning"
    GROUP_WITHOUT_EFFECT = "group-without-effect"
    EXCLUSIVE_PRICE_LIST = "exclusive-price-list"
    # Money and law
    BELOW_COST = "below-cost"
    WRONG_ITEM_KIND = "wrong-item-kind"
    PERMIT_WITHOUT_NUMBER = "permit-without-number"
    DRAW_NEEDS_PERMIT = "draw-needs-permit"
    CONSENT_MISSING = "consent-missing"
    # What joining asks
    CHOICES_MISSING = "choices-missing"
    CHOICES_FOR_NOTHING = "choices-for-nothing"


_ERRORS = frozenset(
    {
        FindingKind.DUPLICATE_ID,
        FindingKind.RESERVED_ID,
        FindingKind.UNKNOWN_ID,
        FindingKind.UNKNOWN_STORE,
        FindingKind.UNKNOWN_ZONE,
        FindingKind.LISTED_TWICE,
        FindingKind.UNKNOWN_SKU,
        FindingKind.UNKNOWN_CATEGORY,
        FindingKind.UNKNOWN_TAG,
        FindingKind.FIRST_TIER_NOT_AT_ZERO,
        FindingKind.TIERS_NOT_RISING,
        FindingKind.POINT_WORTH_ITS_PRICE,
        FindingKind.MINIMUM_ABOVE_CAP,
        FindingKind.TAX_RATES_TIE,
        FindingKind.CASHBACK_WITHOUT_WALLET,
        FindingKind.NEVER_HOLDS,
        FindingKind.NOTHING_GIVEN,
        FindingKind.ENDS_BEFORE_START,
        FindingKind.CARD_FEEDS_ITSELF,
        FindingKind.CHOICES_MISSING,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or strange.

    path: where in the document. ids: the rules it concerns, the one to look at first. what: the id, SKU, code or
    word that was found; nearest: the right one that is nearest to it, or empty. of: what kind of thing it should
    be (`tier`), or which conditions contradict (`dates`). amount, limit: two numbers to tell (rupiah, points, a
    percentage, a count: see the kind's sentence). on: a date.
    """

    kind: FindingKind
    path: Path
    ids: tuple[str, ...] = ()
    what: str = ""
    nearest: str = ""
    of: str = ""
    amount: int = 0
    limit: int = 0
    on: date | None = None

    @property
    def severity(self) -> Severity:
        """The same for all of a kind."""
        return Severity.ERROR if self.kind in _ERRORS else Severity.WARNING
