"""Points, cashback, stamps and gift value as double-entry postings and lots, and which lots a sale spends.

Every posting takes an amount out of one account and puts it into another. In a member's books, a posting names the
lot that it changes; `DEBT_LOT` stands for what the member owes. So a lot's remaining is the sum of its postings, the
debt that of its own, and balance = Σ lots − debt = Σ postings, at every moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from app.domain.expiring import expires_at, held_until, inactive_at
from app.domain.programme.document import Programme, tier_by_id
from app.domain.programme.points import AfterInactivity, Expiry, Never
from app.domain.quote import Quote


class Asset(StrEnum):
    """What an account counts. Cashback and gift value are in rupiah. None is ever turned into another."""

    POINTS = "points"
    CASHBACK = "cashback"
    STAMPS = "stamps"
    GIFT_VALUE = "gift-value"


POINTS_BOOK = Asset.POINTS.value
CASHBACK_BOOK = Asset.CASHBACK.value
GIFT_VALUE_BOOK = Asset.GIFT_VALUE.value
"""The one book of a gift card, which is an owner of its own (`gift_owner`)."""


class OwnerKind(StrEnum):
    """Who has books: a person in the programme, or a gift card, which is its bearer's."""

    MEMBER = "member"
    GIFT_CARD = "gift-card"


def stamps_book(card_id: str) -> str:
    """The book of a member's stamps of a card. Points and cashback have a book each, named as the asset."""
    return f"{Asset.STAMPS.value}:{card_id}"


def asset_of(book: str) -> Asset:
    """What a book counts. Raises ValueError for a name that is no book's."""
    return Asset(book.partition(":")[0])


class Account(StrEnum):
    """The ledger's accounts. `MEMBER` is the member's own; the others are the merchant's.

    issuance: what was given. redemption: what was spent. breakage: what lapsed unspent. adjustment: corrections by
    hand. transfer: on its way between two members. opening: brought in from an older system. debt: on its way from
    a lot to what the member owes.
    """

    MEMBER = "member"
    ISSUANCE = "issuance"
    REDEMPTION = "redemption"
    BREAKAGE = "breakage"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"
    OPENING = "opening"
    DEBT = "debt"


class PostingKind(StrEnum):
    """Why something moved."""

    ACCRUAL = "accrual"
    REDEMPTION = "redemption"
    EXPIRY = "expiry"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


DEBT_LOT = b""
"""The lot id of postings that make or pay a debt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Points (cashback, stamps) earned together. 0 ≤ remaining ≤ original, in the asset's unit.

    expires_at (last instant) is frozen when earned; None: never. held_until: the last instant at which they show but
    can't be spent. inactivity_months: they lapse so long after the member's last qualifying activity; `expires_at`
    then follows it (`after_activity`).
    """

    lot_id: bytes
    asset: Asset
    earned_at: int
    expires_at: int | None
    original: int
    remaining: int
    held_until: int | None = None
    inactivity_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """`amount` (above zero) leaves `source` and enters `target`, in the member's books. lot_id: whose points."""

    kind: PostingKind
    asset: Asset
    source: Account
    target: Account
    amount: int
    lot_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Points taken from one lot."""

    lot_id: bytes
    amount: int


def into_member(posting: Posting) -> int:
    """What a posting adds to the member's balance; below zero: takes from it."""
    return posting.amount * ((posting.target is Account.MEMBER) - (posting.source is Account.MEMBER))


def is_lapsed(lot: Lot, at: int) -> bool:
    """Whether a lot's last instant has passed."""
    return lot.expires_at is not None and lot.expires_at < at


def is_held(lot: Lot, at: int) -> bool:
    """Whether a lot still pends."""
    return lot.held_until is not None and lot.held_until >= at


def spending_key(lot: Lot) -> tuple[bool, int, int, bytes]:
    """Sorts lots as they are spent: first-expiring first, undated last, ties by earn time, then id."""
    return (lot.expires_at is None, lot.expires_at or 0, lot.earned_at, lot.lot_id)


def spending_order(lots: Iterable[Lot], at: int) -> list[Lot]:
    """Lots that can be spent at an instant: first-expiring first, undated last, ties by earn time, then id."""
    live = [lot for lot in lots if lot.remaining > 0 and not is_lapsed(lot, at) and not is_held(lot, at)]
    return sorted(live, key=spending_key)


def usable(lots: Iterable[Lot], at: int) -> int:
    """What lots hold that can be spent at an instant."""
    return sum(lot.remaining for lot in spending_order(lots, at))


def draw(lots: Iterable[Lot], amount: int, at: int) -> tuple[Draw, ...] | None:
    """Which lots pay `amount` points at an instant, in spending order; None when they hold less."""
    draws, missing = draw_in_order(spending_order(lots, at), amount)
    return draws if missing == 0 else None


