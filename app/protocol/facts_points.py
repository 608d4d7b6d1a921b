"""What moves points and cashback besides sales and returns: lapsing, corrections by hand, gifts between members."""

from dataclasses import dataclass

from app.domain.holding import Booking
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsLapsed:
    """A slice of an expiry run: what lots whose last instant had passed still held."""

    heading: Heading
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsAdjusted:
    """A manager's correction. book: `points` or `cashback`. amount: in its unit; below zero: taken."""

    heading: Heading
    member_id: bytes
    book: str
    amount: int
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsTransferred:
    """Points that a member gave to another one; their lots keep id and expiry."""

    heading: Heading
    giver_id: bytes
    receiver_id: bytes
    amount: int
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFormed:
    """Members who share points from now on; household_id None: who left theirs."""

    heading: Heading
    household_id: bytes | None
    members: tuple[bytes, ...]
