"""What a sale gave besides points, when the goods come back: revoked if unspent, deducted from the refund if spent."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """revoke: how many are still there and go. spent: how many are gone already."""

    revoke: int
    spent: int


def revocation(count: int, unspent: int) -> Revocation:
    """Splits what a return revokes by what the member still has of it."""
    revoke = min(count, unspent)
    return Revocation(revoke=revoke, spent=count - revoke)


def deducted(spent: int, took_off: Sequence[int], refund: int) -> int:
    """Rupiah that spent vouchers cost a refund: what they took off when they were used, never more than the refund.

    took_off: by each of the sale's vouchers that was used. When not all of them are revoked, those count that took
    off least.
    """
    return min(refund, sum(sorted(took_off)[:spent]))
