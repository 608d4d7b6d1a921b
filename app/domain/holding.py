"""What a member has of one asset, lots and debt, and what moves it. Each move is data: postings and new lots."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.ledger import (
    DEBT_LOT,
    Account,
    Asset,
    Draw,
    Lot,
    Posting,
    PostingKind,
    draw,
    draw_in_order,
    into_member,
    is_lapsed,
    postings_into,
    spending_key,
    usable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A member's lots in one book and what he owes of it. balance = Σ lots − debt."""

    asset: Asset
    lots: tuple[Lot, ...] = ()
    debt: int = 0

    @property
    def balance(self) -> int:
        """Below zero is debt."""
        return sum(lot.remaining for lot in self.lots) - self.debt

    def lot(self, lot_id: bytes) -> Lot | None:
        """The lot of that id."""
        return next((lot for lot in self.lots if lot.lot_id == lot_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Postings in a member's books, and the lots that they bring into being (as they are afterwards)."""

    postings: tuple[Posting, ...] = ()
    opened: tuple[Lot, ...] = ()

    @property
    def amount(self) -> int:
        """What the balance changes by."""
        return sum(into_member(posting) for posting in self.postings)


NO_MOVEMENT = Movement()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What a document does to one book of a member: `points`, `cashback` or `stamps:CARD` (`ledger.stamps_book`)."""

    member_id: bytes
    book: str
    movement: Movement


def booked(member_id: bytes, book: str, *movements: Movement) -> tuple[Booking, ...]:
    """Movements of one book, one after the other, as a booking; none when nothing moves."""
    movement = movements[0] if len(movements) == 1 else joined(NO_MOVEMENT, *movements)
    return (Booking(member_id=member_id, book=book, movement=movement),) if movement.postings else ()


def joined(first: Movement, *later: Movement) -> Movement:
    """Movements one after the other, as one. A lot is opened by one of them only."""
    everything = (first, *later)
    return Movement(
        postings=tuple(posting for each in everything for posting in each.postings),
        opened=tuple(lot for each in everything for lot in each.opened),
    )


def by_book(bookings: Iterable[Booking]) -> tuple[Booking, ...]:
    """One booking for each member and book, in the order in which they come first; what moves nothing is left out.

    A merge opens empty lots, to which points may come back, and posts nothing with them. A lot that one of them opens
    and another changes is opened as it is in the end.
    """
    grouped: dict[tuple[bytes, str], list[Movement]] = {}
    for booking in bookings:
        grouped.setdefault((booking.member_id, booking.book), []).append(booking.movement)
    return tuple(
        Booking(member_id=member_id, book=book, movement=_settled(joined(NO_MOVEMENT, *movements)))
        for (member_id, book), movements in grouped.items()
        if any(movement.postings or movement.opened for movement in movements)
    )


def _settled(movement: Movement) -> Movement:
    """Opened lots hold what all postings leave in them."""
    held: dict[bytes, int] = {}
    for posting in movement.postings:
        held[posting.lot_id] = held.get(posting.lot_id, 0) + into_member(posting)
    opened = tuple(replace(lot, remaining=held.get(lot.lot_id, 0)) for lot in movement.opened)
    return replace(movement, opened=opened)


def into_book(bookings: Iterable[Booking], book: str) -> tuple[Posting, ...]:
    """All postings in books of that name."""
    return tuple(
        posting for booking in bookings if booking.book == book for posting in booking.movement.postings
    )


class SpendRefused(StrEnum):
    """Why nothing can be spent."""

    IN_DEBT = "in-debt"
    TOO_FEW = "too-few"


def moved(holding: Holding, movement: Movement) -> Holding:
    """The holding after a movement. Raises ValueError for postings that don't fit it."""
    known = {lot.lot_id for lot in holding.lots}
    opened = [replace(lot, remaining=0) for lot in movement.opened if lot.lot_id not in known]
    changes: dict[bytes, int] = {}
    for posting in movement.postings:
        if posting.asset is not holding.asset or posting.amount <= 0:
            raise ValueError(f"{posting!r} can't be posted to {holding.asset}")
        changes[posting.lot_id] = changes.get(posting.lot_id, 0) + into_member(posting)
    debt = holding.debt - changes.pop(DEBT_LOT, 0)
    lots = tuple(
        replace(lot, remaining=lot.remaining + changes.pop(lot.lot_id, 0)) for lot in (*holding.lots, *opened)
    )
    if any(changes.values()) or debt < 0 or any(lot.remaining < 0 for lot in lots):
        raise ValueError("the postings don't fit the lots and the debt")
    return replace(holding, lots=lots, debt=debt)


def spend(holding: Holding, amount: int, at: int) -> tuple[Draw, ...] | SpendRefused:
    """Which lots pay an amount. Nothing is spent while anything is owed."""
    if amount and holding.debt:
        return SpendRefused.IN_DEBT
    draws = draw(holding.lots, amount, at)
    return SpendRefused.TOO_FEW if draws is None else draws


def spending(asset: Asset, draws: Iterable[Draw]) -> Movement:
    """Draws as what leaves the member for good."""
    return Movement(postings=taken(asset, draws, PostingKind.REDEMPTION, Account.REDEMPTION))


def credit(
    holding: Holding,
    lot: Lot,
    kind: PostingKind = PostingKind.ACCRUAL,
    source: Account = Account.ISSUANCE,
) -> Movement:
    """Puts a full new lot in; it pays the debt first."""
    remaining = lot.original - min(lot.original, holding.debt)
    kept = lot if lot.remaining == remaining else replace(lot, remaining=remaining)
    return Movement(postings=postings_into(kept, kind, source), opened=(kept,))


def settle(holding: Holding, at: int) -> Movement:
    """Pays a debt out of lots, first-expiring first: when a debt became known only after a later credit.

    Lots that still pend pay too; what has lapsed doesn't.
    """
    draws, unpaid = draw_in_order(living(holding, at), holding.debt)
    paid = holding.debt - unpaid
    if paid == 0:
        return NO_MOVEMENT
    out = taken(holding.asset, draws, PostingKind.ADJUSTMENT, Account.DEBT)
    back = (Draw(lot_id=DEBT_LOT, amount=paid),)
    return Movement(postings=(*out, *given(holding.asset, back, PostingKind.ADJUSTMENT, Account.DEBT)))


def lapse(holding: Holding, at: int) -> Movement:
    """The expiry run: what lots whose last instant has passed still hold becomes breakage."""
    draws = [
        Draw(lot_id=lot.lot_id, amount=lot.remaining)
        for lot in sorted(holding.lots, key=spending_key)
        if lot.remaining > 0 and is_lapsed(lot, at)
    ]
    return Movement(postings=taken(holding.asset, draws, PostingKind.EXPIRY, Account.BREAKAGE))


def usable_of(holding: Holding, at: int) -> int:
    """What can be spent at an instant; nothing in debt."""
    return 0 if holding.debt else usable(holding.lots, at)


def taken(asset: Asset, draws: Iterable[Draw], kind: PostingKind, target: Account) -> tuple[Posting, ...]:
    """Draws as postings out of the member's account."""
    return tuple(
        Posting(
            kind=kind,
            asset=asset,
            source=Account.MEMBER,
            target=target,
            amount=each.amount,
            lot_id=each.lot_id,
        )
        for each in draws
    )


def given(asset: Asset, draws: Iterable[Draw], kind: PostingKind, source: Account) -> tuple[Posting, ...]:
    """Draws as postings into the member's account."""
    return tuple(
        Posting(
            kind=kind,
            asset=asset,
            source=source,
            target=Account.MEMBER,
            amount=each.amount,
            lot_id=each.lot_id,
        )
        for each in draws
    )


def living(holding: Holding, at: int) -> list[Lot]:
    """Lots that hold something and haven't lapsed, even if they pend, in spending order."""
    lots = (lot for lot in holding.lots if lot.remaining > 0 and not is_lapsed(lot, at))
    return sorted(lots, key=spending_key)
