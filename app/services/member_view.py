"""A member as a till shows one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """Points that lapse next, and the last instant at which they can be spent."""

    points: int
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """phone: E.164, whole; screens and paper mask it. tier_metric: rupiah in the window.

    balance: points, below zero is debt. usable: what may be spent here and now; `balance - usable` is set
    aside elsewhere. as_of: instant of the server's last word on this member; None: this till is the centre.
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
