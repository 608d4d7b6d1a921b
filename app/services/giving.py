"""What rules give outside a sale's own points, as bookings and changes of the document that gives it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.changes import Change
from app.domain.granting import Accounts, Granted, Occasion
from app.domain.holding import NO_MOVEMENT, Booking, Movement, booked, by_book
from app.domain.ledger import POINTS_BOOK
from app.domain.programme.document import Programme
from app.services.awards import numbered
from app.services.ports import Chance
from app.services.sale_gifts import bookings_of, changes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one member gets by one document. accounts: as they are afterwards."""

    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]
    accounts: Accounts


def given_to(
    member_id: bytes,
    programme: Programme,
    chance: Chance,
    occasion: Occasion,
    accounts: Accounts,
    granted: Granted,
    before: Movement = NO_MOVEMENT,
) -> Given:
    """before: points that the same document moved first, already in `accounts`: one booking holds both."""
    gifts = bookings_of(member_id, granted)
    opened = (plan.entitlement for plan in granted.plans)
    return Given(
        bookings=by_book((*booked(member_id, POINTS_BOOK, before), *gifts)),
        changes=changes_of(chance, programme, member_id, granted, occasion.at),
        accounts=accounts.after(gifts, opened),
    )


def together(givens: Iterable[Given]) -> tuple[tuple[Booking, ...], tuple[Change, ...]]:
    """Several gifts of one document: one booking for each book, and plans counted on."""
    everything = tuple(givens)
    changes = numbered(change for given in everything for change in given.changes)
    return by_book(booking for given in everything for booking in given.bookings), changes
