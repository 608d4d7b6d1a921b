"""Which screen comes next: who is logged in, and where to go back to. No Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.services.front import StaffTile


class Place(StrEnum):
    """The pages of the window."""

    OPENING = "opening"
    LOGIN = "login"
    CHECKOUT = "checkout"
    SHIFT = "shift"
    RECEIPTS = "receipts"
    DEVICES = "devices"
    PROGRAMME_LOGIN = "programme-login"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The page that shows, and the cashier whose basket is open, if any."""

    place: Place = Place.OPENING
    cashier: StaffTile | None = None


def opened(_now: Whereabouts) -> Whereabouts:
    """The store is open: somebody may log in."""
    return Whereabouts(Place.LOGIN)


def locked(now: Whereabouts) -> Whereabouts:
    """Locked: the basket stays, the person has to give the PIN again."""
    return now if now.place is Place.OPENING else Whereabouts(Place.LOGIN)


def selling(cashier: StaffTile) -> Whereabouts:
    """A cashier has logged in."""
    return Whereabouts(Place.CHECKOUT, cashier)


def visiting(now: Whereabouts, place: Place) -> Whereabouts:
    """The cashier looks at another page; the basket stays. Nobody who isn't logged in goes anywhere."""
    return now if now.cashier is None else replace(now, place=place)


def asking_for_manager(now: Whereabouts) -> Whereabouts:
    """The programme was asked for: only behind a manager's PIN."""
    return now if now.place is Place.OPENING else replace(now, place=Place.PROGRAMME_LOGIN)


def editing(now: Whereabouts) -> Whereabouts:
    """A manager gave the PIN."""
    return replace(now, place=Place.PROGRAMME)


def back(now: Whereabouts) -> Whereabouts:
    """Out of a page: to the open basket, or to the login."""
    return replace(now, place=Place.CHECKOUT if now.cashier else Place.LOGIN)
