"""What a return does to a member's lots: points of the sale are clawed back, points that paid it are restored.

A clawback takes the sale's own lot first, then what expires first, and owes the rest. It never stops a return. What
is restored goes to the lots that it came from, and pays a debt first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.expiring import graced_until
from app.domain.holding import NO_MOVEMENT, Holding, Movement, given, joined, living, moved, taken
from app.domain.ledger import (
    DEBT_LOT,
    Account,
    Draw,
    Lot,
    Posting,
    PostingKind,
    draw_in_order,
    is_lapsed,
)
from app.domain.programme.document import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawedBack:
    """taken: out of lots. lapsed: of the sale's own lot, which nobody can spend any more. owed: became debt."""

    movement: Movement
    taken: int
    lapsed: int
    owed: int


def claw_back(holding: Holding, amount: int, own_lot: bytes | None, at: int, lapsed: int = 0) -> ClawedBack:
    """Takes back what a sale gave: its own lot (pending or not), then first-expiring first, then debt.

    lapsed: what of the sale's own lot lapsed unspent and wasn't clawed back before (`lapsed_of`). It counts as given
    back, so nothing else is taken for it.
    """
    own = [lot for lot in holding.lots if lot.lot_id == own_lot and lot.remaining > 0]
    own_draws, missing = draw_in_order(own, amount)
    gone = min(lapsed, missing)
    others = [lot for lot in living(holding, at) if lot.lot_id != own_lot]
    other_draws, owed = draw_in_order(others, missing - gone)
    draws = (*own_draws, *other_draws)
    debt = (Draw(lot_id=DEBT_LOT, amount=owed),) if owed else ()
    postings = taken(holding.asset, (*draws, *debt), PostingKind.REVERSAL, Account.ISSUANCE)
    if gone and own_lot is not None:
        postings = (*postings, _out_of_breakage(holding, own_lot, gone))
    return ClawedBack(
        movement=Movement(postings=postings),
        taken=sum(each.amount for each in draws),
        lapsed=gone,
        owed=owed,
    )


def charge(holding: Holding, amount: int, at: int) -> Movement:
    """Takes what a member owes for something spent that no refund pays: first-expiring first, then as debt."""
    draws, owed = draw_in_order(living(holding, at), amount)
    debt = (Draw(lot_id=DEBT_LOT, amount=owed),) if owed else ()
    return Movement(
        postings=taken(holding.asset, (*draws, *debt), PostingKind.ADJUSTMENT, Account.ADJUSTMENT)
    )


