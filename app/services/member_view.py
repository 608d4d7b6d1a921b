"""A member as a till shows one, and what else its rules may ask about one."""

from dataclasses import dataclass
from datetime import date

from app.domain.ledger import Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """Points that lapse next, and the last instant at which they can be spent."""

    points: int
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """phone: E.164, whole; screens and paper mask it. tier_metric: in the window, in the programme's metric.

    balance: points, below zero is debt. usable: what may be spent here and now; `balance - usable` is set
    aside elsewhere. as_of: instant of the server's last word on this member; None: this till is the centre.
    joined_on: in the store's zone. debt: points owed; while there are any, none can be spent. held: the lots of points
    that this terminal may spend of, each with what it may.
    """

    member_id: bytes
    name: str
    phone: str
    card: str
    tier_id: str
    tier_metric: int
    balance: int
    usable: int
    expiring: Expiring | None
    as_of: int | None
    joined_on: date
    debt: int = 0
    held: tuple[Lot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A member's visits, as far as this till was told. last_visit_on: in the store's zone.

    earned_today, redeemed_today: points of one business day, here and, as far as the server told, at other tills.
    """

    visits: int = 0
    last_visit_on: date | None = None
    earned_today: int = 0
    redeemed_today: int = 0


NO_HISTORY = History()