def draw_in_order(lots: Iterable[Lot], amount: int) -> tuple[tuple[Draw, ...], int]:
    """What each lot in turn gives of an amount, and what is missing in the end."""
    draws: list[Draw] = []
    for lot in lots:
        if amount == 0:
            break
        taken = min(lot.remaining, amount)
        draws.append(Draw(lot_id=lot.lot_id, amount=taken))
        amount -= taken
    return tuple(draws), amount


def new_lot(
    programme: Programme, asset: Asset, lot_id: bytes, amount: int, earned_at: int, tier_id: str | None = None
) -> Lot:
    """A lot that is earned now, its hold and expiry frozen by the programme. Only points are held; stamps stay.

    tier_id: the member's, whose points may live longer than the programme's.
    """
    policy = _policy(programme, asset, tier_id)
    hold_days = programme.points.hold_days if asset is Asset.POINTS else 0
    return Lot(
        lot_id=lot_id,
        asset=asset,
        earned_at=earned_at,
        expires_at=expires_at(policy, earned_at, programme.zone),
        original=amount,
        remaining=amount,
        held_until=held_until(hold_days, earned_at, programme.zone),
        inactivity_months=policy.months if isinstance(policy, AfterInactivity) else None,
    )


def lot_of_sale(
    programme: Programme, quoted: Quote, lot_id: bytes, earned_at: int, debt: int = 0
) -> Lot | None:
    """The lot of points that a sale earns; None when it earns nothing. debt: what the member owes is paid first."""
    points = quoted.earning.points
    if points == 0:
        return None
    tier_id = None if quoted.tier is None else quoted.tier.tier_id
    lot = new_lot(programme, Asset.POINTS, lot_id, points, earned_at, tier_id)
    return replace(lot, remaining=points - min(points, debt))


def expiry(
    programme: Programme, earned_at: int, asset: Asset = Asset.POINTS, tier_id: str | None = None
) -> int | None:
    """The last instant at which what is earned now can be spent: a day's end in the programme's zone."""
    return expires_at(_policy(programme, asset, tier_id), earned_at, programme.zone)


def _policy(programme: Programme, asset: Asset, tier_id: str | None) -> Expiry:
    match asset:
        case Asset.POINTS:
            of_tier = None if tier_id is None else tier_by_id(programme, tier_id).expiry
            return of_tier or programme.points.expiry
        case Asset.CASHBACK:
            return Never() if programme.cashback is None else programme.cashback.expiry
        case Asset.STAMPS | Asset.GIFT_VALUE:
            return Never()


def after_activity(lot: Lot, activities: Iterable[int], zone: str) -> Lot:
    """A lot with the expiry that follows from all the member's qualifying activities, in any order."""
    if lot.inactivity_months is None:
        return lot
    return replace(lot, expires_at=inactive_at(lot.inactivity_months, lot.earned_at, activities, zone))


def postings_of_sale(earned: Lot | None, spent: Iterable[Draw]) -> tuple[Posting, ...]:
    """Redemption first, then accrual, as balanced postings. What the earned lot doesn't hold pays a debt."""
    redemptions = tuple(
        Posting(
            kind=PostingKind.REDEMPTION,
            asset=Asset.POINTS,
            source=Account.MEMBER,
            target=Account.REDEMPTION,
            amount=taken.amount,
            lot_id=taken.lot_id,
        )
        for taken in spent
    )
    return redemptions if earned is None else (*redemptions, *postings_into(earned))


def postings_into(
    lot: Lot, kind: PostingKind = PostingKind.ACCRUAL, source: Account = Account.ISSUANCE
) -> tuple[Posting, ...]:
    """What puts a new lot into the member's books: the debt that it pays first, then what it holds."""
    shares = ((lot.original - lot.remaining, DEBT_LOT), (lot.remaining, lot.lot_id))
    return tuple(
        Posting(
            kind=kind, asset=lot.asset, source=source, target=Account.MEMBER, amount=amount, lot_id=lot_id
        )
        for amount, lot_id in shares
        if amount
    )


def stamp_lot(card_id: str) -> bytes:
    """The id of the one lot in which a member's stamps of a card lie, so that cards are never mixed."""
    return _derived("stamps", card_id)


def opening_lot(source: str, reference: str) -> bytes:
    """The id of a lot brought in from elsewhere: importing the same reference again finds it there already."""
    return _derived("opening", source, reference)


def granted_lot(document_id: bytes, rule_id: str, asset: Asset) -> bytes:
    """The id of the lot that a rule gives in a document (a sale, a claim, an action), besides the sale's own points."""
    return _derived("granted", document_id.hex(), rule_id, asset.value)


def gift_owner(code: str) -> bytes:
    """In whose name a gift card's book stands: an id made of its code, so that every till finds the same one."""
    return _derived("gift-card", code)


def gift_lot(document_id: bytes, line: int) -> bytes:
    """The id of the lot that a line of a sale loads onto a gift card."""
    return _derived("gift-value", document_id.hex(), str(line))


def _derived(*names: str) -> bytes:
    framed = b"".join(len(name.encode()).to_bytes(4, "big") + name.encode() for name in names)
    return sha256(framed).digest()[:16]
