"""What a return does to gift cards: loads that come back leave their cards, and what cards paid goes back onto them."""

from dataclasses import dataclass

from app.domain.gift_value import back_to_cards, load_returned, unload
from app.domain.holding import Booking, Holding, Movement, booked, moved
from app.domain.ledger import GIFT_VALUE_BOOK, Account, Asset, Draw, gift_lot, granted_lot
from app.domain.returns import ReturnQuote
from app.domain.taking_back import grace_of, restore
from app.protocol.facts import SaleCommitted
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Unloading:
    """bookings: what leaves the cards. spent: rupiah of the loads that are gone, by which the refund is smaller."""

    bookings: tuple[Booking, ...] = ()
    spent: int = 0


def loads_back(unit: Unit, sale: SaleCommitted, returned: ReturnQuote, now: int) -> Unloading:
    """What the lines of gift value that come back had put onto cards. sale: as it was committed."""
    bookings: tuple[Booking, ...] = ()
    spent = 0
    for line in sale.inputs.lines:
        amount = load_returned(line, returned)
        lot_id = gift_lot(sale.sale_id, line.number)
        owner_id = _owner_of(sale, lot_id)
        if amount and owner_id is not None:
            gone = unload(_holding(unit, owner_id, bookings, now), amount, lot_id, now)
            bookings = (*bookings, *booked(owner_id, GIFT_VALUE_BOOK, gone.movement))
            spent += gone.spent
    return Unloading(bookings=bookings, spent=spent)


def _owner_of(sale: SaleCommitted, lot_id: bytes) -> bytes | None:
    """The card onto which a lot was loaded."""
    for booking in sale.bookings:
        if any(lot.lot_id == lot_id for lot in booking.movement.opened):
            return booking.member_id
    return None


def _holding(unit: Unit, owner_id: bytes, bookings: tuple[Booking, ...], now: int) -> Holding:
    """What a card holds after some bookings."""
    holding = unit.members.holding(owner_id, now, GIFT_VALUE_BOOK)
    for booking in bookings:
        if booking.member_id == owner_id:
            holding = moved(holding, booking.movement)
    return holding


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    """What a card paid of a sale, by lot, and what of it came back before."""

    owner_id: bytes
    drawn: tuple[Draw, ...]
    before: int

    @property
    def left(self) -> int:
        return sum(draw.amount for draw in self.drawn) - self.before


def put_back(
    unit: Unit,
    sale: SaleCommitted,
    amount: int,
    document_id: bytes,
    now: int,
    taken: tuple[Booking, ...] = (),
) -> tuple[Booking, ...]:
    """Puts an amount back onto the cards that paid a sale, into the lots that it came from. taken: booked before."""
    paid = _paid(unit, sale) if amount else ()
    shares = back_to_cards([card.left for card in paid], amount)
    programme = unit.catalogue.programme(sale.inputs.revision)
    bookings: tuple[Booking, ...] = ()
    for card, share in zip(paid, shares, strict=True):
        if share:
            grace_lot = granted_lot(document_id, f":grace:{card.owner_id.hex()}", Asset.GIFT_VALUE)
            movement = restore(
                _holding(unit, card.owner_id, taken, now),
                card.drawn,
                card.before,
                share,
                now,
                grace_of(programme, grace_lot, now),
            )
            bookings = (*bookings, *booked(card.owner_id, GIFT_VALUE_BOOK, movement))
    return bookings


def _paid(unit: Unit, sale: SaleCommitted) -> tuple[_Paid, ...]:
    """The cards in the order in which they paid."""
    return tuple(
        _Paid(
            owner_id=booking.member_id,
            drawn=drawn,
            before=unit.returns.put_back(sale.sale_id, booking.member_id),
        )
        for booking in sale.bookings
        if booking.book == GIFT_VALUE_BOOK and (drawn := _drawn(booking.movement))
    )


def _drawn(movement: Movement) -> tuple[Draw, ...]:
    return tuple(
        Draw(lot_id=posting.lot_id, amount=posting.amount)
        for posting in movement.postings
        if posting.target is Account.REDEMPTION
    )
