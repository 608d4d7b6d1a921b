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


def shortened(days: Entitlement, months: int, paid: int, today: date) -> Shortened:
    """Takes so many months off the end. paid: rupiah for them.

    Days of them that have passed stay used, today included (`plans.refund`).
    """
    last = add_days(add_months(add_days(days.ends, 1), -months), -1)
    kept_until = max(last, add_days(days.starts, -1))
    came_back = replace(days, starts=add_days(kept_until, 1))
    back = refund(came_back, paid, today)
    return Shortened(ends=kept_until if back.left is None else back.left.ends, used_up=paid - back.amount)
