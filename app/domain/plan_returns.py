"""A plan that comes back, whole or some months of it: it ends earlier, and only unused days are paid back."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import Entitlement
from app.domain.calendar import add_days, add_months
from app.domain.plans import refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """ends: its last day from now on; before its first: it never was. used_up: rupiah of what was paid."""

    ends: date
    used_up: int


def shortened(days: Entitlement, kept: int, paid: int, today: date) -> Shortened:
    """Leaves so many months from its first day on, as if no more had been bought. paid: rupiah for those that go.

    Days of them that have passed stay used, today included (`plans.refund`).
    """
    kept_until = add_days(add_months(days.starts, kept), -1)
    if kept_until >= days.ends:
        return Shortened(ends=days.ends, used_up=paid)
    came_back = replace(days, starts=add_days(kept_until, 1))
    back = refund(came_back, paid, today)
    return Shortened(ends=kept_until if back.left is None else back.left.ends, used_up=paid - back.amount)