def _out_of_breakage(holding: Holding, lot_id: bytes, amount: int) -> Posting:
    return Posting(
        kind=PostingKind.REVERSAL,
        asset=holding.asset,
        source=Account.BREAKAGE,
        target=Account.ISSUANCE,
        amount=amount,
        lot_id=lot_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """Where restored points go whose own lot has lapsed: a new lot, to be spent until `expires_at`."""

    lot_id: bytes
    expires_at: int


def grace_of(programme: Programme, lot_id: bytes, at: int) -> Grace:
    """The programme's grace for points that come back at an instant. lot_id: of the lot that they would need."""
    expires_at = graced_until(programme.returns.restored_days, at, programme.zone)
    return Grace(lot_id=lot_id, expires_at=expires_at)


def lapsed_of(lot_id: bytes, postings: Iterable[Posting]) -> int:
    """What of a lot lapsed unspent and wasn't clawed back since: its postings into breakage less those out of it."""
    return sum(
        posting.amount * ((posting.target is Account.BREAKAGE) - (posting.source is Account.BREAKAGE))
        for posting in postings
        if posting.lot_id == lot_id
    )


def restore(
    holding: Holding, drawn: Iterable[Draw], before: int, amount: int, at: int, grace: Grace
) -> Movement:
    """Puts redeemed points back into the lots that they came from, latest-expiring first, and pays a debt first.

    drawn: all that the sale took from lots, in the order of spending. before: how much of it earlier returns put back.
    The lots that lapsed meanwhile, or are no longer known, are replaced by the grace's. What would lapse first pays the
    debt.
    """
    shares = restored_shares(drawn, before, amount)
    kept, paid = _less_debt(shares, holding.debt)
    alive = {lot.lot_id for lot in holding.lots if not is_lapsed(lot, at)}
    into_lots = [share for share in kept if share.lot_id in alive]
    late = sum(share.amount for share in kept if share.lot_id not in alive)
    everything = [*into_lots]
    if paid:
        everything.insert(0, Draw(lot_id=DEBT_LOT, amount=paid))
    if late:
        everything.append(Draw(lot_id=grace.lot_id, amount=late))
    return Movement(
        postings=given(holding.asset, everything, PostingKind.REVERSAL, Account.REDEMPTION),
        opened=(_grace_lot(holding, grace, late, at),) if late else (),
    )


def restored_shares(drawn: Iterable[Draw], before: int, amount: int) -> tuple[Draw, ...]:
    """Which of the drawn points an amount is, after `before` of them: the reverse of the order of spending.

    So the latest-expiring come first, as they were then. A lot that was put off since keeps its turn: otherwise two
    returns of one sale could both be given to one lot.
    """
    shares: list[Draw] = []
    for draw in reversed(tuple(drawn)):
        skipped = min(before, draw.amount)
        share = min(amount, draw.amount - skipped)
        before -= skipped
        amount -= share
        if share:
            shares.append(Draw(lot_id=draw.lot_id, amount=share))
    if amount:
        raise ValueError(f"{amount} more to restore than were drawn")
    return tuple(shares)


def _less_debt(shares: tuple[Draw, ...], debt: int) -> tuple[list[Draw], int]:
    """What of the shares is left when the last of them have paid a debt, and how much they paid."""
    kept: list[Draw] = []
    owed = debt
    for share in reversed(shares):
        pays = min(owed, share.amount)
        owed -= pays
        if share.amount > pays:
            kept.insert(0, replace(share, amount=share.amount - pays))
    return kept, debt - owed


def _grace_lot(holding: Holding, grace: Grace, amount: int, at: int) -> Lot:
    return Lot(
        lot_id=grace.lot_id,
        asset=holding.asset,
        earned_at=at,
        expires_at=grace.expires_at,
        original=amount,
        remaining=amount,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """All that a return does to one asset of a member. owed: what this return left as debt in the end."""

    movement: Movement
    clawed: ClawedBack
    restored: Movement
    owed: int


def take_back(
    holding: Holding,
    *,
    clawback: int,
    own_lot: bytes | None,
    drawn: Iterable[Draw],
    before: int,
    back: int,
    at: int,
    grace: Grace,
    lapsed: int = 0,
) -> TakenBack:
    """Claws back, then restores: so the points that come back pay what couldn't be taken."""
    clawed = claw_back(holding, clawback, own_lot, at, lapsed)
    after = moved(holding, clawed.movement)
    restored = restore(after, drawn, before, back, at, grace) if back else NO_MOVEMENT
    end = moved(after, restored)
    return TakenBack(
        movement=joined(clawed.movement, restored),
        clawed=clawed,
        restored=restored,
        owed=max(0, end.debt - holding.debt),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """Owed points (or cashback) that a refund pays: the rupiah that it is smaller for, and the movement."""

    paid: int
    amount: int
    movement: Movement


def deduct(holding: Holding, owed: int, value: int, refund: int) -> Deduction:
    """Pays what a return left owing out of its refund instead, at `value` rupiah each, as far as whole ones go.

    `holding` is that after the return; what the refund can't pay stays a debt.
    """
    paid = min(owed, holding.debt, refund // value)
    if paid <= 0:
        return Deduction(paid=0, amount=0, movement=NO_MOVEMENT)
    share = (Draw(lot_id=DEBT_LOT, amount=paid),)
    postings = given(holding.asset, share, PostingKind.ADJUSTMENT, Account.ADJUSTMENT)
    return Deduction(paid=paid, amount=paid * value, movement=Movement(postings=postings))
