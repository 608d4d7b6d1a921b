"""Points that change hands or come from elsewhere: transfers, merges, adjustments by hand, opening lots."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.holding import (
    NO_MOVEMENT,
    Holding,
    Movement,
    SpendRefused,
    credit,
    given,
    joined,
    moved,
    settle,
    spend,
    taken,
)
from app.domain.ledger import DEBT_LOT, Account, Draw, Lot, PostingKind, draw_in_order, spending_order
from app.domain.programme.points import TransferRules, TransferScope

TRANSFERS = "points:transfers"
"""The rule id under which transfers of a giver are counted; no rule of a programme can have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What leaves one member's books and enters another's; lots keep id, earn time, hold and expiry."""

    giver: Movement
    receiver: Movement


class TransferRefusal(StrEnum):
    """Why points can't be given away."""

    NOT_ALLOWED = "not-allowed"
    NOT_HOUSEHOLD = "not-household"
    TO_ONESELF = "to-oneself"
    BELOW_MINIMUM = "below-minimum"
    TOO_OFTEN = "too-often"
    IN_DEBT = "in-debt"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRefused:
    """distance: points that are missing, for BELOW_MINIMUM and TOO_FEW."""

    reason: TransferRefusal
    distance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Who wants to give how many points to whom. this_month: transfers that the giver made in this month."""

    giver_id: bytes
    receiver_id: bytes
    same_household: bool
    amount: int
    this_month: int


def transfer(
    rules: TransferRules, gift: Gift, giver: Holding, receiver: Holding, at: int
) -> Paired | TransferRefused:
    """Gives points away where the programme allows it: what can be spent, first-expiring first."""
    refused = _refusal(rules, gift)
    if refused is not None:
        return refused
    draws = spend(giver, gift.amount, at)
    if draws is SpendRefused.IN_DEBT:
        return TransferRefused(reason=TransferRefusal.IN_DEBT)
    if isinstance(draws, SpendRefused):
        _, missing = draw_in_order(spending_order(giver.lots, at), gift.amount)
        return TransferRefused(reason=TransferRefusal.TOO_FEW, distance=missing)
    return _hand_over(giver, receiver, draws)


def _refusal(rules: TransferRules, gift: Gift) -> TransferRefused | None:
    if rules.to is TransferScope.NOBODY:
        return TransferRefused(reason=TransferRefusal.NOT_ALLOWED)
    if gift.giver_id == gift.receiver_id:
        return TransferRefused(reason=TransferRefusal.TO_ONESELF)
    if rules.to is TransferScope.HOUSEHOLD and not gift.same_household:
        return TransferRefused(reason=TransferRefusal.NOT_HOUSEHOLD)
    minimum = max(1, rules.minimum)
    if gift.amount < minimum:
        return TransferRefused(reason=TransferRefusal.BELOW_MINIMUM, distance=minimum - gift.amount)
    if rules.per_month is not None and gift.this_month >= rules.per_month:
        return TransferRefused(reason=TransferRefusal.TOO_OFTEN)
    return None


def _hand_over(giver: Holding, receiver: Holding, draws: Iterable[Draw]) -> Paired:
    """Parts of lots as paired postings. A debt of the receiver is paid first, by what lapses first."""
    draws = tuple(draws)
    out = taken(giver.asset, draws, PostingKind.TRANSFER, Account.TRANSFER)
    kept, paid = [], 0
    for each in draws:
        pays = min(each.amount, receiver.debt - paid)
        paid += pays
        if each.amount > pays:
            kept.append(Draw(lot_id=each.lot_id, amount=each.amount - pays))
    arriving = (Draw(lot_id=DEBT_LOT, amount=paid), *kept) if paid else tuple(kept)
    held = {lot.lot_id for lot in receiver.lots}
    lots = {lot.lot_id: lot for lot in giver.lots}
    opened = tuple(
        replace(lots[each.lot_id], original=each.amount, remaining=each.amount)
        for each in kept
        if each.lot_id not in held
    )
    back = given(receiver.asset, arriving, PostingKind.TRANSFER, Account.TRANSFER)
    return Paired(giver=Movement(postings=out), receiver=Movement(postings=back, opened=opened))


def merge(absorbed: Holding, kept: Holding, at: int) -> Paired:
    """Moves all that one record of a person has to the other: every lot, pending or lapsed too, and the debt."""
    draws = tuple(Draw(lot_id=lot.lot_id, amount=lot.remaining) for lot in absorbed.lots if lot.remaining > 0)
    debtless = replace(kept, debt=0)
    lots = _hand_over(absorbed, debtless, draws)
    if absorbed.debt == 0:
        return Paired(giver=lots.giver, receiver=_settled(kept, lots.receiver, at))
    released = (Draw(lot_id=DEBT_LOT, amount=absorbed.debt),)
    owed = (Draw(lot_id=DEBT_LOT, amount=absorbed.debt),)
    giver = Movement(postings=given(absorbed.asset, released, PostingKind.TRANSFER, Account.TRANSFER))
    receiver = Movement(postings=taken(kept.asset, owed, PostingKind.TRANSFER, Account.TRANSFER))
    return Paired(
        giver=joined(lots.giver, giver),
        receiver=_settled(kept, joined(lots.receiver, receiver), at),
    )


def _settled(holding: Holding, movement: Movement, at: int) -> Movement:
    """A movement, and what then pays the debt."""
    return joined(movement, settle(moved(holding, movement), at))


class AdjustmentRefusal(StrEnum):
    """Why points can't be changed by hand."""

    NO_REASON = "no-reason"
    NOTHING = "nothing"
    TOO_FEW = "too-few"


def add_by_hand(holding: Holding, lot: Lot, reason: str) -> Movement | AdjustmentRefusal:
    """A manager gives points, with a reason; they pay a debt first."""
    if not reason.strip():
        return AdjustmentRefusal.NO_REASON
    if lot.original <= 0:
        return AdjustmentRefusal.NOTHING
    return credit(holding, lot, PostingKind.ADJUSTMENT, Account.ADJUSTMENT)


def take_by_hand(holding: Holding, amount: int, reason: str, at: int) -> Movement | AdjustmentRefusal:
    """A manager takes points that can be spent, with a reason; never more than there are."""
    if not reason.strip():
        return AdjustmentRefusal.NO_REASON
    if amount <= 0:
        return AdjustmentRefusal.NOTHING
    draws = spend(holding, amount, at)
    if isinstance(draws, SpendRefused):
        return AdjustmentRefusal.TOO_FEW
    return Movement(postings=taken(holding.asset, draws, PostingKind.ADJUSTMENT, Account.ADJUSTMENT))


def open_balance(holding: Holding, lot: Lot) -> Movement:
    """Brings in a lot from an older system; `lot.lot_id` is `opening_lot(source, reference)`. Again changes nothing."""
    if lot.original <= 0 or holding.lot(lot.lot_id) is not None:
        return NO_MOVEMENT
    return credit(holding, lot, PostingKind.ACCRUAL, Account.OPENING)
